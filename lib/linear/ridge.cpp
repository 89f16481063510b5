#include "lib/linear/ridge.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>

#include "lib/linear/augmented.hpp"
#include "lib/linear/factor.hpp"
#include "lib/linear/scaling.hpp"
#include "lib/linear/singular_value_decomposition.hpp"

namespace assay::linear {

namespace {

using Solution = std::optional<Vector<double>>;

Solution dual(const Matrix<double>& X, const Vector<double>& y, double lambda) {
    const Solution alpha = detail::solve_gram(X * X.transpose(), y, lambda, X.cols());
    if (!alpha) return std::nullopt;
    return X.transpose() * *alpha;
}

Solution rows(const Matrix<double>& X, const Vector<double>& y, double lambda) {
    return detail::solve_tall(augmented_rows(X, std::sqrt(lambda)), padded(y, X.cols()));
}

Solution features(const Matrix<double>& X, const Vector<double>& y, double lambda) {
    const Solution both = detail::solve_wide(augmented_features(X, std::sqrt(lambda)), y);
    if (!both) return std::nullopt;
    return both->head(X.cols());
}

Vector<double> filtered(const Matrix<double>& X, const Vector<double>& y, double lambda) {
    const auto svd = detail::thin_svd(X);
    const double noise = detail::rounding_noise(X.rows(), X.cols()) * svd.s[0];
    const bool lambda_lost = std::sqrt(lambda) <= noise;
    const Vector<double> gains =
        svd.s.unaryExpr([&](double s) { return lambda_lost && s <= noise ? 0 : s / (s * s + lambda); });
    return svd.V * gains.cwiseProduct(svd.U.transpose() * y);
}

Solution solve(Form form, const Matrix<double>& X, const Vector<double>& y, double lambda) {
    switch (form) {
        case Form::primal:
            return detail::solve_gram(X.transpose() * X, X.transpose() * y, lambda, X.rows());
        case Form::dual:
            return dual(X, y, lambda);
        case Form::rows:
            return rows(X, y, lambda);
        case Form::features:
            return features(X, y, lambda);
        case Form::svd:
            return filtered(X, y, lambda);
    }
    throw std::invalid_argument("ridge: form must be one of Form");
}

}  // namespace

std::string_view name(Form form) {
    switch (form) {
        case Form::primal:
            return "primal";
        case Form::dual:
            return "dual";
        case Form::rows:
            return "rows";
        case Form::features:
            return "features";
        case Form::svd:
            return "svd";
    }
    throw std::invalid_argument("name: form must be one of Form");
}

Vector<double> ridge(Form form, const Matrix<double>& X, const Vector<double>& y, double lambda) {
    detail::require_shapes("ridge", X, y);
    detail::require_finite("ridge", "X", X);
    detail::require_finite("ridge", "y", y);
    detail::require_lambda("ridge", lambda);
    const int unit = detail::binary_exponent(std::max(X.cwiseAbs().maxCoeff(), std::sqrt(lambda)));
    const int response_unit = detail::binary_exponent_of(y);
    const Solution w = solve(form, detail::reduced(X, unit), detail::reduced(y, response_unit),
                             std::ldexp(lambda, -2 * unit));
    if (!w) {
        const bool by_rows = form == Form::primal || form == Form::rows;
        throw std::domain_error(
            "ridge: X, of shape " + detail::shape(X.rows(), X.cols()) + ", has not full " +
            (by_rows ? "column" : "row") + " rank up to rounding, and lambda = " + detail::number(lambda) +
            " is too small to make up for it in the form " + std::string(name(form)) +
            "; take a larger lambda, or the form svd, which gives the solution of least norm");
    }
    return detail::times_power(*w, response_unit - unit);
}

}  // namespace assay::linear
