// Everything here is exact: the statements hold or fail in every replicate, so that no bound on chance is
// needed but for the controls, where one violation is enough.

#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment dead_unit();
}

namespace {

using namespace assay;
using testing::Measured;
using testing::whole;

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 1) {
    return Measured(experiments::dead_unit(), changes, blocks);
}

TEST_CASE("a dead unit has output 0, gradients 0, and is not missed") {
    for (const auto& shape : std::vector<engine::Parameters>{
             {},
             {{"fan_in", whole(1)}, {"width", whole(2)}, {"fan_out", whole(1)}, {"points", whole(1)}},
             {{"fan_in", whole(9)}, {"width", whole(3)}, {"fan_out", whole(4)}, {"points", whole(20)}},
             {{"margin", whole(0)}, {"change", whole(0)}},
         }) {
        const Measured dead = run(shape);
        CHECK(dead.missing() == 0);
        for (const auto* name :
             {"output_zero", "preactivation_not_positive", "weight_gradient_zero", "bias_gradient_zero",
              "outgoing_gradient_zero", "deletion_harmless", "locally_constant"}) {
            INFO(name);
            CHECK(dead.always(name));
        }
        CHECK(dead.never("output_negative"));
        CHECK(dead.never("outgoing_gradient_nonzero"));
    }
}

TEST_CASE("a unit that is on for some points is none of that") {
    for (const std::int64_t active : {1, 3, 8, 64}) {
        const Measured on = run({{"active_points", active}});
        for (const auto* name :
             {"output_zero", "preactivation_not_positive", "weight_gradient_zero", "bias_gradient_zero",
              "outgoing_gradient_zero", "deletion_harmless", "locally_constant"}) {
            INFO(name);
            CHECK(on.identity(name).violations > 0);
        }
    }
}

TEST_CASE("changes show from the margin on, and not before") {
    CHECK(run({{"change", whole(990)}}).always("locally_constant"));
    CHECK(run({{"change", whole(1000)}}).always("locally_constant"));
    CHECK(run({{"change", whole(1001)}}).never("locally_constant"));
    CHECK(run({{"margin", whole(0)}, {"change", whole(1)}}).never("locally_constant"));
    CHECK(run({{"margin", whole(1)}, {"change", whole(1)}}).always("locally_constant"));
}

TEST_CASE("deleting the unit saves a multiplication for each weight that it has") {
    for (const std::int64_t fan_in : {1, 4, 64})
        for (const std::int64_t fan_out : {1, 2, 64}) {
            // No data are needed to count: one point keeps it quick.
            const auto saved =
                run({{"fan_in", fan_in}, {"fan_out", fan_out}, {"points", whole(1)}, {"width", whole(2)}})
                    .number("saved_multiplications", 1e-9);
            CHECK(saved.value == static_cast<double>(fan_in + fan_out));
            CHECK(saved.lower == saved.upper);
            CHECK(saved.kind == stats::Class::exact);
        }
}

TEST_CASE("the largest network stays within the integers") {
    const auto experiment = experiments::dead_unit();
    engine::Parameters largest;
    for (const auto& info : experiment.parameters)
        largest[info.name] = static_cast<std::int64_t>(info.greatest);
    const auto bound = experiment.bind(largest);
    auto tally = bound.empty();
    random::Stream stream({1, 2}, 3);
    CHECK_NOTHROW(bound.block(stream, {0, 1}, tally));
}

TEST_CASE("the first violation is the witness") {
    const auto certificate = run({{"active_points", whole(1)}}, 2).identity("output_zero");
    REQUIRE(certificate.witness);
    CHECK(*certificate.witness == 0);
}

}  // namespace
