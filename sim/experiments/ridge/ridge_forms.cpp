// How accurate the forms of ridge regression are in double, against the exact solution of the same data.
// Document: 004 sections 2.2 to 2.4.
//   N. J. Higham: Accuracy and Stability of Numerical Algorithms. 2nd edition, SIAM 2002, chapters 10
//   (Cholesky), 20 (least squares) and 21 (underdetermined systems).

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <limits>

#include "lib/exact/linear_algebra.hpp"
#include "lib/exact/rational.hpp"
#include "lib/linear/ridge.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/ridge/singular_data.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;
using linear::Form;

struct Parameters {
    std::int64_t rows = 6, columns = 3, scale = 0;
    double condition = 10, penalty = 0.01, multiple = 16;
    Form form = Form::primal, bound = Form::primal;
};
using P = Parameters;

struct Tally {
    exact::Certificate within_bound;
    stats::BoundedSample digits{stats::Range{0, 16}};
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.within_bound, self.digits);
    }
};
using T = Tally;

/// 512 bits: sums and products of doubles are exact, and a quotient errs in the 150th digit. Rationals would
/// take twenty times as long, in their greatest common divisors.
using Wide = boost::multiprecision::number<
    boost::multiprecision::cpp_bin_float<512, boost::multiprecision::digit_base_2>,
    boost::multiprecision::et_off>;

/// The ridge solution of the doubles as they are, rounded once.
RealVector exact_ridge(const RealMatrix& x, const RealVector& y, double penalty) {
    const exact::Matrix<Wide> wide = x.cast<Wide>();
    const exact::Vector<Wide> responses = y.cast<Wide>();
    exact::Matrix<Wide> a = exact::product(wide.transpose(), wide);
    for (Eigen::Index j = 0; j < a.rows(); ++j) a(j, j) += penalty;
    return exact::solve(a, exact::product(wide.transpose(), responses)).value().cast<double>();
}

/// What a form's relative error |dw| / |w| is bounded by, but for a modest factor, in units of 2^-52. With A
/// = [X; sqrt(lambda) I], kappa its condition number, r = y - X w:
///   primal    a backward stable solution of (A'A) w = X'y, formed with errors of |A|^2 and |X| |y|:
///             kappa^2 (1 + |X| |y| / (|A|^2 |w|));
///   rows, svd backward stable least squares, kappa (1 + |y| / (|A| |w|)) + kappa^2 (|r| + sqrt(lambda) |w|)
///   /
///             (|A| |w|);
///   dual      alpha = r / lambda from K + lambda I = B B', B = [X sqrt(lambda) I], with errors of |B|^2:
///             (max s/(s^2 + lambda) |B|^2 + |X|) |alpha| / |w|;
///   features  the least norm of B u = y, u = (w, r/sqrt(lambda)), backward stable: kappa(B) |u| / |w|.
double bound(const P& p, Form form, const SingularData& data, const RealVector& y, const RealVector& w) {
    const double lambda = p.penalty, s_min = data.s(data.s.size() - 1), norm = w.norm();
    const double d_least = p.rows < p.columns ? 0 : s_min, n_least = p.columns < p.rows ? 0 : s_min;
    const double a = std::sqrt(1 + lambda), residual = (y - data.x * w).norm();
    const double kappa = a / std::sqrt(d_least * d_least + lambda);
    switch (form) {
        case Form::primal:
            return kappa * kappa * (1 + y.norm() / (a * a * norm));
        case Form::rows:
        case Form::svd:
            return kappa * (1 + y.norm() / (a * norm)) +
                   kappa * kappa * (residual + std::sqrt(lambda) * norm) / (a * norm);
        case Form::dual: {
            const double filter = (data.s.array() / (data.s.array().square() + lambda)).maxCoeff();
            return (filter * a * a + 1) * residual / (lambda * norm);
        }
        case Form::features:
            return a / std::sqrt(n_least * n_least + lambda) *
                   std::hypot(norm, residual / std::sqrt(lambda)) / norm;
    }
    return 0;
}

/// Scaling X by 2^k, y by 2^k and lambda by 4^k leaves the weights as they are.
void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    const SingularData data =
        singular_data(p.rows, p.columns, std::min(p.rows, p.columns), p.condition, stream);
    const RealVector y = normals(p.rows, stream), w = exact_ridge(data.x, y, p.penalty);
    const auto k = static_cast<int>(p.scale);
    const double factor = std::ldexp(1.0, k);
    const RealVector found = linear::ridge(p.form, data.x * factor, y * factor, std::ldexp(p.penalty, 2 * k));
    const double error = (found - w).norm() / w.norm();
    constexpr double epsilon = std::numeric_limits<double>::epsilon();
    tally.within_bound.add(replicate, error <= p.multiple * epsilon * bound(p, p.bound, data, y, w));
    tally.digits.add(std::clamp(-std::log10(error), 0.0, 16.0));
}

engine::Parameter<P> form_parameter(Form P::*member, const char* name, const char* doc) {
    std::vector<std::string> names;
    for (const Form form : linear::forms) names.emplace_back(linear::name(form));
    return engine::choice(member, {.name = name, .choices = names, .doc = doc});
}

}  // namespace

engine::Experiment ridge_forms() {
    using namespace engine;
    return experiment<P, T>({
        .name = "ridge-forms",
        .doc = "Relative error of a form of ridge regression in double, for random X with singular values "
               "from 1 down to 1/condition and random normal y.",
        .parameters = {integer(&P::rows, {.name = "rows", .least = 1, .greatest = 8, .doc = "data points n"}),
                       integer(&P::columns,
                               {.name = "columns", .least = 1, .greatest = 8, .doc = "features d"}),
                       integer(&P::scale, {.name = "scale",
                                           .least = -400,
                                           .greatest = 400,
                                           .doc = "data times 2^scale, penalty times 4^scale"}),
                       real(&P::condition, {.name = "condition",
                                            .least = 1,
                                            .greatest = 1e8,
                                            .doc = "largest over smallest singular value of X"}),
                       real(&P::penalty, {.name = "penalty",
                                          .least = 1e-14,
                                          .greatest = 1e14,
                                          .unit = "s_max^2",
                                          .doc = "ridge penalty lambda"}),
                       real(&P::multiple,
                            {.name = "multiple",
                             .least = 0,
                             .greatest = 1e6,
                             .unit = "2^-52",
                             .doc = "the error's bound in units of that for an infinitesimal perturbation"}),
                       form_parameter(&P::form, "form", "how the solution is computed"),
                       form_parameter(&P::bound, "bound", "the form whose bound is applied")},
        .tally = [](const P&) { return T{{.proof = exact::Proof::sampled}}; },
        .quantities =
            {
                identity<P, T>("within_bound", "the relative error is within the bound of the form",
                               &T::within_bound),
                bounded_mean<P, T>("digits",
                                   "correct digits: minus the decimal logarithm of the relative error, "
                                   "cut to 0 .. 16, on average",
                                   &T::digits),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{128}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
