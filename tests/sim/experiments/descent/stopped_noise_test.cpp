#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment stopped_noise();

namespace {

// The seed is fixed. With noise 0.1 least squares errs by about 10 along the smallest singular value, where a
// stopped descent that should learn nothing errs by 0.01.
TEST_CASE("stopping helps where small singular values carry noise alone") {
    const testing::Measured noise(stopped_noise(), {}, 1);
    CHECK(noise.number("nearer", 0.01).value > 0.97);
    const testing::Measured signal(stopped_noise(), {{"truth", std::string("small")}}, 1);
    CHECK(signal.number("nearer", 0.01).value < 0.2);
}

TEST_CASE("without noise least squares is exact") {
    const testing::Measured m(stopped_noise(), {{"noise", 0.0}}, 1);
    CHECK(m.number("nearer", 0.01).value == 0);
}

TEST_CASE("the draws depend on the stream alone") {
    const testing::Measured a(stopped_noise(), {{"noise", 3.0}}, 1), b(stopped_noise(), {{"noise", 3.0}}, 1);
    const testing::Measured other(stopped_noise(), {{"noise", 3.0}, {"truth", std::string("small")}}, 1);
    CHECK(a.number("nearer", 0.01).value == b.number("nearer", 0.01).value);
    CHECK(a.number("nearer", 0.01).value != other.number("nearer", 0.01).value);
}

}  // namespace
}  // namespace assay::experiments
