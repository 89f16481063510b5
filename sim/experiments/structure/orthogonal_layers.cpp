// What products of orthogonal matrices keep, exactly.

#include "lib/exact/linear_algebra.hpp"
#include "lib/exact/power.hpp"
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
    std::int64_t width = 4, depth = 4;
    Arithmetic arithmetic = Arithmetic::modular;
};
using P = Parameters;

template <class S>
struct Instance {
    Vector<S> x, y, gradient;
    Matrix<S> orthogonal, general;  ///< products of `depth` matrices
    S gain;
    std::int64_t depth;
};

template <class S>
std::optional<Instance<S>> instance(const P& p, random::Stream& stream) {
    const Index n = p.width;
    Instance<S> i{.x = draw<S>(n, 1, stream),
                  .y = draw<S>(n, 1, stream),
                  .gradient = draw<S>(n, 1, stream),
                  .orthogonal = Matrix<S>::Identity(n, n),
                  .general = Matrix<S>::Identity(n, n),
                  .gain = draw<S>(stream),
                  .depth = p.depth};
    for (std::int64_t l = 0; l < p.depth; ++l) {
        // Every orthogonal matrix is a product of reflections; two make one that is not symmetric.
        const auto first = draw_orthogonal<S>(n, stream), second = draw_orthogonal<S>(n, stream);
        if (!first || !second) return std::nullopt;
        i.orthogonal = product(product(*first, *second), i.orthogonal);
        i.general = product(draw<S>(n, n, stream), i.general);
    }
    return i;
}

template <class S>
Elements<S> dot(const Vector<S>& a, const Vector<S>& b) {
    return {a.cwiseProduct(b).sum()};
}
template <class S>
Elements<S> scaled_square(const Instance<S>& i, const Matrix<S>& by) {
    const Vector<S> h = product(by, i.x);
    return {h.cwiseProduct(h).sum()};
}

template <class S>
Expressions<Instance<S>, Elements<S>> expressions() {
    using I = Instance<S>;
    return {
        {"|x|^2", "squared norm of the input", [](const I& i) { return dot<S>(i.x, i.x); }},
        {"|Q x|^2", "of the output of orthogonal layers",
         [](const I& i) { return scaled_square<S>(i, i.orthogonal); }},
        {"|W x|^2", "of the output of general layers",
         [](const I& i) { return scaled_square<S>(i, i.general); }},
        {"|Q' g|^2", "squared norm of a gradient carried back through orthogonal layers",
         [](const I& i) {
             const Vector<S> back = product(Matrix<S>(i.orthogonal.transpose()), i.gradient);
             return dot<S>(back, back);
         }},
        {"|g|^2", "of the gradient in the outputs",
         [](const I& i) { return dot<S>(i.gradient, i.gradient); }},
        {"x'y", "inner product of two inputs", [](const I& i) { return dot<S>(i.x, i.y); }},
        {"(Q x)'(Q y)", "of their outputs of orthogonal layers",
         [](const I& i) { return dot<S>(product(i.orthogonal, i.x), product(i.orthogonal, i.y)); }},
        {"(W x)'(W y)", "of their outputs of general layers",
         [](const I& i) { return dot<S>(product(i.general, i.x), product(i.general, i.y)); }},
        {"|(g Q) x|^2", "of the output when each layer has the gain g",
         [](const I& i) { return scaled_square<S>(i, Matrix<S>(i.orthogonal * power(i.gain, i.depth))); }},
        {"g^(2 depth) |x|^2", "the gain's power times the input's squared norm",
         [](const I& i) { return Elements<S>{power(i.gain, 2 * i.depth) * dot<S>(i.x, i.x)[0]}; }},
    };
}

/// A reflection is of degree 2 over 2 and a layer of 4 over 4; with depth <= 8 a product is of 32 over 32, a
/// square of it with x and the gains 2 * (32 + 1 + 8) over 64, and two such differ by at most 82 + 64.
constexpr double degree = 160;

}  // namespace

engine::Experiment orthogonal_layers() {
    using namespace engine;
    return identities<P>({
        .name = "orthogonal-layers",
        .doc = "A deep linear network of orthogonal matrices, products of random reflections, and one of "
               "general matrices.",
        .parameters = {integer(&P::width,
                               {.name = "width", .least = 1, .greatest = 8, .doc = "units of a layer"}),
                       integer(&P::depth, {.name = "depth", .least = 1, .greatest = 8, .doc = "layers"}),
                       arithmetic_parameter<P>()},
        .sides = either(drawn<P>(expressions<Rational>(), instance<Rational>),
                        drawn<P>(expressions<Mod61>(), instance<Mod61>)),
        .proof = [](const P& p) { return polynomial(p.arithmetic, degree); },
    });
}

}  // namespace assay::experiments
