// A unit u behind a gate h: what the gate does to its gradient, curvature and learning, exactly.
// Document: 002, slide on gates.

#include "lib/exact/dual.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;

enum class Gate { any, half_open, closed };

struct Parameters {
    Gate gate = Gate::any;
};
using P = Parameters;

/// Half the squared error of the gated unit, (u h - y)^2 / 2.
template <class S>
S loss(const S& output, const S& y) {
    return (output - y) * (output - y) / S(2);
}

struct Instance {
    Rational u, h, y, rate;

    template <class S>
    [[nodiscard]] S loss_at(const S& unit) const {
        return loss<S>(unit * S(h), S(y));
    }
    [[nodiscard]] Rational error(const Rational& unit) const { return unit * h - y; }
    [[nodiscard]] Rational gradient() const {
        return exact::derivative([&](const auto& unit) { return loss_at(unit); }, u);
    }
    [[nodiscard]] Rational output_gradient() const {
        using Dual = exact::Dual<Rational>;
        return exact::derivative([&](const Dual& output) { return loss<Dual>(output, y); }, Rational(u * h));
    }
    /// d^2 loss / du^2, by the derivative of a derivative.
    [[nodiscard]] Rational curvature() const {
        using Dual = exact::Dual<Rational>;
        using Second = exact::Dual<Dual>;
        const auto slope = [&](const Dual& unit) {
            return exact::derivative(
                [&](const Second& inner) { return loss<Second>(inner * Second(Dual(h)), Second(Dual(y))); },
                unit);
        };
        return exact::derivative(slope, u);
    }
    [[nodiscard]] Rational error_after_step() const { return error(u - rate * gradient()); }
};

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"d(u h)/du", "derivative of the gated output in u",
         [](const I& i) {
             return exact::derivative([&](const exact::Dual<Rational>& unit) { return unit * i.h; }, i.u);
         }},
        {"h", "the gate", [](const I& i) { return i.h; }},
        {"h^2", "its square", [](const I& i) { return i.h * i.h; }},
        {"dL/du", "derivative of L = (u h - y)^2/2 in u", [](const I& i) { return i.gradient(); }},
        {"h dL/d(u h)", "derivative of L in the output, times h",
         [](const I& i) { return i.h * i.output_gradient(); }},
        {"h^2 dL/d(u h)", "the same times h^2", [](const I& i) { return i.h * i.h * i.output_gradient(); }},
        {"dL/d(u h) / 2", "half of it", [](const I& i) { return i.output_gradient() / 2; }},
        {"0", "zero", [](const I&) { return Rational(0); }},
        {"d2L/du2", "curvature of L in u", [](const I& i) { return i.curvature(); }},
        {"1/4", "a quarter", [](const I&) { return Rational(1) / 4; }},
        {"1/2", "a half", [](const I&) { return Rational(1) / 2; }},
        {"error after a step", "u h - y after a step of gradient descent on u alone",
         [](const I& i) { return i.error_after_step(); }},
        {"error", "u h - y before", [](const I& i) { return i.error(i.u); }},
        {"(1 - eta h^2) error", "with the step size eta",
         [](const I& i) { return (1 - i.rate * i.h * i.h) * i.error(i.u); }},
        {"(1 - eta h) error", "the same with h",
         [](const I& i) { return (1 - i.rate * i.h) * i.error(i.u); }},
    };
}

/// h = a/(a + b) has degree 1 over 1; the error after a step is cubic in h, linear in u, y and eta: 8 over 4.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 16, .values = exact::magnitudes};
}

Rational draw_gate(Gate gate, random::Stream& stream) {
    const Rational open = exact::draw_magnitude(stream), shut = exact::draw_magnitude(stream);
    switch (gate) {
        case Gate::any:
            return open / (open + shut);
        case Gate::half_open:
            return Rational(1) / 2;
        case Gate::closed:
            break;
    }
    return 0;
}

Instance draw(const P& p, random::Stream& stream) {
    Instance i{.h = draw_gate(p.gate, stream)};
    for (Rational* number : {&i.u, &i.y, &i.rate}) *number = exact::draw_magnitude(stream);
    return i;
}

}  // namespace

engine::Experiment gate_gradient() {
    using namespace engine;
    return identities<P>({
        .name = "gate-gradient",
        .doc = "A unit u behind a gate h between 0 and 1, and the loss L = (u h - y)^2/2, exactly.",
        .parameters = {choice(&P::gate, {.name = "gate",
                                         .choices = {"any", "half-open", "closed"},
                                         .doc = "h: any number between 0 and 1, 1/2, or 0"})},
        .sides = drawn<P>(expressions(), draw),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
