// The loss of a linear model over inputs with noise, averaged over all outcomes of the noise: exactly.
// Document: 004 section 2.3.
//   C. M. Bishop: Training with noise is equivalent to Tikhonov regularization. Neural Computation 7 (1995).

#include "lib/linear/gradient_descent.hpp"
#include "sim/experiments/ridge/arithmetic.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;
using exact::Index;
using exact::Matrix;
using exact::Vector;

struct Parameters {
    std::int64_t rows = 3, columns = 2;
    Arithmetic arithmetic = Arithmetic::modular;
};
using P = Parameters;

template <class S>
struct Instance {
    Matrix<S> x;
    Vector<S> y, w;
    S mu;         ///< the noise is +mu or -mu in each entry of X; its variance is mu^2
    S mean_loss;  ///< over all 2^(n d) outcomes
    Vector<S> mean_gradient;
};

template <class S>
std::optional<Instance<S>> instance(const P& p, random::Stream& stream) {
    Instance<S> i{.x = draw<S>(p.rows, p.columns, stream),
                  .y = draw<S>(p.rows, 1, stream),
                  .w = draw<S>(p.columns, 1, stream),
                  .mu = draw<S>(stream),
                  .mean_loss = S(0),
                  .mean_gradient = Vector<S>::Zero(p.columns)};
    const unsigned outcomes = 1U << static_cast<unsigned>(p.rows * p.columns);
    for (unsigned outcome = 0; outcome < outcomes; ++outcome) {
        Matrix<S> noisy = i.x;
        for (Index k = 0; k < noisy.size(); ++k)
            noisy(k) += ((outcome >> static_cast<unsigned>(k)) & 1U) != 0 ? i.mu : S(-i.mu);
        i.mean_loss += linear::loss(noisy, i.y, i.w, S(0));
        i.mean_gradient += linear::gradient(noisy, i.y, i.w, S(0));
    }
    i.mean_loss /= S(outcomes);
    for (Index j = 0; j < i.mean_gradient.size(); ++j) i.mean_gradient(j) /= S(outcomes);
    return i;
}

template <class S>
Expressions<Instance<S>, Elements<S>> expressions() {
    using I = Instance<S>;
    const auto ridge_loss = [](const I& i, const S& lambda) {
        return Elements<S>{linear::loss(i.x, i.y, i.w, lambda)};
    };
    const auto rows_of = [](const I& i) { return S(int(i.x.rows())); };
    return {
        {"mean loss over noisy inputs", "|y - (X + N) w|^2, N of independent entries with mean 0, variance v",
         [](const I& i) { return Elements<S>{i.mean_loss}; }},
        {"ridge loss with lambda = n v", "|y - X w|^2 + n v |w|^2",
         [=](const I& i) { return ridge_loss(i, rows_of(i) * i.mu * i.mu); }},
        {"ridge loss with lambda = v", "|y - X w|^2 + v |w|^2",
         [=](const I& i) { return ridge_loss(i, i.mu * i.mu); }},
        {"mean gradient over noisy inputs", "in the weights",
         [](const I& i) { return elements(i.mean_gradient); }},
        {"ridge gradient with lambda = n v", "of the loss |y - X w|^2 + n v |w|^2",
         [=](const I& i) { return elements(linear::gradient(i.x, i.y, i.w, S(rows_of(i) * i.mu * i.mu))); }},
        {"ridge gradient with lambda = v", "of the loss |y - X w|^2 + v |w|^2",
         [=](const I& i) { return elements(linear::gradient(i.x, i.y, i.w, S(i.mu * i.mu))); }},
    };
}

/// (x + mu) w squared has degree 4.
constexpr double degree = 4;

}  // namespace

engine::Experiment noisy_inputs() {
    using namespace engine;
    return identities<P>({
        .name = "noisy-inputs",
        .doc = "The squared loss of a linear model, averaged over every outcome of noise +-sqrt(v) in the "
               "inputs, exactly.",
        .parameters = {integer(&P::rows, {.name = "rows", .least = 2, .greatest = 4, .doc = "data points n"}),
                       integer(&P::columns,
                               {.name = "columns", .least = 1, .greatest = 2, .doc = "features d"}),
                       arithmetic_parameter<P>()},
        .sides = either(drawn<P>(expressions<Rational>(), instance<Rational>),
                        drawn<P>(expressions<Mod61>(), instance<Mod61>)),
        .proof = [](const P& p) { return polynomial(p.arithmetic, degree); },
    });
}

}  // namespace assay::experiments
