// The first step of a rule, by the size of the gradient: what epsilon does, and where it stands.
// Documents: 002 algorithms 8.4 and 8.5; 003, slide on adaptive learning rates.

#include <cmath>

#include "sim/experiments/adaptive/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;

struct Parameters {
    Settings settings;
};
using P = Parameters;

/// 1e-8, 1e-7, ..., 1e2.
std::vector<double> gradients(const P&) {
    std::vector<double> all;
    for (int power = -8; power <= 2; ++power) all.push_back(std::pow(10.0, power));
    return all;
}
constexpr std::size_t count = 11;

struct Tally {
    std::vector<stats::Computed> step = std::vector<stats::Computed>(count),
                                 rate = std::vector<stats::Computed>(count);
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.step, self.rate);
    }
};
using T = Tally;

/// A dozen operations round by less than 100 units of 2^-53.
stats::Computed rounded(double value) {
    return {value, 1e-14 * std::abs(value)};
}

/// Missing: the step is no number.
std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    std::uint64_t missing = 0;
    const auto sizes = gradients(p);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const double size = with_rule(p.settings, [&](const auto& rule) {
            auto state = rule.init(1);
            optim::Vector<double> parameters = optim::Vector<double>::Zero(1);
            rule.step(state, optim::Vector<double>::Constant(1, sizes[i]), parameters);
            return std::abs(parameters[0]);
        });
        if (!std::isfinite(size)) missing = 1;
        tally.step[i] = rounded(size);
        tally.rate[i] = rounded(size / sizes[i]);
    }
    return missing;
}

}  // namespace

engine::Experiment first_step() {
    using namespace engine;
    return experiment<P, T>({
        .name = "first-step",
        .doc = "The first step of a rule that starts at rest, for gradients from 1e-8 to 100.",
        .parameters = rule_parameters<P>(&P::settings, {}),
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                series<P, T>(
                    "step", "gradient", "size of the step, by the size of the gradient", gradients,
                    [](const P&, const T& t, std::size_t i, double) { return t.step[i].estimate(); }),
                series<P, T>(
                    "rate", "gradient", "the same over the gradient: the rate in effect", gradients,
                    [](const P&, const T& t, std::size_t i, double) { return t.rate[i].estimate(); }),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
