// The smallest deep linear network, y = b a x with scalars a and b, learning the product 1.
//   A. M. Saxe, J. L. McClelland, S. Ganguli: Exact solutions to the nonlinear dynamics of learning in deep
//   linear neural networks. ICLR 2014, section 1.1.

#include <array>
#include <cmath>

#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double learning_rate = 1e-3, half = 0.5;
};
using P = Parameters;

constexpr std::array<double, 4> scales = {1e-4, 1e-3, 1e-2, 1e-1};

struct Tally {
    std::vector<stats::Computed> steps = std::vector<stats::Computed>(scales.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.steps);
    }
};
using T = Tally;

/// Steps of gradient descent on (1 - b a)^2 / 2 from a = b = scale until b a >= half.
double steps(const P& p, double scale) {
    double a = scale, b = scale, count = 0;
    for (; a * b < p.half; ++count) {
        const double error = 1 - a * b, da = b * error, db = a * error;
        a += p.learning_rate * da;
        b += p.learning_rate * db;
    }
    return count;
}

}  // namespace

engine::Experiment two_layer_descent() {
    using namespace engine;
    return experiment<P, T>({
        .name = "two-layer-descent",
        .doc = "Gradient descent on (1 - b a)^2 / 2 from a = b = scale.",
        .parameters = {real(&P::learning_rate,
                            {.name = "learning_rate", .least = 1e-5, .greatest = 0.5, .doc = "step size"}),
                       real(&P::half, {.name = "half",
                                       .least = 0.05,
                                       .greatest = 0.95,
                                       .doc = "value of the product that counts as learned"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {series<P, T>(
            "steps", "scale", "steps until the product is learned, by the initial scale",
            [](const P&) { return std::vector<double>(scales.begin(), scales.end()); },
            [](const P&, const T& t, std::size_t i, double) { return t.steps[i].estimate(); })},
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                for (std::size_t i = 0; i < scales.size(); ++i) tally.steps[i] = {steps(p, scales[i]), 0};
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
