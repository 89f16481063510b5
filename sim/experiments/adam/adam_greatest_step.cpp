// The greatest step that Adam can take, over all sequences of gradients, and a sequence that reaches it.
// Document: 002 algorithm 8.7.

#include <bit>
#include <limits>

#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;
using stats::Computed;

struct Parameters {
    double beta1 = 0.9, beta2 = 0.999;
    std::int64_t steps = 8192;
};
using P = Parameters;

struct Tally {
    std::vector<Computed> greatest;  ///< at powers of two
    Computed ever, reached;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.greatest, self.ever, self.reached);
    }
};
using T = Tally;

/// How much the gradients of all steps so far weigh in both moments.
struct Weights {
    Vector<double> first, second;
};

/// With m = sum_s a_s g_s and v = sum_s c_s g_s^2, by the Cauchy-Schwarz inequality
///   m / sqrt(v) <= sqrt(sum_s a_s^2 / c_s),  with equality for g_s = a_s / c_s.
double greatest_quotient(const Weights& weights, Index steps) {
    return std::sqrt((weights.first.head(steps).array().square() / weights.second.head(steps).array()).sum());
}

/// The last step, over the learning rate, of Adam without epsilon under the given gradients.
double last_step(const P& p, const Vector<double>& gradients) {
    const auto rule = textbook({.beta1 = p.beta1, .beta2 = p.beta2, .epsilon = 0});
    auto state = rule.init(1);
    Vector<double> gradient(1), theta(1);
    for (const double g : gradients) {
        gradient[0] = g;
        theta[0] = 0;
        rule.step(state, gradient, theta);
    }
    return -theta[0] / rule.learning_rate;
}

/// Element s of the estimates sees a gradient of 1 at step s and 0 at all others: after t steps the estimates
/// are the weights of the gradients.
std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    const double error = 8 * std::numeric_limits<double>::epsilon() * static_cast<double>(p.steps);
    const auto bounded = [&](double value) { return Computed{value, value * error}; };
    const Moments moments{p.beta1, p.beta2};
    auto state = moments.init(p.steps);
    Vector<double> gradient = Vector<double>::Zero(p.steps);
    Weights weights;
    double ever = 0;
    for (Index t = 1; t <= p.steps; ++t) {
        gradient[t - 1] = 1;
        moments.update(state, gradient);
        gradient[t - 1] = 0;
        if (!std::has_single_bit(static_cast<std::uint64_t>(t)) && t != p.steps) continue;
        weights = {moments.corrected_first(state), moments.corrected_second(state)};
        const double greatest = greatest_quotient(weights, t);
        ever = std::max(ever, greatest);
        if (std::has_single_bit(static_cast<std::uint64_t>(t)))
            tally.greatest[static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(t))) - 1] =
                bounded(greatest);
    }
    tally.ever = bounded(ever);
    const Vector<double> extremal = weights.first.cwiseQuotient(weights.second);
    tally.reached = bounded(last_step(p, extremal / extremal[p.steps - 1]));
    return 0;
}

}  // namespace

engine::Experiment adam_greatest_step() {
    using namespace engine;
    return experiment<P, T>({
        .name = "adam-greatest-step",
        .doc = "The greatest steps of Adam without epsilon, over all sequences of gradients and in units of "
               "the learning rate, from the weights of the gradients in both moments.",
        .parameters = {beta1_parameter(&P::beta1),
                       real(&P::beta2, {.name = "beta2",
                                        .least = 0.001,
                                        .greatest = 0.999999,
                                        .doc = "share of the second moment that a "
                                               "step keeps"}),
                       integer(&P::steps, {.name = "steps", .least = 1, .greatest = 8192, .doc = "steps"})},
        .tally =
            [](const P& p) { return T{.greatest = std::vector<Computed>(powers_of_two(p.steps).size())}; },
        .quantities =
            {
                series<P, T>(
                    "greatest_step", "step", "the greatest possible step at t",
                    [](const P& p) { return powers_of_two(p.steps); },
                    [](const P&, const T& t, std::size_t k, double) { return t.greatest[k].estimate(); }),
                computed<P, T>("greatest_ever", "the greatest of these, that at the last step included",
                               &T::ever),
                computed<P, T>("reached",
                               "the last step of Adam under the gradients for which it is greatest, which "
                               "grow by beta2/beta1 a step",
                               &T::reached),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
