// The expected moment estimates of Adam, exactly: for gradients that take two values, by following every
// sequence of them. Documents: 002 algorithm 8.7; 003, slide on Adam.

#include <algorithm>

#include "lib/exact/prime_field.hpp"
#include "lib/optim/moment_estimates.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Mod61;
using exact::Rational;
using optim::MomentEstimates;
using optim::total_weight;

/// beta1 = 9/10 and beta2 = 999/1000, as rational numbers (whose digits grow with t) or in the field of
/// 2^61 - 1 elements; or random elements of that field. What differs in the field differs as rational
/// numbers.
enum class Betas { rational, modular, random };
/// equal: all gradients of a run are equal, so that there are two runs; an expectation depends on the law of
/// each gradient only. independent: all 2^steps sequences.
enum class Gradients { equal, independent };

struct Parameters {
    Betas betas = Betas::random;
    Gradients gradients = Gradients::equal;
    std::int64_t steps = 1000, shift = 1;
};
using P = Parameters;

constexpr std::int64_t longest_enumeration = 8;

/// Numbers for t = 1, 2, ...
template <class S>
using Values = std::vector<S>;

template <class S>
struct Instance {
    S beta1, beta2;
    S low, high, chance;  ///< a gradient is `low` with probability `chance`, otherwise `high`
    std::int64_t shift = 0;
    Values<S> first, second, corrected_first, corrected_second;  ///< expectations
    Values<S> lag;                                               ///< t - m_t / (1 - beta1^t) for g_t = t
    Values<S> constant;                                          ///< v_t / (1 - beta2^t) for g_t = low
    Values<S> centred;                                           ///< the same less (m_t / (1 - beta1^t))^2

    [[nodiscard]] S mean() const { return chance * low + (S(1) - chance) * high; }
    [[nodiscard]] S square() const { return chance * low * low + (S(1) - chance) * high * high; }
    [[nodiscard]] S variance() const { return square() - mean() * mean(); }
    /// f(t) for t = 1 ... steps.
    template <class F>
    [[nodiscard]] Values<S> over_steps(const F& f) const {
        Values<S> all;
        for (std::uint64_t t = 1; t <= first.size(); ++t) all.push_back(f(t));
        return all;
    }
    /// t + shift.
    [[nodiscard]] std::uint64_t shifted(std::uint64_t t) const {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(t) + shift);
    }
};

template <class S>
S expectation(const optim::Vector<S>& weights, const optim::Vector<S>& values) {
    S sum(0);
    for (Eigen::Index i = 0; i < values.size(); ++i) sum += weights[i] * values[i];
    return sum;
}

/// Runs of which the one numbered s sees the gradient `low` at step t where bit t - 1 of s is 0 (bit 0 at
/// every step, when all are equal).
template <class S>
void follow(const P& p, Instance<S>& i) {
    const std::int64_t bits = p.gradients == Gradients::equal ? 1 : p.steps;
    const MomentEstimates<S> moments{i.beta1, i.beta2};
    auto state = moments.init(Eigen::Index{1} << bits);
    const Eigen::Index runs = state.first.size();
    const auto is_low = [](Eigen::Index run, std::int64_t bit) { return (run >> bit) % 2 == 0; };
    optim::Vector<S> weights = optim::Vector<S>::Constant(runs, S(1)), gradient(runs);
    for (Eigen::Index run = 0; run < runs; ++run)
        for (std::int64_t bit = 0; bit < bits; ++bit)
            weights[run] = weights[run] * (is_low(run, bit) ? i.chance : S(S(1) - i.chance));
    for (std::int64_t t = 0; t < p.steps; ++t) {
        for (Eigen::Index run = 0; run < runs; ++run)
            gradient[run] = is_low(run, bits == 1 ? 0 : t) ? i.low : i.high;
        moments.update(state, gradient);
        i.first.push_back(expectation(weights, state.first));
        i.second.push_back(expectation(weights, state.second));
        i.corrected_first.push_back(expectation<S>(weights, moments.corrected_first(state)));
        i.corrected_second.push_back(expectation<S>(weights, moments.corrected_second(state)));
    }
}

