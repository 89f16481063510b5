// Seeds are fixed; medians hold at level 1e-9. tests/reference/adaptive/convergence.py has the same by NumPy.
#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment convergence();

namespace {

testing::Measured measured(const char* rule, const char* problem, std::uint64_t blocks = 4) {
    return {convergence(), {{"rule", rule}, {"problem", problem}}, blocks};
}
constexpr std::size_t at_100 = 0, at_1000 = 2;

TEST_CASE("turning the axes takes AdaGrad's lead and leaves momentum its own") {
    CHECK(measured("adagrad", "aligned").number("log_loss", 1e-9, at_100).upper < -15);
    CHECK(measured("adagrad", "rotated").number("log_loss", 1e-9, at_1000).lower > -3);
    for (const char* problem : {"aligned", "rotated"}) {
        const auto m = measured("momentum", problem);
        CHECK(m.number("log_loss", 1e-9, at_1000).upper < -15);
        // NumPy: -2.32.
        CHECK(m.number("log_loss", 1e-9, at_100).value == Approx(-2.32).margin(0.25));
    }
}

TEST_CASE("the best rate for more steps is no worse, but for chance") {
    for (const char* problem : {"rotated", "sparse"}) {
        const auto m = measured("gradient-descent", problem);
        CHECK(m.number("log_loss", 1e-9, at_1000).value < m.number("log_loss", 1e-9, at_100).value - 0.3);
    }
}

TEST_CASE("a quadratic of condition 1 is solved in a step, wherever the axes are") {
    for (const char* problem : {"aligned", "rotated"}) {
        const testing::Measured m(
            convergence(), {{"rule", "gradient-descent"}, {"problem", problem}, {"condition", 1.0}}, 2);
        CHECK(m.number("log_loss", 1e-3, at_100).value == Approx(-16).margin(0.2));
    }
}

TEST_CASE("noise keeps the regression from its minimum") {
    const testing::Measured quiet(convergence(),
                                  {{"rule", "gradient-descent"}, {"problem", "sparse"}, {"noise", 0.0}}, 4);
    CHECK(quiet.number("log_loss", 1e-9, at_1000).upper <
          measured("gradient-descent", "sparse").number("log_loss", 1e-9, at_1000).lower);
}

}  // namespace
}  // namespace assay::experiments
