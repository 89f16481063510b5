#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment dead_training();
}

namespace {

using namespace assay;
using testing::Measured;
using testing::whole;

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 1, random::Key key = {11, 2022}) {
    return Measured(experiments::dead_training(), changes, blocks, key);
}

TEST_CASE("with one hidden layer a dead unit keeps its bits while the others learn") {
    for (const double margin : {0.001, 1.0}) {
        const Measured dead = run({{"margin", margin}, {"steps", whole(50)}});
        CHECK(dead.always("never_revives"));
        CHECK(dead.always("unchanged"));
        CHECK(dead.number("recovered", 1e-9).value == 0);
        // A small step down a gradient lowers the loss: in all 64 runs of this fixed key.
        CHECK(dead.number("loss_fell", 1e-9).value == 1);
    }
}

TEST_CASE("without steps nothing happens") {
    const Measured dead = run({{"steps", whole(0)}});
    CHECK(dead.always("unchanged"));
    CHECK(dead.number("loss_fell", 1e-9).value == 0);
}

TEST_CASE("in the second layer a unit just below 0 comes back in some runs, one far below in fewer") {
    // 64 runs each of a fixed key. The probabilities are about 0.6 and below 0.05: the chance that fewer than
    // 10 of 64 come back at 0.6, or more than 20 at 0.05, is below 1e-9 (binomial tails 1e-13 and 4e-12).
    const engine::Parameters base{{"hidden_layers", whole(2)}};
    auto near = base, far = base;
    near["margin"] = 0.01;
    far["margin"] = 2.0;
    const Measured back = run(near, 8), gone = run(far, 8);
    CHECK(back.number("recovered", 1e-9).value >= 10.0 / 64);
    CHECK(gone.number("recovered", 1e-9).value <= 20.0 / 64);
    const auto never = back.identity("never_revives");
    REQUIRE(never.witness);
    CHECK(*never.witness < 64);
    // A unit that never came back has never had a gradient, one that came back has.
    CHECK(back.identity("unchanged").violations == never.violations);
}

TEST_CASE("the smallest shapes train") {
    const Measured least =
        run({{"width", whole(1)}, {"fan_in", whole(1)}, {"points", whole(1)}, {"steps", whole(3)}});
    CHECK(least.always("unchanged"));
    CHECK(run({{"hidden_layers", whole(8)}, {"steps", whole(2)}}).identity("unchanged").trials == 8);
}

TEST_CASE("training is a function of the stream") {
    const engine::Parameters deep{{"hidden_layers", whole(2)}, {"margin", 0.1}};
    const auto recovered = [&](random::Key key) { return run(deep, 8, key).number("recovered", 1e-9).value; };
    const auto witness = [&](random::Key key) {
        return *run(deep, 8, key).identity("never_revives").witness;
    };
    CHECK(recovered({1, 1}) == recovered({1, 1}));
    CHECK(witness({1, 1}) == witness({1, 1}));
    CHECK(recovered({1, 1}) != recovered({1, 2}));  // fixed keys
}

}  // namespace
