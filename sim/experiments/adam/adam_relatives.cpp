// Adam beside its relatives on the same gradients: which of them take the same path?
// Documents: 001, 002 algorithms 8.6 and 8.7, 003.

#include <algorithm>

#include "lib/optim/ema_momentum.hpp"
#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/rmsprop.hpp"
#include "sim/experiments/adam/rules.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using namespace adam;

/// normal: N(0, 1); signs: -1 or 1, whose squares do not vary.
enum class Gradients { normal, signs };

struct Parameters : Hyperparameters {
    Gradients gradients = Gradients::normal;
};
using P = Parameters;

constexpr Index steps = 50;
constexpr double tolerance = 1e-9;

/// The parameter after every step, from 0; two paths are equal when they differ by at most 1e-9 of the
/// farthest point of either. A path with a NaN equals none.
struct Path {
    std::vector<double> at;

    friend bool operator==(const Path& a, const Path& b) {
        double farthest = 0, difference = 0;
        for (std::size_t t = 0; t < a.at.size(); ++t) {
            if (std::isnan(a.at[t]) || std::isnan(b.at[t])) return false;
            farthest = std::max({farthest, std::abs(a.at[t]), std::abs(b.at[t])});
            difference = std::max(difference, std::abs(a.at[t] - b.at[t]));
        }
        return difference <= tolerance * farthest;
    }
};

struct Instance {
    P p;
    Vector<double> gradients;
};

template <class Rule>
Path path_from(const Rule& rule, typename Rule::State state, const Vector<double>& gradients) {
    Path path;
    Vector<double> theta = Vector<double>::Zero(1);
    for (Index t = 0; t < gradients.size(); ++t) {
        rule.step(state, gradients.segment(t, 1), theta);
        path.at.push_back(theta[0]);
    }
    return path;
}
template <class Rule>
Path path(const Rule& rule, const Vector<double>& gradients) {
    return path_from(rule, rule.init(1), gradients);
}
/// From a second moment of 1: that of gradients +-1 then stays.
template <class Rule>
Path path_from_one(const Rule& rule, const Vector<double>& gradients) {
    auto state = rule.init(1);
    state.second.setOnes();
    return path_from(rule, state, gradients);
}

optim::Adam<double> placed(const Instance& i, Epsilon place) {
    auto rule = textbook(i.p);
    rule.place = place;
    return rule;
}
optim::Adam<double> uncorrected(const Instance& i) {
    auto rule = textbook(i.p);
    rule.correct_first = rule.correct_second = false;
    return rule;
}
optim::Adam<double> without_first_average(const Instance& i) {
    auto rule = uncorrected(i);
    rule.beta1 = 0;
    return rule;
}
optim::Adam<double> without_averages(const Instance& i) {
    auto rule = textbook(i.p);
    rule.beta1 = rule.beta2 = rule.epsilon = 0;
    return rule;
}
optim::RmsProp<double> rmsprop(const Instance& i, double momentum) {
    return {.learning_rate = i.p.learning_rate * (1 - momentum),
            .decay = i.p.beta2,
            .epsilon = i.p.epsilon,
            .place = i.p.place,
            .momentum = momentum};
}
Path minus(const Path& a, const Path& b) {
    Path difference = a;
    for (std::size_t t = 0; t < a.at.size(); ++t) difference.at[t] -= b.at[t];
    return difference;
}
/// The path whose step at t is eta (1 - a) sum_j a^j g_(t-j) (1/root_t - 1/root_(t-j)), a = beta1, with root
/// that of r from r = 1.
Path order_matters(const Instance& i) {
    std::vector<double> roots;
    double r = 1;
    const optim::detail::Placed<double> with_epsilon(i.p.place, i.p.epsilon);
    for (const double g : i.gradients) {
        r = i.p.beta2 * r + (1 - i.p.beta2) * g * g;
        roots.push_back(with_epsilon.root(r));
    }
    Path path;
    double theta = 0;
    for (std::size_t t = 0; t < roots.size(); ++t) {
        double sum = 0;
        for (std::size_t s = 0; s <= t; ++s)
            sum += std::pow(i.p.beta1, static_cast<double>(t - s)) * i.gradients[static_cast<Index>(s)] *
                   (1 / roots[t] - 1 / roots[s]);
        theta += i.p.learning_rate * (1 - i.p.beta1) * sum;
        path.at.push_back(theta);
    }
    return path;
}
/// -eta sum of the signs.
Path signs(const Instance& i) {
    Path path;
    double theta = 0;
    for (const double g : i.gradients) path.at.push_back(theta -= std::copysign(i.p.learning_rate, g));
    return path;
}

