#include "reports/numbers.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

using namespace assay::reports;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("rounded keeps five significant digits") {
    CHECK(rounded(0) == "0");
    CHECK(rounded(1.0 / 3) == "0.33333");
    CHECK(rounded(-2) == "-2");
    CHECK(rounded(12345.6) == "12346");
    CHECK(rounded(123456) == "123456");
    CHECK(rounded(1e7) == "1e+07");
    CHECK(rounded(1e-9) == "1e-09");
    CHECK(rounded(infinity) == "inf");
    CHECK(rounded(-infinity) == "-inf");
    CHECK(rounded(unknown) == "unknown");
}

TEST_CASE("rounded_text touches whole numbers only") {
    CHECK(rounded_text("0.3333333333333333") == "0.33333");
    CHECK(rounded_text("0.3333333333333333", true) == "0.3333333333333333");
    CHECK(rounded_text("1/3 + 0.3333333333333333") == "1/3 + 0.3333333333333333");
    CHECK(rounded_text("5 %") == "5 %");
    CHECK(rounded_text("").empty());
}

TEST_CASE("grouped sets commas") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(33554432) == "33,554,432");
    CHECK(grouped(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
}

TEST_CASE("percent keeps three digits") {
    CHECK(percent(1) == "100 %");
    CHECK(percent(0.12345) == "12.3 %");
    CHECK(percent(1e-6) == "0.0001 %");
}

TEST_CASE("with_interval shows the digits that the interval warrants") {
    CHECK(with_interval(0.25004, 0.249671, 0.250412) == "0.25004 [0.24967, 0.25042]");
    CHECK(with_interval(0.0001234, 0, 0.00140625) == "0.00012 [0, 0.0015]");
    CHECK(with_interval(123456, 120000, 130000) == "123456 [120000, 130000]");
    CHECK(with_interval(-1.5, -1.62, -1.38) == "-1.50 [-1.62, -1.38]");
    CHECK(with_interval(3.2e-17, 3.1e-17, 3.3e-17) == "3.20e-17 [3.10e-17, 3.30e-17]");
    CHECK(with_interval(2.5e9, 2.4e9, 2.6e9) == "2.50e+09 [2.40e+09, 2.60e+09]");
    CHECK(with_interval(0, 0, 0.01) == "0 [0, 0.010]");
}

TEST_CASE("with_interval rounds outwards") {
    CHECK(with_interval(0.5, 0.4996, 0.50041) == "0.50000 [0.49960, 0.50041]");
    CHECK(with_interval(0.5, 0.499996, 0.6) == "0.50 [0.49, 0.60]");
    CHECK(with_interval(1, 0.99999, 1.5000001) == "1.00 [0.99, 1.51]");
    CHECK(with_interval(1e-6, 0.9e-6, 1.1000001e-6) == "1.00e-06 [9.0e-07, 1.11e-06]");
}

TEST_CASE("with_interval has words for the extremes") {
    CHECK(with_interval(0.25, 0.25, 0.25) == "0.25");
    CHECK(with_interval(0, 0, 0) == "0");
    CHECK(with_interval(0.25, 0.25 - 1.0 / (1U << 30U), 0.25 + 1.0 / (1U << 30U)) ==
          "0.25 (to within 9.4e-10)");  // 2^-30 = 9.313e-10, rounded up
    CHECK(with_interval(unknown, -infinity, infinity) == "nothing yet");
    CHECK(with_interval(0.123, -infinity, infinity) == "0.123 (no interval yet)");
    CHECK(with_interval(unknown, 0.1, 0.3) == "[0.10, 0.30]");
    CHECK(with_interval(1, 0.9, infinity) == "1.00 [0.90, inf]");
    CHECK(with_interval(unknown, 0.9, infinity) == "[0.9, inf]");
    CHECK(with_interval(infinity, infinity, infinity) == "inf");
    CHECK(with_interval(0, 0, infinity) == "0 [0, inf]");
}

TEST_CASE("the printed interval covers the true one") {
    rc::prop("outward rounding", [](double a, double b) {
        const double lower = std::min(a, b);
        const double upper = std::max(a, b);
        const double middle = lower + (upper - lower) / 2;
        const auto text = with_interval(middle, lower, upper);
        const auto open = text.find('[');
        RC_PRE(open != std::string::npos);
        RC_ASSERT(std::stod(text.substr(open + 1)) <= lower);
        RC_ASSERT(std::stod(text.substr(text.find(',', open) + 1)) >= upper);
    });
}
