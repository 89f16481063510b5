// The ridge solution in each of its forms, and what else is said of the two augmented systems: exactly.
// Document: 004 sections 2.1 to 2.4.

#include "lib/linear/augmented.hpp"
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
Matrix<S> gram(const Matrix<S>& x) {
    return product(x.transpose(), x);
}
template <class S>
Matrix<S> plus_identity(Matrix<S> a, const S& lambda) {
    for (Index i = 0; i < a.rows(); ++i) a(i, i) += lambda;
    return a;
}

/// (X'X + lambda I)^-1 X'y.
template <class S>
Vector<S> primal(const Matrix<S>& x, const Vector<S>& y, const S& lambda) {
    return exact::solve(plus_identity(gram(x), lambda), product(x.transpose(), y)).value();
}
/// X'(XX' + lambda I)^-1 y.
template <class S>
Vector<S> dual(const Matrix<S>& x, const Vector<S>& y, const S& lambda) {
    return product(x.transpose(),
                   exact::solve(plus_identity(Matrix<S>(product(x, x.transpose())), lambda), y).value());
}
/// A'(AA')^-1 y: the solution of A u = y of least norm, A having full row rank.
template <class S>
Vector<S> minimum_norm(const Matrix<S>& a, const Vector<S>& y) {
    return product(a.transpose(), exact::solve(Matrix<S>(product(a, a.transpose())), y).value());
}
/// The least squares of [X; root I], [y; 0].
template <class S>
Vector<S> stacked(const Matrix<S>& x, const Vector<S>& y, const S& root) {
    return primal<S>(linear::augmented_rows(x, root), linear::padded(y, x.cols()), S(0));
}

template <class S>
struct Instance {
    Matrix<S> x;
    Vector<S> y, point;  ///< responses; a new input
    S mu, lambda;        ///< lambda = mu^2
    Vector<S> w;         ///< primal
    Matrix<S> features;  ///< [X mu I]
    Vector<S> least;     ///< its solution of least norm
    Vector<S> other;     ///< another solution

    [[nodiscard]] Index n() const { return x.rows(); }
    [[nodiscard]] Index d() const { return x.cols(); }
};

/// No value where a matrix is singular for the drawn lambda; in the field also where XX' and the like have a
/// zero by accident.
template <class S>
std::optional<Instance<S>> instance(const P& p, random::Stream& stream) {
    const Index n = p.rows, d = p.columns;
    Instance<S> i{.x = draw<S>(n, d, stream),
                  .y = draw<S>(n, 1, stream),
                  .point = draw<S>(d, 1, stream),
                  .mu = draw<S>(stream)};
    i.lambda = i.mu * i.mu;
    const Vector<S> along = draw<S>(d, 1, stream);
    const Matrix<S> kernel = product(i.x, i.x.transpose());
    for (const S& lambda : {i.lambda, S(i.lambda * i.lambda), S(S(2) * i.lambda), S(S(int(n)) * i.lambda)})
        if (exact::determinant(plus_identity(kernel, lambda)) == S(0) ||
            exact::determinant(plus_identity(gram(i.x), lambda)) == S(0))
            return std::nullopt;
    i.w = primal(i.x, i.y, i.lambda);
    i.features = linear::augmented_features(i.x, i.mu);
    i.least = minimum_norm(i.features, i.y);
    i.other = i.least + product(exact::null_space(i.features), along);
    return i;
}

template <class S>
Elements<S> one(const S& value) {
    return {value};
}
template <class S>
S square(const Vector<S>& v) {
    return v.cwiseProduct(v).sum();
}
template <class S>
Elements<S> shape(const Matrix<S>& a) {
    return {S(int(a.rows())), S(int(a.cols()))};
}
/// For each fake feature, the number of training points on which it is not 0.
template <class S>
Elements<S> points_of_fake_features(const Instance<S>& i) {
    Elements<S> counts;
    for (Index f = i.d(); f < i.features.cols(); ++f) {
        int count = 0;
        for (Index point = 0; point < i.n(); ++point) count += i.features(point, f) != S(0) ? 1 : 0;
        counts.push_back(S(count));
    }
    return counts;
}
/// k(x)'(K + lambda I)^-1 y with k(x) = X x and K = XX'.
template <class S>
Elements<S> kernel_prediction(const Instance<S>& i, const S& lambda) {
    const Vector<S> alpha =
        exact::solve(plus_identity(Matrix<S>(product(i.x, i.x.transpose())), lambda), i.y).value();
    return one(S(product(i.x, i.point).cwiseProduct(alpha).sum()));
}

