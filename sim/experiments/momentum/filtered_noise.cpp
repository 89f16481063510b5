// What the low-pass filter leaves of noise, with and without memory of its own.
// Document: 000 section 2.2.

#include <cmath>

#include "lib/optim/low_pass.hpp"
#include "lib/optim/update_rule.hpp"
#include "lib/random/normal.hpp"
#include "lib/stats/normal_sample.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double weight = 0.1, correlation = 0, learning_rate = 1;
};
using P = Parameters;

struct Tally {
    stats::Moments noise, step;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.noise, self.step);
    }
};
using T = Tally;
using Vector = optim::Vector<double>;

constexpr Eigen::Index side_by_side = 512;  // replicates in the first-level cache

/// u_1 = z_1, u_t = r u_{t-1} + sqrt(1 - r^2) z_t: variance 1, correlation r between neighbours. From a = 0,
/// until all but e^-12 of the start is forgotten, e^-24 in the variance.
std::uint64_t steps(const P& p) {
    return static_cast<std::uint64_t>(std::ceil(12 / std::min(p.weight, 1.0)));
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const optim::LowPass<double> filter{p.weight};
    const double fresh = std::sqrt(1 - p.correlation * p.correlation);
    Vector z(side_by_side), u(side_by_side), a(side_by_side);
    const std::span<double> draws(z.data(), static_cast<std::size_t>(side_by_side));
    for (std::uint64_t done = 0; done < replicates.count; done += side_by_side) {
        a.setZero();
        for (std::uint64_t t = 0; t < steps(p); ++t) {
            random::fill_normal(stream, draws);
            if (t == 0)
                u = z;
            else
                u = p.correlation * u + fresh * z;
            for (Eigen::Index i = 0; i < side_by_side; ++i) a[i] = filter.next(a[i], u[i]);
        }
        tally.noise.add(std::span<const double>(u.data(), static_cast<std::size_t>(u.size())));
        a *= p.learning_rate;
        tally.step.add(std::span<const double>(a.data(), static_cast<std::size_t>(a.size())));
    }
    return 0;
}

}  // namespace

engine::Experiment filtered_noise() {
    using namespace engine;
    return experiment<P, T>({
        .name = "filtered-noise",
        .doc = "Normal noise of variance 1 through the filter a <- (1 - weight) a + weight u.",
        .parameters =
            {
                real(&P::weight,
                     {.name = "weight", .least = 0.01, .greatest = 1, .doc = "weight b of a new input"}),
                real(&P::correlation, {.name = "correlation",
                                       .least = -0.95,
                                       .greatest = 0.95,
                                       .doc = "of the noise with that of the step before"}),
                real(&P::learning_rate, {.name = "learning_rate",
                                         .least = 1e-6,
                                         .greatest = 1e6,
                                         .doc = "the step is that times a"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                scalar<P, T>("noise_variance", "variance of the noise that goes in",
                             [](const P&, const T& t, double level) {
                                 return stats::normal_variance(t.noise, level);
                             }),
                scalar<P, T>(
                    "step_variance", "variance of the learning rate times what comes out",
                    [](const P&, const T& t, double level) { return stats::normal_variance(t.step, level); }),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{16 * side_by_side}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
