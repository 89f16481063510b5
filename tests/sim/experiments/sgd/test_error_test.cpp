#include <catch2/catch.hpp>
#include <cmath>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment test_error();

namespace {

using testing::whole;

TEST_CASE("training error vanishes, test error does not") {
    // With theta_k = y + (1 - e)^k (start - y), y the mean: test p/2 ((1 - a)^2/n + a^2 start^2) and training
    // p/2 a^2 (start^2 + 1/n), a = (1 - e)^k. Standard errors of one block: about 1 %.
    const testing::Measured m(test_error(), {{"start", 2.0}}, 1);
    for (std::size_t i = 0; i < 7; ++i) {
        const double a = std::pow(0.5, std::pow(2.0, double(i)));
        CHECK(m.number("test_excess", 1e-9, i).value ==
              Approx(4 * ((1 - a) * (1 - a) / 16 + a * a * 4)).epsilon(0.09));
        if (i < 6)
            CHECK(m.number("training_excess", 1e-9, i).value ==
                  Approx(4 * a * a * (4 + 1 / 16.)).epsilon(0.09));
    }
    CHECK(m.number("training_excess", 1e-9, 6).value < 1e-30);
}

TEST_CASE("more examples, less error") {
    const auto value = [](std::int64_t n) {
        return testing::Measured(test_error(), {{"examples", n}}, 1).number("test_excess", 1e-9, 6).value;
    };
    CHECK(value(4) == value(4));
    CHECK(value(4) > 3 * value(16));
}

}  // namespace
}  // namespace assay::experiments
