#include "lib/nn/initializer/truncated_normal.hpp"

#include <array>
#include <boost/math/special_functions/erf.hpp>
#include <numbers>

namespace assay::nn {
namespace {

/// The shortfall of the raw law's variance.
double shortfall(const TruncatedNormal& init) {
    return truncated_variance(init.cut);
}

template <class Scalar>
void fill(const TruncatedNormal& init, random::Stream& stream, Eigen::Ref<Matrix<Scalar>> weights) {
    const double sd = std::sqrt(init.variance(weights.cols(), weights.rows()) / shortfall(init));
    // Phi(z) is uniform between Phi(-cut) and Phi(cut): z = sqrt(2) erfinv(v), v uniform on +-erf(cut /
    // sqrt(2)).
    const double reach = std::erf(init.cut / std::numbers::sqrt2), factor = sd * std::numbers::sqrt2;
    for (Index j = 0; j < weights.cols(); ++j)
        for (Index i = 0; i < weights.rows(); ++i) {
            std::array<double, 1> u{};
            random::fill_uniform(stream, std::span(u));
            weights(i, j) = static_cast<Scalar>(factor * boost::math::erf_inv(reach * (2 * u[0] - 1)));
        }
}

}  // namespace

double truncated_variance(double cut) {
    detail::require_positive("truncated_variance", "cut", cut);
    const double density = std::exp(-cut * cut / 2) / std::sqrt(2 * std::numbers::pi);
    return 1 - 2 * cut * density / std::erf(cut / std::numbers::sqrt2);
}

double TruncatedNormal::variance(Index fan_in, Index fan_out) const {
    detail::require_fans(name, fan_in, fan_out);
    detail::require_positive(name, "scale", scale);
    detail::require_positive(name, "cut", cut);
    return (corrected ? 1 : truncated_variance(cut)) * scale / static_cast<double>(fan_in);
}

void TruncatedNormal::operator()(random::Stream& stream, Eigen::Ref<Matrix<float>> weights) const {
    fill<float>(*this, stream, weights);
}
void TruncatedNormal::operator()(random::Stream& stream, Eigen::Ref<Matrix<double>> weights) const {
    fill<double>(*this, stream, weights);
}

}  // namespace assay::nn
