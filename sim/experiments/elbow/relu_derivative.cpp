// The derivatives of relu(w x + b) by back-propagation, by dual numbers and by differences, beside the corner
// and at it. Document: 004 section 1.1.

#include <vector>

#include "lib/exact/dual.hpp"
#include "lib/exact/piecewise.hpp"
#include "lib/nn/activation.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using Dual = exact::Dual<Rational>;

/// A unit, an input that is not its corner, and a step.
struct Instance {
    Rational w, b, x, h;
};

/// relu(w x + b).
template <class Scalar>
Scalar unit(const Scalar& w, const Scalar& b, const Scalar& x) {
    return nn::Relu{}.value(Scalar(w * x + b));
}
/// What back-propagation multiplies by: the activation's derivative.
Rational gate(const Rational& w, const Rational& b, const Rational& x) {
    return nn::Relu{}.derivative(Rational(w * x + b));
}

/// (f(t) - f(-t)) / (2 t).
template <class F>
Rational central_difference(const F& f, const Rational& t) {
    return (f(t) - f(Rational(-t))) / (2 * t);
}

Rational corner(const Instance& i) {
    return -i.b / i.w;
}
/// Slope of the chord from the corner to the point t away from it.
Rational chord_at_corner(const Instance& i, const Rational& t) {
    return (unit<Rational>(i.w, i.b, corner(i) + t) - unit<Rational>(i.w, i.b, corner(i))) / t;
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"backpropagated d/dx", "derivative in the input beside the corner, by the activation's derivative",
         [](const I& i) { return gate(i.w, i.b, i.x) * i.w; }},
        {"dual d/dx", "the same by dual numbers",
         [](const I& i) {
             return unit<Dual>(i.w, i.b, {i.x, 1}).epsilon;
         }},
        {"central difference in x", "over a step that does not reach the corner",
         [](const I& i) {
             const Rational t = abs(i.w * i.x + i.b) / (2 * abs(i.w));
             return central_difference([&](const Rational& s) { return unit<Rational>(i.w, i.b, i.x + s); },
                                       t);
         }},
        {"backpropagated d/dw", "derivative in the weight beside the corner",
         [](const I& i) { return gate(i.w, i.b, i.x) * i.x; }},
        {"dual d/dw", "the same by dual numbers",
         [](const I& i) {
             return unit<Dual>({i.w, 1}, i.b, i.x).epsilon;
         }},
        {"central difference in w", "over a step that keeps the input off the corner",
         [](const I& i) {  // |t x| <= |w x + b| / 4; x^2 and not |x|, whose sign no pattern fixes
             const Rational t = abs(i.w * i.x + i.b) / (2 * (1 + i.x * i.x));
             return central_difference([&](const Rational& s) { return unit<Rational>(i.w + s, i.b, i.x); },
                                       t);
         }},
        {"backpropagated d/db", "derivative in the bias beside the corner",
         [](const I& i) { return gate(i.w, i.b, i.x); }},
        {"dual d/db", "the same by dual numbers",
         [](const I& i) {
             return unit<Dual>(i.w, {i.b, 1}, i.x).epsilon;
         }},
        {"central difference in b", "over a step that keeps the input off the corner",
         [](const I& i) {
             const Rational t = abs(i.w * i.x + i.b) / 2;
             return central_difference([&](const Rational& s) { return unit<Rational>(i.w, i.b + s, i.x); },
                                       t);
         }},
        {"right derivative at the corner", "slope of the chord from the corner to the right",
         [](const I& i) { return chord_at_corner(i, i.h); }},
        {"left derivative at the corner", "slope of the chord from the corner to the left",
         [](const I& i) { return chord_at_corner(i, -i.h); }},
        {"right minus left derivative at the corner", "their difference",
         [](const I& i) { return chord_at_corner(i, i.h) - chord_at_corner(i, -i.h); }},
        {"|w|", "size of the weight", [](const I& i) { return abs(i.w); }},
        {"w", "the weight", [](const I& i) { return i.w; }},
        {"backpropagated d/dx at the corner", "derivative in the input, by the activation's derivative",
         [](const I& i) { return gate(i.w, i.b, corner(i)) * i.w; }},
        {"central difference in x at the corner", "over a step h to either side",
         [](const I& i) {
             return central_difference(
                 [&](const Rational& s) { return unit<Rational>(i.w, i.b, corner(i) + s); }, i.h);
         }},
        {"0", "zero", [](const I&) { return Rational(0); }},
    };
}

struct Parameters {};

using P = Parameters;

/// Degrees: x has 1 over w, a step 3 over 2, a unit at most 5 over 4, a difference quotient 12 over 11; the
/// difference of two has at most 23.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 64, .values = exact::magnitudes};
}

/// The patterns of the signs of w, b and the pre-activation w x + b = +-z.
std::vector<Instance> draw(const P&, random::Stream& stream) {
    const Rational weight = exact::draw_magnitude(stream), bias = exact::draw_magnitude(stream);
    const Rational preactivation = exact::draw_magnitude(stream), h = exact::draw_magnitude(stream);
    std::vector<Instance> patterns;
    for (const Rational& w : {weight, Rational(-weight)})
        for (const Rational& b : {bias, Rational(-bias)})
            for (const Rational& z : {preactivation, Rational(-preactivation)})
                patterns.push_back({w, b, (z - b) / w, h});
    return patterns;
}

}  // namespace

engine::Experiment relu_derivative() {
    return identities<P>({
        .name = "relu-derivative",
        .doc = "Derivatives of relu(w x + b) in x, w and b beside its corner and at it, exactly.",
        .sides = drawn<P>(expressions(), draw),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
