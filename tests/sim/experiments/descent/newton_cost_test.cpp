#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment newton_cost();

namespace {

using testing::whole;

// The sums over k of the p-k quotients and (p-k)(p-k+1)/2 products of L D L', of p-k and p-k for the two
// substitutions, and p for D.
TEST_CASE("products and numbers of Newton's method") {
    const testing::Measured m(newton_cost(), {}, 1);
    const double sizes[] = {16, 32, 64, 128, 256};
    for (std::size_t i = 0; i < 5; ++i) {
        const double p = sizes[i];
        CHECK(m.number("multiplications", 0.01, i).value ==
              (p - 1) * p * (p + 1) / 6 + 3 * p * (p - 1) / 2 + p);
        CHECK(m.number("numbers", 0.01, i).value == p * p);
    }
}

// Each of k pairs takes two products of vectors and two multiples in all, and a factor twice; p to scale.
TEST_CASE("products and numbers of limited-memory BFGS") {
    for (const std::int64_t k : {1, 10}) {
        const testing::Measured m(newton_cost(),
                                  {{"method", std::string("limited-memory")}, {"memory", whole(k)}}, 1);
        const double pairs = static_cast<double>(k);
        CHECK(m.number("multiplications", 0.01, 2).value == 4 * pairs * 64 + 2 * pairs + 64);
        CHECK(m.number("numbers", 0.01, 2).value == pairs * (2 * 64 + 1));
    }
}

}  // namespace
}  // namespace assay::experiments
