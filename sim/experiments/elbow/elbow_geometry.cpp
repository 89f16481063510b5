// Where relu(w x + b) has its corner, which slopes meet there, and what moves it: in exact arithmetic, from
// evaluations of the unit alone.
// Documents: 000 section 1.1; 004 section 1.1.

#include <memory>
#include <vector>

#include "lib/exact/dual.hpp"
#include "lib/exact/piecewise.hpp"
#include "lib/nn/activation.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using Dual = exact::Dual<Rational>;

template <class Scalar>
auto unit(const Scalar& w, const Scalar& b) {
    return [w, b](const Scalar& x) { return nn::Relu{}.value(Scalar(w * x + b)); };
}

/// The two pieces of relu(w x + b) for a weight that is 0 or at least 1 in size and a bias of at most `bias`
/// in size: such a unit has no corner beyond `bias`.
template <class Scalar>
exact::OuterPieces<Scalar> pieces(const Scalar& w, const Scalar& b, const Rational& bias) {
    return exact::outer_pieces<Scalar>(unit(w, b), Scalar(Rational(bias + 1)));
}

Rational corner(const Rational& w, const Rational& b) {
    return pieces(w, b, Rational(abs(b))).corner();
}

/// d corner / d t for w = w0 + dw t and b = b0 + db t, at t = 0.
Rational corner_derivative(const Dual& w, const Dual& b) {
    return pieces(w, b, Rational(abs(b.real))).corner().epsilon;
}

Rational sign(const Rational& x) {
    return x > 0 ? 1 : x < 0 ? -1 : 0;
}

/// One unit and its variations; d has the sign of w, k and h are positive.
struct Instance {
    Rational w, b, k, h, d, away;
    exact::OuterPieces<Rational> unit, scaled, reflected;
};

Instance instance(const Rational& w, const Rational& b, const Rational& k, const Rational& h,
                  const Rational& away) {
    const auto of = [](const Rational& weight, const Rational& bias) {
        return pieces(weight, bias, Rational(abs(bias)));
    };
    return {.w = w,
            .b = b,
            .k = k,
            .h = h,
            .d = sign(w) * h,
            .away = away,
            .unit = of(w, b),
            .scaled = of(k * w, k * b),
            .reflected = of(-k * w, -k * b)};
}

/// The slope of the piece that is not flat, or 0; and the side on which it lies, 1 for right.
Rational active_slope(const exact::OuterPieces<Rational>& p) {
    return p.right.slope != 0 ? p.right.slope : p.left.slope;
}
Rational inactive_slope(const exact::OuterPieces<Rational>& p) {
    return p.right.slope != 0 ? p.left.slope : p.right.slope;
}
Rational active_side(const exact::OuterPieces<Rational>& p) {
    return p.right.slope != 0 ? 1 : p.left.slope != 0 ? -1 : 0;
}

/// The sizes, summed, of a second difference left of -b/w and of one right of it.
Rational second_difference_beside(const Instance& i) {
    const Rational distance = i.h + i.away, c = -i.b / i.w;
    const Rational left = exact::second_difference<Rational>(unit(i.w, i.b), c - distance, i.h);
    const Rational right = exact::second_difference<Rational>(unit(i.w, i.b), c + distance, i.h);
    return abs(left) + abs(right);
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"corner", "the corner of relu(w x + b), where its two pieces meet",
         [](const I& i) { return i.unit.corner(); }},
        {"-b/w", "minus bias over weight", [](const I& i) { return -i.b / i.w; }},
        {"b/w", "bias over weight", [](const I& i) { return i.b / i.w; }},
        {"second difference at -b/w", "relu(w x + b) at x = -b/w, step h",
         [](const I& i) { return exact::second_difference<Rational>(unit(i.w, i.b), -i.b / i.w, i.h); }},
        {"second difference beside -b/w",
         "the same left and right of -b/w where the three points do not straddle it, sizes summed",
         second_difference_beside},
        {"|w| h", "size of the weight times the step", [](const I& i) { return abs(i.w) * i.h; }},
        {"active slope", "slope of the piece that is not flat",
         [](const I& i) { return active_slope(i.unit); }},
        {"inactive slope", "slope of the other piece", [](const I& i) { return inactive_slope(i.unit); }},
        {"jump of the slope", "slope right of the corner minus slope left of it",
         [](const I& i) { return i.unit.jump(); }},
        {"active side", "side of the piece that is not flat: 1 right, -1 left",
         [](const I& i) { return active_side(i.unit); }},
        {"w", "the weight", [](const I& i) { return i.w; }},
        {"|w|", "size of the weight", [](const I& i) { return abs(i.w); }},
        {"sign(w)", "1 or -1", [](const I& i) { return sign(i.w); }},
        {"-sign(w)", "-1 or 1", [](const I& i) { return -sign(i.w); }},
        {"0", "zero", [](const I&) { return Rational(0); }},
        {"1", "one", [](const I&) { return Rational(1); }},
        {"dc/db", "derivative of the corner in the bias",
         [](const I& i) {
             return corner_derivative(i.w, {i.b, 1});
         }},
        {"-1/w", "minus one over the weight", [](const I& i) { return -1 / i.w; }},
        {"1/w", "one over the weight", [](const I& i) { return 1 / i.w; }},
        {"dc/dw", "derivative of the corner in the weight",
         [](const I& i) {
             return corner_derivative({i.w, 1}, i.b);
         }},
        {"b/w^2", "bias over the weight squared", [](const I& i) { return i.b / (i.w * i.w); }},
        {"-b/w^2", "minus bias over the weight squared", [](const I& i) { return -i.b / (i.w * i.w); }},
        {"corner of (w + d, b)", "the corner after a change d of the weight alone",
         [](const I& i) { return corner(i.w + i.d, i.b); }},
        {"corner of (w, 0)", "the corner of a unit without bias", [](const I& i) { return corner(i.w, 0); }},
        {"corner of (w + d, 0)", "the same after a change d of the weight",
         [](const I& i) { return corner(i.w + i.d, 0); }},
        {"corner of (k w, k b)", "weight and bias scaled by one k > 0",
         [](const I& i) { return i.scaled.corner(); }},
        {"k corner", "k times the corner of relu(w x + b)", [](const I& i) { return i.k * i.unit.corner(); }},
        {"active slope of (k w, k b)", "slope of the piece that is not flat",
         [](const I& i) { return active_slope(i.scaled); }},
        {"k w", "k times the weight", [](const I& i) { return i.k * i.w; }},
        {"corner of (-k w, -k b)", "weight and bias scaled by one negative factor",
         [](const I& i) { return i.reflected.corner(); }},
        {"active side of (-k w, -k b)", "side of the piece that is not flat: 1 right, -1 left",
         [](const I& i) { return active_side(i.reflected); }},
    };
}

