// AdaGrad in online convex optimisation: its regret against any fixed point, and the bound on it.
// Document: 002, slide on AdaGrad.
//   J. Duchi, E. Hazan, Y. Singer: Adaptive subgradient methods for online learning and stochastic
//   optimization. J. Mach. Learn. Res. 12 (2011), theorem 5 and corollary 6 for diagonal matrices.

#include <cmath>

#include "lib/optim/adagrad.hpp"
#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t dimension = 3, longest = 100;
};
using P = Parameters;

struct Tally {
    exact::Certificate bound, half_bound;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.bound, self.half_bound);
    }
};
using T = Tally;

using Vector = optim::Vector<double>;

struct Game {
    double regret = 0, bound = 0;
};

/// Losses |x't - y| with normal x and y; the point to compare with is normal, learning rates are of every
/// order from 0.1 to 10, lengths of every order up to the longest. Regret is the sum of
/// loss(t) - loss(t*), and the bound
///   (D^2 / (2 eta) + eta) sum_i |g_{1:T,i}|,  D the largest |t_i - t*_i| of any coordinate and step.
Game play(const P& p, random::Stream& stream) {
    std::array<double, 2> u{};
    random::fill_uniform(stream, u);
    const double eta = std::pow(10.0, 2 * u[0] - 1);
    const auto rounds = static_cast<int>(std::pow(double(p.longest) + 0.999, u[1]));
    const auto draw = [&](Vector& z) {
        random::fill_normal(stream, std::span(z.data(), std::size_t(z.size())));
    };

    const optim::AdaGrad<double> rule{.learning_rate = eta, .epsilon = 0};
    auto state = rule.init(p.dimension);
    Vector at = Vector::Zero(p.dimension), best(p.dimension), x(p.dimension), y(1);
    draw(best);
    double distance = 0;
    Game game;
    for (int t = 0; t < rounds; ++t) {
        draw(x);
        draw(y);
        const double error = x.dot(at) - y[0];
        game.regret += std::abs(error) - std::abs(x.dot(best) - y[0]);
        distance = std::max(distance, (at - best).cwiseAbs().maxCoeff());
        const Vector gradient = error < 0 ? Vector(-x) : x;
        rule.step(state, gradient, at);
    }
    game.bound = (distance * distance / (2 * eta) + eta) * state.sum.cwiseSqrt().sum();
    return game;
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment adagrad_regret() {
    using namespace engine;
    return experiment<P, T>({
        .name = "adagrad-regret",
        .doc = "AdaGrad without epsilon, from 0, on a sequence of random convex losses |x'w - y|: its total "
               "loss less that of a random fixed point, against (D^2/(2 eta) + eta) times the sum over "
               "coordinates of the norms of the gradients.",
        .parameters = {integer(&P::dimension,
                               {.name = "dimension", .least = 1, .greatest = 20, .doc = "parameters"}),
                       integer(&P::longest, {.name = "longest",
                                             .least = 1,
                                             .greatest = 10000,
                                             .doc = "largest number of losses; all orders of size up to it "
                                                    "are as likely"})},
        .tally =
            [](const P&) {
                return T{sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>("bound", "the regret is at most the bound", &T::bound),
                identity<P, T>("half_bound", "the regret is at most half of it", &T::half_bound),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r) {
                    const Game game = play(p, stream);
                    tally.bound.add(replicates.first + r, game.regret <= game.bound);
                    tally.half_bound.add(replicates.first + r, game.regret <= game.bound / 2);
                }
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{1024}; },
        .blocks = 32,
    });
}

}  // namespace assay::experiments
