// How long gradient descent takes to leave the point where all weights of a chain of linear layers are 0.
// Document: 001.

#include <cmath>
#include <vector>

#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t layers = 2;
    double learning_rate = 0.1;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> steps;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.steps);
    }
};
using T = Tally;

std::vector<double> starts(const P&) {
    return {1e-4, 1e-3, 1e-2, 1e-1};
}

/// Gradient descent on (w_1 ... w_L - 1)^2 / 2 from w_1 = ... = w_L = start, until all w^2 >= 1/2. The
/// weights stay equal: w <- w - eta (w^L - 1) w^(L-1).
double steps_until_half(const P& p, double start) {
    double w = start, steps = 0;
    while (w * w < 0.5) {
        double power = 1;
        for (std::int64_t l = 1; l < p.layers; ++l) power *= w;
        w -= p.learning_rate * (power * w - 1) * power;
        ++steps;
    }
    return steps;
}

}  // namespace

engine::Experiment saddle_escape() {
    using namespace engine;
    return experiment<P, T>({
        .name = "saddle-escape",
        .doc = "Gradient descent on (w_1 ... w_L - 1)^2 / 2 from equal weights near 0.",
        .parameters =
            {
                integer(&P::layers, {.name = "layers", .least = 2, .greatest = 3, .doc = "layers L"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-2, .greatest = 0.5, .doc = "step size"}),
            },
        .tally = [](const P& p) { return T{std::vector<stats::Computed>(starts(p).size())}; },
        .quantities = {series<P, T>(
            "steps", "start", "steps until the squared weights reach 1/2", starts,
            [](const P&, const T& t, std::size_t point, double) { return t.steps[point].estimate(); })},
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const auto all = starts(p);
                for (std::size_t i = 0; i < all.size(); ++i)
                    tally.steps[i] = {.value = steps_until_half(p, all[i]), .error = 0};
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
