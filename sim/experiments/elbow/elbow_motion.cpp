// One gradient step of a hidden ReLU unit on summed squared loss: what it does to the unit's corner, which
// points push it, and what it does to the loss. Exact arithmetic. Documents: 000 section 1.1; 004
// section 1.1.

#include <vector>

#include "lib/exact/dual.hpp"
#include "lib/exact/piecewise.hpp"
#include "lib/nn/activation.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using Dual = exact::Dual<Rational>;

struct Parameters {
    std::int64_t active = 2, inactive = 2;
    double slope_below = 0;
};
using P = Parameters;

struct Point {
    Rational x, target;
};
using Points = std::vector<Point>;

/// L = sum over the points of (v f(w x + b) - target)^2.
template <class Scalar>
Scalar loss(const Scalar& w, const Scalar& b, const Rational& v, const Points& points,
            nn::LeakyRelu activation) {
    Scalar sum = 0;
    for (const Point& point : points) {
        const Scalar residual =
            Scalar(v) * activation.value(Scalar(w * Scalar(point.x) + b)) - Scalar(point.target);
        sum += residual * residual;
    }
    return sum;
}

struct Gradient {
    Rational w, b;
};
Gradient gradient(const Rational& w, const Rational& b, const Rational& v, const Points& points,
                  nn::LeakyRelu activation) {
    return {loss<Dual>({w, 1}, b, v, points, activation).epsilon,
            loss<Dual>(w, {b, 1}, v, points, activation).epsilon};
}

/// The corner of a unit with |b| <= bias + 1/2 and |w| >= 1/2, which has none beyond 2 bias + 1.
template <class Scalar>
Scalar corner(const Scalar& w, const Scalar& b, const Rational& bias) {
    const auto unit = [&](const Scalar& x) { return nn::Relu{}.value(Scalar(w * x + b)); };
    return exact::outer_pieces<Scalar>(unit, Scalar(Rational(2 * bias + 2))).corner();
}

struct Instance {
    Rational w, b, eta;
    Gradient all, active, without_one;  ///< of all points, of the active ones, of all but one active point
    Rational loss_slope;                ///< dL/deta at 0
    Rational corner_slope;              ///< dc/deta at 0
    Rational before, after, halfway;    ///< the corner after steps 0, eta, eta / 2
};

/// The step is so small that w keeps its sign whatever was drawn: with magnitudes of at most 2^32 and 16
/// points |x| <= 2^33, the residual is at most 2^66 and |g| <= 16 * 2 * 2^66 * 2^65 = 2^136, so that |eta g|
/// <= 2^-32.
Rational step(const Rational& magnitude) {
    return magnitude / Rational(boost::multiprecision::cpp_int(1) << 200U);
}

Instance instance(const P& p, const Rational& w, const Rational& b, const Rational& v, const Rational& eta,
                  const Points& points) {
    const nn::LeakyRelu activation{p.slope_below};
    const auto first_inactive = points.begin() + p.active;
    const Points active(points.begin(), first_inactive);
    const Points without_one(points.begin() + (p.active > 0 ? 1 : 0), points.end());
    const Rational bias = abs(b);
    const Gradient all = gradient(w, b, v, points, activation);
    const auto after = [&](const Rational& t) {
        return corner<Rational>(w - t * all.w, b - t * all.b, bias);
    };
    return {.w = w,
            .b = b,
            .eta = eta,
            .all = all,
            .active = gradient(w, b, v, active, activation),
            .without_one = gradient(w, b, v, without_one, activation),
            .loss_slope = loss<Dual>({w, -all.w}, {b, -all.b}, v, points, activation).epsilon,
            .corner_slope = corner<Dual>({w, -all.w}, {b, -all.b}, bias).epsilon,
            .before = after(0),
            .after = after(eta),
            .halfway = after(eta / 2)};
}

