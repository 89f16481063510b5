// How long the cell of an LSTM remembers, by the bias of its forget gate.
// Document: 002, slide on gates.
//   S. Hochreiter, J. Schmidhuber: Long short-term memory. Neural Computation 9 (1997); forget gates: F. A.
//   Gers, J. Schmidhuber, F. Cummins: Learning to forget. Neural Computation 12 (2000).

#include <array>
#include <cmath>

#include "lib/nn/bias.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double bias = nn::forget_gate_bias.value, input = 0;
};
using P = Parameters;

constexpr std::array<int, 8> shown = {1, 2, 3, 5, 10, 20, 50, 100};  ///< steps

struct Tally {
    stats::Computed gate, half_life;
    std::vector<stats::Computed> kept = std::vector<stats::Computed>(shown.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.gate, self.half_life, self.kept);
    }
};
using T = Tally;

/// c <- f c + i g with f = sigmoid(bias + x), i = sigmoid(x), g = tanh(x).
double next_cell(double c, double bias, double x) {
    const nn::Sigmoid sigmoid;
    return sigmoid.value(bias + x) * c + sigmoid.value(x) * nn::Tanh{}.value(x);
}

/// What is left in the cell of a unit more at the start, after 1, 2, ... steps, while it is above `least` and
/// for at most `steps` of them.
std::vector<double> kept_after(const P& p, double least, std::size_t steps) {
    std::vector<double> kept = {1};
    double with = 1, without = 0;
    while (kept.back() > least && kept.size() <= steps) {
        const double x = kept.size() % 2 == 0 ? -p.input : p.input;
        with = next_cell(with, p.bias, x);
        without = next_cell(without, p.bias, x);
        kept.push_back(with - without);
    }
    return kept;
}

/// The step at which half is left; between steps ln(kept) is taken as linear. NaN beyond 10^5 steps.
double half_life(const P& p) {
    const auto kept = kept_after(p, 0.5, 100000);
    if (kept.back() > 0.5) return std::numeric_limits<double>::quiet_NaN();
    const double before = std::log(2 * kept[kept.size() - 2]), after = std::log(2 * kept.back());
    return static_cast<double>(kept.size() - 2) + before / (before - after);
}

void fill(const P& p, T& tally) {
    // Cells stay within 100 of 0; the difference of two keeps 1e-14 of that.
    constexpr double error = 1e-12;
    tally.gate = {nn::Sigmoid{}.value(p.bias), 1e-15};
    const double life = half_life(p);
    tally.half_life = {life, error * life * life};
    const auto kept = kept_after(p, 0, shown.back());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto step = static_cast<std::size_t>(shown[i]);
        // Without inputs the cell that starts at 0 stays there, and nothing cancels.
        if (step < kept.size()) tally.kept[i] = {kept[step], p.input == 0 ? 1e-13 * kept[step] : error};
    }
}

}  // namespace

engine::Experiment forget_gate() {
    using namespace engine;
    return experiment<P, T>({
        .name = "forget-gate",
        .doc = "The cell of an LSTM unit before training: forget gate sigmoid(bias + x), input gate "
               "sigmoid(x), candidate tanh(x), on inputs x that alternate between input and -input.",
        .parameters =
            {
                real(&P::bias, {.name = "bias", .least = -20, .greatest = 8, .doc = "of the forget gate"}),
                real(&P::input, {.name = "input", .least = 0, .greatest = 20, .doc = "size of the inputs"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("gate", "the forget gate without inputs", &T::gate),
                series<P, T>(
                    "kept", "step", "derivative of the cell after so many steps in the cell at the start",
                    [](const P&) { return std::vector<double>(shown.begin(), shown.end()); },
                    [](const P&, const T& t, std::size_t i, double) { return t.kept[i].estimate(); }),
                computed<P, T>("half_life", "steps after which that is 1/2, interpolated", &T::half_life),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                fill(p, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
