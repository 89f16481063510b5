// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_symmetries();

namespace {

using testing::whole;

testing::Measured measured(const engine::Parameters& changes) {
    return {adam_symmetries(), changes, 1};
}

TEST_CASE("what Adam does not notice") {
    const auto m = measured({});
    CHECK(m.always("rescaled"));
    CHECK(m.always("rescaled_bitwise"));
    CHECK(m.always("permuted"));
    CHECK(m.always("elementwise"));
    CHECK(m.never("rotated"));
    const auto inexact = measured({{"factor", 0.001}});
    CHECK(inexact.always("rescaled"));
    CHECK(inexact.never("rescaled_bitwise"));
    CHECK(measured({{"epsilon", 1.0}}).never("rescaled"));
    CHECK(measured({{"factor", 1.0}, {"epsilon", 1.0}}).always("rescaled_bitwise"));
}

TEST_CASE("each form scales with a power of its own") {
    const std::pair<const char*, std::int64_t> powers[] = {{"adam", 0},
                                                           {"uncorrected", 0},
                                                           {"without-second-moment", 1},
                                                           {"second-moment-in-numerator", 2},
                                                           {"gradient-descent", 1}};
    for (const auto& [form, right] : powers)
        for (std::int64_t power = 0; power <= 2; ++power) {
            CAPTURE(form, power);
            const auto m = measured({{"form", std::string(form)}, {"power", whole(power)}});
            CHECK((power == right ? m.always("rescaled") : m.never("rescaled")));
        }
}

TEST_CASE("gradient descent does not see the axes") {
    CHECK(measured({{"form", "gradient-descent"}}).always("rotated"));
}

}  // namespace
}  // namespace assay::experiments
