// One step of gradient descent on a quadratic with known curvatures, in exact arithmetic.
// Document: 004 section 1.1.

#include <Eigen/Core>
#include <memory>

#include "lib/exact/rational.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using Vector = Eigen::Matrix<Rational, Eigen::Dynamic, 1>;
using Matrix = Eigen::Matrix<Rational, Eigen::Dynamic, Eigen::Dynamic>;

enum class Start { any, top };

struct Parameters {
    std::int64_t dimension = 3;
    double step = 1.9;
    Start start = Start::any;
};
using P = Parameters;

/// L(theta) = theta' A theta / 2 with A = Q diag(curvatures) Q'.
struct Quadratic {
    Matrix a, q;
    Vector curvatures;  ///< ascending, positive

    [[nodiscard]] Rational loss(const Vector& theta) const { return theta.dot(gradient(theta)) / 2; }
    [[nodiscard]] Vector gradient(const Vector& theta) const { return a.lazyProduct(theta); }
};

Vector draw_vector(Eigen::Index size, random::Stream& stream) {
    Vector v(size);
    for (Eigen::Index i = 0; i < size; ++i) v(i) = exact::draw_magnitude(stream);
    return v;
}

/// A rational orthogonal basis is that of the Householder reflection Q = I - 2 v v' / (v' v).
Quadratic draw_quadratic(Eigen::Index dimension, random::Stream& stream) {
    const Vector v = draw_vector(dimension, stream);
    Vector curvatures = draw_vector(dimension, stream);
    for (Eigen::Index i = 1; i < dimension; ++i) curvatures(i) += curvatures(i - 1);
    const Matrix q =
        Matrix::Identity(dimension, dimension) - v * v.transpose() * Rational(2 / v.squaredNorm());
    return {q.lazyProduct(curvatures.asDiagonal() * q.transpose()), q, curvatures};
}

struct Instance {
    Rational before, after;          ///< the loss
    Rational components, predicted;  ///< the same, by components along the eigenvectors
    Rational grown;                  ///< (1 - step)^2 before
};

/// A step of `step` over the largest curvature, from a drawn start or from one along the top eigenvector.
/// With u = Q' theta the loss is sum of curvature_i u_i^2 / 2, and the step multiplies u_i by 1 - eta
/// curvature_i.
Instance instance(const P& p, random::Stream& stream) {
    const Quadratic quadratic = draw_quadratic(p.dimension, stream);
    const Rational step(p.step), eta = step / quadratic.curvatures(p.dimension - 1);
    Vector theta = draw_vector(p.dimension, stream);
    if (p.start == Start::top) theta = quadratic.q.col(p.dimension - 1) * theta(0);
    const Vector next = theta - eta * quadratic.gradient(theta);
    const Vector u = quadratic.q.transpose().lazyProduct(theta);
    Rational components = 0, predicted = 0;
    for (Eigen::Index i = 0; i < p.dimension; ++i) {
        const Rational moved = (1 - eta * quadratic.curvatures(i)) * u(i);
        components += quadratic.curvatures(i) * u(i) * u(i) / 2;
        predicted += quadratic.curvatures(i) * moved * moved / 2;
    }
    const Rational before = quadratic.loss(theta);
    return {before, quadratic.loss(next), components, predicted, (1 - step) * (1 - step) * before};
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"loss before the step", "theta' A theta / 2", [](const I& i) { return i.before; }},
        {"loss after the step", "the same at theta - eta A theta", [](const I& i) { return i.after; }},
        {"sum of lambda u^2 / 2", "over the curvatures lambda, u being the start's component",
         [](const I& i) { return i.components; }},
        {"sum of (1 - eta lambda)^2 lambda u^2 / 2", "each component shrunk by the step",
         [](const I& i) { return i.predicted; }},
        {"(1 - step)^2 loss", "the loss before the step times (1 - step)^2",
         [](const I& i) { return i.grown; }},
    };
}

struct Tally {
    exact::Sides sides;
    exact::Certificate lowers, raises;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides, self.lowers, self.raises);
    }
};
using T = Tally;

/// Degrees, d being the dimension, at most 6: A has 5 over (v'v)^2, of degree 4; a step's eta 0 over 1; the
/// new point 7 over 5; its loss 5 + 2 * 7 over 4 + 2 * 5; the predicted one no more. The difference of two
/// has at most 33.
constexpr exact::Certificate polynomial = {
    .proof = exact::Proof::polynomial, .degree = 64, .values = exact::magnitudes};
constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment descent_step() {
    using namespace engine;
    const auto table = std::make_shared<const Expressions<Instance>>(expressions());
    return experiment<P, T>({
        .name = "descent-step",
        .doc = "Loss before and after one step of gradient descent on a quadratic, exactly.",
        .parameters =
            {
                integer(&P::dimension,
                        {.name = "dimension", .least = 1, .greatest = 6, .doc = "number of parameters"}),
                real(&P::step, {.name = "step",
                                .least = 0,
                                .greatest = 100,
                                .unit = "1/L",
                                .doc = "step size times the largest curvature L"}),
                choice(&P::start, {.name = "start",
                                   .choices = {"any", "top"},
                                   .doc = "start: drawn, or along the eigenvector of the largest curvature"}),
            },
        // The inequalities follow from the identities that are tested with them, for the steps named here.
        .tally =
            [table](const P& p) {
                return T{sides(*table, polynomial), p.step > 0 && p.step < 2 ? polynomial : sampled,
                         p.step > 2 && p.start == Start::top ? polynomial : sampled};
            },
        .quantities =
            {
                engine::sides<P, T>(&T::sides, rows(*table)),
                identity<P, T>("lowers",
                               "each component of the loss shrinks by (1 - eta lambda)^2, and the loss is "
                               "less than before",
                               &T::lowers),
                identity<P, T>(
                    "raises",
                    "the loss after the step is (1 - step)^2 times that before, and more than before",
                    &T::raises),
            },
        .block = block_of<P, T>(*table, instance,
                                [](T& tally, std::uint64_t r, const Instance& i) {
                                    tally.lowers.add(r, i.before == i.components && i.after == i.predicted &&
                                                            i.after < i.before);
                                    tally.raises.add(r, i.after == i.grown && i.after > i.before);
                                }),
        .replicates_per_block = [](const P&) { return std::uint64_t{8}; },
    });
}

}  // namespace assay::experiments
