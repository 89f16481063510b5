// Schedules of the learning rate by themselves: linear decay in exact arithmetic, sums of rates and of their
// squares.

#include <cmath>
#include <memory>

#include "lib/exact/rational.hpp"
#include "lib/optim/schedule.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;

enum class Schedule { constant, inverse, inverse_square, inverse_root, linear_decay };

struct Parameters {
    Schedule schedule = Schedule::inverse;
    double scale = 1, floor_ratio = 0.01;
    std::int64_t tau = 128, steps = 1024;
};
using P = Parameters;

/// Linear decay between drawn rates, tau even.
struct Instance {
    Rational first, last;
    std::uint64_t tau = 2;

    [[nodiscard]] Rational at(std::uint64_t k) const {
        return optim::LinearDecayRate<Rational>{first, last, tau}(k);
    }
    /// (1 - alpha) first + alpha last.
    [[nodiscard]] Rational mixed(const Rational& alpha) const {
        return (Rational(1) - alpha) * first + alpha * last;
    }
};

Instance instance(random::Stream& stream) {
    Instance i;
    i.last = exact::draw_magnitude(stream);
    i.first = i.last + exact::draw_magnitude(stream);
    i.tau = 2 * (1 + std::uint64_t{stream() >> 8U});
    return i;
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"rate at 0", "of the schedule", [](const I& i) { return i.at(0); }},
        {"rate at tau/2", "of the schedule", [](const I& i) { return i.at(i.tau / 2); }},
        {"rate at tau", "of the schedule", [](const I& i) { return i.at(i.tau); }},
        {"rate at tau + 1", "of the schedule", [](const I& i) { return i.at(i.tau + 1); }},
        {"rate at 3 tau", "of the schedule", [](const I& i) { return i.at(3 * i.tau); }},
        {"last step of the decay", "rate at tau - 1 less that at tau",
         [](const I& i) { return i.at(i.tau - 1) - i.at(i.tau); }},
        {"e_0", "the first rate", [](const I& i) { return i.first; }},
        {"e_tau", "the last rate", [](const I& i) { return i.last; }},
        {"(e_0 + e_tau)/2", "the mean of the first and the last rate",
         [](const I& i) { return Rational((i.first + i.last) / 2); }},
        {"(e_0 - e_tau)/tau", "the fall of each step of equal ones",
         [](const I& i) { return Rational((i.first - i.last) / Rational(i.tau)); }},
        {"alpha = 1/2", "the mixture with alpha = k/tau at tau/2",
         [](const I& i) { return i.mixed(Rational(1) / 2); }},
        {"alpha = 2", "the mixture with alpha = tau/k at tau/2", [](const I& i) { return i.mixed(2); }},
        {"alpha = 3", "the mixture with alpha = k/tau at 3 tau", [](const I& i) { return i.mixed(3); }},
        {"3 e_tau - 2 e_0", "in the two rates",
         [](const I& i) { return Rational(3 * i.last - 2 * i.first); }},
    };
}

struct Tally {
    exact::Sides sides;
    exact::Certificate mixture_negative, schedule_negative;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides, self.mixture_negative, self.schedule_negative);
    }
};
using T = Tally;

/// Sums and products of two rates and 1/tau.
constexpr exact::Certificate polynomial = {
    .proof = exact::Proof::polynomial, .degree = 8, .values = exact::magnitudes};
constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

std::vector<double> stops(const P& p) {
    std::vector<double> all;
    for (std::int64_t k = 1; k <= p.steps; k *= 2) all.push_back(static_cast<double>(k));
    return all;
}

double rate(const P& p, std::uint64_t k) {
    switch (p.schedule) {
        case Schedule::inverse:
            return optim::InverseRate<double>{p.scale, 0}(k);
        case Schedule::inverse_square:
            return optim::InverseRate<double>{p.scale, 0}(k) / static_cast<double>(k);
        case Schedule::inverse_root:
            return optim::InverseRootRate<double>{p.scale, 0}(k);
        case Schedule::linear_decay:
            return optim::LinearDecayRate<double>{p.scale, p.scale * p.floor_ratio,
                                                  static_cast<std::uint64_t>(p.tau)}(k);
        case Schedule::constant:
            break;
    }
    return optim::ConstantRate<double>{p.scale}(k);
}

/// The sum of rate^power over steps 1 to k. Positive terms, each with a relative error below 8 units of
/// 2^-53, and a sum whose own is below k of them.
auto sum(int power) {
    return [power](const P& p, const T&, std::size_t i, double) {
        const auto last = std::uint64_t{1} << i;
        double total = 0;
        for (std::uint64_t k = 1; k <= last; ++k) total += std::pow(rate(p, k), power);
        return stats::Computed{total, total * (8 + static_cast<double>(last)) * 0x1p-53}.estimate();
    };
}

}  // namespace

engine::Experiment rate_schedule() {
    using namespace engine;
    const auto table = std::make_shared<const Expressions<Instance>>(expressions());
    return experiment<P, T>({
        .name = "rate-schedule",
        .doc = "Learning rates: linear decay from e_0 to e_tau, exactly, with drawn rates and tau; and the "
               "sums of a schedule's rates of steps 1 to k.",
        .parameters =
            {
                choice(&P::schedule,
                       {.name = "schedule",
                        .choices = {"constant", "inverse", "inverse-square", "inverse-root", "linear-decay"},
                        .doc = "of the sums: scale; scale/k; scale/k^2; scale/sqrt(k); from scale to "
                               "floor_ratio scale at k = tau"}),
                real(&P::scale, {.name = "scale", .least = 1e-6, .greatest = 1e3, .doc = "of the sums"}),
                real(&P::floor_ratio,
                     {.name = "floor_ratio", .least = 0, .greatest = 1, .doc = "of the sums"}),
                integer(&P::tau, {.name = "tau", .least = 1, .greatest = 1000000, .doc = "of the sums"}),
                integer(&P::steps,
                        {.name = "steps", .least = 1, .greatest = 1048576, .doc = "last k of the sums"}),
            },
        .tally =
            [table](const P&) {
                return T{sides(*table, polynomial), sampled, sampled};
            },
        .quantities =
            {
                engine::sides<P, T>(&T::sides, rows(*table)),
                identity<P, T>("mixture_turns_negative",
                               "at some later step the mixture (1 - k/tau) e_0 + (k/tau) e_tau is below 0",
                               &T::mixture_negative),
                identity<P, T>("schedule_turns_negative", "the schedule's rate there is below 0",
                               &T::schedule_negative),
                series<P, T>("sum", "step", "of the rates", stops, sum(1)),
                series<P, T>("sum_of_squares", "step", "of the squared rates", stops, sum(2)),
            },
        .block = block_of<P, T>(
            *table, [](const P&, random::Stream& stream) { return instance(stream); },
            [](T& tally, std::uint64_t r, const Instance& i) {
                // Twice what makes it 0, and at least that: k is a whole number.
                const Rational zero = i.first / Rational(i.first - i.last);
                const auto k =
                    static_cast<std::uint64_t>(2 * zero.convert_to<double>() * static_cast<double>(i.tau)) +
                    1;
                tally.mixture_negative.add(r, i.mixed(Rational(k) / Rational(i.tau)) < 0);
                tally.schedule_negative.add(r, i.at(k) < 0);
            }),
        .replicates_per_block = [](const P&) { return 2048; },
    });
}

}  // namespace assay::experiments
