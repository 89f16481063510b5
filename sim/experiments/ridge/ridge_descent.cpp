// Gradient descent on least squares and ridge regression, step by step in double: does it arrive?
// Document: 004 section 2.2.1.

#include "lib/linear/gradient_descent.hpp"
#include "lib/linear/spectrum.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;

struct Parameters {
    std::int64_t rows = 8, columns = 5, rank = 5, steps = 1000;
    double condition = 3, learning_rate = 0.99, penalty = 0;
};
using P = Parameters;

struct Tally {
    exact::Certificate converges, diverges, condition_falls;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.converges, self.diverges, self.condition_falls);
    }
};
using T = Tally;

/// Where descent from `start` should end: V diag(s / (s^2 + lambda)) U'y, and for lambda = 0 beside it what
/// of the start is orthogonal to all rows of X.
RealVector limit(const SingularData& data, const RealVector& y, const RealVector& start, double lambda) {
    const RealVector factors = data.s.array() / (data.s.array().square() + lambda);
    RealVector w = data.v * factors.asDiagonal() * (data.u.transpose() * y);
    if (lambda == 0) w += start - data.v * (data.v.transpose() * start);
    return w;
}

/// kappa of X'X + lambda I is (s_max^2 + lambda) / (s_min^2 + lambda), and less than without the penalty.
bool condition_falls(const P& p, const SingularData& data) {
    const double s_min = p.rank < p.columns ? 0 : data.s(p.rank - 1);
    const double predicted = (1 + p.penalty) / (s_min * s_min + p.penalty);
    const double root = linear::ridge_condition_number(data.x, p.penalty);
    const double without = linear::ridge_condition_number(data.x, 0);
    return std::abs(root * root / predicted - 1) < 1e-9 && root * root < without * without * (1 - 1e-9);
}

/// s_max = 1: learning rate and penalty are in units of 1/s_max^2 and s_max^2. Converged: nearer to the limit
/// by a factor of 10^6 than at the start; diverged: farther than at the start by a factor of 10^3.
void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    const SingularData data = singular_data(p.rows, p.columns, p.rank, p.condition, stream);
    const RealVector y = normals(p.rows, stream), start = normals(p.columns, stream);
    const RealVector end = limit(data, y, start, p.penalty);
    const RealVector reached =
        linear::descend<double>(data.x, y, start, p.penalty, p.learning_rate, static_cast<int>(p.steps));
    const double before = (start - end).norm(), after = (reached - end).norm();
    tally.converges.add(replicate, after <= 1e-6 * before);
    tally.diverges.add(replicate, !(after < 1e3 * before));
    tally.condition_falls.add(replicate, condition_falls(p, data));
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment ridge_descent() {
    using namespace engine;
    return experiment<P, T>({
        .name = "ridge-descent",
        .doc = "Gradient descent on |y - X w|^2 + lambda |w|^2 for random X with singular values from 1 down "
               "to 1/condition, random normal y and start.",
        .parameters =
            {integer(&P::rows, {.name = "rows", .least = 5, .greatest = 100, .doc = "data points n"}),
             integer(&P::columns, {.name = "columns", .least = 5, .greatest = 100, .doc = "features d"}),
             integer(&P::rank, {.name = "rank", .least = 1, .greatest = 5, .doc = "rank of X"}),
             integer(&P::steps, {.name = "steps", .least = 1, .greatest = 100000, .doc = "steps of descent"}),
             real(&P::condition, {.name = "condition",
                                  .least = 1,
                                  .greatest = 1e6,
                                  .doc = "largest over smallest non-zero singular value"}),
             real(&P::learning_rate, {.name = "learning_rate",
                                      .least = 0,
                                      .greatest = 10,
                                      .unit = "1/s_max^2",
                                      .doc = "step size eta of w - eta gradient"}),
             real(&P::penalty, {.name = "penalty",
                                .least = 0,
                                .greatest = 100,
                                .unit = "s_max^2",
                                .doc = "ridge penalty lambda"})},
        .tally =
            [](const P&) {
                return T{sampled, sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>("converges",
                               "the last point is 10^6 times as near to the limit as the start; the limit is "
                               "the ridge solution, or X^+ y plus the part of the start that X does not see",
                               &T::converges),
                identity<P, T>("diverges", "the last point is 10^3 times as far from it as the start",
                               &T::diverges),
                identity<P, T>("condition_falls",
                               "the condition number of X'X + lambda I is (s_max^2 + lambda) / (s_min^2 + "
                               "lambda), less than that of X'X",
                               &T::condition_falls),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{128}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
