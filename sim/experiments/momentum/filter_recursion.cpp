// The low-pass filter a <- (1 - b) a + b u on arbitrary inputs, the mean of a window beside it, and the
// circuit that the filter is a model of: exactly. Document: 000 section 2.2, equation 6.5 and figure 6.3.

#include "lib/exact/power.hpp"
#include "lib/optim/low_pass.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::power;
using exact::Rational;
using Inputs = std::vector<Rational>;

struct Parameters {
    std::int64_t steps = 4;
};
using P = Parameters;

struct Instance {
    Rational b, start, constant;
    Inputs past, other_past, future;  ///< as many as `steps` each
    Rational other_start;
    Rational dt, rc;
};

Rational filtered(const Rational& weight, Rational a, const Inputs& inputs) {
    const optim::LowPass<Rational> filter{weight};
    for (const auto& u : inputs) a = filter.next(a, u);
    return a;
}
/// b sum_j (1 - b)^j u_{t-j}.
Rational weighted_sum(const Rational& b, const Inputs& u) {
    Rational sum = 0;
    for (std::size_t j = 0; j < u.size(); ++j) sum += b * power(1 - b, j) * u[u.size() - 1 - j];
    return sum;
}
Inputs constant(std::size_t n, const Rational& value) {
    return Inputs(n, value);
}

/// The other past with its last input changed so that it leads to the state of the first.
Inputs to_same_state(const Instance& i) {
    Inputs inputs = i.other_past;
    inputs.pop_back();
    const Rational state = filtered(i.b, i.start, i.past), before = filtered(i.b, i.other_start, inputs);
    inputs.push_back((state - (1 - i.b) * before) / i.b);
    return inputs;
}

/// The mean of as many of the last values as there are in `past`, after one more.
Rational window_mean(Inputs past, const Rational& next) {
    const std::size_t n = past.size();
    past.push_back(next);
    Rational sum = 0;
    for (std::size_t k = 1; k <= n; ++k) sum += past[k];
    return sum / n;
}
/// The other past with its last value changed so that it has the mean of the first.
Inputs to_same_mean(const Instance& i) {
    Inputs inputs = i.other_past;
    Rational difference = 0;
    for (std::size_t k = 0; k < inputs.size(); ++k) difference += i.past[k] - inputs[k];
    inputs.back() += difference;
    return inputs;
}

/// What the response at the end is to an input of 1 at each place in turn, summed.
Rational total_weight(const Instance& i) {
    Rational total = 0;
    for (std::size_t k = 0; k < i.past.size(); ++k) {
        Inputs impulse = constant(i.past.size(), 0);
        impulse[k] = 1;
        total += filtered(i.b, 0, impulse);
    }
    return total;
}

/// The voltage x after a step of backward Euler for rc a' = u - a, the root of the linear residual
/// rc (x - a) / dt - (u - x), from its values at 0 and 1.
Rational circuit(const Instance& i) {
    const auto residual = [&](const Rational& x) {
        return Rational(i.rc * (x - i.start) / i.dt - (i.constant - x));
    };
    return -residual(0) / (residual(1) - residual(0));
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"a_t", "the filter after t inputs", [](const I& i) { return filtered(i.b, i.start, i.past); }},
        {"(1-b)^t a_0 + b sum (1-b)^j u_{t-j}",
         "the start and the inputs with their weights, j from 0 to t - 1",
         [](const I& i) {
             return Rational(power(1 - i.b, i.past.size()) * i.start + weighted_sum(i.b, i.past));
         }},
        {"b sum (1-b)^j u_{t-j}", "the same without the start",
         [](const I& i) { return weighted_sum(i.b, i.past); }},
        {"total weight", "responses at time t to an input of 1 at each of the times 1 to t, summed",
         total_weight},
        {"response to 1", "the filter from 0 after t inputs of 1",
         [](const I& i) { return filtered(i.b, 0, constant(i.past.size(), 1)); }},
        {"1-(1-b)^t", "what has been forgotten of the start",
         [](const I& i) { return Rational(1 - power(1 - i.b, i.past.size())); }},
        {"1-(1-b)^(t+1)", "the same a step later",
         [](const I& i) { return Rational(1 - power(1 - i.b, i.past.size() + 1)); }},
        {"1", "one", [](const I&) { return Rational(1); }},
        {"b", "the weight of a new input", [](const I& i) { return i.b; }},
        {"a_t for a_0 = u = c", "the filter at rest at c under inputs of c",
         [](const I& i) { return filtered(i.b, i.constant, constant(i.past.size(), i.constant)); }},
        {"c", "the constant input", [](const I& i) { return i.constant; }},
        {"b c", "the constant input times the weight", [](const I& i) { return Rational(i.b * i.constant); }},
        {"a_2t", "the filter after t more inputs",
         [](const I& i) { return filtered(i.b, filtered(i.b, i.start, i.past), i.future); }},
        {"a_2t after another past with the same a_t",
         "the same inputs after a past that differs in its start and in every input but led to the same "
         "value",
         [](const I& i) { return filtered(i.b, filtered(i.b, i.other_start, to_same_state(i)), i.future); }},
        {"window mean", "mean of the last t inputs, after one more than t",
         [](const I& i) { return window_mean(i.past, i.future.front()); }},
        {"window mean after another past with the same mean",
         "the same input after a past with the same mean",
         [](const I& i) { return window_mean(to_same_mean(i), i.future.front()); }},
        {"backward Euler step", "voltage of the circuit after a step dt of backward Euler", circuit},
        {"filter with b = dt/(RC+dt)", "a step of the filter with this weight",
         [](const I& i) { return filtered(i.dt / (i.rc + i.dt), i.start, {i.constant}); }},
        {"filter with b = dt/RC", "a step of the filter with this weight",
         [](const I& i) { return filtered(i.dt / i.rc, i.start, {i.constant}); }},
    };
}

/// Degrees: a filter value after 2 t inputs has degree 2 t + 1 in b and the values, over b once where an
/// input is solved for; two sides differ by a numerator of degree at most 4 t + 4 <= 52.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 64, .values = exact::magnitudes};
}

Inputs draw(std::size_t n, random::Stream& stream) {
    Inputs values(n);
    for (auto& value : values) value = exact::draw_magnitude(stream);
    return values;
}

Instance instance(const P& p, random::Stream& stream) {
    const auto n = static_cast<std::size_t>(p.steps);
    const auto one = [&] { return exact::draw_magnitude(stream); };
    return {.b = one(),
            .start = one(),
            .constant = one(),
            .past = draw(n, stream),
            .other_past = draw(n, stream),
            .future = draw(n, stream),
            .other_start = one(),
            .dt = one(),
            .rc = one()};
}

}  // namespace

engine::Experiment filter_recursion() {
    using namespace engine;
    return identities<P>({
        .name = "filter-recursion",
        .doc = "The filter a <- (1 - b) a + b u, the mean of a window and the RC circuit on arbitrary "
               "inputs, exactly.",
        .parameters = {integer(&P::steps, {.name = "steps", .least = 1, .greatest = 12, .doc = "inputs t"})},
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