/// One run with g_t = t, and one with g_t = low.
template <class S>
void follow_given(const P& p, Instance<S>& i) {
    const MomentEstimates<S> moments{i.beta1, i.beta2};
    auto state = moments.init(2);
    optim::Vector<S> gradient(2);
    for (std::int64_t t = 1; t <= p.steps; ++t) {
        gradient << S(t), i.low;
        moments.update(state, gradient);
        const optim::Vector<S> first = moments.corrected_first(state),
                               second = moments.corrected_second(state);
        i.lag.push_back(S(t) - first[0]);
        i.constant.push_back(second[1]);
        i.centred.push_back(second[1] - first[1] * first[1]);
    }
}

template <class S>
Instance<S> instance(P p, random::Stream& stream) {
    if (p.gradients == Gradients::independent) p.steps = std::min(p.steps, longest_enumeration);
    Instance<S> i;
    i.beta1 = S(9) / S(10);
    i.beta2 = S(999) / S(1000);
    if constexpr (std::is_same_v<S, Rational>) {
        i.low = exact::draw_magnitude(stream);
        i.high = -exact::draw_magnitude(stream);
        i.chance = exact::draw_magnitude(stream) / S(4294967296U);
    } else {
        for (S* const number : {&i.low, &i.high, &i.chance}) *number = exact::draw_element(stream);
        if (p.betas == Betas::random)
            for (S* const number : {&i.beta1, &i.beta2}) *number = exact::draw_element(stream);
    }
    i.shift = p.shift;
    follow(p, i);
    follow_given(p, i);
    return i;
}

template <class S>
Expressions<Instance<S>, Values<S>> expressions() {
    using I = Instance<S>;
    using Step = std::uint64_t;
    return {
        {"E m_t", "expectation of the first moment estimate", [](const I& i) { return i.first; }},
        {"(1 - beta1^t) E g", "that of a gradient, less what the start at 0 still weighs",
         [](const I& i) {
             return i.over_steps([&](Step t) { return S(total_weight(i.beta1, t) * i.mean()); });
         }},
        {"(1 - beta1^(t + shift)) E g", "with another exponent",
         [](const I& i) {
             return i.over_steps([&](Step t) { return S(total_weight(i.beta1, i.shifted(t)) * i.mean()); });
         }},
        {"E g", "expectation of a gradient",
         [](const I& i) { return i.over_steps([&](Step) { return i.mean(); }); }},
        {"E m_t / (1 - beta1^t)", "expectation of the corrected first moment estimate",
         [](const I& i) { return i.corrected_first; }},
        {"E v_t", "expectation of the second moment estimate", [](const I& i) { return i.second; }},
        {"(1 - beta2^t) E g^2", "that of a squared gradient, less what the start at 0 still weighs",
         [](const I& i) {
             return i.over_steps([&](Step t) { return S(total_weight(i.beta2, t) * i.square()); });
         }},
        {"(1 - beta2^(t + shift)) E g^2", "with another exponent",
         [](const I& i) {
             return i.over_steps([&](Step t) { return S(total_weight(i.beta2, i.shifted(t)) * i.square()); });
         }},
        {"(1 - beta2^t) Var g", "the same with the variance",
         [](const I& i) {
             return i.over_steps([&](Step t) { return S(total_weight(i.beta2, t) * i.variance()); });
         }},
        {"E g^2", "expectation of a squared gradient",
         [](const I& i) { return i.over_steps([&](Step) { return i.square(); }); }},
        {"Var g + (E g)^2", "variance and squared mean of a gradient",
         [](const I& i) {
             return i.over_steps([&](Step) { return S(i.variance() + i.mean() * i.mean()); });
         }},
        {"Var g", "variance of a gradient",
         [](const I& i) { return i.over_steps([&](Step) { return i.variance(); }); }},
        {"E v_t / (1 - beta2^t)", "expectation of the corrected second moment estimate",
         [](const I& i) { return i.corrected_second; }},
        {"t - corrected m_t", "how far the corrected first moment estimate lags behind gradients g_t = t",
         [](const I& i) { return i.lag; }},
        {"beta1/(1 - beta1) - t beta1^t/(1 - beta1^t)", "a lag that grows from 0",
         [](const I& i) {
             return i.over_steps([&](Step t) {
                 const S weight = total_weight(i.beta1, t);
                 return S(i.beta1 / (S(1) - i.beta1) - S(t) * (S(1) - weight) / weight);
             });
         }},
        {"beta1/(1 - beta1)", "what it tends to",
         [](const I& i) { return i.over_steps([&](Step) { return S(i.beta1 / (S(1) - i.beta1)); }); }},
        {"0", "zero", [](const I& i) { return i.over_steps([](Step) { return S(0); }); }},
        {"corrected v_t, constant g", "corrected second moment estimate of a constant gradient",
         [](const I& i) { return i.constant; }},
        {"corrected v_t - (corrected m_t)^2, constant g", "the same, centred",
         [](const I& i) { return i.centred; }},
        {"g^2", "square of the constant gradient",
         [](const I& i) { return i.over_steps([&](Step) { return S(i.low * i.low); }); }},
    };
}

