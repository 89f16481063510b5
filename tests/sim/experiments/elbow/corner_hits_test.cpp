#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment corner_hits();

namespace {

// P(|x - c| <= r) with x standard normal and c = -b/w standard Cauchy, from SciPy 1.10:
//   quad(lambda c: (norm.cdf(c + r) - norm.cdf(c - r)) * cauchy.pdf(c), -inf, inf).
struct Near {
    double radius, probability;
};

testing::Measured run(const engine::Parameters& changes = {}, std::uint64_t blocks = 1) {
    return {corner_hits(), changes, blocks};
}

TEST_CASE("the probability to be near a corner") {
    const auto near = GENERATE(Near{0.1, 0.04170884939491543}, Near{1.0, 0.3871196650001748});
    const auto m = run({{"radius", near.radius}});
    const auto estimate = m.number("near_corner", 1e-9);  // misses the truth with probability 1e-9 at most
    CHECK(estimate.lower <= near.probability);
    CHECK(estimate.upper >= near.probability);
    CHECK(estimate.upper - estimate.lower < 0.03);
    CHECK(m.missing() == 0);
}

TEST_CASE("no drawn input is at a corner, and every one is at initialization with zeros") {
    const auto drawn = run().number("at_corner", 1e-9);
    CHECK(drawn.value == 0);
    CHECK(drawn.upper < 1e-3);
    const auto zeros = run({{"parameter_sd", 0.0}});
    CHECK(zeros.number("at_corner", 1e-9).value == 1);
    CHECK(zeros.number("near_corner", 1e-9).value == 1);
}

TEST_CASE("radii of nothing and of almost everything") {
    CHECK(run({{"radius", 0.0}}).number("near_corner", 1e-9).value == 0);
    // P(|c| > 1e6) = 6.4e-7; among 2^16 corners none or a few are so far.
    CHECK(run({{"radius", 1e6}}).number("near_corner", 1e-9).value > 0.999);
}

TEST_CASE("corners are scale-free: the spread of the parameters does not matter") {
    const auto small = run({{"parameter_sd", 0.25}}).number("near_corner", 1e-9);
    const auto large = run({{"parameter_sd", 4.0}}).number("near_corner", 1e-9);
    CHECK(small.value == large.value);  // a power of two rescales the same draws exactly
}

TEST_CASE("draws depend on key and block alone") {
    const auto a = run({}, 2), b = run({}, 2);
    const testing::Measured other(corner_hits(), {}, 2, {1, 3});
    CHECK(a.number("near_corner", 1e-9).value == b.number("near_corner", 1e-9).value);
    CHECK(a.number("near_corner", 1e-9).value != other.number("near_corner", 1e-9).value);
    CHECK(a.number("near_corner", 1e-9).replicates == std::uint64_t{1} << 17U);
}

}  // namespace
}  // namespace assay::experiments
