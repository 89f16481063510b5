// One and a few steps of gradient descent and of Newton's method, exactly: which directions they see, and
// with what factor. Documents: 000 section 2.1 and equation 6.6, 001, 002, 003, 004 section 2.2.1.

#include "lib/exact/dual.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/newton.hpp"
#include "lib/optim/objective/linear_model.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "sim/experiments/ridge/arithmetic.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using Vector = optim::Vector<Rational>;
using Matrix = exact::Matrix<Rational>;
using Values = ridge::Elements<Rational>;

constexpr int steps = 3;

/// Least squares with 3 data points and 2 features, X = U diag(s) V', and with 2 and 3, "wide"; a saddle with
/// the same eigenvectors V.
struct Instance {
    Matrix x, v, wide;
    Vector s, y, w, wide_w, wide_y;
    Rational eta, rising, falling;
    Vector solution;  ///< of the normal equations
};

optim::LeastSquares<Rational> loss(const Matrix& x, const Vector& y) {
    return {.inputs = x, .targets = y};
}
Vector gradient(const Matrix& x, const Vector& y, const Vector& at) {
    Vector out(at.size());
    loss(x, y).gradient(at, out);
    return out;
}
Vector descend(const Matrix& x, const Vector& y, Vector w, const Rational& eta, int count) {
    const optim::GradientDescent<Rational> rule{.learning_rate = eta};
    auto state = rule.init(w.size());
    optim::Workspace<Rational> workspace(w.size());
    const auto objective = loss(x, y);
    for (int t = 0; t < count; ++t)
        optim::advance(
            rule, state, [&](const Vector& at, Vector& out) { objective.gradient(at, out); }, w, workspace);
    return w;
}

/// d/dw_j of |y - X w|^2 by dual numbers, without the formula of the gradient.
Vector derivatives(const Instance& i) {
    Vector all(i.w.size());
    for (Eigen::Index j = 0; j < i.w.size(); ++j)
        all[j] = exact::derivative(
            [&](const exact::Dual<Rational>& moved) {
                exact::Dual<Rational> sum(Rational(0));
                for (Eigen::Index r = 0; r < i.x.rows(); ++r) {
                    exact::Dual<Rational> residual(i.y[r]);
                    for (Eigen::Index c = 0; c < i.w.size(); ++c)
                        residual -= exact::Dual<Rational>(i.x(r, c)) *
                                    (c == j ? moved : exact::Dual<Rational>(i.w[c]));
                    sum += residual * residual;
                }
                return sum;
            },
            i.w[j]);
    return all;
}

/// V' (w - solution): the error along each right singular vector.
Vector by_direction(const Instance& i, const Vector& w) {
    return exact::product(Matrix(i.v.transpose()), Matrix(w - i.solution));
}
/// The first errors, each times (1 - 2 eta c)^steps.
Values shrunk(const Instance& i, const Vector& curvature) {
    Vector error = by_direction(i, i.w);
    for (int t = 0; t < steps; ++t)
        for (Eigen::Index k = 0; k < error.size(); ++k) error[k] *= 1 - 2 * i.eta * curvature[k];
    return ridge::elements(error);
}
/// V diag(rates) V' direction.
Vector rescaled(const Instance& i, const Vector& rates, const Vector& direction) {
    Vector parts = exact::product(Matrix(i.v.transpose()), Matrix(direction));
    for (Eigen::Index k = 0; k < parts.size(); ++k) parts[k] *= rates[k];
    return exact::product(i.v, Matrix(parts));
}
/// One step on least squares with a rate for each singular value.
Values one_step(const Instance& i, const std::function<Rational(const Rational&)>& rate) {
    Vector rates = i.s;
    for (Eigen::Index k = 0; k < rates.size(); ++k) rates[k] = rate(i.s[k]);
    return ridge::elements(Vector(i.w - rescaled(i, rates, gradient(i.x, i.y, i.w))));
}

Vector curvatures(const Instance& i) {
    Vector h(2);
    h << i.rising, -i.falling;
    return h;
}
/// theta' V diag(rising, -falling) V' theta / 2.
optim::DenseQuadratic<Rational> saddle(const Instance& i) {
    const Matrix scaled = i.v * curvatures(i).asDiagonal();
    return {exact::product(scaled, Matrix(i.v.transpose()))};
}
Vector saddle_gradient(const Instance& i) {
    Vector out(2);
    saddle(i).gradient(i.w, out);
    return out;
}
/// One step on the saddle with rate factor / h in the direction of curvature h.
Values step_by_curvature(const Instance& i, const Rational& factor) {
    Vector rates = curvatures(i);
    for (Eigen::Index k = 0; k < rates.size(); ++k) rates[k] = factor / rates[k];
    return ridge::elements(Vector(i.w - rescaled(i, rates, saddle_gradient(i))));
}
Values newton(const Instance& i) {
    Vector at = i.w;
    optim::Newton<Rational>{}.step(saddle_gradient(i), saddle(i).hessian, at);
    return ridge::elements(at);
}

/// The component of w that no row of the wide X sees: along the cross product of its two rows.
Values unseen(const Instance& i, const Vector& w) {
    const Matrix& x = i.wide;
    return {(x(0, 1) * x(1, 2) - x(0, 2) * x(1, 1)) * w[0] + (x(0, 2) * x(1, 0) - x(0, 0) * x(1, 2)) * w[1] +
            (x(0, 0) * x(1, 1) - x(0, 1) * x(1, 0)) * w[2]};
}

