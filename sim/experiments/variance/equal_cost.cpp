// Solutions of an underdetermined least squares problem with the same training loss, and how they generalise:
// exactly.
// Document: 002, slide on initialization strategies.

#include "sim/experiments/ridge/arithmetic.hpp"

namespace assay::experiments {
namespace {

using exact::Matrix;
using exact::product;
using exact::Rational;
using ridge::Arithmetic;
using ridge::Elements;

struct Parameters {
    std::int64_t data_points = 2, features = 4;
    Arithmetic arithmetic = Arithmetic::modular;
};
using P = Parameters;

/// Responses y = X truth; least = X'(XX')^-1 y is the shortest solution, null a vector with X null = 0.
template <class S>
struct Instance {
    Matrix<S> x, y, truth, least, null;
};

template <class S>
std::optional<Instance<S>> instance(const P& p, random::Stream& stream) {
    Instance<S> i{.x = ridge::draw<S>(p.data_points, p.features, stream)};
    i.truth = ridge::draw<S>(p.features, 1, stream);
    const Matrix<S> anything = ridge::draw<S>(p.features, 1, stream);
    const Matrix<S> transposed = i.x.transpose();
    i.y = product(i.x, i.truth);
    const Matrix<S> gram = product(i.x, transposed);
    const auto dual = exact::solve(gram, i.y);
    const auto seen = exact::solve(gram, Matrix<S>(product(i.x, anything)));
    if (!dual || !seen) return std::nullopt;
    i.least = product(transposed, *dual);
    i.null = anything - product(transposed, *seen);
    return i;
}

template <class S>
S square(const Matrix<S>& vector) {
    S sum(0);
    for (Eigen::Index k = 0; k < vector.rows(); ++k) sum += vector(k, 0) * vector(k, 0);
    return sum;
}

template <class S>
S training_loss(const Instance<S>& i, const Matrix<S>& weights) {
    return square(Matrix<S>(i.y - product(i.x, weights)));
}

/// Mean of (x'weights - x'truth)^2 over all inputs x with coordinates 1 and -1, an isotropic law.
template <class S>
S test_error(const Instance<S>& i, const Matrix<S>& weights) {
    const Matrix<S> error = weights - i.truth;
    const auto patterns = 1U << static_cast<unsigned>(error.rows());
    S sum(0);
    for (unsigned pattern = 0; pattern < patterns; ++pattern) {
        S output(0);
        for (Eigen::Index k = 0; k < error.rows(); ++k)
            if ((pattern >> static_cast<unsigned>(k) & 1U) != 0)
                output += error(k, 0);
            else
                output -= error(k, 0);
        sum += output * output;
    }
    return sum / S(static_cast<int>(patterns));
}

template <class S>
Expressions<Instance<S>, Elements<S>> expressions() {
    using I = Instance<S>;
    using E = Elements<S>;
    return {
        {"training loss of least norm", "|y - X w0|^2 for the shortest solution w0",
         [](const I& i) { return E{training_loss<S>(i, i.least)}; }},
        {"training loss of w0 + N", "the same after a step N in the null space of X",
         [](const I& i) { return E{training_loss<S>(i, i.least + i.null)}; }},
        {"training loss of 2 w0", "the same for twice the shortest solution",
         [](const I& i) { return E{training_loss<S>(i, S(2) * i.least)}; }},
        {"0", "zero", [](const I&) { return E{S(0)}; }},
        {"test error of w0", "mean squared error over all inputs with coordinates 1 and -1",
         [](const I& i) { return E{test_error<S>(i, i.least)}; }},
        {"test error of w0 + N", "the same for w0 + N",
         [](const I& i) { return E{test_error<S>(i, i.least + i.null)}; }},
        {"|w0 + N - truth|^2", "squared distance to the weights that made the data",
         [](const I& i) { return E{square(Matrix<S>(i.least + i.null - i.truth))}; }},
        {"rise of the test error", "mean test error of w0 + N and w0 - N, minus that of w0",
         [](const I& i) {
             const S both = test_error<S>(i, i.least + i.null) + test_error<S>(i, i.least - i.null);
             return E{both / S(2) - test_error<S>(i, i.least)};
         }},
        {"|N|^2", "squared norm of the step", [](const I& i) { return E{square(i.null)}; }},
        {"2 |N|^2", "twice that", [](const I& i) { return E{S(2) * square(i.null)}; }},
    };
}

/// With n <= 4 data points det XX' has degree 2n, w0 and N are of degree 2n + 1 over it, errors of 4n + 2
/// over its square; the difference of two sides has at most 8n + 2.
constexpr double degree = 34;

}  // namespace

engine::Experiment equal_cost() {
    using namespace engine;
    return identities<P>({
        .name = "equal-cost",
        .doc = "Data that some weights explain without error, with no more data points than features, "
               "exactly: the shortest solution w0, and w0 + N with a random N in the null space of the data.",
        .parameters = {integer(&P::data_points,
                               {.name = "data_points", .least = 1, .greatest = 4, .doc = "rows of X"}),
                       integer(&P::features,
                               {.name = "features", .least = 4, .greatest = 6, .doc = "columns of X"}),
                       ridge::arithmetic_parameter<P>()},
        .sides = ridge::either(drawn<P>(expressions<Rational>(), instance<Rational>),
                               drawn<P>(expressions<ridge::Mod61>(), instance<ridge::Mod61>)),
        .proof = [](const P& p) { return ridge::polynomial(p.arithmetic, degree); },
        .replicates_per_block = 64,
        .blocks = 16,
    });
}

}  // namespace assay::experiments