Expressions<Instance, Path> expressions() {
    using I = Instance;
    return {
        {"Adam", "epsilon outside the root",
         [](const I& i) { return path(placed(i, Epsilon::outside_root), i.gradients); }},
        {"Adam, epsilon inside the root", "sqrt(V + epsilon)",
         [](const I& i) { return path(placed(i, Epsilon::inside_root), i.gradients); }},
        {"counted from 0, exponent t + 1", "moments corrected with exponent t + 1 after step t = 0, 1, ...",
         [](const I& i) {
             return path(CountedFromZero{i.p, 1}, i.gradients);
         }},
        {"counted from 0, exponent t", "the same with exponent t, which is 0 at the first step",
         [](const I& i) {
             return path(CountedFromZero{i.p, 0}, i.gradients);
         }},
        {"Adam, uncorrected", "neither moment corrected",
         [](const I& i) { return path(uncorrected(i), i.gradients); }},
        {"Adam, uncorrected, beta1 = 0", "without the average of gradients",
         [](const I& i) { return path(without_first_average(i), i.gradients); }},
        {"RMSProp", "decay beta2, the same epsilon at the same place",
         [](const I& i) { return path(rmsprop(i, 0), i.gradients); }},
        {"Adam, beta1 = beta2 = epsilon = 0", "without averages",
         [](const I& i) { return path(without_averages(i), i.gradients); }},
        {"sign descent", "steps of eta against the sign of the gradient", signs},
        {"Adam, uncorrected, from v = 1", "neither moment corrected, and v = 1 before the first step",
         [](const I& i) { return path_from_one(uncorrected(i), i.gradients); }},
        {"EMA momentum", "with weight 1 - beta1 of the new gradient",
         [](const I& i) {
             const double root = optim::detail::Placed<double>(i.p.place, i.p.epsilon).root(1);
             return path(optim::EmaMomentum<double>{i.p.learning_rate / root, 1 - i.p.beta1}, i.gradients);
         }},
        {"RMSProp with momentum beta1, from r = 1",
         "momentum on the rescaled gradients, the learning rate times 1 - beta1",
         [](const I& i) { return path_from_one(rmsprop(i, i.p.beta1), i.gradients); }},
        {"RMSProp with momentum - Adam, both from 1", "the difference of the two paths",
         [](const I& i) {
             return minus(path_from_one(rmsprop(i, i.p.beta1), i.gradients),
                          path_from_one(uncorrected(i), i.gradients));
         }},
        {"steps of eta (1 - a) sum_j a^j g_(t-j) (1/root_t - 1/root_(t-j))", "a = beta1", order_matters},
        {"still", "no step", [](const I&) { return Path{std::vector<double>(steps, 0.0)}; }},
    };
}

Instance draw(const P& p, random::Stream& stream) {
    Instance i{p, Vector<double>(steps)};
    optim::draw_normal_gradient(stream, 0.0, 1.0, i.gradients);
    if (p.gradients == Gradients::signs)
        for (double& g : i.gradients) g = std::copysign(1.0, g);
    return i;
}

}  // namespace

engine::Experiment adam_relatives() {
    using namespace engine;
    return identities<P>({
        .name = "adam-relatives",
        .doc = "Paths of one parameter under Adam, its special cases and its relatives, for 50 random "
               "gradients; equal means up to 1e-9 of their length.",
        .parameters = with_hyperparameters<P>(
            {choice(&P::gradients, {.name = "gradients",
                                    .choices = {"normal", "signs"},
                                    .doc = "standard normal, or -1 and 1 at random"})}),
        .sides = drawn<P>(expressions(), draw),
        .replicates_per_block = 128,
        .blocks = 64,
    });
}

}  // namespace assay::experiments
