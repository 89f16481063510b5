// The steps of AdaGrad and RMSProp against the formulas of the documents, on random gradients.
// Documents: 002 algorithms 8.4 to 8.6 and slide on Adam; 003, slide on adaptive learning rates.

#include <array>

#include "lib/random/uniform.hpp"
#include "sim/experiments/adaptive/near.hpp"
#include "sim/experiments/adaptive/rules.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;
using optim::Epsilon;

enum class Gradients { any_size, one_size };

struct Parameters {
    Gradients gradients = Gradients::any_size;
};
using P = Parameters;

constexpr std::size_t steps = 16;
using Series = std::array<double, steps>;

/// A sequence of gradients and hyperparameters. Sizes of gradients and the root of epsilon are of comparable
/// orders, so that epsilon matters.
struct Instance {
    Series gradient{};
    double eta = 0, rho = 0, alpha = 0, epsilon = 0;
    double before = 0;  ///< the accumulator's value at the start
};

/// Gradients of any size: 10^u with u uniform in [-4, 0], and a random sign. Of one size: signs alone, and an
/// accumulator that has their square from the start.
Instance draw(const P& p, random::Stream& stream) {
    std::array<double, 2 * steps + 4> u{};
    random::fill_uniform(stream, u);
    Instance i{.eta = 0.01 + u[0], .rho = 0.6 + 0.35 * u[1], .alpha = 0.5 + 0.4 * u[2]};
    i.epsilon = std::pow(10.0, -5 + 3 * u[3]);
    for (std::size_t t = 0; t < steps; ++t) {
        const double size = p.gradients == Gradients::any_size ? std::pow(10.0, -4 * u[4 + 2 * t]) : 0.5;
        i.gradient[t] = u[5 + 2 * t] < 0.5 ? -size : size;
    }
    if (p.gradients == Gradients::one_size) i.before = 0.25;
    return i;
}

/// What the rule's steps subtract. Parameters start anew at 0, where nothing is lost to rounding.
template <class RuleType>
Near steps_of(const RuleType& rule, typename RuleType::State state, const Instance& i) {
    Near all;
    optim::Vector<double> gradient(1), parameters(1);
    for (const double g : i.gradient) {
        gradient[0] = g;
        parameters[0] = 0;
        rule.step(state, gradient, parameters);
        all.values.push_back(-parameters[0]);
    }
    return all;
}
Near adagrad(const Instance& i, Epsilon place) {
    const optim::AdaGrad<double> rule{.learning_rate = i.eta, .epsilon = i.epsilon, .place = place};
    auto state = rule.init(1);
    state.sum[0] = i.before;
    return steps_of(rule, state, i);
}
Near rmsprop(const Instance& i, Epsilon place, double momentum = 0) {
    const optim::RmsProp<double> rule{
        .learning_rate = i.eta, .decay = i.rho, .epsilon = i.epsilon, .place = place, .momentum = momentum};
    auto state = rule.init(1);
    state.second[0] = i.before;
    return steps_of(rule, state, i);
}

/// sum over s <= t of new_weight old_weight^(t-s) g_s^2, with the start's old_weight^t before.
double accumulated(const Instance& i, std::size_t t, double old_weight, double new_weight) {
    double sum = i.before * std::pow(old_weight, double(t + 1));
    for (std::size_t s = 0; s <= t; ++s)
        sum += new_weight * std::pow(old_weight, double(t - s)) * i.gradient[s] * i.gradient[s];
    return sum;
}
double sum_of_squares(const Instance& i, std::size_t t) {
    return accumulated(i, t, 1, 1);
}
double average_of_squares(const Instance& i, std::size_t t) {
    return accumulated(i, t, i.rho, 1 - i.rho);
}

template <class F>
Near series(F f) {
    Near all;
    for (std::size_t t = 0; t < steps; ++t) all.values.push_back(f(t));
    return all;
}

/// eta sum_j alpha^j g_(t-j) / sqrt(r + epsilon), r being that of step t - j, or of step t.
double rescaled_momentum(const Instance& i, std::size_t t, bool root_of_its_own_step) {
    double sum = 0;
    for (std::size_t j = 0; j <= t; ++j) {
        const double r = average_of_squares(i, root_of_its_own_step ? t - j : t);
        sum += std::pow(i.alpha, double(j)) * i.gradient[t - j] / std::sqrt(r + i.epsilon);
    }
    return i.eta * sum;
}

