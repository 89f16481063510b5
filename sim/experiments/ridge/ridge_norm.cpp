// How the ridge weights change with the penalty: their norm, and each of them.
// Document: 004 section 2.2.

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
};
using P = Parameters;

struct Tally {
    exact::Certificate norm_falls, every_weight_falls;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.norm_falls, self.every_weight_falls);
    }
};
using T = Tally;

std::optional<Vector<Rational>> solve(Matrix<Rational> a, const Rational& lambda,
                                      const Vector<Rational>& right) {
    for (Index j = 0; j < a.rows(); ++j) a(j, j) += lambda;
    return exact::solve(a, right);
}

/// Ridge weights w and v for the penalties lambda < lambda + delta, of data whose features are all positive,
/// hence correlated. With u = (X'X + lambda I)^-1 v,
///   |w|^2 - |v|^2 = delta (2 |X u|^2 + 2 lambda |u|^2 + delta |u|^2) >= 0, and > 0 unless X'y = 0.
bool add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    Matrix<Rational> x(p.rows, p.columns);
    for (Index j = 0; j < x.cols(); ++j)
        for (Index i = 0; i < x.rows(); ++i) x(i, j) = exact::draw_magnitude(stream);
    const Vector<Rational> y = draw<Rational>(p.rows, 1, stream);
    const Rational mu = exact::draw_magnitude(stream), nu = exact::draw_magnitude(stream), lambda = mu * mu,
                   delta = nu * nu;
    const Matrix<Rational> gram = product(x.transpose(), x);
    const Vector<Rational> pull = product(x.transpose(), y);
    const auto w = solve(gram, lambda, pull), v = solve(gram, lambda + delta, pull);
    if (!w || !v) return false;
    const Vector<Rational> u = solve(gram, lambda, *v).value(), xu = product(x, u);
    const Rational fall = w->dot(*w) - v->dot(*v);
    tally.norm_falls.add(replicate, fall == delta * (2 * xu.dot(xu) + (2 * lambda + delta) * u.dot(u)) &&
                                        (fall > 0 || pull.isZero(0)));
    bool every = true;
    for (Index j = 0; j < p.columns; ++j) every = every && abs((*v)(j)) <= abs((*w)(j));
    tally.every_weight_falls.add(replicate, every);
    return true;
}

/// Degrees for n, d <= 5, lambda and delta counting 2: w and v have 10 over 10, u 20 over 20; the right-hand
/// side has 6 + 2 * 20 over 40.
constexpr exact::Certificate identity_of_rational_functions = {
    .proof = exact::Proof::polynomial, .degree = 128, .values = exact::magnitudes};

}  // namespace

engine::Experiment ridge_norm() {
    using namespace engine;
    return experiment<P, T>({
        .name = "ridge-norm",
        .doc = "Ridge weights of random data with positive features for two random penalties, exactly.",
        .parameters = {integer(&P::rows, {.name = "rows", .least = 1, .greatest = 5, .doc = "data points n"}),
                       integer(&P::columns,
                               {.name = "columns", .least = 2, .greatest = 5, .doc = "features d"})},
        .tally =
            [](const P&) {
                return T{identity_of_rational_functions, {.proof = exact::Proof::sampled}};
            },
        .quantities =
            {
                identity<P, T>("norm_falls",
                               "for the higher penalty the norm of the weights is smaller, by an amount that "
                               "is a sum of squares",
                               &T::norm_falls),
                identity<P, T>("every_weight_falls", "for the higher penalty no weight is larger in size",
                               &T::every_weight_falls),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                std::uint64_t missing = 0;
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    missing += add(p, stream, replicates.first + r, tally) ? 0U : 1U;
                return missing;
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{64}; },
    });
}

}  // namespace assay::experiments
