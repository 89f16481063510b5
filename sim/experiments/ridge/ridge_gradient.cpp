// Gradients of the losses of least squares and ridge regression, and a step against them: exactly.
// Document: 004 section 2.2.1.

#include "lib/linear/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "sim/experiments/ridge/arithmetic.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;
using exact::Index;
using exact::Matrix;
using exact::product;
using exact::Vector;

struct Parameters {
    std::int64_t rows = 4, columns = 3;
    Arithmetic arithmetic = Arithmetic::modular;
};
using P = Parameters;

template <class S>
struct Instance {
    Matrix<S> x;
    Vector<S> y, w;
    S lambda, eta, momentum;
    Vector<S> gradient, ridge_gradient;  ///< of the loss without and with the penalty, from differences
    Vector<S> solution, half_solution;   ///< ridge with lambda, with lambda / 2
};

/// Of a quadratic function a central difference is the derivative, however large h is.
template <class S>
Vector<S> central_differences(const Instance<S>& i, const S& lambda, const S& h) {
    Vector<S> differences(i.w.size());
    for (Index j = 0; j < i.w.size(); ++j) {
        Vector<S> ahead = i.w, behind = i.w;
        ahead(j) += h;
        behind(j) -= h;
        differences(j) =
            (linear::loss(i.x, i.y, ahead, lambda) - linear::loss(i.x, i.y, behind, lambda)) / (S(2) * h);
    }
    return differences;
}

template <class S>
std::optional<Vector<S>> ridge_solution(const Instance<S>& i, const S& lambda) {
    Matrix<S> a = product(i.x.transpose(), i.x);
    for (Index j = 0; j < a.rows(); ++j) a(j, j) += lambda;
    return exact::solve(a, Vector<S>(product(i.x.transpose(), i.y)));
}

template <class S>
std::optional<Instance<S>> instance(const P& p, random::Stream& stream) {
    Instance<S> i{.x = draw<S>(p.rows, p.columns, stream),
                  .y = draw<S>(p.rows, 1, stream),
                  .w = draw<S>(p.columns, 1, stream)};
    const S mu = draw<S>(stream), h = draw<S>(stream);
    i.lambda = mu * mu;
    i.eta = draw<S>(stream);
    i.momentum = draw<S>(stream);
    const auto solution = ridge_solution(i, i.lambda), half = ridge_solution(i, S(i.lambda / S(2)));
    if (h == S(0) || !solution || !half) return std::nullopt;
    i.gradient = central_differences(i, S(0), h);
    i.ridge_gradient = central_differences(i, i.lambda, h);
    i.solution = *solution;
    i.half_solution = *half;
    return i;
}

/// (1 - eta lambda) w + 2 eta X'(y - X w): the decay is half of what the penalty asks for.
template <class S>
Vector<S> half_decayed_step(const Instance<S>& i, const Vector<S>& w) {
    return w * S(S(1) - i.eta * i.lambda) +
           product(i.x.transpose(), Vector<S>(i.y - product(i.x, w))) * S(S(2) * i.eta);
}
/// Where the heavy ball goes in two steps from rest at `start`, with the gradient of the penalized loss.
template <class S>
Vector<S> heavy_ball(const Instance<S>& i, const Vector<S>& start) {
    const optim::HeavyBall<S> rule{.learning_rate = i.eta, .momentum = i.momentum};
    auto state = rule.init(start.size());
    Vector<S> w = start;
    for (int step = 0; step < 2; ++step) rule.step(state, linear::gradient(i.x, i.y, w, i.lambda), w);
    return w;
}
template <class S>
Vector<S> pull(const Instance<S>& i) {
    return product(i.x.transpose(), Vector<S>(i.y - product(i.x, i.w)));
}

