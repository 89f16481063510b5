// Seeds are fixed; levels are 1e-9.
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "lib/nn/mean_field.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment unit_pairs();

namespace {

using testing::whole;
constexpr double level = 1e-9;

bool holds(const stats::Estimate& estimate, double value, double relative_width) {
    return estimate.lower <= value && value <= estimate.upper &&
           estimate.upper - estimate.lower < relative_width * std::abs(value);
}

TEST_CASE("the first layer is normal with the given variance and correlation") {
    const testing::Measured m(
        unit_pairs(),
        {{"first_scale", 2.0}, {"correlation", 0.25}, {"width", whole(16)}, {"depth", whole(2)}}, 2);
    CHECK(holds(m.number("second_moment", level, 0), 2, 0.05));
    CHECK(holds(m.number("decorrelation", level, 0), 0.75, 0.05));
    CHECK(m.number("kurtosis", level, 0).value == Approx(3).epsilon(0.05));
    CHECK(holds(m.number("output_mean", level, 0), 1 / std::sqrt(std::numbers::pi), 0.05));
    CHECK(holds(m.number("output_second_moment", level, 0), 1, 0.05));
    CHECK(holds(m.number("output_variance", level, 0), 1 - 1 / std::numbers::pi, 0.1));
}

TEST_CASE("wide networks follow mean-field theory") {
    for (const auto kind : {nn::ActivationKind::relu, nn::ActivationKind::tanh}) {
        const auto f = nn::activation(kind);
        const nn::Ensemble ensemble{.weight_variance = 2};
        const auto q = nn::variances(f, ensemble, 1, 3);
        const auto c = nn::correlations(f, ensemble, 1, 0.5, 3);
        const testing::Measured m(unit_pairs(),
                                  {{"activation", std::string(nn::name(f))},
                                   {"correlation", 0.5},
                                   {"width", whole(512)},
                                   {"depth", whole(3)}},
                                  20);
        CAPTURE(nn::name(f));
        for (const std::size_t l : {0U, 1U, 2U}) {
            CHECK(m.number("second_moment", level, l).value == Approx(q[l]).epsilon(0.02));
            CHECK(m.number("decorrelation", level, l).value == Approx(1 - c[l]).epsilon(0.02));
        }
        CHECK(m.number("gain", level, 1).value == Approx(q[2] / q[1]).epsilon(0.02));
    }
}

TEST_CASE("extreme correlations stay what they are") {
    const testing::Measured same(unit_pairs(), {{"correlation", 1.0}, {"depth", whole(3)}}, 1);
    CHECK(same.number("decorrelation", level, 2).value == Approx(0).margin(1e-6));
    const testing::Measured opposite(
        unit_pairs(), {{"correlation", -1.0}, {"depth", whole(3)}, {"activation", "identity"}}, 1);
    CHECK(opposite.number("decorrelation", level, 2).value == Approx(2));
    CHECK(opposite.missing() == 0);
}

}  // namespace
}  // namespace assay::experiments