Expressions<Instance, Near> expressions() {
    using I = Instance;
    // A formula for step t: eta g_t over a denominator.
    const auto over = [](auto denominator) {
        return [denominator](const I& i) {
            return series([&](std::size_t t) { return i.eta * i.gradient[t] / denominator(i, t); });
        };
    };
    return {
        {"AdaGrad", "the library's rule, epsilon outside the root",
         [](const I& i) { return adagrad(i, Epsilon::outside_root); }},
        {"AdaGrad, epsilon inside", "the library's rule, epsilon inside the root",
         [](const I& i) { return adagrad(i, Epsilon::inside_root); }},
        {"eta g / (epsilon + sqrt(sum of g^2))", "over all gradients so far",
         over([](const I& i, std::size_t t) { return i.epsilon + std::sqrt(sum_of_squares(i, t)); })},
        {"eta g / sqrt(sum of g^2 + epsilon)", "the same, epsilon inside",
         over([](const I& i, std::size_t t) { return std::sqrt(sum_of_squares(i, t) + i.epsilon); })},
        {"eta g / (epsilon + sum of g^2)", "without the root",
         over([](const I& i, std::size_t t) { return i.epsilon + sum_of_squares(i, t); })},
        {"eta g / (epsilon + |g|)", "without the sum",
         over([](const I& i, std::size_t t) { return i.epsilon + std::abs(i.gradient[t]); })},
        {"eta g / sqrt(g^2 + epsilon)", "without the sum, epsilon inside",
         over(
             [](const I& i, std::size_t t) { return std::sqrt(i.gradient[t] * i.gradient[t] + i.epsilon); })},
        {"RMSProp", "the library's rule, epsilon inside the root",
         [](const I& i) { return rmsprop(i, Epsilon::inside_root); }},
        {"RMSProp, epsilon outside", "the library's rule, epsilon outside the root",
         [](const I& i) { return rmsprop(i, Epsilon::outside_root); }},
        {"eta g / sqrt(average of g^2 + epsilon)", "weights (1 - rho) rho^age",
         over([](const I& i, std::size_t t) { return std::sqrt(average_of_squares(i, t) + i.epsilon); })},
        {"eta g / (epsilon + sqrt(average of g^2))", "the same, epsilon outside",
         over([](const I& i, std::size_t t) { return i.epsilon + std::sqrt(average_of_squares(i, t)); })},
        {"eta / sqrt(G + epsilon) times g, G <- beta G + (1 - beta) g^2", "as 003 writes it, beta = rho",
         [](const I& i) {
             double g_average = i.before;
             return series([&](std::size_t t) {
                 g_average = i.rho * g_average + (1 - i.rho) * (i.gradient[t] * i.gradient[t]);
                 return i.eta / std::sqrt(g_average + i.epsilon) * i.gradient[t];
             });
         }},
        {"eta g / sqrt(average of g^2 + epsilon), rho and 1 - rho exchanged", "weights rho (1 - rho)^age",
         over([](const I& i, std::size_t t) {
             return std::sqrt(accumulated(i, t, 1 - i.rho, i.rho) + i.epsilon);
         })},
        {"eta g / sqrt(rho r + g^2 + epsilon)", "weights rho^age: the old kept in part, the new in full",
         over([](const I& i, std::size_t t) { return std::sqrt(accumulated(i, t, i.rho, 1) + i.epsilon); })},
        {"RMSProp's recursion with weights 1 and 1",
         "r <- r + g^2 where RMSProp has r <- rho r + (1 - rho) g^2, epsilon inside",
         [](const I& i) {
             double r = i.before;
             return series([&](std::size_t t) {
                 const double g = i.gradient[t];
                 r = 1 * r + 1 * g * g;
                 return i.eta / std::sqrt(r + i.epsilon) * g;
             });
         }},
        {"RMSProp with momentum", "the library's rule",
         [](const I& i) { return rmsprop(i, Epsilon::inside_root, i.alpha); }},
        {"eta sum of alpha^j g_(t-j) / sqrt(r_(t-j) + epsilon)", "momentum of rescaled gradients",
         [](const I& i) { return series([&](std::size_t t) { return rescaled_momentum(i, t, true); }); }},
        {"eta sum of alpha^j g_(t-j) / sqrt(r_t + epsilon)", "rescaled momentum of gradients, as in Adam",
         [](const I& i) { return series([&](std::size_t t) { return rescaled_momentum(i, t, false); }); }},
    };
}

}  // namespace

engine::Experiment adaptive_formulas() {
    using namespace engine;
    return identities<P>({
        .name = "adaptive-formulas",
        .doc = "16 steps of one parameter under random gradients g: what AdaGrad and RMSProp subtract, and "
               "what formulas say, within 1e-10.",
        .parameters = {choice(&P::gradients,
                              {.name = "gradients",
                               .choices = {"any-size", "one-size"},
                               .doc = "sizes from 1e-4 to 1 at random, or signs alone with an accumulator "
                                      "that has their square from the start"})},
        .sides = drawn<P>(expressions(), draw),
        .replicates_per_block = 128,
        .blocks = 32,
    });
}

}  // namespace assay::experiments
