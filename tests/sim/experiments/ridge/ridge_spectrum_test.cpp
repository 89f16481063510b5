#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment ridge_spectrum();

namespace {

using testing::disproven;
using testing::proven;

testing::Measured measured(std::int64_t size, std::int64_t null_directions, std::int64_t steps,
                           const std::string& arithmetic) {
    return {
        ridge_spectrum(),
        {{"size", size}, {"null_directions", null_directions}, {"steps", steps}, {"arithmetic", arithmetic}},
        1};
}

TEST_CASE("what happens along singular vectors, in either arithmetic") {
    const auto arithmetic = GENERATE("rational", "modular");
    const auto null_directions = GENERATE(std::int64_t{0}, std::int64_t{1});
    const auto [size, steps] = GENERATE(table<std::int64_t, std::int64_t>({{2, 1}, {3, 8}, {4, 2}}));
    const auto m = measured(size, null_directions, steps, arithmetic);
    CAPTURE(arithmetic, null_directions, size, steps);
    CHECK(m.missing() == 0);
    CHECK(proven(m.same("V' ridge", "s/(s^2 + lambda) U'y")));
    CHECK(proven(m.same("V' ridge", "s^2/(s^2 + lambda) V' least squares")));
    CHECK(proven(m.same("|ridge|^2", "sum of (s/(s^2 + lambda))^2 (u'y)^2")));
    CHECK(proven(m.same("fall of |ridge|^2", "delta (2 |X v|^2 + 2 lambda |v|^2 + delta |v|^2)")));
    CHECK(proven(
        m.same("V' (w - least squares) after descent", "(1 - 2 eta s^2)^steps V' (start - least squares)")));
    CHECK(proven(
        m.same("V' (w - ridge) after descent", "(1 - 2 eta (s^2 + lambda))^steps V' (start - ridge)")));
    CHECK(proven(m.same("null directions of w after descent", "null directions of the start")));
    CHECK(proven(m.same("null directions of w after descent with penalty",
                        "(1 - 2 eta lambda)^steps null directions of the start")));

    CHECK(disproven(m.same("V' ridge", "s/(s + lambda) V' least squares")));
    CHECK(disproven(m.same("|ridge|^2", "sum of (s/(s + lambda))^2 (u'y)^2")));
    CHECK(disproven(m.same("fall of |ridge|^2", "delta |v|^2")));
    CHECK(disproven(
        m.same("V' (w - least squares) after descent", "(1 - eta s^2)^steps V' (start - least squares)")));
    CHECK(disproven(m.same("V' (w - ridge) after descent", "(1 - 2 eta s^2)^steps V' (start - ridge)")));
}

TEST_CASE("a direction that the data do not see is one that the penalty alone moves") {
    const auto m = measured(3, 1, 3, "rational");
    CHECK(disproven(m.same("null directions of w after descent", "zero for each direction")));
    CHECK(
        disproven(m.same("null directions of w after descent with penalty", "null directions of the start")));
    const auto none = measured(3, 0, 3, "rational");
    CHECK(proven(none.same("null directions of the start", "zero for each direction")));
}

}  // namespace
}  // namespace assay::experiments
