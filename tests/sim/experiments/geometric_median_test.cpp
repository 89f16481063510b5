#include "sim/experiments/geometric_median.hpp"

#include <catch2/catch.hpp>
#include <memory>

namespace assay::experiments {
namespace {

stats::Histogram logarithms(const std::vector<double>& values) {
    stats::Histogram result(std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096)));
    for (const double value : values) {
        const double logarithm = std::log(value);
        result.add(std::span(&logarithm, 1));
    }
    return result;
}

TEST_CASE("the geometric median is the median, within its interval") {
    std::vector<double> values;
    for (int i = 0; i < 2001; ++i) values.push_back(std::exp(0.001 * i));  // median e
    const auto estimate = geometric_median(logarithms(values), 1e-3);
    CHECK(estimate.value == Approx(std::exp(1.0)).epsilon(0.002));
    // Order statistics 1001 -+ 3.29 sqrt(2001)/2, less than a cell more on either side.
    CHECK(estimate.lower == Approx(std::exp(1 - 0.0736)).epsilon(0.003));
    CHECK(estimate.upper == Approx(std::exp(1 + 0.0736)).epsilon(0.003));
    CHECK(estimate.lasting_below >= 0);
    CHECK(estimate.lasting_below < 0.01);
}

TEST_CASE("without observations nothing is known of a positive number") {
    const auto estimate = geometric_median(logarithms({}), 1e-3);
    CHECK(estimate.lower == 0);
    CHECK(std::isinf(estimate.upper));
}

TEST_CASE("values whose logarithm is not finite are missing") {
    std::vector<double> values(100, 1.0);
    values.push_back(0);
    values.push_back(std::numeric_limits<double>::infinity());
    const auto estimate = geometric_median(logarithms(values), 0.01);
    CHECK(estimate.missing == 2);
    CHECK(estimate.value == Approx(1).epsilon(0.002));
}

}  // namespace
}  // namespace assay::experiments
