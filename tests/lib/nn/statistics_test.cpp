#include "lib/nn/statistics.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "lib/nn/fill.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("mean, second moment and variance of small integers are exact") {
    const LayerStatistics s = statistics(Matrix<float>{{1, 2}, {3, 6}});
    CHECK(s.mean == 3);
    CHECK(s.second_moment == 12.5);
    CHECK(s.variance == 3.5);
    const LayerStatistics one = statistics(Matrix<double>{{-2}});
    CHECK(one.mean == -2);
    CHECK(one.second_moment == 4);
    CHECK(one.variance == 0);
}

TEST_CASE("statistics agree with double precision for every length, and with a large mean") {
    random::Stream stream({1, 1}, 1);
    for (const Index rows : {1, 5, 16, 17, 511, 512, 513, 700})
        for (const float offset : {0.0F, 1000.0F}) {
            Matrix<float> values(rows, 3);
            nn::fill_normal(stream, values);
            values.array() += offset;
            const Eigen::ArrayXd exact = values.reshaped().cast<double>();
            const LayerStatistics s = statistics(values);
            CHECK(s.mean == Approx(exact.mean()).epsilon(4e-6).margin(4e-6));
            CHECK(s.second_moment == Approx(exact.square().mean()).epsilon(4e-6));
            CHECK(s.variance == Approx((exact - exact.mean()).square().mean()).epsilon(1e-5));
        }
}

TEST_CASE("overflow and NaN show, and the layer where they begin is known") {
    const float huge = std::numeric_limits<float>::max();
    CHECK(std::isinf(statistics(Matrix<float>{{huge, -huge}}).second_moment));
    const float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK(std::isnan(statistics(Matrix<float>{{1, nan}}).mean));
    const std::vector<Matrix<float>> layers{Matrix<float>{{1}}, Matrix<float>{{huge * 2}},
                                            Matrix<float>{{nan}}};
    CHECK(first_nonfinite(layers) == 1);
    CHECK(first_nonfinite(std::vector<Matrix<float>>{}) == 0);
    CHECK(first_nonfinite(std::vector<Matrix<float>>{Matrix<float>{{1}}}) == 1);
    CHECK(statistics(std::vector<Matrix<float>>{Matrix<float>{{1}}, Matrix<float>{{2}}})[1].mean == 2);
}

TEST_CASE("nothing has no statistics") {
    CHECK_THROWS_AS(statistics(Matrix<double>(3, 0)), std::invalid_argument);
}

}  // namespace