template <class S>
Expressions<Instance<S>, Elements<S>> expressions() {
    using I = Instance<S>;
    using V = Vector<S>;
    return {
        {"gradient of the penalized loss", "of |y - X w|^2 + lambda |w|^2, by central differences",
         [](const I& i) { return elements(i.ridge_gradient); }},
        {"gradient of the loss + gradient of the penalty", "the first by central differences, and 2 lambda w",
         [](const I& i) { return elements(V(i.gradient + i.w * S(S(2) * i.lambda))); }},
        {"gradient of the loss + lambda w", "without the factor 2",
         [](const I& i) { return elements(V(i.gradient + i.w * i.lambda)); }},
        {"-2 X'(y - X w) + 2 lambda w", "the gradient as it is computed",
         [](const I& i) { return elements(linear::gradient(i.x, i.y, i.w, i.lambda)); }},
        // Without penalty.
        {"eta 2 X'(y - X w)", "what the document calls gradient (with step size)",
         [](const I& i) { return elements(V(pull(i) * S(S(2) * i.eta))); }},
        {"eta gradient", "of the loss without penalty, by central differences",
         [](const I& i) { return elements(V(i.gradient * i.eta)); }},
        {"-eta gradient", "the step of gradient descent",
         [](const I& i) { return elements(V(i.gradient * S(-i.eta))); }},
        {"w - eta gradient", "the point after it",
         [](const I& i) { return elements(V(i.w - i.gradient * i.eta)); }},
        {"w + eta 2 X'(y - X w)", "the document's update",
         [](const I& i) { return elements(V(i.w + pull(i) * S(S(2) * i.eta))); }},
        {"w + eta X'(y - X w)", "without the factor 2",
         [](const I& i) { return elements(V(i.w + pull(i) * i.eta)); }},
        // With it.
        {"eta (2 X'(y - X w) - 2 lambda w)", "what the document calls gradient (with step size)",
         [](const I& i) { return elements(V((pull(i) - i.w * i.lambda) * S(S(2) * i.eta))); }},
        {"eta ridge gradient", "of the penalized loss, by central differences",
         [](const I& i) { return elements(V(i.ridge_gradient * i.eta)); }},
        {"-eta ridge gradient", "the step of gradient descent",
         [](const I& i) { return elements(V(i.ridge_gradient * S(-i.eta))); }},
        {"w - eta ridge gradient", "the point after it",
         [](const I& i) { return elements(V(i.w - i.ridge_gradient * i.eta)); }},
        {"(1 - 2 eta lambda) w + eta 2 X'(y - X w)", "the document's update",
         [](const I& i) { return elements(linear::decayed_step(i.x, i.y, i.w, i.lambda, i.eta)); }},
        {"(1 - eta lambda) w + eta 2 X'(y - X w)", "with half the decay",
         [](const I& i) { return elements(half_decayed_step(i, i.w)); }},
        // Where it stays.
        {"ridge", "(X'X + lambda I)^-1 X'y", [](const I& i) { return elements(i.solution); }},
        {"update of ridge", "the document's update of the ridge solution",
         [](const I& i) { return elements(linear::decayed_step(i.x, i.y, i.solution, i.lambda, i.eta)); }},
        {"update of ridge with half the decay", "the other update of the ridge solution",
         [](const I& i) { return elements(half_decayed_step(i, i.solution)); }},
        {"ridge with lambda/2", "(X'X + lambda I / 2)^-1 X'y",
         [](const I& i) { return elements(i.half_solution); }},
        {"update of ridge with lambda/2 with half the decay", "the other update of that solution",
         [](const I& i) { return elements(half_decayed_step(i, i.half_solution)); }},
        {"two steps with momentum from ridge", "heavy ball on the penalized loss, from rest",
         [](const I& i) { return elements(heavy_ball(i, i.solution)); }},
        {"two steps with momentum from ridge with lambda/2", "the same from the other solution",
         [](const I& i) { return elements(heavy_ball(i, i.half_solution)); }},
    };
}

/// Degrees for n, d <= 5, lambda counting 2: a difference of losses has 4 + 2 * 1 over 1; ridge 2d over 2d; a
/// step adds 3 or 4 (eta lambda w), two with momentum 9: 19 over 10.
constexpr double degree = 64;

}  // namespace

engine::Experiment ridge_gradient() {
    using namespace engine;
    return identities<P>({
        .name = "ridge-gradient",
        .doc = "Gradients of the losses |y - X w|^2 and |y - X w|^2 + lambda |w|^2 at random weights, and "
               "updates, exactly; lambda is a square.",
        .parameters = {integer(&P::rows, {.name = "rows", .least = 1, .greatest = 5, .doc = "data points n"}),
                       integer(&P::columns,
                               {.name = "columns", .least = 1, .greatest = 5, .doc = "features d"}),
                       arithmetic_parameter<P>()},
        .sides = either(drawn<P>(expressions<Rational>(), instance<Rational>),
                        drawn<P>(expressions<Mod61>(), instance<Mod61>)),
        .proof = [](const P& p) { return polynomial(p.arithmetic, degree); },
    });
}

}  // namespace assay::experiments
