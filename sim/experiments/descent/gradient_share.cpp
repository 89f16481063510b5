// Where the gradient points at a random point of a quadratic.
// Document: 003.

#include "lib/random/normal.hpp"
#include "lib/stats/normal_sample.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double condition = 100;
};
using P = Parameters;

struct Tally {
    stats::BoundedSample share{{0, 1}};
    stats::Moments steep, flat;  ///< elements of the gradient
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.share, self.steep, self.flat);
    }
};
using T = Tally;

/// A point with independent standard normal coordinates, in two eigen-directions.
void add(const optim::Quadratic<double>& objective, random::Stream& stream, T& tally) {
    descent::Vector point(2), gradient(2);
    random::fill_normal(stream, std::span(point.data(), 2));
    objective.gradient(point, gradient);
    tally.share.add(gradient[1] * gradient[1] / gradient.squaredNorm());
    tally.steep.add(gradient[1]);
    tally.flat.add(gradient[0]);
}

}  // namespace

engine::Experiment gradient_share() {
    using namespace engine;
    return experiment<P, T>({
        .name = "gradient-share",
        .doc = "The gradient of a quadratic with curvatures 1/condition and 1 at a random normal point.",
        .parameters = {real(
            &P::condition,
            {.name = "condition", .least = 1, .greatest = 1e4, .doc = "larger over smaller curvature"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                bounded_mean<P, T>("share", "mean share of the squared gradient in the steep direction",
                                   &T::share),
                scalar<P, T>(
                    "mean_square_ratio",
                    "variance of the gradient in the steep direction over that in the flat one, both "
                    "normal",
                    [](const P&, const T& t, double level) {
                        return stats::normal_variance_ratio(t.steep, t.flat, level);
                    }),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                const auto objective = descent::bowl(descent::Spacing::ratios, p.condition, 2);
                for (std::uint64_t r = 0; r < replicates.count; ++r) add(objective, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{8192}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
