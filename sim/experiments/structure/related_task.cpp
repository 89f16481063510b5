// Least squares started from the weights of another task.

#include <algorithm>
#include <cmath>

#include "lib/linear/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;

struct Parameters {
    double relation = 0.9, condition = 3;
    std::int64_t steps = 5;
};
using P = Parameters;

struct Tally {
    stats::Proportion lower_at_start, lower_after;
    exact::Certificate nearer_is_lower, plainly_nearer_is_lower, stays_so;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.lower_at_start, self.lower_after, self.nearer_is_lower,
                        self.plainly_nearer_is_lower, self.stays_so);
    }
};
using T = Tally;

constexpr Eigen::Index rows = 16, columns = 8;
constexpr double learning_rate = 0.25;  ///< in units of 1/s_max^2; 1 is the largest that converges

/// X = U diag(s) V' with s_max = 1; the tasks' weights have correlation `relation`, and their responses no
/// noise. A norm with H = X'X is sum of s^2 (v'w)^2.
void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    const SingularData data = singular_data(rows, columns, columns, p.condition, stream);
    const RealVector w2 = normals(columns, stream), other = normals(columns, stream);
    const RealVector w1 = p.relation * w2 + std::sqrt(1 - p.relation * p.relation) * other;
    const RealVector y1 = data.x * w1, y2 = data.x * w2, zero = RealVector::Zero(columns);
    // The first task is learned to its end.
    const int enough = static_cast<int>(40 * p.condition * p.condition / learning_rate);
    const RealVector learned = linear::descend<double>(data.x, y1, zero, 0, learning_rate, enough);
    const auto loss = [&](const RealVector& start, std::int64_t steps) {
        return linear::loss<double>(
            data.x, y2, linear::descend<double>(data.x, y2, start, 0, learning_rate, int(steps)), 0);
    };
    const auto distance = [&](const RealVector& w) {
        return (data.s.asDiagonal() * (data.v.transpose() * w)).norm();
    };
    const bool nearer = distance(w1 - w2) < distance(w2);
    const bool lower = loss(learned, 0) < loss(zero, 0), after = loss(learned, p.steps) < loss(zero, p.steps);
    tally.lower_at_start.add(lower);
    tally.lower_after.add(after);
    tally.nearer_is_lower.add(replicate, nearer == lower);
    tally.plainly_nearer_is_lower.add(replicate, ((w1 - w2).norm() < w2.norm()) == lower);
    tally.stays_so.add(replicate, after == lower);
}

}  // namespace

engine::Experiment related_task() {
    using namespace engine;
    return experiment<P, T>({
        .name = "related-task",
        .doc =
            "Gradient descent on least squares for a task, from the weights learned on another one with the "
            "same inputs, and from 0.",
        .parameters = {real(&P::relation,
                            {.name = "relation",
                             .least = -1,
                             .greatest = 1,
                             .doc = "correlation of the two tasks' true weights; -1 is the opposite task"}),
                       real(&P::condition, {.name = "condition",
                                            .least = 1,
                                            .greatest = 20,
                                            .doc = "largest over smallest singular value of the inputs"}),
                       integer(&P::steps,
                               {.name = "steps",
                                .least = 0,
                                .greatest = 100,
                                .doc = "steps on the second task before the losses are compared"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>("lower_at_start",
                                  "probability that the learned weights have a lower loss than zero weights",
                                  &T::lower_at_start),
                probability<P, T>("lower_after", "probability that they have after these steps of both",
                                  &T::lower_after),
                identity<P, T>("nearer_is_lower",
                               "the loss is lower exactly when the tasks' weights are nearer to each other "
                               "than the second's to 0, in the norm of X'X",
                               &T::nearer_is_lower),
                identity<P, T>("plainly_nearer_is_lower", "the same in the Euclidean norm",
                               &T::plainly_nearer_is_lower),
                identity<P, T>("stays_so", "which loss is lower is the same after these steps", &T::stays_so),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return 64; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
