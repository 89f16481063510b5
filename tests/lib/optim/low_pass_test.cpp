#include "lib/optim/low_pass.hpp"

#include <catch2/catch.hpp>
#include <complex>
#include <numbers>

#include "lib/exact/rational.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

TEST_CASE("the responses of the filter are what its recursion does, exactly") {
    const LowPass<Rational> filter{Rational(3, 10)};
    Rational impulse = 0, step = 0, total = 0, squares = 0;
    for (unsigned t = 1; t <= 12; ++t) {
        impulse = filter.next(impulse, t == 1 ? 1 : 0);
        step = filter.next(step, 1);
        CHECK(filter.impulse_response(t - 1) == impulse);
        CHECK(filter.step_response(t) == step);
        total += impulse;
        squares += impulse * impulse;
        CHECK(total == step);
        // White noise: the variance is the sum of squared weights, whose rest is a geometric series.
        const Rational rest = impulse * impulse * Rational(7, 10) * Rational(7, 10) / (1 - Rational(49, 100));
        CHECK(squares + rest == filter.noise_gain());
    }
    CHECK(filter.step_response(0) == 0);
    CHECK(filter.noise_gain() == Rational(3, 17));
    CHECK(filter.effective_samples() * filter.noise_gain() == 1);
    CHECK(filter.mean_age() == Rational(7, 3));
}

TEST_CASE("the gain is |b / (1 - (1 - b) e^(-i omega))|, and falls") {
    for (const double b : {1e-6, 0.1, 0.5, 0.9, 1.0}) {
        const LowPass<double> filter{b};
        double before = 2;
        for (int k = 0; k <= 32; ++k) {
            const double omega = std::numbers::pi * k / 32;
            const double expected = std::abs(b / (1.0 - (1 - b) * std::polar(1.0, -omega)));
            CHECK(filter.gain(omega) == Approx(expected).epsilon(1e-9));
            CHECK((filter.gain(omega) < before || b == 1));
            before = filter.gain(omega);
        }
        CHECK(filter.gain(0) == 1);
        CHECK(filter.gain(std::numbers::pi) == Approx(b / (2 - b)).epsilon(1e-15));
    }
}

TEST_CASE("the half-power frequency exists up to a weight of 2 sqrt(2) - 2") {
    const double last = 2 * std::numbers::sqrt2 - 2;
    for (const double b : {1e-8, 0.1, 0.5, last - 1e-9}) {
        const double omega = LowPass<double>{b}.half_power_frequency();
        CHECK(LowPass<double>{b}.gain(omega) == Approx(std::numbers::sqrt2 / 2).epsilon(1e-9));
        if (b > 0.01) CHECK(std::cos(omega) == Approx(1 - b * b / (2 * (1 - b))).epsilon(1e-9));
    }
    for (const double b : {last + 1e-9, 0.9, 1.0})
        CHECK(std::isnan(LowPass<double>{b}.half_power_frequency()));
    CHECK(LowPass<double>{last}.time_constant() == Approx(-1 / std::log(1 - last)));
    // 1/b - 1/2 - b/12 - ...
    CHECK(LowPass<double>{1e-9}.time_constant() == Approx(1e9 - 0.5).epsilon(1e-15));
}

TEST_CASE("a filter's weight is checked by name") {
    for (const double b : {0.0, -0.1, 1.1, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_WITH(LowPass<double>{b}.check(),
                          Catch::Contains("LowPass::check: weight must be in (0, 1]"));
    CHECK_NOTHROW(LowPass<double>{1}.check());
}

}  // namespace