Expressions<Instance, Values> expressions() {
    using I = Instance;
    return {
        {"point after one step", "gradient descent on |y - X w|^2",
         [](const I& i) { return ridge::elements(descend(i.x, i.y, i.w, i.eta, 1)); }},
        {"w - eta gradient", "with the gradient by differentiating the loss itself",
         [](const I& i) { return ridge::elements(Vector(i.w - i.eta * derivatives(i))); }},
        {"w + eta gradient", "the step in the other direction",
         [](const I& i) { return ridge::elements(Vector(i.w + i.eta * derivatives(i))); }},
        {"errors after 3 steps", "along each right singular vector, measured from the least squares solution",
         [](const I& i) { return ridge::elements(by_direction(i, descend(i.x, i.y, i.w, i.eta, steps))); }},
        {"(1 - 2 eta s^2)^3 errors", "the first errors times that factor",
         [](const I& i) { return shrunk(i, Vector(i.s.cwiseProduct(i.s))); }},
        {"(1 - 2 eta s)^3 errors", "with the singular value in place of its square",
         [](const I& i) { return shrunk(i, i.s); }},
        {"least squares", "the solution of the normal equations",
         [](const I& i) { return ridge::elements(i.solution); }},
        {"one step with rates 1/(2 s^2)", "a rate for each singular value",
         [](const I& i) { return one_step(i, [](const Rational& s) { return Rational(1 / (2 * s * s)); }); }},
        {"one step with rates 3/(4 s^2)", "half as much again",
         [](const I& i) { return one_step(i, [](const Rational& s) { return Rational(3 / (4 * s * s)); }); }},
        {"one step with rates 1/s", "the inverse of the singular value",
         [](const I& i) { return one_step(i, [](const Rational& s) { return Rational(1 / s); }); }},
        {"one step with one rate 1/(2 s_1^2)", "the best rate for the first direction in all",
         [](const I& i) {
             return one_step(i, [&](const Rational&) { return Rational(1 / (2 * i.s[0] * i.s[0])); });
         }},
        {"one step with rates 1/h", "on a quadratic, a rate for each curvature h",
         [](const I& i) { return step_by_curvature(i, 1); }},
        {"one step with rates 3/(2 h)", "half as much again",
         [](const I& i) { return step_by_curvature(i, Rational(3) / 2); }},
        {"0 for each parameter", "the critical point of the quadratic",
         [](const I&) {
             return Values{0, 0};
         }},
        {"Newton's point", "after one step on a saddle", newton},
        {"gradient descent's point", "after one step on the saddle",
         [](const I& i) { return ridge::elements(Vector(i.w - i.eta * saddle_gradient(i))); }},
        {"start", "before the step", [](const I& i) { return ridge::elements(i.w); }},
        {"unseen part after 3 steps", "what of w the data cannot see, 2 data points and 3 features",
         [](const I& i) { return unseen(i, descend(i.wide, i.wide_y, i.wide_w, i.eta, steps)); }},
        {"unseen part of the start", "the same before the first step",
         [](const I& i) { return unseen(i, i.wide_w); }},
        {"0", "nothing unseen, as in the solution of least norm", [](const I&) { return Values{0}; }},
    };
}

struct Parameters {};
using P = Parameters;

Vector draw(Eigen::Index size, random::Stream& stream) {
    return ridge::draw<Rational>(size, 1, stream);
}
Vector draw_magnitudes(Eigen::Index size, random::Stream& stream) {
    Vector all(size);
    for (Eigen::Index i = 0; i < size; ++i) all[i] = exact::draw_magnitude(stream);
    return all;
}
std::optional<Instance> instance(const P&, random::Stream& stream) {
    const auto u = ridge::draw_orthogonal<Rational>(3, stream),
               v = ridge::draw_orthogonal<Rational>(2, stream);
    if (!u || !v) return std::nullopt;
    Instance i{.v = *v, .wide = ridge::draw<Rational>(2, 3, stream), .s = draw_magnitudes(2, stream)};
    const Matrix scaled = u->leftCols(2) * i.s.asDiagonal();
    i.x = exact::product(scaled, Matrix(v->transpose()));
    i.y = draw(3, stream);
    i.w = draw(2, stream);
    i.wide_w = draw(3, stream);
    i.wide_y = draw(2, stream);
    i.eta = exact::draw_magnitude(stream);
    i.rising = exact::draw_magnitude(stream);
    i.falling = exact::draw_magnitude(stream);
    const Matrix transposed = i.x.transpose();
    const auto solved =
        exact::solve(exact::product(transposed, i.x), exact::product(transposed, Matrix(i.y)));
    if (!solved) return std::nullopt;
    i.solution = *solved;
    return i;
}

/// Degrees: an orthogonal matrix has entries of degree 2 over 2, X 5 over 4, X'X 10 over 8, the solution at
/// most 16 over 16, the error after one step 11 over 8 more than before it: after three, 50 over 40. A
/// difference of two sides has a numerator of degree at most 100.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 128, .values = exact::magnitudes};
}

}  // namespace

engine::Experiment descent_identities() {
    return identities<P>({
        .name = "descent-identities",
        .doc = "Steps of gradient descent on |y - X w|^2 with known singular values, and of descent and "
               "Newton's method on a saddle, exactly.",
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
