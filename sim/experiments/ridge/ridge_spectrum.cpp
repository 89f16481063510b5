// Ridge regression and gradient descent along the singular vectors of the data: exactly.
// Document: 004 sections 2.2 and 2.2.1.

#include "lib/exact/power.hpp"
#include "lib/linear/gradient_descent.hpp"
#include "sim/experiments/ridge/arithmetic.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;
using exact::Index;
using exact::Matrix;
using exact::power;
using exact::product;
using exact::Vector;

struct Parameters {
    std::int64_t size = 3, null_directions = 0, steps = 4;
    Arithmetic arithmetic = Arithmetic::modular;
};
using P = Parameters;

/// X = U diag(s) V', square, with U and V orthogonal; so U'y = a and what lies along V are components.
template <class S>
struct Instance {
    Matrix<S> x, u, v;
    Vector<S> y, s, start;
    int steps = 0;
    S lambda, more, eta;                   ///< more: another penalty is lambda + more
    Vector<S> least_squares;               ///< X^+ y
    Vector<S> ridge, ridge_more;           ///< with lambda, with lambda + more
    Vector<S> inner;                       ///< (X'X + lambda I)^-1 ridge_more
    Vector<S> descended, ridge_descended;  ///< from `start`, without and with the penalty
};

template <class S>
Vector<S> along(const Matrix<S>& basis, const Vector<S>& v) {
    return product(basis.transpose(), v);
}

template <class S>
std::optional<Instance<S>> instance(const P& p, random::Stream& stream) {
    const Index size = p.size;
    const auto u = draw_orthogonal<S>(size, stream), v = draw_orthogonal<S>(size, stream);
    if (!u || !v) return std::nullopt;
    Instance<S> i{.u = *u, .v = *v, .y = draw<S>(size, 1, stream), .s = draw<S>(size, 1, stream)};
    for (Index j = 0; j < p.null_directions; ++j) i.s(j) = S(0);
    i.x = product(Matrix<S>(product(i.u, Matrix<S>(i.s.asDiagonal()))), i.v.transpose());
    i.start = draw<S>(size, 1, stream);
    const S mu = draw<S>(stream), nu = draw<S>(stream);
    i.lambda = mu * mu;
    i.more = nu * nu;
    i.eta = draw<S>(stream);
    Matrix<S> penalized = product(i.x.transpose(), i.x), penalized_more = penalized;
    for (Index j = 0; j < size; ++j) {
        penalized(j, j) += i.lambda;
        penalized_more(j, j) += i.lambda + i.more;
    }
    const Vector<S> xy = product(i.x.transpose(), i.y), uy = along(i.u, i.y);
    const auto ridge = exact::solve(penalized, xy), more = exact::solve(penalized_more, xy);
    if (!ridge || !more) return std::nullopt;
    i.ridge = *ridge;
    i.ridge_more = *more;
    i.inner = exact::solve(penalized, i.ridge_more).value();
    Vector<S> components = Vector<S>::Zero(size);
    for (Index j = 0; j < size; ++j) {
        if (i.s(j) == S(0) && j >= p.null_directions) return std::nullopt;
        if (i.s(j) != S(0)) components(j) = uy(j) / i.s(j);
    }
    i.least_squares = product(i.v, components);
    i.steps = static_cast<int>(p.steps);
    i.descended = linear::descend(i.x, i.y, i.start, S(0), i.eta, i.steps);
    i.ridge_descended = linear::descend(i.x, i.y, i.start, i.lambda, i.eta, i.steps);
    return i;
}

