// What a network puts out, loses and learns first when the biases of its outputs come from the targets.
// Document: 002, slides on output biases.

#include <cmath>
#include <string>

#include "lib/nn/initialize.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/nn/loss.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<double>;
using Vector = nn::Vector<double>;

enum class Head { linear, logistic, softmax };
enum class Start { inverse, mean, zero };

struct Parameters {
    Head head = Head::logistic;
    Start start = Start::inverse;
    double output_weight_scale = 0;
    std::int64_t outputs = 3;
};
using P = Parameters;

/// With a prime number of samples neither binary targets are balanced nor classes equally frequent.
constexpr Index samples = 31, input_width = 3, hidden_width = 4;
constexpr double tolerance = 1e-12;

struct Tally {
    exact::Certificate output_is_marginal, gradient_zero, loss_of_best_constant, below_zero_start,
        above_zero_start;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.output_is_marginal, self.gradient_zero, self.loss_of_best_constant,
                        self.below_zero_start, self.above_zero_start);
    }
};
using T = Tally;

/// Normal; binary, with a random probability for each output, both values present; or one-hot, with the first
/// classes the more frequent, all present.
Matrix draw_targets(const P& p, random::Stream& stream) {
    Matrix targets = Matrix::Zero(p.outputs, samples);
    if (p.head == Head::linear) {
        nn::fill_normal(stream, targets);
        return targets;
    }
    Matrix uniform(p.outputs, samples + 1);
    random::fill_uniform(stream, std::span(uniform.data(), static_cast<std::size_t>(uniform.size())));
    for (Index i = 0; i < samples; ++i) {
        if (p.head == Head::softmax) {
            const double u = uniform(0, i);
            const auto k = i < p.outputs ? i : static_cast<Index>(static_cast<double>(p.outputs) * u * u);
            targets(k, i) = 1;
            continue;
        }
        for (Index k = 0; k < p.outputs; ++k)
            targets(k, i) = i < 2 ? static_cast<double>(i) : uniform(k, i) < uniform(k, samples) ? 1 : 0;
    }
    return targets;
}

/// The heads: outputs f for pre-activations z, their mean loss, and its gradient in z.
Matrix outputs(Head head, const Matrix& z) {
    Matrix f = z;
    if (head == Head::logistic) nn::activate(nn::Sigmoid{}, z, f);
    if (head == Head::softmax) nn::softmax(z, f);
    return f;
}
/// Squared error, or cross-entropy: for sigmoids -y ln f - (1 - y) ln(1 - f) summed over the outputs.
double loss(Head head, const Matrix& z, const Matrix& y) {
    if (head == Head::linear) return nn::squared_loss(z, y, nn::Reduction::mean);
    if (head == Head::softmax) return nn::softmax_cross_entropy(z, y, nn::Reduction::mean);
    const Matrix f = outputs(head, z);
    return -(y.array() * f.array().log() + (1 - y.array()) * (1 - f.array()).log()).sum() / double(samples);
}
Matrix loss_gradient(Head head, const Matrix& z, const Matrix& y) {
    Matrix gradient;
    if (head == Head::linear) nn::squared_loss_gradient(z, y, nn::Reduction::mean, gradient);
    if (head == Head::softmax) nn::softmax_cross_entropy_gradient(z, y, nn::Reduction::mean, gradient);
    if (head == Head::logistic) {
        const Matrix f = outputs(head, z);
        gradient = (f - y).array() / (f.array() * (1 - f.array())) / double(samples);
        nn::multiply_by_derivative(nn::Sigmoid{}, z, gradient);
    }
    return gradient;
}
/// The least loss of any constant output: the variances of the targets, the entropies of their means, or the
/// entropy of the classes' shares.
double loss_of_best_constant(Head head, const Matrix& y) {
    const Vector mean = y.rowwise().mean();
    if (head == Head::linear) return (y.colwise() - mean).squaredNorm() / double(samples);
    double entropy = 0;
    for (const double c : mean) {
        entropy -= c * std::log(c);
        if (head == Head::logistic) entropy -= (1 - c) * std::log1p(-c);
    }
    return entropy;
}

