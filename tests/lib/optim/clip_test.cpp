#include "lib/optim/clip.hpp"

#include <catch2/catch.hpp>
#include <limits>

namespace {

using namespace assay::optim;
using V = Vector<double>;

constexpr double infinity = std::numeric_limits<double>::infinity(),
                 nan = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("clipping by value changes the direction, clipping by norm does not") {
    V by_value{{10, 0.1}}, by_norm = by_value;
    clip_by_value(by_value, 1.0);
    CHECK(by_value == V{{1, 0.1}});
    clip_by_norm(by_norm, 1.0);
    CHECK(by_norm.norm() == Approx(1).epsilon(1e-15));
    CHECK(by_norm[0] == Approx(100 * by_norm[1]).epsilon(1e-15));
}

TEST_CASE("what is within the limit stays, to the bit") {
    const V g{{3, -4, -0.0}};
    V clipped = g;
    clip_by_norm(clipped, 5.0);
    CHECK(clipped == g);
    clip_by_value(clipped, 4.0);
    CHECK(clipped == g);
    V zero = V::Zero(5);
    clip_by_norm(zero, 1.0);
    CHECK(zero == V::Zero(5));
    V none(0);
    clip_by_norm(none, 1.0);
    clip_by_value(none, 1.0);
}

TEST_CASE("huge and tiny gradients have a norm") {
    V huge = V::Constant(4, 1e308);
    clip_by_norm(huge, 1.0);
    CHECK(huge.isApprox(V::Constant(4, 0.5), 1e-15));
    V tiny = V::Constant(4, 1e-300);
    clip_by_norm(tiny, 1e-300);
    CHECK(tiny.isApprox(V::Constant(4, 0.5e-300), 1e-15));
}

TEST_CASE("each of many replicates has its own norm") {
    constexpr Eigen::Index replicates = 150, d = 3;
    V all(replicates * d), expected(replicates * d);
    for (Eigen::Index r = 0; r < replicates; ++r) {
        V one(d);
        for (Eigen::Index i = 0; i < d; ++i) one[i] = static_cast<double>((r + 1) * (i - 1)) + 0.5;
        for (Eigen::Index i = 0; i < d; ++i) all[i * replicates + r] = one[i];
        clip_by_norm(one, 20.0);
        CHECK(one.norm() <= 20 * (1 + 4e-15));
        for (Eigen::Index i = 0; i < d; ++i) expected[i * replicates + r] = one[i];
    }
    clip_by_norm(all, 20.0, replicates);
    CHECK(all == expected);
}

TEST_CASE("infinities and NaN are clipped as documented") {
    V by_value{{infinity, -infinity, nan, 0.5}};
    clip_by_value(by_value, 1.0);
    CHECK((by_value[0] == 1 && by_value[1] == -1 && std::isnan(by_value[2]) && by_value[3] == 0.5));
    V infinite{{-infinity, 2, 0}};
    clip_by_norm(infinite, 1.0);
    CHECK((std::isnan(infinite[0]) && infinite[1] == 0 && infinite[2] == 0));
    V spoilt{{nan, 2, 3, 1, 0.25, 0}};  // two replicates: (nan, 3, 0.25) and (2, 1, 0)
    clip_by_norm(spoilt, 1.0, 2);
    CHECK((std::isnan(spoilt[0]) && std::isnan(spoilt[2]) && std::isnan(spoilt[4])));
    CHECK(spoilt[1] == Approx(2 / std::sqrt(5)));
    V last{{2, nan}};
    clip_by_norm(last, 1.0);
    CHECK((std::isnan(last[0]) && std::isnan(last[1])));
}

TEST_CASE("clipping refuses limits and replicates that make no sense") {
    V g = V::Ones(6);
    for (const double limit : {0.0, -1.0, nan, infinity}) {
        CHECK_THROWS_WITH(clip_by_norm(g, limit),
                          Catch::Contains("clip_by_norm: limit must be positive and finite"));
        CHECK_THROWS_WITH(clip_by_value(g, limit), Catch::Contains("clip_by_value: limit"));
    }
    CHECK_THROWS_WITH(clip_by_norm(g, 1.0, 4), Catch::Contains("divide the number of elements, 6, not 4"));
    CHECK_THROWS_WITH(clip_by_norm(g, 1.0, 0), Catch::Contains("clip_by_norm: replicates"));
}

}  // namespace
