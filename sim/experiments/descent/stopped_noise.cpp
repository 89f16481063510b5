// Early stopping under noise: is the point where descent is stopped nearer to the truth than least squares?
// Document: 000 section 2.1.

#include <array>

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/objective/linear_model.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/normals.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

enum class Truth { large, small };

struct Parameters {
    Truth truth = Truth::large;
    double noise = 0.1, learning_rate = 0.5;
    std::int64_t steps = 100;
};
using P = Parameters;

struct Tally {
    stats::Proportion nearer;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.nearer);
    }
};
using T = Tally;

constexpr Eigen::Index directions = 5;
const std::array<double, directions> singular_values = {1, 0.5, 0.3, 0.03, 0.01};

/// The true weights are normal along the three large or the two small singular values, and of such a size
/// that they contribute alike to the responses: weights 1, or 1/s. V is a random reflection.
void add(const P& p, random::Stream& stream, T& tally) {
    const Vector s = Eigen::Map<const Vector>(singular_values.data(), directions);
    Vector truth = normals(directions, stream);
    if (p.truth == Truth::large) truth.tail(2).setZero();
    if (p.truth == Truth::small) {
        truth.head(3).setZero();
        truth.tail(2) = truth.tail(2).cwiseQuotient(s.tail(2)).eval();
    }
    const Vector axis = normals(directions, stream);
    const Matrix v =
        Matrix::Identity(directions, directions) - 2 / axis.squaredNorm() * axis * axis.transpose();
    const Vector noise = p.noise * normals(directions, stream), y = s.cwiseProduct(truth) + noise;
    const optim::LeastSquares<double> loss{.inputs = s.asDiagonal() * v.transpose(), .targets = y};
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(directions);
    optim::Workspace<double> workspace(directions);
    Vector w = Vector::Zero(directions);
    for (std::int64_t t = 0; t < p.steps; ++t)
        optim::advance(
            rule, state, [&](const Vector& at, Vector& out) { loss.gradient(at, out); }, w, workspace);
    const Vector least_squares = y.cwiseQuotient(s);
    tally.nearer.add((v.transpose() * w - truth).norm() < (least_squares - truth).norm());
}

}  // namespace

engine::Experiment stopped_noise() {
    using namespace engine;
    return experiment<P, T>({
        .name = "stopped-noise",
        .doc = "Least squares with singular values 1, 0.5, 0.3, 0.03, 0.01 and noisy responses, by gradient "
               "descent from 0 that is stopped, and solved.",
        .parameters = {choice(&P::truth, {.name = "truth",
                                          .choices = {"large", "small"},
                                          .doc = "the singular values along which the true weights lie"}),
                       real(&P::noise, {.name = "noise",
                                        .least = 0,
                                        .greatest = 10,
                                        .doc = "standard deviation of the noise in the responses"}),
                       real(&P::learning_rate, {.name = "learning_rate",
                                                .least = 1e-6,
                                                .greatest = 0.99,
                                                .unit = "1/s_max^2",
                                                .doc = "step size"}),
                       integer(&P::steps,
                               {.name = "steps", .least = 1, .greatest = 100000, .doc = "steps of descent"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {probability<P, T>("nearer",
                                         "probability that the stopped point is nearer to the true weights "
                                         "than the least squares solution",
                                         &T::nearer)},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r) add(p, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{128}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
