#pragma once
// Adam as documents print it, and the choice between its forms. The misprints are here and not in the
// library.

#include <numeric>
#include <string>
#include <vector>

#include "lib/optim/adam.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments::adam {

using Eigen::Index;
using optim::Epsilon;
using optim::Vector;
using Moments = optim::MomentEstimates<double>;

struct Hyperparameters {
    double learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
    Epsilon place = Epsilon::outside_root;
};

/// Adam with both corrections.
[[nodiscard]] inline optim::Adam<double> textbook(const Hyperparameters& h) {
    return {.learning_rate = h.learning_rate,
            .beta1 = h.beta1,
            .beta2 = h.beta2,
            .epsilon = h.epsilon,
            .place = h.place};
}

/// 002 algorithm 8.7 as it is printed: its corrected second moment is 1 / (1 - beta2^t), so that
///   theta <- theta - learning_rate M / (sqrt(1 / (1 - beta2^t)) + epsilon).
struct WithoutSecondMoment {
    using Scalar = double;
    using State = Moments::State;
    Hyperparameters h;

    [[nodiscard]] State init(Index n) const { return Moments{h.beta1, h.beta2}.init(n); }
    void step(State& state, const Vector<double>& gradient, Vector<double>& parameters) const {
        const Moments moments{h.beta1, h.beta2};
        moments.update(state, gradient);
        const double corrected = 1 / optim::total_weight(h.beta2, state.steps);
        const double root = optim::detail::Placed<double>(h.place, h.epsilon).root(corrected);
        parameters -= h.learning_rate * moments.corrected_first(state) / root;
    }
};

/// 001 as it is printed, with U in the numerator too: theta <- theta - learning_rate U V / sqrt(U + epsilon),
/// neither V nor U corrected.
struct SecondMomentInNumerator {
    using Scalar = double;
    using State = Moments::State;
    Hyperparameters h;

    [[nodiscard]] State init(Index n) const { return Moments{h.beta1, h.beta2}.init(n); }
    void step(State& state, const Vector<double>& gradient, Vector<double>& parameters) const {
        Moments{h.beta1, h.beta2}.update(state, gradient);
        const auto u = state.second.array(), v = state.first.array();
        parameters.array() -= h.learning_rate * u / (u + h.epsilon).sqrt() * v;
    }
};

/// 003: steps count from t = 0, and the moments after step t are corrected with the exponent t + offset,
/// which is printed as t + 1; epsilon is inside the root.
struct CountedFromZero {
    using Scalar = double;
    using State = Moments::State;
    Hyperparameters h;
    std::uint64_t offset = 1;

    [[nodiscard]] State init(Index n) const { return Moments{h.beta1, h.beta2}.init(n); }
    void step(State& state, const Vector<double>& gradient, Vector<double>& parameters) const {
        const std::uint64_t t = state.steps;
        Moments{h.beta1, h.beta2}.update(state, gradient);
        const double first = 1 - std::pow(h.beta1, static_cast<double>(t + offset));
        const double second = 1 - std::pow(h.beta2, static_cast<double>(t + offset));
        parameters.array() -= h.learning_rate / (state.second.array() / second + h.epsilon).sqrt() *
                              (state.first.array() / first);
    }
};

enum class Form {
    adam,
    uncorrected,
    uncorrected_first,
    uncorrected_second,
    without_second_moment,
    second_moment_in_numerator,
    gradient_descent
};

template <class P>
[[nodiscard]] engine::Parameter<P> form_parameter(Form P::*member) {
    return engine::choice(
        member,
        {.name = "form",
         .choices = {"adam", "uncorrected", "uncorrected-first", "uncorrected-second",
                     "without-second-moment", "second-moment-in-numerator", "gradient-descent"},
         .doc = "Adam; without either or both corrections; with 1/(1 - beta2^t) for the corrected second "
                "moment; with the second moment in the numerator too; gradient descent"});
}

/// 1, 2, ..., steps.
[[nodiscard]] inline std::vector<double> every_step(std::int64_t steps) {
    std::vector<double> all(static_cast<std::size_t>(steps));
    std::iota(all.begin(), all.end(), 1.0);
    return all;
}
/// 1, 2, 4, ... up to `steps`.
[[nodiscard]] inline std::vector<double> powers_of_two(std::int64_t steps) {
    std::vector<double> all;
    for (std::int64_t t = 1; t <= steps; t *= 2) all.push_back(static_cast<double>(t));
    return all;
}

/// f(rule) with the rule of that form.
template <class F>
void with_rule(Form form, const Hyperparameters& h, const F& f) {
    auto rule = textbook(h);
    switch (form) {
        case Form::without_second_moment:
            return f(WithoutSecondMoment{h});
        case Form::second_moment_in_numerator:
            return f(SecondMomentInNumerator{h});
        case Form::gradient_descent:
            return f(optim::GradientDescent<double>{h.learning_rate});
        default:
            rule.correct_first = form == Form::adam || form == Form::uncorrected_second;
            rule.correct_second = form == Form::adam || form == Form::uncorrected_first;
            return f(rule);
    }
}

template <class P>
[[nodiscard]] engine::Parameter<P> beta1_parameter(double P::*member) {
    return engine::real(member, {.name = "beta1",
                                 .least = 0,
                                 .greatest = 0.999999,
                                 .doc = "share of the first moment that a step keeps"});
}
template <class P>
[[nodiscard]] engine::Parameter<P> beta2_parameter(double P::*member) {
    return engine::real(member, {.name = "beta2",
                                 .least = 0,
                                 .greatest = 0.999999,
                                 .doc = "share of the second moment that a step keeps"});
}
/// The rows of an experiment whose parameters P are Hyperparameters and more, before its own.
template <class P>
[[nodiscard]] std::vector<engine::Parameter<P>> with_hyperparameters(
    const std::vector<engine::Parameter<P>>& own) {
    std::vector<engine::Parameter<P>> all = {
        engine::real<P>(
            &P::learning_rate,
            {.name = "learning_rate", .least = 1e-12, .greatest = 1e6, .doc = "learning rate eta"}),
        beta1_parameter<P>(&P::beta1), beta2_parameter<P>(&P::beta2),
        engine::real<P>(&P::epsilon, {.name = "epsilon",
                                      .least = 0,
                                      .greatest = 1e6,
                                      .doc = "small constant that is added in the denominator"}),
        engine::choice<P, Epsilon>(
            &P::place,
            {.name = "place", .choices = {"inside-root", "outside-root"}, .doc = "where epsilon is added"})};
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

}  // namespace assay::experiments::adam
