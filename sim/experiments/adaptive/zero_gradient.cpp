// A rule whose first gradients are 0: does it divide 0 by 0?
// Documents: 001, "per-component learning rate"; 002 algorithm 8.6.

#include <array>
#include <cmath>

#include "lib/random/normal.hpp"
#include "sim/experiments/adaptive/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;

struct Parameters {
    Settings settings;
    std::int64_t zero_steps = 1;
    double size = 1;
};
using P = Parameters;

struct Tally {
    exact::Certificate finite;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.finite);
    }
};
using T = Tally;

constexpr std::size_t steps = 20;

/// Is every parameter a number after `zero_steps` gradients of 0 and 20 normal ones?
template <class RuleType>
bool finite(const P& p, const RuleType& rule, random::Stream& stream) {
    std::array<double, steps> z{};
    random::fill_normal(stream, z);
    auto state = rule.init(1);
    optim::Vector<double> parameters = optim::Vector<double>::Zero(1),
                          gradient = optim::Vector<double>::Zero(1);
    for (std::int64_t t = 0; t < p.zero_steps; ++t) rule.step(state, gradient, parameters);
    for (const double g : z) {
        gradient[0] = p.size * g;
        rule.step(state, gradient, parameters);
    }
    return std::isfinite(parameters[0]);
}

}  // namespace

engine::Experiment zero_gradient() {
    using namespace engine;
    return experiment<P, T>({
        .name = "zero-gradient",
        .doc = "A rule that starts at rest and sees gradients of 0, then 20 normal ones of a given size.",
        .parameters = rule_parameters<P>(
            &P::settings,
            {integer(&P::zero_steps,
                     {.name = "zero_steps", .least = 0, .greatest = 1000, .doc = "gradients of 0"}),
             real(&P::size, {.name = "size",
                             .least = 1e-300,
                             .greatest = 1e100,
                             .doc = "standard deviation of the others"})}),
        .tally = [](const P&) { return T{{.proof = exact::Proof::sampled}}; },
        .quantities = {identity<P, T>("finite", "the parameter is a number at the end", &T::finite)},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    tally.finite.add(replicates.first + r, with_rule(p.settings, [&](const auto& rule) {
                                         return finite(p, rule, stream);
                                     }));
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{256}; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