struct Tally {
    exact::Sides sides;
    exact::Certificate first_differs, second_differs;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides, self.first_differs, self.second_differs);
    }
};
using T = Tally;

/// Total degree in beta1, beta2, the two gradients and the chance, denominators 1 - beta1, 1 - beta1^t and
/// 1 - beta2^t cleared: at most (1000 + 2) + 8 + 2 from an expectation, the exponent 1001, and 2 x 1000 + 1
/// from the denominators.
constexpr double degree = 4096;

exact::Certificate proof(const P& p) {
    return {.proof = exact::Proof::polynomial,
            .degree = p.betas == Betas::random ? degree : 16,  // a variable less for each fixed number
            .values = p.betas == Betas::rational ? exact::magnitudes : exact::field_size};
}
/// For fixed betas both sides are proportional to E g or E g^2: one law of gradients decides about all, and
/// the steps are exhausted.
exact::Certificate over_all_steps(const P& p) {
    return {.proof = p.betas == Betas::random ? exact::Proof::sampled : exact::Proof::exhaustive};
}

template <class S>
auto block() {
    return block_of<P, T>(expressions<S>(), instance<S>, [](T& tally, std::uint64_t r, const Instance<S>& i) {
        for (std::size_t k = 0; k < i.first.size(); ++k) {
            const auto exponent = i.shifted(k + 1);
            tally.first_differs.add(r, i.first[k] != total_weight(i.beta1, exponent) * i.mean());
            tally.second_differs.add(r, i.second[k] != total_weight(i.beta2, exponent) * i.square());
        }
    });
}

}  // namespace

engine::Experiment adam_expectations() {
    using namespace engine;
    const auto names = rows(expressions<Rational>());
    return experiment<P, T>({
        .name = "adam-expectations",
        .doc = "Expected moment estimates for gradients that take one of two random values, for "
               "t = 1 ... steps, exactly.",
        .parameters =
            {
                choice(&P::betas,
                       {.name = "betas",
                        .choices = {"rational", "modular", "random"},
                        .doc = "9/10 and 999/1000 as rational numbers or in the field of 2^61 - 1 elements, "
                               "or random elements of that field"}),
                choice(&P::gradients,
                       {.name = "gradients",
                        .choices = {"equal", "independent"},
                        .doc = "the gradients of a run are all equal, or independent, for at most 8 steps"}),
                integer(&P::steps, {.name = "steps", .least = 1, .greatest = 1000, .doc = "last t"}),
                integer(&P::shift,
                        {.name = "shift", .least = -1, .greatest = 1, .doc = "added to the exponent t"}),
            },
        .tally =
            [names](const P& p) {
                return T{exact::Sides(engine::names(names), proof(p)), over_all_steps(p), over_all_steps(p)};
            },
        .quantities = {sides<P, T>(&T::sides, names),
                       identity<P, T>("first_differs", "E m_t is not (1 - beta1^(t + shift)) E g, at every t",
                                      &T::first_differs),
                       identity<P, T>("second_differs",
                                      "E v_t is not (1 - beta2^(t + shift)) E g^2, at every t",
                                      &T::second_differs)},
        .block =
            [rational = block<Rational>(), modular = block<Mod61>()](const P& p, random::Stream& stream,
                                                                     Replicates replicates, T& tally) {
                return p.betas == Betas::rational ? rational(p, stream, replicates, tally)
                                                  : modular(p, stream, replicates, tally);
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{3}; },
    });
}

}  // namespace assay::experiments