/// c(t) - c(0) - t c'(0), times the weight after the step t.
Rational scaled_remainder(const Instance& i, const Rational& t, const Rational& after) {
    return (after - i.before - t * i.corner_slope) * (i.w - t * i.all.w);
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"dL/dw", "derivative of the summed loss in the weight", [](const I& i) { return i.all.w; }},
        {"dL/dw of the active points", "the same with every inactive point deleted",
         [](const I& i) { return i.active.w; }},
        {"dL/dw without one active point", "the same with one active point deleted",
         [](const I& i) { return i.without_one.w; }},
        {"dL/db", "derivative of the summed loss in the bias", [](const I& i) { return i.all.b; }},
        {"dL/db of the active points", "the same with every inactive point deleted",
         [](const I& i) { return i.active.b; }},
        {"dL/db without one active point", "the same with one active point deleted",
         [](const I& i) { return i.without_one.b; }},
        {"dc/deta", "derivative of the corner in the step size, at step 0",
         [](const I& i) { return i.corner_slope; }},
        {"-((b/w^2) dL/dw - (1/w) dL/db)", "the motion of -b/w along the negative gradient",
         [](const I& i) { return i.all.b / i.w - i.b / (i.w * i.w) * i.all.w; }},
        {"(b/w^2) dL/dw - (1/w) dL/db", "the motion along the gradient",
         [](const I& i) { return i.b / (i.w * i.w) * i.all.w - i.all.b / i.w; }},
        {"remainder(eta) w(eta)",
         "corner after step eta, less its linear approximation, times the new weight",
         [](const I& i) { return scaled_remainder(i, i.eta, i.after); }},
        {"4 remainder(eta/2) w(eta/2)", "four times the same after half the step",
         [](const I& i) { return 4 * scaled_remainder(i, i.eta / 2, i.halfway); }},
        {"2 remainder(eta/2) w(eta/2)", "twice the same after half the step",
         [](const I& i) { return 2 * scaled_remainder(i, i.eta / 2, i.halfway); }},
        {"corner before the step", "corner of relu(w x + b)", [](const I& i) { return i.before; }},
        {"corner after the step", "corner after the step eta", [](const I& i) { return i.after; }},
        {"dL/deta", "derivative of the summed loss in the step size, at step 0",
         [](const I& i) { return i.loss_slope; }},
        {"-|grad L|^2", "minus the squared length of the gradient",
         [](const I& i) { return -(i.all.w * i.all.w + i.all.b * i.all.b); }},
        {"-|grad L|^2 / 2", "half of that",
         [](const I& i) { return -(i.all.w * i.all.w + i.all.b * i.all.b) / 2; }},
    };
}

/// Degrees: x has 1 over w; the gradient 8 over w^2; weight and bias after a step 9 over w^2; their corner 12
/// over 12; its derivative 24 over 24; a scaled remainder at most 60, the difference of two 120.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 256, .values = exact::magnitudes};
}

/// The signs of w, b and of the pre-activations are fixed by pattern: x = (+-magnitude - b) / w.
std::vector<Instance> draw(const P& p, random::Stream& stream) {
    const Rational weight = exact::draw_magnitude(stream), bias = exact::draw_magnitude(stream);
    const Rational v = exact::draw_magnitude(stream), eta = step(exact::draw_magnitude(stream));
    Points preactivations;
    for (std::int64_t i = 0; i < p.active + p.inactive; ++i) {
        const Rational z = exact::draw_magnitude(stream);
        preactivations.push_back({i < p.active ? z : -z, exact::draw_magnitude(stream)});
    }
    std::vector<Instance> patterns;
    for (const Rational& w : {weight, Rational(-weight)})
        for (const Rational& b : {bias, Rational(-bias)}) {
            Points points;
            for (const Point& z : preactivations) points.push_back({(z.x - b) / w, z.target});
            patterns.push_back(instance(p, w, b, v, eta, points));
        }
    return patterns;
}

}  // namespace

engine::Experiment elbow_motion() {
    using namespace engine;
    return identities<P>({
        .name = "elbow-motion",
        .doc = "One gradient step of a network v f(w x + b) on summed squared loss, exactly: corner, "
               "gradient, loss.",
        .parameters =
            {
                integer(&P::active, {.name = "active",
                                     .least = 0,
                                     .greatest = 8,
                                     .unit = "points",
                                     .doc = "training points with w x + b > 0"}),
                integer(&P::inactive, {.name = "inactive",
                                       .least = 0,
                                       .greatest = 8,
                                       .unit = "points",
                                       .doc = "training points with w x + b < 0"}),
                real(&P::slope_below,
                     {.name = "slope_below",
                      .least = 0,
                      .greatest = 1,
                      .doc = "slope of the activation f below 0: 0 is the ReLU, more a leaky one"}),
            },
        .sides = drawn<P>(expressions(), draw),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
