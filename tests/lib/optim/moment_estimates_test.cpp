#include "lib/optim/moment_estimates.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "lib/exact/rational.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

TEST_CASE("the moments of a constant gradient are its moments once corrected, exactly, at every step") {
    const MomentEstimates<Rational> moments;
    auto state = moments.init(2);
    const Vector<Rational> gradient{{Rational(3, 2), Rational(-7)}};
    Rational power1 = 1, power2 = 1;
    for (unsigned t = 1; t <= 40; ++t) {
        moments.update(state, gradient);
        power1 *= Rational(9, 10);
        power2 *= Rational(999, 1000);
        CHECK(state.steps == t);
        CHECK(state.first == Vector<Rational>(gradient * (1 - power1)));
        CHECK(moments.corrected_first(state) == gradient);
        CHECK(moments.corrected_second(state) == Vector<Rational>(gradient.cwiseProduct(gradient)));
        CHECK(total_weight(Rational(9, 10), t) == 1 - power1);
        CHECK(total_weight(Rational(9, 10), t + 1) != 1 - power1);
    }
}

TEST_CASE("the m of a drifting gradient g_t = t lags by b/(1 - b) - t b^t/(1 - b^t)") {
    const MomentEstimates<Rational> moments;
    auto state = moments.init(1);
    const Rational b(9, 10);
    Rational power = 1;
    for (int t = 1; t <= 30; ++t) {
        moments.update(state, Vector<Rational>::Constant(1, Rational(t)));
        power *= b;
        CHECK(t - moments.corrected_first(state)[0] == b / (1 - b) - t * power / (1 - power));
    }
}

TEST_CASE("the total weight is accurate where 1 - decay^t cancels, and does not overflow") {
    CHECK(total_weight(0.9, 0) == 0);
    CHECK(total_weight(0.0, 1) == 1);
    // 1 - (1 - 2^-50)^3 = 3 2^-50 - 3 2^-100 + ...
    CHECK(total_weight(1 - 0x1p-50, 3) == Approx(3 * 0x1p-50).epsilon(3e-15));
    CHECK(total_weight(0.999F, 2) == Approx(1 - 0.999F * static_cast<double>(0.999F)).epsilon(1e-6));
    CHECK(total_weight(0.999, std::numeric_limits<std::uint64_t>::max()) == 1);
}

TEST_CASE("moment estimates refuse what they cannot use") {
    const MomentEstimates<double> moments;
    auto state = moments.init(2);
    CHECK_THROWS_AS(moments.corrected_first(state), std::domain_error);
    CHECK_THROWS_AS(moments.corrected_second(state), std::domain_error);
    CHECK_THROWS_WITH(moments.update(state, Vector<double>::Zero(3)), Catch::Contains("2, not 3"));
    state.steps = std::numeric_limits<std::uint64_t>::max();
    CHECK_THROWS_AS(moments.update(state, Vector<double>::Zero(2)), std::overflow_error);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double beta : {-0.1, 1.0, 1.5, nan}) {
        CHECK_THROWS_WITH((MomentEstimates<double>{.beta1 = beta}.init(1)),
                          Catch::Contains("MomentEstimates::init: beta1 must be in [0, 1), not "));
        CHECK_THROWS_WITH((MomentEstimates<double>{.beta2 = beta}.init(1)), Catch::Contains("beta2"));
    }
}

}  // namespace
