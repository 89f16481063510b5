// Variances, gradients and correlations in random networks of infinite width, computed layer by layer.
// Documents: 001, block on initialization; 004 section 1.2. Theory: lib/nn/mean_field.hpp.

#include <array>
#include <cmath>

#include "lib/nn/mean_field.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    nn::ActivationKind activation = nn::ActivationKind::tanh;
    double scale = 1, first_variance = 1, correlation = 0;
};
using P = Parameters;

constexpr std::array<double, 17> shown = {1,  2,  3,  4,   5,   6,   7,    8,   9,
                                          10, 20, 50, 100, 200, 500, 1000, 2000};  ///< layers

struct Tally {
    std::vector<stats::Computed> variance = std::vector<stats::Computed>(shown.size());
    std::vector<stats::Computed> decorrelation = variance, loss = variance, gradient_gain = variance;
    stats::Computed fixed_variance, fixed_gradient_gain, fixed_output_mean;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.variance, self.decorrelation, self.loss, self.gradient_gain, self.fixed_variance,
                        self.fixed_gradient_gain, self.fixed_output_mean);
    }
};
using T = Tally;

/// One expectation is wrong by 1e-12 at most (lib/nn/gaussian.hpp). Of a variance an error passes to the next
/// layer by a factor below 1 at a stable point and with the variance itself otherwise; over 2000 layers that
/// adds up to 1e-8 at most, relative.
constexpr double relative_error = 1e-8;

stats::Computed computed_to(double value) {
    return {value, relative_error * std::abs(value)};
}

/// 1 - c loses digits near c = 1: beside the error above, 1e-12 a layer.
stats::Computed decorrelation(double correlation, double layer) {
    const double value = 1 - correlation;
    return {value, relative_error * value + 1e-12 * layer};
}

/// The variances of layers 1, 2, ... up to one layer more than is shown, or to the last that is a finite
/// number.
std::vector<double> finite_variances(const nn::AnyActivation& f, const nn::Ensemble& ensemble, double first) {
    std::vector<double> variance = {first};
    while (variance.size() <= static_cast<std::size_t>(shown.back())) {
        const double next = nn::next_variance(f, ensemble, variance.back());
        if (!std::isfinite(next)) break;
        variance.push_back(next);
    }
    return variance;
}

/// Layers that are not reached keep no value. Correlations are computed for ReLU only, where the kernel has a
/// closed form: elsewhere each layer costs a double quadrature.
void fill(const P& p, T& tally) {
    const auto f = nn::activation(p.activation);
    const nn::Ensemble ensemble{.weight_variance = p.scale};
    const auto variance = finite_variances(f, ensemble, p.first_variance);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto l = static_cast<std::size_t>(shown[i]);
        if (l >= variance.size()) break;
        const double q = variance[l - 1];
        tally.variance[i] = computed_to(q);
        tally.gradient_gain[i] = computed_to(nn::gradient_gain(f, ensemble, q));
        // As a difference of nearly equal numbers it keeps the error of 1e-12 of a variance.
        tally.loss[i] = {1 - variance[l] / q, 1e-11};
    }
    if (p.activation == nn::ActivationKind::relu) {
        const auto c = nn::correlations(f, ensemble, p.first_variance, p.correlation, variance.size() - 1);
        for (std::size_t i = 0; i < shown.size(); ++i)
            if (const auto l = static_cast<std::size_t>(shown[i]); l <= c.size())
                tally.decorrelation[i] = decorrelation(c[l - 1], shown[i]);
    }
    if (const auto q = nn::fixed_variance(f, ensemble, p.first_variance)) {
        tally.fixed_variance = computed_to(*q);
        tally.fixed_gradient_gain = computed_to(nn::gradient_gain(f, ensemble, *q));
        tally.fixed_output_mean = computed_to(nn::expected_value(f, {.variance = *q}));
    }
}

engine::QuantitiesOf<P, T> layer_series(std::string name, std::string doc,
                                        std::vector<stats::Computed> T::*part) {
    return engine::series<P, T>(
        std::move(name), "layer", std::move(doc),
        [](const P&) { return std::vector<double>(shown.begin(), shown.end()); },
        [part](const P&, const T& t, std::size_t i, double) { return (t.*part)[i].estimate(); });
}

}  // namespace

engine::Experiment mean_field_layers() {
    using namespace engine;
    return experiment<P, T>({
        .name = "mean-field-layers",
        .doc = "Random networks without biases in the limit of infinite width: pre-activations are normal "
               "with a variance that each layer maps to the next.",
        .parameters =
            {
                choice(&P::activation,
                       {.name = "activation",
                        .choices = {"identity", "relu", "leaky-relu", "tanh", "sigmoid", "threshold"},
                        .doc = "of every layer"}),
                real(&P::scale, {.name = "scale",
                                 .least = 0.01,
                                 .greatest = 10,
                                 .doc = "fan-in times a weight's variance"}),
                real(&P::first_variance, {.name = "first_variance",
                                          .least = 1e-6,
                                          .greatest = 100,
                                          .doc = "of the pre-activations of layer 1"}),
                real(&P::correlation, {.name = "correlation",
                                       .least = -1,
                                       .greatest = 1,
                                       .doc = "of the pre-activations of layer 1 for two inputs"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                layer_series("variance", "of the pre-activations", &T::variance),
                layer_series("loss", "1 - the variance in the next layer over that in this one", &T::loss),
                layer_series("gradient_gain",
                             "factor of a gradient's variance from the next layer back to this one",
                             &T::gradient_gain),
                layer_series("decorrelation",
                             "1 - the correlation of the pre-activations for two inputs; for ReLU only",
                             &T::decorrelation),
                computed<P, T>("fixed_variance", "the variance to which those of the layers converge",
                               &T::fixed_variance),
                computed<P, T>("fixed_gradient_gain", "the gradient gain there", &T::fixed_gradient_gain),
                computed<P, T>("fixed_output_mean", "the mean of the activations there",
                               &T::fixed_output_mean),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                fill(p, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
