#include "lib/nn/bias.hpp"

#include <string>

namespace assay::nn {
namespace {

void require(bool condition, double mean, const char* domain) {
    if (!condition)
        throw std::domain_error(std::string("marginal_bias: mean must be ") + domain + ", not " +
                                std::to_string(mean));
}

}  // namespace

double marginal_bias(Identity, double mean) {
    require(std::isfinite(mean), mean, "finite");
    return mean;
}
double marginal_bias(Relu, double mean) {
    require(mean > 0 && std::isfinite(mean), mean, "finite and above 0 for a ReLU");
    return mean;
}
double marginal_bias(LeakyRelu f, double mean) {
    if (!(f.slope > 0)) throw std::domain_error("marginal_bias: a leaky ReLU's slope must be above 0");
    require(std::isfinite(mean), mean, "finite");
    return mean > 0 ? mean : mean / f.slope;
}
double marginal_bias(Tanh, double mean) {
    require(mean > -1 && mean < 1, mean, "between -1 and 1 for tanh");
    return std::atanh(mean);
}
double marginal_bias(Sigmoid, double mean) {
    require(mean > 0 && mean < 1, mean, "between 0 and 1 for a sigmoid");
    return std::log(mean) - std::log1p(-mean);
}

Vector<double> softmax_bias(const Vector<double>& marginals) {
    if (marginals.size() == 0 || !(marginals.array() > 0).all() || !(std::abs(marginals.sum() - 1) <= 1e-9))
        throw std::domain_error("softmax_bias: marginals must all be above 0 and sum to 1");
    const Vector<double> logs = marginals.array().log();
    return logs.array() - logs.mean();
}

}  // namespace assay::nn
