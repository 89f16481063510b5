// The derivative of a loss, and the fraction dL/w that stands for it in print, in exact arithmetic.
// Document: 003, slides on adaptive learning rates.

#include <array>

#include "lib/exact/dual.hpp"
#include "lib/exact/rational.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;

struct Parameters {};
using P = Parameters;

/// The loss a (w - b)^2 + c.
struct Instance {
    Rational a, b, c, w;
    template <class S>
    [[nodiscard]] S loss(const S& at) const {
        return S(a) * (at - S(b)) * (at - S(b)) + S(c);
    }
    [[nodiscard]] Rational derivative() const {
        return exact::derivative([&](const exact::Dual<Rational>& at) { return loss(at); }, w);
    }
    [[nodiscard]] Instance raised() const { return {a, b, c + 1, w}; }
};

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"dL/dw", "the derivative of a (w - b)^2 + c, by dual numbers",
         [](const I& i) { return i.derivative(); }},
        {"change of the loss over change of the weight, centred", "(L(w + 1) - L(w - 1)) / 2",
         [](const I& i) { return Rational((i.loss<Rational>(i.w + 1) - i.loss<Rational>(i.w - 1)) / 2); }},
        {"L/w", "the loss over the weight", [](const I& i) { return Rational(i.loss(i.w) / i.w); }},
        {"dL/dw of the loss plus 1", "the same slope", [](const I& i) { return i.raised().derivative(); }},
        {"L/w of the loss plus 1", "another fraction",
         [](const I& i) { return Rational(i.raised().loss(i.w) / i.w); }},
    };
}

/// Degrees: a loss has 3, a fraction 3 over 1; the difference of two at most 4.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 8, .values = exact::magnitudes};
}

std::vector<Instance> draw(const P&, random::Stream& stream) {
    const std::array<Rational, 4> m = {exact::draw_magnitude(stream), exact::draw_magnitude(stream),
                                       exact::draw_magnitude(stream), exact::draw_magnitude(stream)};
    std::vector<Instance> patterns;
    for (const Rational& b : {m[1], Rational(-m[1])})
        for (const Rational& w : {m[3], Rational(-m[3])}) patterns.push_back({m[0], b, m[2], w});
    return patterns;
}

}  // namespace

engine::Experiment printed_derivative() {
    return identities<P>({
        .name = "printed-derivative",
        .doc = "Slope of the loss a (w - b)^2 + c at w, and the loss over w, exactly, for every pattern of "
               "signs.",
        .sides = drawn<P>(expressions(), draw),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
