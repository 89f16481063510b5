#include "lib/linear/spectrum.hpp"

#include <cmath>
#include <limits>

#include "lib/linear/scaling.hpp"
#include "lib/linear/singular_value_decomposition.hpp"

namespace assay::linear {

namespace {

double quotient(double largest, double least) {
    return least > 0 ? largest / least : std::numeric_limits<double>::infinity();
}

}  // namespace

Vector<double> singular_values(const Matrix<double>& X) {
    detail::require_matrix("singular_values", X);
    detail::require_finite("singular_values", "X", X);
    const int unit = detail::binary_exponent_of(X);
    return detail::times_power(detail::singular_values_of(detail::reduced(X, unit)), unit);
}

double condition_number(const Matrix<double>& X) {
    const Vector<double> singular = singular_values(X);
    return quotient(singular[0], singular[singular.size() - 1]);
}

double ridge_condition_number(const Matrix<double>& X, double lambda) {
    detail::require_lambda("ridge_condition_number", lambda);
    const Vector<double> singular = singular_values(X);
    const double least = X.rows() < X.cols() ? 0 : singular[singular.size() - 1];
    const double root = std::sqrt(lambda);
    return quotient(std::hypot(singular[0], root), std::hypot(least, root));
}

Vector<double> filter_factors(const Vector<double>& singular, double lambda) {
    detail::require_lambda("filter_factors", lambda);
    detail::require_finite("filter_factors", "singular", singular);
    for (const double s : singular)
        if (s < 0)
            throw std::invalid_argument("filter_factors: singular values must be at least 0, not " +
                                        detail::number(s));
    // s^2 may be beyond double's range; lambda / s^2 may only where the factor is 0 or 1 all the same.
    return singular.unaryExpr([lambda](double s) { return s > 0 ? 1 / (1 + lambda / s / s) : 0; });
}

double effective_degrees(const Vector<double>& singular, double lambda) {
    return filter_factors(singular, lambda).sum();
}

}  // namespace assay::linear
