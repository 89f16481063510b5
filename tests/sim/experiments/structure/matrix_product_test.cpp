// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment matrix_product();

namespace {

using testing::whole;

TEST_CASE("orthogonal products are isometries") {
    const testing::Measured m(matrix_product(), {{"width", whole(10)}, {"depth", whole(50)}}, 4);
    CHECK(m.always("norm_kept"));
    CHECK(m.always("well_conditioned"));
    CHECK(m.number("ill_conditioned", 1e-9).value == 0);
}

TEST_CASE("Gaussian products are not, and their condition number grows as its Lyapunov exponents say") {
    const auto share = [](double threshold) {
        const testing::Measured m(matrix_product(),
                                  {{"width", whole(8)},
                                   {"depth", whole(60)},
                                   {"weights", "gaussian"},
                                   {"log10_condition", threshold}},
                                  16);
        CHECK(m.never("norm_kept"));
        CHECK(m.never("well_conditioned"));
        return m.number("ill_conditioned", 1e-9).value;
    };
    // ln kappa is near 60 (psi(4) - psi(1/2)) / 2 = 96.6, 42 powers of 10, far beyond double's 16.
    CHECK(share(25) > 0.9);
    CHECK(share(60) < 0.1);
}

TEST_CASE("a single factor of one row") {
    const testing::Measured m(matrix_product(),
                              {{"width", whole(1)}, {"depth", whole(1)}, {"weights", "gaussian"}}, 4);
    CHECK(m.always("well_conditioned"));
    CHECK(m.never("norm_kept"));
}

}  // namespace
}  // namespace assay::experiments
