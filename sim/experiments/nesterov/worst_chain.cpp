// First-order methods on the quadratic chain that is hard for all of them.
// Document: 002 on Nesterov momentum.
//   Y. Nesterov: Introductory lectures on convex optimization (2004), theorem 2.1.7.

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/nesterov.hpp"
#include "lib/optim/objective/chain.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using Vector = optim::Vector<double>;
using Chain = optim::Chain<double>;

enum class Method { gradient_descent, heavy_ball, nesterov, scheduled_nesterov, conjugate_gradients };
enum class Length { tied, fixed };

struct Parameters {
    Method method = Method::scheduled_nesterov;
    Length length = Length::tied;
    std::int64_t links = 400;
    double momentum = 0.9;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> excess, lower, first_order, second_order;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.excess, self.lower, self.first_order, self.second_order);
    }
};
using T = Tally;

constexpr double smoothness = 4;  ///< L

std::vector<double> steps(const P&) {
    return {2, 10, 25, 50, 100, 200};
}

template <optim::UpdateRule Rule>
Vector descend(const Chain& chain, const Rule& rule, int count) {
    Vector at = Vector::Zero(chain.links);
    auto state = rule.init(at.size());
    optim::Workspace<double> workspace(at.size());
    for (int t = 0; t < count; ++t)
        optim::advance(
            rule, state, [&](const Vector& here, Vector& out) { chain.gradient(here, out); }, at, workspace);
    return at;
}

/// M. R. Hestenes, E. Stiefel: Methods of conjugate gradients for solving linear systems. J. Res. Natl. Bur.
/// Stand. 49 (1952). H d = gradient(d) - gradient(0).
Vector conjugate_gradients(const Chain& chain, int count) {
    Vector at = Vector::Zero(chain.links), at_zero(chain.links), product(chain.links);
    chain.gradient(at, at_zero);
    Vector residual = -at_zero, direction = residual;
    for (int t = 0; t < count; ++t) {
        chain.gradient(direction, product);
        product -= at_zero;
        const double square = residual.squaredNorm(), length = square / direction.dot(product);
        at += length * direction;
        residual -= length * product;
        direction = residual + residual.squaredNorm() / square * direction;
    }
    return at;
}

Vector last_point(const P& p, const Chain& chain, int count) {
    constexpr double rate = 1 / smoothness;
    switch (p.method) {
        case Method::gradient_descent:
            return descend(chain, optim::GradientDescent<double>{.learning_rate = rate}, count);
        case Method::heavy_ball:
            return descend(chain, optim::HeavyBall<double>{.learning_rate = rate, .momentum = p.momentum},
                           count);
        case Method::nesterov:
            return descend(chain, optim::Nesterov<double>{.learning_rate = rate, .momentum = p.momentum},
                           count);
        case Method::scheduled_nesterov:
            return descend(chain, optim::ScheduledNesterov<double>{.learning_rate = rate}, count);
        case Method::conjugate_gradients:
            return conjugate_gradients(chain, count);
    }
    return {};
}

/// The excess is a difference of numbers below 1, each rounded at 1e-16 a link.
void add(const P& p, double k, std::size_t i, T& tally) {
    const auto links = p.length == Length::tied ? static_cast<Eigen::Index>(2 * k + 1) : p.links;
    const Chain chain{.links = links, .smoothness = smoothness};
    const double excess = optim::value(chain, last_point(p, chain, static_cast<int>(k))) - chain.minimum();
    const double unit = smoothness * chain.minimizer().squaredNorm();
    const auto rounded = [&](double bound) {
        return stats::Computed{.value = excess / bound, .error = 1e-12 / bound};
    };
    tally.excess[i] = rounded(1);
    tally.lower[i] = rounded(3 * unit / (32 * (k + 1) * (k + 1)));
    tally.first_order[i] = rounded(unit / (2 * k));
    tally.second_order[i] = rounded(2 * unit / ((k + 1) * (k + 1)));
}

engine::QuantitiesOf<P, T> by_step(std::string name, std::string doc, std::vector<stats::Computed> T::*part) {
    return engine::series<P, T>(
        std::move(name), "step", std::move(doc), steps,
        [part](const P&, const T& t, std::size_t i, double) { return (t.*part)[i].estimate(); });
}

}  // namespace

engine::Experiment worst_chain() {
    using namespace engine;
    return experiment<P, T>({
        .name = "worst-chain",
        .doc = "k steps from 0 on L/4 ((x_1^2 + sum (x_i - x_(i+1))^2 + x_n^2)/2 - x_1) with L = 4, at the "
               "learning rate 1/L.",
        .parameters =
            {choice(&P::method, {.name = "method",
                                 .choices = {"gradient-descent", "heavy-ball", "nesterov",
                                             "scheduled-nesterov", "conjugate-gradients"},
                                 .doc = "update rule, or conjugate gradients"}),
             choice(&P::length, {.name = "length",
                                 .choices = {"tied", "fixed"},
                                 .doc = "n = 2 k + 1 links for k steps, or `links`"}),
             integer(&P::links,
                     {.name = "links", .least = 2, .greatest = 1000, .doc = "length of a fixed chain"}),
             real(&P::momentum,
                  {.name = "momentum", .least = 0, .greatest = 0.999, .doc = "where it is constant"})},
        .tally =
            [](const P& p) {
                const std::vector<stats::Computed> empty(steps(p).size());
                return T{empty, empty, empty, empty};
            },
        .quantities =
            {
                by_step("excess", "cost above its minimum", &T::excess),
                by_step("lower_share", "excess over 3 L |x*|^2 / (32 (k + 1)^2)", &T::lower),
                by_step("first_order_share", "excess over L |x*|^2 / (2 k)", &T::first_order),
                by_step("second_order_share", "excess over 2 L |x*|^2 / (k + 1)^2", &T::second_order),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const auto all = steps(p);
                for (std::size_t i = 0; i < all.size(); ++i) add(p, all[i], i, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
