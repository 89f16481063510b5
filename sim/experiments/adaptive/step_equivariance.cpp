// Is a rule's trajectory the same on a loss that is scaled, or turned against the axes?
// Documents: 002, slides on adaptive learning rates; 003, "Idea".

#include <cmath>
#include <numbers>

#include "lib/optim/advance.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/random/normal.hpp"
#include "sim/experiments/adaptive/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;
using Vector = optim::Vector<double>;

struct Parameters {
    Settings settings;
    double scale = 1, angle = 0, tolerance = 0;
};
using P = Parameters;

struct Tally {
    exact::Certificate same_trajectory, same_first_step;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.same_trajectory, self.same_first_step);
    }
};
using T = Tally;

constexpr int steps = 20;

/// The points after each step. H has trace 1.
template <class RuleType>
std::array<Vector, steps> trajectory(const RuleType& rule, const optim::DenseQuadratic<double>& loss,
                                     Vector at) {
    const auto gradient = [&](const Vector& point, Vector& out) { loss.gradient(point, out); };
    auto state = rule.init(2);
    optim::Workspace<double> workspace(2);
    std::array<Vector, steps> all;
    for (auto& point : all) {
        optim::advance(rule, state, gradient, at, workspace);
        point = at;
    }
    return all;
}

bool same(const Vector& a, const Vector& b, double tolerance) {
    return (a - b).norm() <= tolerance * (a.norm() + b.norm());
}

void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    std::array<double, 6> z{};
    random::fill_normal(stream, z);
    Eigen::Matrix2d a, turn;
    a << z[0], z[1], z[2], z[3];
    Vector start(2);
    start << z[4], z[5];
    const double radians = p.angle * std::numbers::pi / 180;
    turn << std::cos(radians), -std::sin(radians), std::sin(radians), std::cos(radians);

    const Eigen::Matrix2d h = a * a.transpose() / a.squaredNorm();
    const optim::DenseQuadratic<double> loss{h}, changed{p.scale * turn * h * turn.transpose()};
    const bool first_only = with_rule(p.settings, [&](const auto& rule) {
        const auto one = trajectory(rule, loss, start), other = trajectory(rule, changed, turn * start);
        bool all = true;
        for (std::size_t t = 0; t < one.size(); ++t) all = all && same(turn * one[t], other[t], p.tolerance);
        tally.same_trajectory.add(replicate, all);
        return same(turn * one[0], other[0], p.tolerance);
    });
    tally.same_first_step.add(replicate, first_only);
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment step_equivariance() {
    using namespace engine;
    return experiment<P, T>({
        .name = "step-equivariance",
        .doc = "20 steps of a rule on a random quadratic in the plane, and on the same one multiplied by a "
               "factor and turned by an angle, from the start turned likewise.",
        .parameters = rule_parameters<P>(
            &P::settings,
            {real(&P::scale, {.name = "scale", .least = 1e-9, .greatest = 1e9, .doc = "factor of the loss"}),
             real(&P::angle,
                  {.name = "angle", .least = 0, .greatest = 360, .unit = "degree", .doc = "of the turn"}),
             real(&P::tolerance, {.name = "tolerance",
                                  .least = 0,
                                  .greatest = 0.1,
                                  .doc = "relative distance of two points that count as the same; 0: every "
                                         "bit"})}),
        .tally =
            [](const P&) {
                return T{sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>("same_trajectory", "every point is the turned point of the other trajectory",
                               &T::same_trajectory),
                identity<P, T>("same_first_step", "the first one is", &T::same_first_step),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{256}; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
