// Weight decay as a factor on the weights, or as a penalty in the loss: is the next point the same?
// Document: 004 section 2.2.1.
//   I. Loshchilov, F. Hutter: Decoupled weight decay regularization. ICLR 2019.

#include "lib/linear/gradient_descent.hpp"
#include "lib/optim/adam.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;

enum class Method { gradient_descent, adam };

struct Parameters {
    std::int64_t steps = 10;
    double learning_rate = 0.01, penalty = 0.5;
    Method method = Method::gradient_descent;
};
using P = Parameters;

struct Tally {
    exact::Certificate same_point;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.same_point);
    }
};
using T = Tally;

/// The weights after steps of `rule` from `start`. Penalty: the rule sees the gradient of
/// |y - X w|^2 + lambda |w|^2. Decay: it sees that of |y - X w|^2, and 2 eta lambda w is taken off beside it.
template <class Rule>
RealVector descend(const P& p, const Rule& rule, const RealMatrix& x, const RealVector& y,
                   const RealVector& start, bool decay) {
    RealVector w = start;
    auto state = rule.init(w.size());
    for (std::int64_t step = 0; step < p.steps; ++step) {
        const RealVector before = w;
        rule.step(state, linear::gradient(x, y, w, decay ? 0.0 : p.penalty), w);
        if (decay) w -= 2 * p.learning_rate * p.penalty * before;
    }
    return w;
}

/// The same up to rounding: within 10^-12 of the length of the weights.
template <class Rule>
bool same_point(const P& p, const Rule& rule, random::Stream& stream) {
    const RealMatrix x = normals(8, 4, stream);
    const RealVector y = normals(8, stream), start = normals(4, stream);
    const RealVector penalized = descend(p, rule, x, y, start, false);
    return (penalized - descend(p, rule, x, y, start, true)).norm() <= 1e-12 * penalized.norm();
}

}  // namespace

engine::Experiment decoupled_decay() {
    using namespace engine;
    return experiment<P, T>({
        .name = "decoupled-decay",
        .doc = "Least squares of 8 random data points with 4 features, by an update rule on the ridge loss, "
               "and by the same rule on the loss without penalty and with decay of the weights.",
        .parameters =
            {integer(&P::steps, {.name = "steps", .least = 1, .greatest = 10000, .doc = "updates"}),
             real(&P::learning_rate,
                  {.name = "learning_rate", .least = 1e-6, .greatest = 0.02, .doc = "step size eta"}),
             real(&P::penalty,
                  {.name = "penalty", .least = 0, .greatest = 100, .doc = "ridge penalty lambda"}),
             choice(&P::method,
                    {.name = "method", .choices = {"gradient-descent", "adam"}, .doc = "the update rule"})},
        .tally = [](const P&) { return T{{.proof = exact::Proof::sampled}}; },
        .quantities = {identity<P, T>("same_point", "both arrive at the same weights, up to rounding",
                                      &T::same_point)},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    tally.same_point.add(
                        replicates.first + r,
                        p.method == Method::adam
                            ? same_point(p, optim::Adam<double>{.learning_rate = p.learning_rate}, stream)
                            : same_point(p, optim::GradientDescent<double>{.learning_rate = p.learning_rate},
                                         stream));
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{256}; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