/// f(j) for each singular direction j.
template <class S, class F>
Elements<S> each(const Instance<S>& i, F f) {
    Elements<S> all;
    for (Index j = 0; j < i.s.size(); ++j) all.push_back(f(j));
    return all;
}
template <class S>
S square(const Vector<S>& v) {
    return v.cwiseProduct(v).sum();
}
/// Components along V of `reached` - `limit`, and what is left of those of start - `limit` when each step
/// multiplies component j by factor(j).
template <class S>
Elements<S> distance(const Instance<S>& i, const Vector<S>& reached, const Vector<S>& limit) {
    return elements(along<S>(i.v, reached - limit));
}
template <class S, class F>
Elements<S> shrunk_distance(const Instance<S>& i, const Vector<S>& limit, F factor) {
    const Vector<S> first = along<S>(i.v, i.start - limit);
    return each(i, [&](Index j) { return S(power<S>(factor(j), i.steps) * first(j)); });
}

template <class S>
Expressions<Instance<S>, Elements<S>> expressions() {
    using I = Instance<S>;
    const auto squared = [](const I& i, Index j) { return S(i.s(j) * i.s(j)); };
    return {
        {"V' ridge", "components of the ridge solution along the right singular vectors",
         [](const I& i) { return elements(along(i.v, i.ridge)); }},
        {"s/(s^2 + lambda) U'y", "each component of the responses, divided",
         [squared](const I& i) {
             const Vector<S> a = along(i.u, i.y);
             return each(i, [&](Index j) { return S(i.s(j) / (squared(i, j) + i.lambda) * a(j)); });
         }},
        {"s^2/(s^2 + lambda) V' least squares", "those of least squares, shrunk",
         [squared](const I& i) {
             const Vector<S> a = along(i.v, i.least_squares);
             return each(i, [&](Index j) { return S(squared(i, j) / (squared(i, j) + i.lambda) * a(j)); });
         }},
        {"s/(s + lambda) V' least squares", "shrunk by another factor; nothing where it has none",
         [](const I& i) {
             const Vector<S> a = along(i.v, i.least_squares);
             return each(i, [&](Index j) {
                 return i.s(j) + i.lambda == S(0) ? S(0) : S(i.s(j) / (i.s(j) + i.lambda) * a(j));
             });
         }},
        {"|ridge|^2", "squared norm of the ridge solution",
         [](const I& i) { return Elements<S>{square(i.ridge)}; }},
        {"sum of (s/(s^2 + lambda))^2 (u'y)^2", "the same by singular directions",
         [squared](const I& i) {
             const Vector<S> a = along(i.u, i.y);
             S sum(0);
             for (Index j = 0; j < i.s.size(); ++j) {
                 const S component = i.s(j) / (squared(i, j) + i.lambda) * a(j);
                 sum += component * component;
             }
             return Elements<S>{sum};
         }},
        {"sum of (s/(s + lambda))^2 (u'y)^2", "with another factor",
         [](const I& i) {
             const Vector<S> a = along(i.u, i.y);
             S sum(0);
             for (Index j = 0; j < i.s.size(); ++j) {
                 if (i.s(j) + i.lambda == S(0)) continue;
                 const S component = i.s(j) / (i.s(j) + i.lambda) * a(j);
                 sum += component * component;
             }
             return Elements<S>{sum};
         }},
        {"fall of |ridge|^2", "from the penalty lambda to lambda + delta",
         [](const I& i) { return Elements<S>{S(square(i.ridge) - square(i.ridge_more))}; }},
        {"delta (2 |X v|^2 + 2 lambda |v|^2 + delta |v|^2)",
         "with v = (X'X + lambda I)^-1 w and w the ridge solution for lambda + delta: positive unless w = 0",
         [](const I& i) {
             return Elements<S>{S(i.more * (S(2) * square<S>(product(i.x, i.inner)) +
                                            (S(2) * i.lambda + i.more) * square(i.inner)))};
         }},
        {"delta |v|^2", "the last of these terms alone",
         [](const I& i) { return Elements<S>{S(i.more * square(i.inner))}; }},
        // Gradient descent.
        {"V' (w - least squares) after descent", "without penalty, from a random start",
         [](const I& i) { return distance(i, i.descended, i.least_squares); }},
        {"(1 - 2 eta s^2)^steps V' (start - least squares)", "each direction by its own factor",
         [squared](const I& i) {
             return shrunk_distance(i, i.least_squares,
                                    [&](Index j) { return S(S(1) - S(2) * i.eta * squared(i, j)); });
         }},
        {"(1 - eta s^2)^steps V' (start - least squares)", "with half the factor",
         [squared](const I& i) {
             return shrunk_distance(i, i.least_squares,
                                    [&](Index j) { return S(S(1) - i.eta * squared(i, j)); });
         }},
        {"V' (w - ridge) after descent", "with the penalty, from a random start",
         [](const I& i) { return distance(i, i.ridge_descended, i.ridge); }},
        {"(1 - 2 eta (s^2 + lambda))^steps V' (start - ridge)", "each direction by its own factor",
         [squared](const I& i) {
             return shrunk_distance(
                 i, i.ridge, [&](Index j) { return S(S(1) - S(2) * i.eta * (squared(i, j) + i.lambda)); });
         }},
        {"(1 - 2 eta s^2)^steps V' (start - ridge)", "without the penalty in the factor",
         [squared](const I& i) {
             return shrunk_distance(i, i.ridge,
                                    [&](Index j) { return S(S(1) - S(2) * i.eta * squared(i, j)); });
         }},
        {"null directions of w after descent", "components along V where s = 0, without penalty",
         [](const I& i) {
             const Vector<S> reached = along(i.v, i.descended);
             return each(i, [&](Index j) { return i.s(j) == S(0) ? reached(j) : S(0); });
         }},
        {"null directions of the start", "the same before the first step",
         [](const I& i) {
             const Vector<S> first = along(i.v, i.start);
             return each(i, [&](Index j) { return i.s(j) == S(0) ? first(j) : S(0); });
         }},
        {"zero for each direction", "a vector of zeros",
         [](const I& i) { return each(i, [](Index) { return S(0); }); }},
        {"null directions of w after descent with penalty", "the same, with the penalty",
         [](const I& i) {
             const Vector<S> reached = along(i.v, i.ridge_descended);
             return each(i, [&](Index j) { return i.s(j) == S(0) ? reached(j) : S(0); });
         }},
        {"(1 - 2 eta lambda)^steps null directions of the start", "decayed",
         [](const I& i) {
             const Vector<S> first = along(i.v, i.start);
             const S factor = power<S>(S(S(1) - S(2) * i.eta * i.lambda), i.steps);
             return each(i, [&](Index j) { return i.s(j) == S(0) ? S(factor * first(j)) : S(0); });
         }},
    };
}

