// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment pretrained_start();

namespace {

using testing::whole;

double share(const char* start, const char* other, std::int64_t pretraining = 100, std::int64_t steps = 20,
             double relation = 0.9) {
    const testing::Measured m(pretrained_start(),
                              {{"start", start},
                               {"other", other},
                               {"pretraining", whole(pretraining)},
                               {"steps", whole(steps)},
                               {"relation", relation}},
                              16);  // 64 tasks
    CHECK(m.missing() == 0);
    return m.number("lower_error", 1e-9).value;
}

TEST_CASE("a start is not better than itself") {
    for (const char* start : {"random", "tenth", "principal", "related"}) CHECK(share(start, start) == 0);
    CHECK(share("related", "random", 0) == 0);  // nothing was learned before
}

TEST_CASE("the same task learned before is the best start") {
    CHECK(share("related", "random", 200, 0, 1) > 0.9);
    CHECK(share("related", "unrelated", 200, 0, 1) > 0.9);
    CHECK(share("permuted", "related", 200, 0, 1) < 0.1);
}

TEST_CASE("a network that says next to nothing errs less than one that says something else") {
    CHECK(share("tenth", "random", 100, 0) > 0.5);
    CHECK(share("tenth", "random", 100, 0) < 1);
}

}  // namespace
}  // namespace assay::experiments
