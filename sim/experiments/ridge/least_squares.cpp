// Least squares of data with and without full column rank, and ridge regression as its penalty goes to 0:
// exactly.
// Document: 004 section 2.2.

#include "lib/linear/gradient_descent.hpp"
#include "sim/experiments/ridge/arithmetic.hpp"
#include "sim/experiments/ridge/minors.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;
using exact::Index;
using exact::Matrix;
using exact::product;
using exact::Vector;

enum class Data { generic, repeated_column };

struct Parameters {
    std::int64_t rows = 4, columns = 3;
    Data data = Data::generic;
    Arithmetic arithmetic = Arithmetic::modular;
};
using P = Parameters;

template <class S>
struct Instance {
    Matrix<S> x, gram;
    Vector<S> y, delta;
    S lambda;
    bool square = false;             ///< n = d
    std::optional<Vector<S>> w;      ///< (X'X)^-1 X'y, where X'X has an inverse
    Vector<S> least_norm;            ///< X^+ y
    Vector<S> ridge;                 ///< (X'X + lambda I)^-1 X'y
    Vector<S> shrunk;                ///< (X'X + lambda I)^-1 X^+ y
    std::optional<Vector<S>> wrong;  ///< (X X')^-1 X'y, where the shapes fit and the inverse exists
};

/// X = Z E with Z of full column rank: for a repeated column E = [I e_1] makes the last one equal to the
/// first. Then X^+ = E'(EE')^-1 (Z'Z)^-1 Z'.
template <class S>
std::optional<Instance<S>> instance(const P& p, random::Stream& stream) {
    const Index n = p.rows, d = p.columns, independent = p.data == Data::generic ? d : d - 1;
    const Matrix<S> z = draw<S>(n, independent, stream);
    Matrix<S> e = Matrix<S>::Zero(independent, d);
    for (Index j = 0; j < d; ++j) e(j < independent ? j : 0, j) = S(1);
    Instance<S> i{.x = product(z, e), .y = draw<S>(n, 1, stream), .delta = draw<S>(d, 1, stream)};
    const S mu = draw<S>(stream);
    i.lambda = mu * mu;
    i.gram = product(i.x.transpose(), i.x);
    i.square = n == d;
    const Vector<S> xy = product(i.x.transpose(), i.y);
    Matrix<S> penalized = i.gram;
    for (Index j = 0; j < d; ++j) penalized(j, j) += i.lambda;
    const auto coordinates =
        exact::solve(Matrix<S>(product(z.transpose(), z)), Vector<S>(product(z.transpose(), i.y)));
    const auto ridge = exact::solve(penalized, xy);
    if (!coordinates || !ridge) return std::nullopt;
    i.ridge = *ridge;
    i.least_norm =
        product(e.transpose(), exact::solve(Matrix<S>(product(e, e.transpose())), *coordinates).value());
    i.shrunk = exact::solve(penalized, i.least_norm).value();
    i.w = exact::solve(i.gram, xy);
    if (i.square) i.wrong = exact::solve(Matrix<S>(product(i.x, i.x.transpose())), xy);
    return i;
}

template <class S>
Elements<S> one(const S& value) {
    return {value};
}
/// No elements where there is no vector.
template <class S>
Elements<S> elements_of(const std::optional<Vector<S>>& v) {
    return v ? elements(*v) : Elements<S>{};
}
template <class S>
S square(const Vector<S>& v) {
    return v.cwiseProduct(v).sum();
}
template <class S>
Vector<S> residual(const Instance<S>& i) {
    return i.y - product(i.x, i.least_norm);
}

