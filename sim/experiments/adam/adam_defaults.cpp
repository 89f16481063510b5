// The default hyperparameters of Adam, and how long its two averages remember.
// Documents: 001; 002 algorithm 8.7.

#include <cmath>
#include <limits>

#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;
using stats::Computed;

struct Parameters {
    double beta1 = 0.9, beta2 = 0.999;
};
using P = Parameters;

struct Tally {
    Computed learning_rate, beta1, beta2, epsilon;
    Computed first_length, second_length, first_half_life, second_half_life;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.learning_rate, self.beta1, self.beta2, self.epsilon, self.first_length,
                        self.second_length, self.first_half_life, self.second_half_life);
    }
};
using T = Tally;

/// The weight of one gradient in both averages, from the step at which it comes.
struct Weight {
    double first, second;
};
std::vector<Weight> weights(const P& p, std::size_t steps) {
    const Moments moments{p.beta1, p.beta2};
    auto state = moments.init(1);
    Vector<double> gradient = Vector<double>::Ones(1);
    std::vector<Weight> all;
    for (std::size_t t = 0; t < steps; ++t) {
        moments.update(state, gradient);
        all.push_back({state.first[0], state.second[0]});
        gradient.setZero();
    }
    return all;
}

/// How many equal weights sum to 1, if each is that of the newest gradient.
Computed length(double newest) {
    return {1 / newest, 4 * std::numeric_limits<double>::epsilon() / (newest * newest)};
}
/// After how many steps half a weight is left: n ln 2 / ln(w_0 / w_n), from n steps.
Computed half_life(double newest, double oldest, std::size_t n) {
    const double value = static_cast<double>(n) * std::log(2.0) / std::log(newest / oldest);
    return {value, 1e-9 * value};
}

std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    const optim::Adam<double> defaults;
    tally.learning_rate = {defaults.learning_rate, 0};
    tally.beta1 = {defaults.beta1, 0};
    tally.beta2 = {defaults.beta2, 0};
    tally.epsilon = {defaults.epsilon, 0};
    constexpr std::size_t n = 1000;
    const auto all = weights(p, n + 1);
    tally.first_length = length(all.front().first);
    tally.second_length = length(all.front().second);
    tally.first_half_life = half_life(all.front().first, all.back().first, n);
    tally.second_half_life = half_life(all.front().second, all.back().second, n);
    return 0;
}

}  // namespace

engine::Experiment adam_defaults() {
    using namespace engine;
    const auto beta = [](double P::*member, std::string name, std::string doc) {
        return real(member,
                    {.name = std::move(name), .least = 0.5, .greatest = 0.9999, .doc = std::move(doc)});
    };
    return experiment<P, T>({
        .name = "adam-defaults",
        .doc = "Adam's defaults, and the weights of one gradient in its averages over 1000 steps.",
        .parameters = {beta(&P::beta1, "beta1", "share of the first moment that a step keeps"),
                       beta(&P::beta2, "beta2", "share of the second moment that a step keeps")},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("default_learning_rate", "the default learning rate", &T::learning_rate),
                computed<P, T>("default_beta1", "the default beta1", &T::beta1),
                computed<P, T>("default_beta2", "the default beta2", &T::beta2),
                computed<P, T>("default_epsilon", "the default epsilon", &T::epsilon),
                computed<P, T>("first_length",
                               "length of the average of gradients: 1 over the weight of the newest",
                               &T::first_length),
                computed<P, T>("second_length", "length of the average of squared gradients",
                               &T::second_length),
                computed<P, T>("first_half_life", "steps that halve the weight of a gradient",
                               &T::first_half_life),
                computed<P, T>("second_half_life", "steps that halve the weight of a squared gradient",
                               &T::second_half_life),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
