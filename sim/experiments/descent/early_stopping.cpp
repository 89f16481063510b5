// What gradient descent from 0 has learned when it is stopped, by singular value; and ridge regression beside
// it.
// Documents: 000 section 2.1, 004 section 2.

#include "lib/linear/spectrum.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/objective/linear_model.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

struct Parameters {
    double learning_rate = 0.5;
    std::int64_t steps = 100;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> learned;
    stats::Computed ridge_gap;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.learned, self.ridge_gap);
    }
};
using T = Tally;

std::vector<double> singular_values(const P&) {
    return {0.01, 0.03, 0.1, 0.3, 1};
}

/// Where descent on `objective` from 0 is after the steps.
template <optim::Objective Objective>
Vector descend(const P& p, const Objective& objective) {
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(objective.dimension());
    optim::Workspace<double> workspace(objective.dimension());
    Vector at = Vector::Zero(objective.dimension());
    for (std::int64_t t = 0; t < p.steps; ++t)
        optim::advance(
            rule, state, [&](const Vector& here, Vector& out) { objective.gradient(here, out); }, at,
            workspace);
    return at;
}

/// |y - X w|^2 with X = diag(s) V', V the reflection at (1, 2, ..., 5), and y = X w for w = V 1: the share
/// learned of each direction of V.
Vector learned(const P& p) {
    const auto values = singular_values(p);
    const auto n = static_cast<Eigen::Index>(values.size());
    const Vector s = Eigen::Map<const Vector>(values.data(), n);
    const Vector axis = Vector::LinSpaced(n, 1, static_cast<double>(n));
    const Eigen::MatrixXd v =
        Eigen::MatrixXd::Identity(n, n) - 2 / axis.squaredNorm() * axis * axis.transpose();
    const optim::LeastSquares<double> loss{.inputs = s.asDiagonal() * v.transpose(), .targets = s};
    return v.transpose() * descend(p, loss);
}

/// On 2000 singular values from 10^-3 to 1, with a share of 1 to be learned in each.
double ridge_gap(const P& p) {
    const Vector s = optim::geometrically_spaced(1e-3, 1.0, 2000);
    const optim::Quadratic<double> error{2 * s.cwiseAbs2()};
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate};
    auto state = rule.init(s.size());
    Vector left = Vector::Ones(s.size()), gradient = left;
    for (std::int64_t t = 0; t < p.steps; ++t) {
        error.gradient(left, gradient);
        rule.step(state, gradient, left);
    }
    const double lambda = 1 / (2 * p.learning_rate * static_cast<double>(p.steps));
    const Vector ridge = linear::filter_factors(s, lambda);
    return (Vector::Ones(s.size()) - left - ridge).cwiseAbs().maxCoeff();
}

}  // namespace

engine::Experiment early_stopping() {
    using namespace engine;
    return experiment<P, T>({
        .name = "early-stopping",
        .doc = "Gradient descent on |y - X w|^2 from w = 0, stopped after some steps.",
        .parameters = {real(&P::learning_rate, {.name = "learning_rate",
                                                .least = 1e-6,
                                                .greatest = 0.99,
                                                .unit = "1/s_max^2",
                                                .doc = "step size"}),
                       integer(&P::steps,
                               {.name = "steps", .least = 1, .greatest = 100000, .doc = "steps of descent"})},
        .tally =
            [](const P& p) {
                return T{std::vector<stats::Computed>(singular_values(p).size()), {}};
            },
        .quantities =
            {
                series<P, T>(
                    "learned", "singular_value",
                    "learned part of the true weights along each right singular vector", singular_values,
                    [](const P&, const T& t, std::size_t i, double) { return t.learned[i].estimate(); }),
                computed<P, T>("ridge_gap",
                               "largest difference, over singular values from 10^-3 to 1, between the share "
                               "learned and that of ridge regression with penalty 1/(2 learning_rate steps)",
                               &T::ridge_gap),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const Vector shares = learned(p);
                for (std::size_t i = 0; i < tally.learned.size(); ++i)
                    tally.learned[i] = {.value = shares[static_cast<Eigen::Index>(i)], .error = 1e-11};
                tally.ridge_gap = {.value = ridge_gap(p), .error = 1e-5};
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