template <class S>
Expressions<Instance<S>, Elements<S>> expressions() {
    using I = Instance<S>;
    return {
        {"ridge", "(X'X + lambda I)^-1 X'y", [](const I& i) { return elements(i.w); }},
        {"ridge with 2 lambda", "the same with twice the penalty",
         [](const I& i) { return elements(primal<S>(i.x, i.y, S(2) * i.lambda)); }},
        {"ridge with lambda^2", "with the penalty squared",
         [](const I& i) { return elements(primal<S>(i.x, i.y, i.lambda * i.lambda)); }},
        {"ridge with n lambda", "with the penalty times the number of data points",
         [](const I& i) { return elements(primal<S>(i.x, i.y, S(int(i.n())) * i.lambda)); }},
        {"minimiser of the mean loss", "of |y - X w|^2 / n + lambda |w|^2, from its normal equations",
         [](const I& i) {
             const S share = S(1) / S(int(i.n()));
             return elements(exact::solve(plus_identity(Matrix<S>(gram(i.x) * share), i.lambda),
                                          Vector<S>(product(i.x.transpose(), i.y) * share))
                                 .value());
         }},
        {"X' (X X' + lambda I)^-1 y", "the dual form",
         [](const I& i) { return elements(dual(i.x, i.y, i.lambda)); }},
        {"X' (X X' + lambda^2 I)^-1 y", "the dual form with the penalty squared",
         [](const I& i) { return elements(dual<S>(i.x, i.y, i.lambda * i.lambda)); }},
        // Data augmentation.
        {"least squares of [X; sqrt(lambda) I], [y; 0]", "by its normal equations",
         [](const I& i) { return elements(stacked(i.x, i.y, i.mu)); }},
        {"least squares of [X; lambda I], [y; 0]", "with the penalty for its root",
         [](const I& i) { return elements(stacked(i.x, i.y, i.lambda)); }},
        {"shape of [X; sqrt(lambda) I]", "its rows and columns",
         [](const I& i) { return shape(linear::augmented_rows(i.x, i.mu)); }},
        {"(n + d) x d", "as the document has it",
         [](const I& i) {
             return Elements<S>{S(int(i.n() + i.d())), S(int(i.d()))};
         }},
        {"2n x n", "with the identity of size n",
         [](const I& i) {
             return Elements<S>{S(int(2 * i.n())), S(int(i.n()))};
         }},
        {"residuals of the fake rows", "0 - sqrt(lambda) I w at the solution of the stacked system",
         [](const I& i) {
             const Matrix<S> rows = linear::augmented_rows(i.x, i.mu);
             const Vector<S> residual = linear::padded(i.y, i.d()) - product(rows, stacked(i.x, i.y, i.mu));
             return elements(residual.tail(i.d()));
         }},
        {"-sqrt(lambda) w", "the root of the penalty times minus the weights",
         [](const I& i) { return elements(Vector<S>(i.w * S(-i.mu))); }},
        {"features of the fake rows", "the entry of the fake row of each feature in that feature's column",
         [](const I& i) { return elements(linear::augmented_rows(i.x, i.mu).bottomRows(i.d()).diagonal()); }},
        {"zero for each feature", "a vector of zeros",
         [](const I& i) { return Elements<S>(static_cast<std::size_t>(i.d()), S(0)); }},
        {"sqrt(lambda) for each feature", "a vector of roots of the penalty",
         [](const I& i) { return Elements<S>(static_cast<std::size_t>(i.d()), i.mu); }},
        // Feature augmentation.
        {"least-norm solution of [X sqrt(lambda) I]", "w and f together, A'(AA')^-1 y for the wide matrix A",
         [](const I& i) { return elements(i.least); }},
        {"[X sqrt(lambda) I]' (X X' + lambda I)^-1 y", "the same written out",
         [](const I& i) {
             return elements(
                 product(i.features.transpose(),
                         exact::solve(plus_identity(Matrix<S>(product(i.x, i.x.transpose())), i.lambda), i.y)
                             .value()));
         }},
        {"its w", "the first d elements of the least-norm solution",
         [](const I& i) { return elements(i.least.head(i.d())); }},
        {"w of [X lambda I]", "the same with the penalty for its root",
         [](const I& i) {
             return elements(minimum_norm(linear::augmented_features(i.x, i.lambda), i.y).head(i.d()));
         }},
        {"[X sqrt(lambda) I] times the least-norm solution", "what the wide system makes of it",
         [](const I& i) { return elements(product(i.features, i.least)); }},
        {"[X sqrt(lambda) I] times another solution", "the least-norm one plus a vector of the null space",
         [](const I& i) { return elements(product(i.features, i.other)); }},
        {"y", "the responses", [](const I& i) { return elements(i.y); }},
        {"dimension of the solutions", "columns of [X sqrt(lambda) I] less its rank",
         [](const I& i) { return one(S(int(i.features.cols() - exact::rank(i.features)))); }},
        {"d", "number of features", [](const I& i) { return one(S(int(i.d()))); }},
        {"0", "zero", [](const I&) { return one(S(0)); }},
        {"|u|^2 of another solution u", "its squared norm", [](const I& i) { return one(square(i.other)); }},
        {"|u0|^2 + |u - u0|^2", "u0 being the least-norm solution",
         [](const I& i) { return one(S(square(i.least) + square(Vector<S>(i.other - i.least)))); }},
        {"|u0|^2", "the squared norm of the least-norm solution",
         [](const I& i) { return one(square(i.least)); }},
        {"training points of each fake feature", "on how many a fake feature is not 0",
         points_of_fake_features<S>},
        {"one for each fake feature", "a vector of n ones",
         [](const I& i) { return Elements<S>(static_cast<std::size_t>(i.n()), S(1)); }},
        {"n for each fake feature", "what a feature of all points has",
         [](const I& i) { return Elements<S>(static_cast<std::size_t>(i.n()), S(int(i.n()))); }},
        {"prediction with fake features 0", "of the least-norm solution at a new point (x, 0)",
         [](const I& i) {
             const Vector<S> point = linear::padded(i.point, i.n());
             return one(S(point.cwiseProduct(i.least).sum()));
         }},
        {"prediction with fake features 1", "of the least-norm solution at a new point (x, 1)",
         [](const I& i) {
             return one(S(i.point.cwiseProduct(i.least.head(i.d())).sum() + i.least.tail(i.n()).sum()));
         }},
        {"x' w", "the ridge prediction at the new point",
         [](const I& i) { return one(S(i.point.cwiseProduct(i.w).sum())); }},
        {"k(x)' (K + lambda I)^-1 y", "with k(x) = X x and K = XX'",
         [](const I& i) { return kernel_prediction(i, i.lambda); }},
        {"k(x)' (K + lambda^2 I)^-1 y", "the same with the penalty squared",
         [](const I& i) { return kernel_prediction<S>(i, i.lambda * i.lambda); }},
    };
}

/// Degrees for n, d <= 5, lambda = mu^2 counting 2: a solve with lambda^2 is one of 2 * 2 * 5 over the same;
/// a solution of the wide system has 2n + 1 over 2n and its null space n over n: the square of `other` has 36
/// over 30, and two such sides differ by at most 36 + 60.
constexpr double degree = 128;

}  // namespace

engine::Experiment ridge_solutions() {
    using namespace engine;
    return identities<P>({
        .name = "ridge-solutions",
        .doc = "The ridge solution of random data in all its forms, and the systems with fake data points "
               "and fake features, exactly; lambda is a square.",
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
