#pragma once
// Any rule of the topic, chosen by a parameter.

#include "lib/optim/adadelta.hpp"
#include "lib/optim/adagrad.hpp"
#include "lib/optim/adam.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/nesterov.hpp"
#include "lib/optim/rmsprop.hpp"
#include "lib/optim/rmsprop_nesterov.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/adaptive/variants.hpp"

namespace assay::experiments::adaptive {

enum class Rule {
    gradient_descent,
    momentum,
    nesterov,
    adagrad,
    rmsprop,
    rmsprop_momentum,
    rmsprop_nesterov,
    normalised,
    adam,
    adadelta
};
/// In the order of the enumerators.
[[nodiscard]] inline std::vector<std::string> rule_names() {
    return {"gradient-descent", "momentum",         "nesterov",   "adagrad", "rmsprop",
            "rmsprop-momentum", "rmsprop-nesterov", "normalised", "adam",    "adadelta"};
}

/// Hyperparameters; those that a rule does not have are not used.
struct Settings {
    Rule rule = Rule::adagrad;
    double learning_rate = 0.1;
    double decay = 0.9;     ///< of the average of squares; Adam's beta2
    double momentum = 0.9;  ///< also Adam's beta1
    double epsilon = 1e-7;
    optim::Epsilon place = optim::Epsilon::outside_root;
};

/// f(rule) with the rule as a value of its own type. AdaDelta needs epsilon > 0.
template <class F>
auto with_rule(const Settings& s, F f) {
    using S = double;
    switch (s.rule) {
        case Rule::gradient_descent:
            return f(optim::GradientDescent<S>{.learning_rate = s.learning_rate});
        case Rule::momentum:
            return f(optim::HeavyBall<S>{.learning_rate = s.learning_rate, .momentum = s.momentum});
        case Rule::nesterov:
            return f(optim::Nesterov<S>{.learning_rate = s.learning_rate, .momentum = s.momentum});
        case Rule::adagrad:
            return f(
                optim::AdaGrad<S>{.learning_rate = s.learning_rate, .epsilon = s.epsilon, .place = s.place});
        case Rule::rmsprop:
        case Rule::rmsprop_momentum:
            return f(optim::RmsProp<S>{.learning_rate = s.learning_rate,
                                       .decay = s.decay,
                                       .epsilon = s.epsilon,
                                       .place = s.place,
                                       .momentum = s.rule == Rule::rmsprop ? 0 : s.momentum});
        case Rule::rmsprop_nesterov:
            return f(optim::RmsPropNesterov<S>{.learning_rate = s.learning_rate,
                                               .decay = s.decay,
                                               .momentum = s.momentum,
                                               .epsilon = s.epsilon,
                                               .place = s.place});
        case Rule::normalised:
            return f(NormalisedStep<S>{.learning_rate = s.learning_rate});
        case Rule::adam:
            return f(optim::Adam<S>{.learning_rate = s.learning_rate,
                                    .beta1 = s.momentum,
                                    .beta2 = s.decay,
                                    .epsilon = s.epsilon,
                                    .place = s.place});
        case Rule::adadelta:
            break;
    }
    return f(optim::AdaDelta<S>{.learning_rate = s.learning_rate, .decay = s.decay, .epsilon = s.epsilon});
}

/// The rows of a parameter table for `part`, followed by `more`. All rules but AdaDelta, as epsilon may be 0.
template <class P>
[[nodiscard]] std::vector<engine::Parameter<P>> rule_parameters(Settings P::*part,
                                                                std::vector<engine::Parameter<P>> more) {
    using namespace engine;
    auto names = rule_names();
    names.pop_back();
    const std::vector<Parameter<Settings>> rows = {
        choice(&Settings::rule, {.name = "rule", .choices = names, .doc = "the update rule"}),
        real(&Settings::learning_rate,
             {.name = "learning_rate", .least = 1e-12, .greatest = 100, .doc = "of the rule"}),
        real(&Settings::decay, {.name = "decay",
                                .least = 0,
                                .greatest = 0.999999,
                                .doc = "share of the old value that an average of squares keeps"}),
        real(&Settings::momentum, {.name = "momentum",
                                   .least = 0,
                                   .greatest = 0.999999,
                                   .doc = "share of the old velocity that a step keeps"}),
        real(&Settings::epsilon,
             {.name = "epsilon", .least = 0, .greatest = 1, .doc = "constant beside or under the root"}),
        choice(&Settings::place,
               {.name = "place", .choices = {"inside-root", "outside-root"}, .doc = "where epsilon stands"}),
    };
    std::vector<Parameter<P>> all;
    for (const auto& row : rows)
        all.push_back({row.info, [part, set = row.set](P& p, const Value& value) { set(p.*part, value); }});
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace assay::experiments::adaptive
