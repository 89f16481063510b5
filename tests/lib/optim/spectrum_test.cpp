#include "lib/optim/spectrum.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

TEST_CASE("spectra with equal differences and equal ratios have the ends they were given") {
    const Vector<Rational> steps = equally_spaced(Rational(1), Rational(10), 4);
    CHECK(steps == Vector<Rational>{{Rational(1), Rational(4), Rational(7), Rational(10)}});
    const Vector<double> ratios = geometrically_spaced(0.01, 100.0, 5);
    CHECK(ratios.isApprox(Vector<double>{{0.01, 0.1, 1, 10, 100}}, 1e-14));
    CHECK((ratios[0] == 0.01 && ratios[4] == 100));
    CHECK(equally_spaced(2.0, 2.0, 1) == Vector<double>{{2}});
    CHECK_THROWS_WITH(equally_spaced(0.0, 1.0, 3), Catch::Contains("equally_spaced: least must be positive"));
    CHECK_THROWS_WITH(geometrically_spaced(-1.0, 1.0, 3), Catch::Contains("geometrically_spaced: least"));
    CHECK_THROWS_WITH(equally_spaced(2.0, 1.0, 3), Catch::Contains("greatest must not be below least"));
    CHECK_THROWS_WITH(equally_spaced(1.0, 2.0, 0), Catch::Contains("count must be at least 1, not 0"));
    CHECK_THROWS_WITH(equally_spaced(1.0, 2.0, 1), Catch::Contains("count must be at least 2"));
}

TEST_CASE("the power-law spectrum integrates excesses of gradient descent: a Beta function") {
    // integral_0^1 of h/2 (1 - h)^(2k) h^(d-1) dh = B(1 + d, 2k + 1) / 2
    for (const double exponent : {0.1, 0.5, 1.0, 2.0}) {
        const ContinuousSpectrum spectrum = power_law_spectrum(exponent, 1, 5000);
        for (const int k : {0, 1, 10, 100, 1000}) {
            double excess = 0;
            for (Eigen::Index i = 0; i < spectrum.start.size(); ++i) {
                const double h = spectrum.eigenvalues[i], theta = spectrum.start[i] * std::pow(1 - h, k);
                excess += h / 2 * theta * theta;
            }
            const double exact = std::exp(std::lgamma(1 + exponent) + std::lgamma(2 * k + 1) -
                                          std::lgamma(2 + exponent + 2 * k)) /
                                 2;
            CHECK(excess == Approx(exact).epsilon(1e-5));
        }
        CHECK(spectrum.start.squaredNorm() == Approx(1 / exponent).epsilon(1e-6));
        CHECK(spectrum.eigenvalues.maxCoeff() <= 1);
    }
    CHECK(power_law_spectrum(0.5, 4, 1000).start.squaredNorm() == Approx(2 / 0.5).epsilon(1e-6));
    CHECK_THROWS_WITH(power_law_spectrum(0, 1, 10), Catch::Contains("power_law_spectrum: exponent"));
    CHECK_THROWS_WITH(power_law_spectrum(1, 0, 10), Catch::Contains("power_law_spectrum: greatest"));
    CHECK_THROWS_WITH(power_law_spectrum(1, 1, 0), Catch::Contains("power_law_spectrum: count"));
}

}  // namespace