/// Degrees for at most 4 directions and 8 steps, lambda counting 2: X has 5 over 4, a penalized solve
/// 4 (5 + 5) + 4 over as much, a step adds 1 + 10 over 8: after 8 of them 140 over 110, a square of norms
/// less.
constexpr double degree = 1024;

}  // namespace

engine::Experiment ridge_spectrum() {
    using namespace engine;
    return identities<P>({
        .name = "ridge-spectrum",
        .doc = "Ridge solutions and gradient descent along the singular vectors of square data "
               "X = U diag(s) V' with rational orthogonal U and V, exactly; lambda is a square.",
        .parameters =
            {integer(&P::size,
                     {.name = "size", .least = 2, .greatest = 4, .doc = "data points and features"}),
             integer(
                 &P::null_directions,
                 {.name = "null_directions", .least = 0, .greatest = 1, .doc = "singular values that are 0"}),
             integer(&P::steps,
                     {.name = "steps", .least = 1, .greatest = 8, .doc = "steps of gradient descent"}),
             arithmetic_parameter<P>()},
        .sides = either(drawn<P>(expressions<Rational>(), instance<Rational>),
                        drawn<P>(expressions<Mod61>(), instance<Mod61>)),
        .proof = [](const P& p) { return polynomial(p.arithmetic, degree); },
    });
}

}  // namespace assay::experiments
