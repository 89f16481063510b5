// Two equal tanh units at a point where the symmetric network has no gradient, and one of them moved a
// little: how fast do they part? Document: 002, slide on breaking symmetry.

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <cmath>

#include "lib/nn/fill.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/symmetry/training.hpp"

namespace assay::experiments {
namespace {

using namespace symmetry;
using nn::Index;
using Vector = nn::Vector<double>;
using Matrix = nn::Matrix<double>;

struct Parameters {
    std::int64_t points = 16, steps = 100;
    double perturbation = 1e-10, residual = 1;
};
using P = Parameters;

struct Tally {
    exact::Certificate rate, rate_of_flow, grows, stays;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.rate, self.rate_of_flow, self.grows, self.stays);
    }
};
using T = Tally;

/// Two equal units phi(x) = a tanh(w x + b) under residuals r = y - f that are orthogonal to all derivatives
/// of phi and to the constant: the gradient of L = 1/(2n) |f - y|^2 is 0. Moving the units apart, by u and
/// -u, changes f only in second order, by u' phi'' u: the Hessian for that is H = -(1/n) sum_i r_i
/// phi''(x_i), whose part in (w, b) is what can be negative, since the rest is 0 at a stationary point.
struct Saddle {
    double w, b, a;
    Data<double> data;
    double learning_rate;
    double curvature;           ///< the least eigenvalue of H
    Eigen::Vector2d direction;  ///< its eigenvector in (w, b)
};

/// The unit is random, with weights of more than 1/2 in size: the smaller they are, the nearer to each other
/// the units must be for their distance to grow linearly. Residuals are scaled such that the curvature is
/// -0.2 `residual` times a bound on the other eigenvalues.
Saddle saddle(const P& p, random::Stream& stream) {
    Vector unit(3), r(p.points);
    Matrix x(1, p.points);
    nn::fill_normal(stream, unit);
    nn::fill_normal(stream, x);
    nn::fill_normal(stream, r);
    const auto away_from_0 = [](double z) { return std::copysign(0.5, z) + z; };
    const double w = away_from_0(unit[0]), b = unit[1], a = away_from_0(unit[2]);
    Matrix jacobian(p.points, 4);
    Vector second(p.points);
    for (Index i = 0; i < p.points; ++i) {
        const double t = std::tanh(w * x(0, i) + b), slope = 1 - t * t;
        jacobian.row(i) << a * slope * x(0, i), a * slope, t, 1;
        second[i] = -2 * a * t * slope;
    }
    r -= jacobian * jacobian.colPivHouseholderQr().solve(r);
    Eigen::Matrix2d h = Eigen::Matrix2d::Zero();
    for (Index i = 0; i < p.points; ++i) {
        const Eigen::Vector2d direction(x(0, i), 1);
        h -= r[i] * second[i] / double(p.points) * direction * direction.transpose();
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d> eigen(h);
    const bool low = std::abs(eigen.eigenvalues()[0]) > std::abs(eigen.eigenvalues()[1]);
    const double largest = eigen.eigenvalues()[low ? 0 : 1];
    const double others = 2 * jacobian.squaredNorm() / double(p.points);
    r *= -0.2 * p.residual * others / largest;
    Saddle s{.w = w,
             .b = b,
             .a = a,
             .data = {x, 2 * a * jacobian.col(2).transpose() + r.transpose()},
             .learning_rate = 0.5 / others,
             .curvature = -0.2 * p.residual * others,
             .direction = eigen.eigenvectors().col(low ? 0 : 1)};
    return s;
}

using Network = nn::Network<double, nn::Tanh>;

double separation(const Network& n) {
    return std::hypot(n.weight(0)(0, 0) - n.weight(0)(1, 0), n.bias(0)[0] - n.bias(0)[1],
                      n.weight(1)(0, 0) - n.weight(1)(0, 1));
}

void replicate(const P& p, random::Stream& stream, std::uint64_t number, T& tally) {
    const Saddle s = saddle(p, stream);
    Network network(nn::Layout({1, 2, 1}));
    network.weight(0).setConstant(s.w);
    network.bias(0).setConstant(s.b);
    network.weight(1).setConstant(s.a);
    network.weight(0)(0, 0) += p.perturbation * s.direction[0];
    network.bias(0)[0] += p.perturbation * s.direction[1];

    const double before = separation(network);
    nn::Trace<double> trace;
    Vector gradient;
    const optim::GradientDescent<double> rule{.learning_rate = s.learning_rate};
    auto state = rule.init(network.layout.size());
    for (std::int64_t step = 0; step < p.steps; ++step) {
        loss_gradient(network, s.data, trace, gradient);
        rule.step(state, gradient, network.parameters);
    }
    const double after = separation(network), rate = std::log(after / before) / double(p.steps);
    const double flow = s.learning_rate * std::abs(s.curvature), predicted = std::log1p(flow);
    tally.rate.add(number, std::abs(rate - predicted) <= 0.01 * predicted);
    tally.rate_of_flow.add(number, std::abs(rate - flow) <= 0.01 * flow);
    tally.grows.add(number, after >= 1000 * before);
    tally.stays.add(number, after <= 2 * before && after >= before / 2);
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment symmetry_escape() {
    using namespace engine;
    return experiment<P, T>({
        .name = "symmetry-escape",
        .doc =
            "Two tanh units, equal but for a small change of one along the direction of negative curvature, "
            "under gradient descent from a stationary point of the symmetric network.",
        .parameters =
            {
                integer(&P::points, {.name = "points", .least = 8, .greatest = 256, .doc = "data points"}),
                integer(&P::steps,
                        {.name = "steps", .least = 1, .greatest = 10000, .doc = "steps of gradient descent"}),
                real(&P::perturbation, {.name = "perturbation",
                                        .least = 1e-11,
                                        .greatest = 1e-6,
                                        .doc = "size of the change of one unit"}),
                real(&P::residual,
                     {.name = "residual",
                      .least = 0,
                      .greatest = 1,
                      .doc = "size of the residuals, 0 for data that the symmetric network fits; "
                             "the learning rate times the negative curvature is 0.1 times it"}),
            },
        .tally =
            [](const P&) {
                return T{sampled, sampled, sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>(
                    "rate_of_descent",
                    "the units part by a factor 1 + eta |lambda| a step, lambda being the negative "
                    "curvature: the logarithm is right within 1 %",
                    &T::rate),
                identity<P, T>("rate_of_flow", "the same for a factor exp(eta |lambda|)", &T::rate_of_flow),
                identity<P, T>("grows", "their distance grows at least 1000-fold", &T::grows),
                identity<P, T>("stays", "their distance stays within a factor of 2", &T::stays),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    replicate(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{64}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
