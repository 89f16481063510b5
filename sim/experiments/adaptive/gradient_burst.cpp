// Steps under a constant gradient, with or without a burst of another size before.
// Document: 002, slides on AdaGrad and RMSProp.

#include <array>
#include <cmath>

#include "sim/experiments/adaptive/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;

struct Parameters {
    Settings settings;
    double gradient = 1, burst = 100;
    std::int64_t burst_steps = 0;
};
using P = Parameters;

constexpr std::array<double, 20> points = {1,   2,   3,    5,    10,   20,   30,    50,    100,   200,
                                           300, 500, 1000, 2000, 3000, 5000, 10000, 20000, 50000, 100000};

struct Tally {
    std::vector<stats::Computed> step, rate, distance, memory;
    stats::Computed recovery;
    Tally() {
        for (auto* part : {&step, &rate, &distance, &memory}) part->resize(points.size());
    }
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.step, self.rate, self.distance, self.memory, self.recovery);
    }
};
using T = Tally;

/// A step's accumulator forgets roundings, or sums up to 10^5 squares of one sign: below 1e5 units of 2^-53.
stats::Computed rounded(double value) {
    return {value, 1e-10 * std::abs(value)};
}

/// The step's size; the parameter starts anew at 0, where nothing is lost to rounding.
template <class RuleType>
double step(const RuleType& rule, typename RuleType::State& state, double gradient) {
    optim::Vector<double> parameters = optim::Vector<double>::Zero(1);
    rule.step(state, optim::Vector<double>::Constant(1, gradient), parameters);
    return std::abs(parameters[0]);
}

template <class RuleType>
std::uint64_t run(const P& p, const RuleType& rule, T& tally) {
    auto state = rule.init(1);
    double before = std::numeric_limits<double>::quiet_NaN();
    for (std::int64_t t = 0; t < p.burst_steps; ++t) before = step(rule, state, p.burst) / p.burst;
    double distance = 0, recovered = points.back() + 1;
    std::size_t next = 0;
    for (double t = 1; t <= points.back(); ++t) {
        const double size = step(rule, state, p.gradient), rate = size / p.gradient;
        distance += size;
        if (size > p.settings.learning_rate / std::sqrt(2.0)) recovered = std::min(recovered, t);
        if (t != points[next]) continue;
        tally.step[next] = rounded(size);
        tally.rate[next] = rounded(rate);
        tally.distance[next] = rounded(distance);
        tally.memory[next] = rounded(before / rate * (before / rate));
        ++next;
    }
    tally.recovery = {recovered, 0};
    return std::isfinite(distance) ? 0 : 1;
}

engine::QuantitiesOf<P, T> part(std::string name, std::string doc, std::vector<stats::Computed> T::*member) {
    return engine::series<P, T>(
        std::move(name), "step", std::move(doc),
        [](const P&) { return std::vector<double>(points.begin(), points.end()); },
        [member](const P&, const T& t, std::size_t i, double) { return (t.*member)[i].estimate(); });
}

}  // namespace

engine::Experiment gradient_burst() {
    using namespace engine;
    return experiment<P, T>({
        .name = "gradient-burst",
        .doc = "Steps of one parameter under a constant gradient, after a burst of gradients of another "
               "size. Steps are counted from the end of the burst.",
        .parameters = rule_parameters<P>(
            &P::settings,
            {real(&P::gradient,
                  {.name = "gradient", .least = 1e-9, .greatest = 1e6, .doc = "after the burst"}),
             real(&P::burst,
                  {.name = "burst", .least = 1e-9, .greatest = 1e6, .doc = "gradient of the burst"}),
             integer(&P::burst_steps,
                     {.name = "burst_steps", .least = 0, .greatest = 100000, .doc = "length of the burst"})}),
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                part("step", "size of the step", &T::step),
                part("rate", "step over gradient: the learning rate in effect", &T::rate),
                part("distance", "sum of the steps so far", &T::distance),
                part("memory",
                     "square of the burst's last rate over that of this step: what remains of the burst's "
                     "accumulator while the gradients after it are negligible",
                     &T::memory),
                computed<P, T>("recovery",
                               "the first step longer than the learning rate over sqrt(2), that is, with an "
                               "accumulator below twice the squared gradient; 100001 when there is none",
                               &T::recovery),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                return with_rule(p.settings, [&](const auto& rule) { return run(p, rule, tally); });
            },
    });
}

}  // namespace assay::experiments
