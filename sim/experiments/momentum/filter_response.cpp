// What the low-pass filter does to signals, found by sending them through it: impulses, steps, oscillations
// of every frequency; and the RC circuit on the same inputs. Document: 000 section 2.2, equation 6.5 and
// figure 6.3.

#include <cmath>
#include <complex>
#include <numbers>

#include "lib/optim/low_pass.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double weight = 0.1, frequency = 0.5, multiple = 1, rc_step = 0.001;
};
using P = Parameters;

constexpr std::size_t ages = 33;
constexpr int grid = 64;

struct Tally {
    std::vector<stats::Computed> impulse, ratio, step_response;
    stats::Computed gain, nyquist_gain, largest_rise, cutoff, gain_at_multiple;
    stats::Computed time_constant, mean_age, effective_samples, rc_order, rc_difference;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.impulse, self.ratio, self.step_response, self.gain, self.nyquist_gain,
                        self.largest_rise, self.cutoff, self.gain_at_multiple, self.time_constant,
                        self.mean_age, self.effective_samples, self.rc_order, self.rc_difference);
    }
};
using T = Tally;
using Complex = std::complex<double>;

/// Inputs after which all but e^-40 of the start is forgotten.
std::uint64_t settled(double weight) {
    return static_cast<std::uint64_t>(std::ceil(40 / std::min(weight, 2 - weight))) + 2;
}

/// Each step rounds three times, and errors fade as the past does.
stats::Computed rounded(double weight, double value, double scale = 1) {
    return {.value = value, .error = 1e-15 * scale * (1 + 1 / std::min(weight, 2 - weight))};
}

/// Amplitude, in the long run, under inputs e^(i omega t).
double driven_gain(double weight, double omega) {
    const optim::LowPass<Complex> filter{weight};
    Complex a = 0;
    const std::uint64_t steps = settled(weight);
    for (std::uint64_t t = 1; t <= steps; ++t)
        a = filter.next(a, std::polar(1.0, omega * static_cast<double>(t)));
    return std::abs(a);
}

/// Where the power is half of the input's, by bisection; NaN when it is more at every frequency.
double half_power(double weight) {
    double low = 0, high = std::numbers::pi;
    const double wanted = std::sqrt(0.5);
    if (driven_gain(weight, high) > wanted) return std::numeric_limits<double>::quiet_NaN();
    for (int i = 0; i < 50; ++i) {
        const double middle = (low + high) / 2;
        (driven_gain(weight, middle) > wanted ? low : high) = middle;
    }
    return (low + high) / 2;
}

void add_frequencies(const P& p, T& tally) {
    tally.gain = rounded(p.weight, driven_gain(p.weight, p.frequency));
    tally.nyquist_gain = rounded(p.weight, driven_gain(p.weight, std::numbers::pi));
    double rise = -std::numeric_limits<double>::infinity(), before = driven_gain(p.weight, 0);
    for (int k = 1; k <= grid; ++k) {
        const double next = driven_gain(p.weight, std::numbers::pi * k / grid);
        rise = std::max(rise, next - before);
        before = next;
    }
    tally.largest_rise = rounded(p.weight, rise, 2);
    // Where the gain falls by x it takes the frequency at most 1e3 x further, over all weights from 0.01.
    const double cutoff = half_power(p.weight);
    tally.cutoff = rounded(p.weight, cutoff, 1e3);
    tally.gain_at_multiple = rounded(p.weight, driven_gain(p.weight, p.multiple * cutoff), 1e3);
}

/// Weights of the inputs by age, down to e^-40, and what they amount to; then the response to inputs of 1,
/// and how fast it comes nearer to them: by a factor of e in the time constant.
void add_transients(const P& p, T& tally) {
    const optim::LowPass<double> filter{p.weight};
    double a = filter.next(0, 1), total = 0, aged = 0, squares = 0;
    const std::uint64_t steps = std::max<std::uint64_t>(settled(p.weight), ages + 1);
    for (std::uint64_t age = 0; age < steps; ++age) {
        const double older = filter.next(a, 0);
        if (age < ages) {
            tally.impulse[age] = rounded(p.weight, a);
            tally.ratio[age] = rounded(p.weight, older / a);
        }
        total += a;
        aged += a * static_cast<double>(age);
        squares += a * a;
        a = older;
    }
    const double scale = static_cast<double>(steps) / std::min(p.weight, 2 - p.weight);
    tally.mean_age = rounded(p.weight, aged / total, scale);
    tally.effective_samples = rounded(p.weight, total * total / squares, scale);
    double response = 0, distance = 1;
    const auto few = static_cast<std::uint64_t>(std::ceil(3 / p.weight));
    for (std::uint64_t t = 1; t <= few; ++t) distance = filter.next(distance, 0);
    tally.time_constant = rounded(p.weight, -static_cast<double>(few) / std::log(distance), scale);
    for (auto& value : tally.step_response) {
        response = filter.next(response, 1);
        value = rounded(p.weight, response);
    }
}

