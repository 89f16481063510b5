#include "lib/nn/initializer/bias_as_weight.hpp"

#include <catch2/catch.hpp>

#include "lib/stats/moments.hpp"
#include "lib/stats/normal_sample.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("biases have the variance of the weights") {
    random::Stream stream({1, 2}, 3);
    Vector<double> bias(20000);
    BiasAsWeight{.scale = 2}.fill_bias(stream, bias, 9);
    stats::Moments moments;
    moments.add(std::span<const double>(bias.data(), 20000));
    // Level 1e-10, fixed seed.
    const auto variance = stats::normal_variance(moments, 1e-10);
    CHECK(variance.lower < 0.2);
    CHECK(variance.upper > 0.2);
    CHECK(variance.lower > 0.18);
    CHECK_THROWS_AS(BiasAsWeight{}.fill_bias(stream, bias, 0), std::invalid_argument);
}

}  // namespace
