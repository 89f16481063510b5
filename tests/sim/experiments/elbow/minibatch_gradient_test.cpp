#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment minibatch_gradient();
}

namespace {

using namespace assay;
using testing::Measured;
using testing::whole;

Measured run(const engine::Parameters& changes, std::uint64_t blocks = 2, random::Key key = {11, 2022}) {
    return Measured(experiments::minibatch_gradient(), changes, blocks, key);
}

TEST_CASE("the gradient vanishes on the batches that miss the unit's points") {
    for (const std::int64_t batch : {1, 3, 8})
        for (const std::int64_t active : {1, 5}) {
            const Measured some = run({{"batch", batch}, {"active", active}, {"steps", whole(3)}});
            const double miss = std::pow(1 - static_cast<double>(active) / 8, static_cast<double>(batch));
            // Intervals of level 1e-10: all 12 hold but with probability 1.2e-9.
            const auto zero = some.number("zero_gradient", 1e-10), moved = some.number("moved", 1e-10);
            CHECK(zero.lower <= miss);
            CHECK(miss <= zero.upper);
            CHECK(moved.lower <= 1 - miss * miss * miss);
            CHECK(1 - miss * miss * miss <= moved.upper);
            CHECK(some.always("zero_without_active_point"));
            CHECK(some.always("full_gradient_nonzero"));
            CHECK(some.identity("zero_only_when_dead").violations > 0);
        }
}

TEST_CASE("a dead unit has no gradient on any batch, a unit that is always on has one on every batch") {
    const Measured dead = run({{"active", whole(0)}});
    CHECK(dead.number("zero_gradient", 1e-9).value == 1);
    CHECK(dead.number("moved", 1e-9).value == 0);
    CHECK(dead.never("full_gradient_nonzero"));
    CHECK(dead.always("zero_only_when_dead"));
    for (const auto& always : std::vector<engine::Parameters>{{{"active", whole(8)}},
                                                              {{"active", whole(1024)}},
                                                              {{"active", whole(1)}, {"points", whole(1)}}}) {
        const Measured on = run(always);
        CHECK(on.number("zero_gradient", 1e-9).value == 0);
        CHECK(on.number("moved", 1e-9).value == 1);
    }
}

TEST_CASE("minibatches are a function of the stream") {
    const auto zero = [](random::Key key) { return run({}, 1, key).number("zero_gradient", 1e-9).value; };
    CHECK(zero({1, 1}) == zero({1, 1}));
    CHECK(zero({1, 1}) != zero({1, 2}));  // fixed keys
}

}  // namespace