/// The circuit rc a' = u - a from 0 under u = 1 for x = dt/rc is at 1 - e^-x; the filter with b = dt/(rc +
/// dt) is at x/(1 + x) after its step. The order in x of what they differ by, and the difference over x^2.
void add_circuit(const P& p, T& tally) {
    const auto difference = [](double x) {
        return optim::LowPass<double>{x / (1 + x)}.next(0, 1) + std::expm1(-x);
    };
    const double x = p.rc_step, whole = difference(x), half = difference(x / 2);
    // Two values of size x, rounded, differ by x^2/2.
    const double relative = 1e-15 / x;
    tally.rc_order = {.value = std::log2(whole / half), .error = 10 * relative};
    tally.rc_difference = {.value = std::abs(whole) / (x * x), .error = 2 * relative};
}

std::vector<double> counted_from(double first) {
    std::vector<double> all(ages);
    for (std::size_t i = 0; i < ages; ++i) all[i] = first + static_cast<double>(i);
    return all;
}
engine::QuantitiesOf<P, T> list(const std::string& name, const std::string& index, const std::string& doc,
                                double first, std::vector<stats::Computed> T::*part) {
    return engine::series<P, T>(
        name, index, doc, [first](const P&) { return counted_from(first); },
        [part](const P&, const T& t, std::size_t point, double) { return (t.*part)[point].estimate(); });
}

}  // namespace

engine::Experiment filter_response() {
    using namespace engine;
    return experiment<P, T>({
        .name = "filter-response",
        .doc = "The filter a <- (1 - weight) a + weight u under impulses, steps and oscillations; the RC "
               "circuit under a "
               "step.",
        .parameters =
            {
                real(&P::weight,
                     {.name = "weight",
                      .least = 0.01,
                      .greatest = 1.9,
                      .doc = "weight b of a new input; above 1 the filter passes what alternates"}),
                real(&P::frequency, {.name = "frequency",
                                     .least = 0,
                                     .greatest = std::numbers::pi,
                                     .unit = "radians a step",
                                     .doc = "of the oscillation whose gain is measured"}),
                real(&P::multiple, {.name = "multiple",
                                    .least = 0.01,
                                    .greatest = 100,
                                    .doc = "frequency of gain_at_multiple in units of the cutoff"}),
                real(&P::rc_step, {.name = "rc_step",
                                   .least = 1e-4,
                                   .greatest = 1,
                                   .doc = "step of time in units of the circuit's RC"}),
            },
        .tally =
            [](const P&) {
                const std::vector<stats::Computed> none(ages);
                return T{none, none, none, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
            },
        .quantities =
            {
                list("impulse", "age", "weight of an input by its age in steps", 0, &T::impulse),
                list("weight_ratio", "age", "weight of an input a step older over the weight at this age", 0,
                     &T::ratio),
                list("step_response", "step", "response to inputs of 1 from 0, after each of them", 1,
                     &T::step_response),
                computed<P, T>("gain", "amplitude of the output at that frequency, the input's being 1",
                               &T::gain),
                computed<P, T>("nyquist_gain", "amplitude under inputs of 1, -1, 1, ...", &T::nyquist_gain),
                computed<P, T>("largest_rise",
                               "largest rise of the gain from one of 65 frequencies to the next",
                               &T::largest_rise),
                computed<P, T>("cutoff", "frequency at which half of the power passes", &T::cutoff),
                computed<P, T>("gain_at_multiple", "gain at that multiple of the cutoff",
                               &T::gain_at_multiple),
                computed<P, T>("time_constant",
                               "inputs of 1 in which the response comes nearer by a factor e",
                               &T::time_constant),
                computed<P, T>("mean_age", "mean age of the inputs, by their weights; the latest has age 0",
                               &T::mean_age),
                computed<P, T>("effective_samples", "how many inputs of equal weight average noise as well",
                               &T::effective_samples),
                computed<P, T>("rc_order",
                               "order in the step of time of what filter and circuit differ by after it",
                               &T::rc_order),
                computed<P, T>("rc_difference", "their difference over the square of the step of time",
                               &T::rc_difference),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                add_frequencies(p, tally);
                add_transients(p, tally);
                add_circuit(p, tally);
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