template <class S>
Expressions<Instance<S>, Elements<S>> expressions() {
    using I = Instance<S>;
    return {
        {"(X'X)^-1 X'y", "the formula of least squares; nothing where there is no inverse",
         [](const I& i) { return elements_of(i.w); }},
        {"(X X')^-1 X'y", "with the other product; nothing unless n = d",
         [](const I& i) { return elements_of(i.wrong); }},
        {"least squares", "X^+ y, the least squares solution, of least norm where there are several",
         [](const I& i) { return elements(i.least_norm); }},
        {"X'(y - X w)", "at the least squares solution w",
         [](const I& i) { return elements(product(i.x.transpose(), residual(i))); }},
        {"zero for each feature", "a vector of zeros",
         [](const I& i) { return Elements<S>(static_cast<std::size_t>(i.x.cols()), S(0)); }},
        {"X' y", "the same at w = 0", [](const I& i) { return elements(product(i.x.transpose(), i.y)); }},
        {"rise of the loss", "after a change delta of the least squares solution",
         [](const I& i) {
             const Vector<S> moved = i.least_norm + i.delta;
             return one(S(linear::loss(i.x, i.y, moved, S(0)) - linear::loss(i.x, i.y, i.least_norm, S(0))));
         }},
        {"|X delta|^2", "squared length of the change of the fitted values",
         [](const I& i) { return one(square<S>(product(i.x, i.delta))); }},
        {"|delta|^2", "squared length of the change", [](const I& i) { return one(square(i.delta)); }},
        {"rise of the ridge loss", "after a change delta of the ridge solution",
         [](const I& i) {
             const Vector<S> moved = i.ridge + i.delta;
             return one(
                 S(linear::loss(i.x, i.y, moved, i.lambda) - linear::loss(i.x, i.y, i.ridge, i.lambda)));
         }},
        {"|X delta|^2 + lambda |delta|^2", "the sum that is never negative",
         [](const I& i) { return one(S(square<S>(product(i.x, i.delta)) + i.lambda * square(i.delta))); }},
        {"ridge loss with lambda 0", "at weights delta",
         [](const I& i) { return one(linear::loss(i.x, i.y, i.delta, S(0))); }},
        {"ridge loss", "at weights delta",
         [](const I& i) { return one(linear::loss(i.x, i.y, i.delta, i.lambda)); }},
        {"|y - X w|^2", "at weights delta",
         [](const I& i) { return one(square<S>(i.y - product(i.x, i.delta))); }},
        {"X w + residual", "at the least squares solution",
         [](const I& i) { return elements(Vector<S>(product(i.x, i.least_norm) + residual(i))); }},
        {"y", "the responses", [](const I& i) { return elements(i.y); }},
        {"|y|^2", "their squared length", [](const I& i) { return one(square(i.y)); }},
        {"|X w|^2 + |y - X w|^2", "at the least squares solution",
         [](const I& i) { return one(S(square<S>(product(i.x, i.least_norm)) + square(residual(i)))); }},
        {"|X delta|^2 + |y - X delta|^2", "at other weights",
         [](const I& i) {
             const Vector<S> fitted = product(i.x, i.delta);
             return one(S(square(fitted) + square<S>(i.y - fitted)));
         }},
        {"ridge - least squares", "the distance that the penalty makes",
         [](const I& i) { return elements(Vector<S>(i.ridge - i.least_norm)); }},
        {"-lambda (X'X + lambda I)^-1 X^+ y", "of the order of lambda, since X^+ y lies in the row space",
         [](const I& i) { return elements(Vector<S>(i.shrunk * S(-i.lambda))); }},
        {"-lambda^2 (X'X + lambda I)^-1 X^+ y", "the same with the penalty squared",
         [](const I& i) { return elements(Vector<S>(i.shrunk * S(-i.lambda * i.lambda))); }},
        {"det X'X", "0 exactly where the inverse does not exist",
         [](const I& i) { return one(exact::determinant(i.gram)); }},
        {"sum of squared d x d minors of X", "positive exactly for full column rank",
         [](const I& i) { return one(squared_minors(i.x, i.x.cols())); }},
        {"0", "zero", [](const I&) { return one(S(0)); }},
        {"det(X'X + lambda I)", "0 exactly where this inverse does not exist",
         [](const I& i) { return one(penalized_determinant(i.x, i.lambda)); }},
        {"lambda^d + lambda^(d-1) |X|^2 + ...",
         "sum over k of lambda^(d-k) and the squared k x k minors of X",
         [](const I& i) { return one(penalized_minors(i.x, i.lambda)); }},
    };
}

struct Tally {
    exact::Sides sides;
    exact::Certificate inverse_exists;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides, self.inverse_exists);
    }
};
using T = Tally;

/// Degrees for n, d <= 4, lambda counting 2: X has at most 1, the ridge solution 2d over 2d, X^+ y no more,
/// X^+ y shrunk 4d + 2 over 4d; the rise of a loss (2 + 2 * 4d) over 2 * 4d.
constexpr double degree = 128;

template <class S>
auto block() {
    return block_of<P, T>(expressions<S>(), instance<S>, [](T& tally, std::uint64_t r, const Instance<S>& i) {
        tally.inverse_exists.add(r, i.w.has_value());
    });
}

}  // namespace

engine::Experiment least_squares() {
    using namespace engine;
    const auto names = rows(expressions<Rational>());
    return experiment<P, T>({
        .name = "least-squares",
        .doc = "Least squares of random data, with all columns independent or one repeated, and the ridge "
               "solution beside it, exactly; lambda is a square.",
        .parameters = {integer(&P::rows, {.name = "rows", .least = 1, .greatest = 4, .doc = "data points n"}),
                       integer(&P::columns,
                               {.name = "columns",
                                .least = 2,
                                .greatest = 4,
                                .doc = "features d; independent ones, more than n, are missing replicates"}),
                       choice(&P::data,
                              {.name = "data",
                               .choices = {"generic", "repeated-column"},
                               .doc = "independent random columns, or the last equal to the first"}),
                       arithmetic_parameter<P>()},
        .tally =
            [names](const P& p) {
                return T{exact::Sides(engine::names(names), polynomial(p.arithmetic, degree)),
                         {.proof = exact::Proof::sampled}};
            },
        .quantities = {engine::sides<P, T>(&T::sides, names),
                       identity<P, T>("inverse_exists", "X'X has an inverse", &T::inverse_exists)},
        .block = either<P>(block<Rational>(), block<Mod61>()),
        .replicates_per_block = [](const P&) { return std::uint64_t{8}; },
    });
}

}  // namespace assay::experiments
