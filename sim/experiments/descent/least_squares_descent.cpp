// Gradient descent on least squares in each of its scalings: which learning rates converge, and where to.
// Documents: 000 section 2.1, 002 on the prior that training by small steps expresses, 004 section 2.2.1.

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/objective/linear_model.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;

struct Parameters {
    optim::Scaling scaling = optim::Scaling::sum;
    std::int64_t rows = 8, columns = 5, steps = 1000;
    double condition = 3, learning_rate = 0.98;
};
using P = Parameters;

struct Tally {
    exact::Certificate converges, diverges, least_norm, others_farther;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.converges, self.diverges, self.least_norm, self.others_farther);
    }
};
using T = Tally;

RealVector descend(const P& p, const optim::LeastSquares<double>& loss, RealVector w) {
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(w.size());
    optim::Workspace<double> workspace(w.size());
    for (std::int64_t t = 0; t < p.steps; ++t)
        optim::advance(
            rule, state, [&](const RealVector& at, RealVector& out) { loss.gradient(at, out); }, w,
            workspace);
    return w;
}

/// s_max = 1. With X^+ = V diag(1/s) U' and V'V = I, the solution nearest to the start is
/// X^+ y + (I - VV') start. Reached: 10^6 times as near as the start; diverged: not within 10^3 times its
/// distance.
void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    const SingularData data =
        singular_data(p.rows, p.columns, std::min(p.rows, p.columns), p.condition, stream);
    const optim::LeastSquares<double> loss{
        .inputs = data.x, .targets = normals(p.rows, stream), .scaling = p.scaling};
    const RealVector start = normals(p.columns, stream), any = normals(p.columns, stream);
    const RealVector least_norm =
        data.v * data.s.cwiseInverse().asDiagonal() * (data.u.transpose() * loss.targets);
    const RealVector nearest = least_norm + start - data.v * (data.v.transpose() * start);
    const RealVector reached = descend(p, loss, start);
    const double before = (nearest - start).norm(), after = (reached - nearest).norm();
    tally.converges.add(replicate, after <= 1e-6 * before);
    tally.diverges.add(replicate, !(after <= 1e3 * before));
    tally.least_norm.add(replicate, (reached - least_norm).norm() <= 1e-6 * before);
    const RealVector other = reached + any - data.v * (data.v.transpose() * any);
    tally.others_farther.add(replicate, (other - start).norm() > (reached - start).norm());
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment least_squares_descent() {
    using namespace engine;
    return experiment<P, T>({
        .name = "least-squares-descent",
        .doc =
            "Gradient descent on the sum, half the sum or the mean of squared residuals, for random X with "
            "singular values from 1 down to 1/condition, random normal responses and start.",
        .parameters =
            {choice(&P::scaling, {.name = "scaling",
                                  .choices = {"sum", "half-sum", "mean"},
                                  .doc = "what multiplies the squared residuals: 1, 1/2 or 1/rows"}),
             integer(&P::rows, {.name = "rows", .least = 1, .greatest = 100, .doc = "data points"}),
             integer(&P::columns, {.name = "columns", .least = 1, .greatest = 100, .doc = "features"}),
             integer(&P::steps, {.name = "steps", .least = 1, .greatest = 100000, .doc = "steps of descent"}),
             real(&P::condition, {.name = "condition",
                                  .least = 1,
                                  .greatest = 100,
                                  .doc = "largest over smallest singular value"}),
             real(&P::learning_rate, {.name = "learning_rate",
                                      .least = 1e-6,
                                      .greatest = 1000,
                                      .unit = "1/s_max^2",
                                      .doc = "step size"})},
        .tally =
            [](const P&) {
                return T{sampled, sampled, sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>("converges",
                               "the last point is 10^6 times as near as the start to that solution which is "
                               "nearest to the start",
                               &T::converges),
                identity<P, T>("diverges", "the last point is 10^3 times as far from it as the start",
                               &T::diverges),
                identity<P, T>("reaches_least_norm", "the same for the solution of least norm",
                               &T::least_norm),
                identity<P, T>("others_farther",
                               "another point with the same predictions is farther from the start than the "
                               "last one",
                               &T::others_farther),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{64}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