Vector start_bias(const P& p, const Matrix& y) {
    const Vector mean = y.rowwise().mean();
    if (p.start == Start::zero) return Vector::Zero(p.outputs);
    if (p.start == Start::mean) return mean;
    if (p.head == Head::softmax) return nn::softmax_bias(mean);
    return mean.unaryExpr([&](double m) {
        return p.head == Head::logistic ? nn::marginal_bias(nn::Sigmoid{}, m)
                                        : nn::marginal_bias(nn::Identity{}, m);
    });
}

void replicate(const P& p, random::Stream& stream, std::uint64_t number, T& tally) {
    const Matrix targets = draw_targets(p, stream);
    Matrix inputs(input_width, samples);
    nn::fill_normal(stream, inputs);
    nn::Network<double, nn::Tanh> network(nn::Layout({input_width, hidden_width, p.outputs}));
    nn::initialize(stream, network, nn::FanInNormal{});
    network.weight(1) *= p.output_weight_scale;

    nn::Trace<double> trace;
    const double zero = loss(p.head, nn::forward(network, inputs, trace), targets);
    network.bias(1) = start_bias(p, targets);
    const Matrix z = nn::forward(network, inputs, trace);
    Vector gradient;
    nn::backward(network, inputs, loss_gradient(p.head, z, targets), trace, gradient);

    const Vector shift = (outputs(p.head, z) - targets).rowwise().mean();
    const double begin = loss(p.head, z, targets), constant = loss_of_best_constant(p.head, targets);
    tally.output_is_marginal.add(number, shift.cwiseAbs().maxCoeff() <= tolerance);
    tally.gradient_zero.add(number, network.layout.bias(gradient, 1).cwiseAbs().maxCoeff() <= tolerance);
    tally.loss_of_best_constant.add(number, std::abs(begin - constant) <= tolerance * constant);
    tally.below_zero_start.add(number, begin < zero);
    tally.above_zero_start.add(number, begin > zero);
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment output_start() {
    using namespace engine;
    return experiment<P, T>({
        .name = "output-start",
        .doc = "A network 3-4-K of tanh units before training, on random data of 31 points, its output "
               "biases set from the targets.",
        .parameters =
            {
                choice(&P::head, {.name = "head",
                                  .choices = {"linear", "logistic", "softmax"},
                                  .doc = "output and loss: squared error of normal targets, cross-entropy of "
                                         "sigmoids for binary ones or of a softmax for classes"}),
                choice(&P::start,
                       {.name = "start",
                        .choices = {"inverse", "mean", "zero"},
                        .doc = "of the output biases: the inverse of the output function at the targets' "
                               "mean, that mean itself, or 0"}),
                real(&P::output_weight_scale, {.name = "output_weight_scale",
                                               .least = 0,
                                               .greatest = 10,
                                               .doc = "factor of the output layer's weights, which have "
                                                      "variance 1/4"}),
                integer(&P::outputs, {.name = "outputs", .least = 2, .greatest = 30, .doc = "K"}),
            },
        .tally =
            [](const P&) {
                return T{sampled, sampled, sampled, sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>("output_is_marginal",
                               "the mean of each output over the data is that of its target, to 10^-12",
                               &T::output_is_marginal),
                identity<P, T>("gradient_zero",
                               "the gradient of the mean loss in the output biases is 0, to 10^-12",
                               &T::gradient_zero),
                identity<P, T>("loss_of_best_constant",
                               "the loss is, to 10^-12 of it, the least of any constant output: variance or "
                               "entropy of the targets",
                               &T::loss_of_best_constant),
                identity<P, T>("below_zero_start", "the loss is below that of output biases 0",
                               &T::below_zero_start),
                identity<P, T>("above_zero_start", "the loss is above that of output biases 0",
                               &T::above_zero_start),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    replicate(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{128}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