struct Parameters {};

struct Tally {
    exact::Sides sides;
    exact::Certificate corner_exists, corner_iff_weight, constant_without_weight, corner_at_0_without_weight;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides, self.corner_exists, self.corner_iff_weight, self.constant_without_weight,
                        self.corner_at_0_without_weight);
    }
};

using P = Parameters;
using T = Tally;

/// Degrees: f = W x + B with W and B of degree at most 2 (k w, k b) and x of at most 2 has degree 4, an
/// intercept 6, a corner 6 over 4, its derivative 10 over 8; the difference of any two sides has at most 18.
constexpr exact::Certificate polynomial = {
    .proof = exact::Proof::polynomial, .degree = 32, .values = exact::magnitudes};

/// The patterns of the signs of w and b, both positive first.
std::vector<Instance> draw(random::Stream& stream) {
    const Rational w = exact::draw_magnitude(stream), b = exact::draw_magnitude(stream);
    const Rational k = exact::draw_magnitude(stream), h = exact::draw_magnitude(stream);
    const Rational away = exact::draw_magnitude(stream);
    return {instance(w, b, k, h, away), instance(w, -b, k, h, away), instance(-w, b, k, h, away),
            instance(-w, -b, k, h, away)};
}

void add_weights(std::uint64_t replicate, const Rational& weight, const Rational& bias, const Rational& x,
                 T& tally) {
    bool always = true, jumps = true, constant = true, bends_at_0 = true;
    for (const Rational& b : {bias, Rational(-bias)}) {
        for (const Rational& w : {weight, Rational(-weight), Rational(0)}) {
            const Rational jump = pieces(w, b, bias).jump();
            always = always && jump != 0;
            jumps = jumps && jump == abs(w);
        }
        const auto without = unit(Rational(0), b);
        const Rational output = nn::Relu{}.value(b);
        for (const Rational& at : {x, Rational(-x)}) constant = constant && without(at) == output;
        bends_at_0 = bends_at_0 && exact::second_difference<Rational>(without, 0, x) != 0;
    }
    tally.corner_exists.add(replicate, always);
    tally.corner_iff_weight.add(replicate, jumps);
    tally.constant_without_weight.add(replicate, constant);
    tally.corner_at_0_without_weight.add(replicate, bends_at_0);
}

}  // namespace

engine::Experiment elbow_geometry() {
    using namespace engine;
    const auto table = std::make_shared<const Expressions<Instance>>(expressions());
    return experiment<P, T>({
        .name = "elbow-geometry",
        .doc = "Corner, slopes and motion of one unit relu(w x + b), exactly, for every pattern of signs.",
        .parameters = {},
        .tally =
            [table](const P&) {
                return T{sides(*table, polynomial), polynomial, polynomial, polynomial, polynomial};
            },
        .quantities =
            {
                engine::sides<P, T>(&T::sides, rows(*table)),
                identity<P, T>("corner_exists",
                               "the unit has a corner, for positive, negative and zero weight",
                               &T::corner_exists),
                identity<P, T>("corner_iff_weight",
                               "the slope jumps by |w| for positive, negative and zero weight: there is a "
                               "corner exactly "
                               "when w is not 0",
                               &T::corner_iff_weight),
                identity<P, T>("constant_without_weight",
                               "at w = 0 the output is relu(b) wherever it is evaluated",
                               &T::constant_without_weight),
                identity<P, T>("corner_at_0_without_weight",
                               "at w = 0 the second difference around x = 0 is not 0",
                               &T::corner_at_0_without_weight),
            },
        .block = block_of<P, T>(
            *table, [](const P&, random::Stream& stream) { return draw(stream); },
            [](T& tally, std::uint64_t r, const Instance& i) { add_weights(r, i.w, i.b, i.away, tally); }),
        .replicates_per_block = [](const P&) { return std::uint64_t{8}; },
    });
}

}  // namespace assay::experiments
