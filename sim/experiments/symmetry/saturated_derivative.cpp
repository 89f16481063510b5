// The derivative of an activation far out, as a machine computes it: from the pre-activation, and from the
// value of the function.
// Documents: 001; 002, slide on saturation.

#include <cmath>

#include "lib/nn/activation.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Function { relu, tanh, sigmoid };
enum class Precision { double_precision, single_precision };

struct Parameters {
    Function function = Function::tanh;
    Precision precision = Precision::double_precision;
    double preactivation = 5;
};
using P = Parameters;

struct Tally {
    stats::Computed derivative, from_value;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.derivative, self.from_value);
    }
};
using T = Tally;

/// The machine's own numbers, exactly.
template <class S>
T measured(Function function, S s) {
    const auto exact = [](S value) { return stats::Computed{.value = double(value), .error = 0}; };
    switch (function) {
        case Function::relu: {
            const nn::Relu f;
            return {exact(f.derivative(s)), exact(f.value(s) > 0 ? S(1) : S(0))};
        }
        case Function::tanh: {
            const nn::Tanh f;
            const S value = f.value(s);
            return {exact(f.derivative(s)), exact(1 - value * value)};
        }
        case Function::sigmoid: {
            const nn::Sigmoid f;
            const S value = f.value(s);
            return {exact(f.derivative(s)), exact(value * (1 - value))};
        }
    }
    return {};
}

}  // namespace

engine::Experiment saturated_derivative() {
    using namespace engine;
    return experiment<P, T>({
        .name = "saturated-derivative",
        .doc = "The derivative of an activation at one pre-activation, as it comes out in floating point.",
        .parameters =
            {
                choice(&P::function,
                       {.name = "function", .choices = {"relu", "tanh", "sigmoid"}, .doc = "the activation"}),
                choice(&P::precision, {.name = "precision",
                                       .choices = {"double", "single"},
                                       .doc = "floating-point numbers of 53 or 24 bits"}),
                real(&P::preactivation, {.name = "preactivation",
                                         .least = -700,
                                         .greatest = 700,
                                         .doc = "where the derivative is taken"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("derivative", "computed from the pre-activation, without cancellation",
                               &T::derivative),
                computed<P, T>("from_value",
                               "computed from the value f: 1 - f^2 for tanh, f (1 - f) for the sigmoid, "
                               "whether f > 0 for the ReLU",
                               &T::from_value),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                tally = p.precision == Precision::double_precision
                            ? measured(p.function, p.preactivation)
                            : measured(p.function, static_cast<float>(p.preactivation));
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
