// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment trained_scale();

namespace {

using testing::Measured;
using testing::whole;

TEST_CASE("what is not trained does not change") {
    const Measured m(trained_scale(), {{"steps", whole(0)}}, 4);
    CHECK(m.missing() == 0);
    CHECK(m.number("departed", 1e-6).value == 0);
    CHECK(m.number("fitted", 1e-6).value == 0);
}

TEST_CASE("training fits, and changes the balance of the layers") {
    for (const auto* task : {"sine", "product", "teacher"}) {
        CAPTURE(task);
        const Measured m(trained_scale(), {{"task", task}}, 8);
        CHECK(m.number("fitted", 1e-6).value > 0.5);
        CHECK(m.number("departed", 1e-6).value > 0.25);
    }
}

TEST_CASE("training that diverges is missing") {
    const Measured m(trained_scale(), {{"learning_rate", 10.0}}, 4);
    CHECK(m.missing() > 0);
    CHECK(m.number("departed", 1e-6).missing == m.missing());
    CHECK(m.number("fitted", 1e-6).missing == m.missing());
}

}  // namespace
}  // namespace assay::experiments
