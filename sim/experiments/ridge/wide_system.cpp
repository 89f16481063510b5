// When a system with more unknowns than equations has a solution for every right-hand side: exactly.
// Document: 004 section 2.4.

#include "lib/linear/augmented.hpp"
#include "sim/experiments/ridge/arithmetic.hpp"
#include "sim/experiments/ridge/minors.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;
using exact::Matrix;
using exact::product;
using exact::Vector;

enum class Data { generic, repeated_row };
enum class Fake { none, block };

struct Parameters {
    std::int64_t rows = 3, columns = 5;
    Data data = Data::generic;
    Fake fake_features = Fake::block;
    Arithmetic arithmetic = Arithmetic::modular;
};
using P = Parameters;

template <class S>
struct Instance {
    Matrix<S> x, a;  ///< a: X, or [X sqrt(lambda) I]
    Vector<S> y;
    S lambda;
};

template <class S>
std::optional<Instance<S>> instance(const P& p, random::Stream& stream) {
    Instance<S> i{.x = draw<S>(p.rows, p.columns, stream)};
    if (p.data == Data::repeated_row) i.x.row(p.rows - 1) = i.x.row(0);
    i.y = draw<S>(p.rows, 1, stream);
    const S mu = draw<S>(stream);
    if (mu == S(0)) return std::nullopt;
    i.lambda = mu * mu;
    i.a = p.fake_features == Fake::block ? linear::augmented_features(i.x, mu) : i.x;
    return i;
}

template <class S>
Expressions<Instance<S>, Elements<S>> expressions() {
    using I = Instance<S>;
    return {
        {"det A A'", "not 0 exactly where A has full row rank, so that A u = y has a solution for every y",
         [](const I& i) { return Elements<S>{exact::determinant(product(i.a, i.a.transpose()))}; }},
        {"lambda^n + lambda^(n-1) |X|^2 + ...",
         "sum over k of lambda^(n-k) and the squared k x k minors of X",
         [](const I& i) { return Elements<S>{penalized_minors(Matrix<S>(i.x.transpose()), i.lambda)}; }},
        {"sum of squared n x n minors of X", "the last of these terms alone",
         [](const I& i) { return Elements<S>{squared_minors(i.x, i.x.rows())}; }},
    };
}

struct Tally {
    exact::Sides sides;
    exact::Certificate solvable;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides, self.solvable);
    }
};
using T = Tally;

/// A has a solution for y when y adds nothing to its rank.
template <class S>
bool solvable(const Instance<S>& i) {
    Matrix<S> both(i.a.rows(), i.a.cols() + 1);
    both << i.a, i.y;
    return exact::rank(both) == exact::rank(i.a);
}

/// det A A' has degree 2n, n <= 4.
constexpr double degree = 8;

template <class S>
auto block() {
    return block_of<P, T>(expressions<S>(), instance<S>, [](T& tally, std::uint64_t r, const Instance<S>& i) {
        tally.solvable.add(r, solvable(i));
    });
}

}  // namespace

engine::Experiment wide_system() {
    using namespace engine;
    const auto names = rows(expressions<Rational>());
    return experiment<P, T>({
        .name = "wide-system",
        .doc =
            "The system A u = y of n equations with random y, where A is the data X or [X sqrt(lambda) I], "
            "exactly; lambda is a square.",
        .parameters = {integer(&P::rows, {.name = "rows", .least = 2, .greatest = 4, .doc = "equations n"}),
                       integer(&P::columns,
                               {.name = "columns", .least = 1, .greatest = 6, .doc = "features d of X"}),
                       choice(&P::data, {.name = "data",
                                         .choices = {"generic", "repeated-row"},
                                         .doc = "random rows, or the last equal to the first"}),
                       choice(&P::fake_features, {.name = "fake_features",
                                                  .choices = {"none", "block"},
                                                  .doc = "A = X, or A = [X sqrt(lambda) I]"}),
                       arithmetic_parameter<P>()},
        .tally =
            [names](const P& p) {
                return T{exact::Sides(engine::names(names), polynomial(p.arithmetic, degree)),
                         {.proof = exact::Proof::sampled}};
            },
        .quantities = {engine::sides<P, T>(&T::sides, names),
                       identity<P, T>("solvable", "the system has a solution", &T::solvable)},
        .block = either<P>(block<Rational>(), block<Mod61>()),
        .replicates_per_block = [](const P&) { return std::uint64_t{64}; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
