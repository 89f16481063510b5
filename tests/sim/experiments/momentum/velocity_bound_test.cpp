// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment velocity_bound();
}

using namespace assay;
using namespace assay::testing;

namespace {

Measured speeds(const engine::Parameters& changes) {
    return {experiments::velocity_bound(), changes, 1};
}

}  // namespace

TEST_CASE("no gradients of length 1 are faster than equal ones") {
    const Measured random = speeds({});
    CHECK(random.always("within_bound"));
    CHECK(random.never("reaches_bound"));
    const Measured equal = speeds({{"directions", std::string("equal")}});
    CHECK(equal.always("within_bound"));
    CHECK(equal.always("reaches_bound"));
    CHECK(equal.never("within_alternating"));
    const Measured alternating = speeds({{"directions", std::string("alternating")}});
    CHECK(alternating.always("within_alternating"));
    CHECK(alternating.never("reaches_bound"));
}

TEST_CASE("without momentum, or after one step, every gradient gives the same speed") {
    for (const engine::Parameters& changes :
         {engine::Parameters{{"momentum", 0.0}}, engine::Parameters{{"steps", whole(1)}}}) {
        CHECK(speeds(changes).always("within_bound"));
        CHECK(speeds(changes).always("reaches_bound"));
        CHECK(speeds(changes).always("within_alternating"));
    }
    CHECK(speeds({{"dimension", whole(100)}, {"steps", whole(200)}, {"momentum", 0.99}})
              .always("within_bound"));
}
