#pragma once
// Every update rule of lib/optim with its options, for the suites that run over all of them.

#include <string>
#include <type_traits>
#include <vector>

#include "lib/optim/adadelta.hpp"
#include "lib/optim/adagrad.hpp"
#include "lib/optim/adam.hpp"
#include "lib/optim/advance.hpp"
#include "lib/optim/decoupled_weight_decay.hpp"
#include "lib/optim/ema_momentum.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/nesterov.hpp"
#include "lib/optim/rmsprop.hpp"
#include "lib/optim/rmsprop_nesterov.hpp"

namespace assay::tests {

/// What a rule promises beyond being one.
struct Promises {
    bool linear = false;      ///< displacements proportional to the gradients
    bool scale_free = false;  ///< displacements independent of the gradients' scale, once epsilon is 0
    bool decays = false;      ///< moves without a gradient
};

/// f(name, rule, promises) for every rule; powers of two as hyperparameters keep scaling exact.
template <class S, class F>
void for_each_rule(const F& f) {
    using namespace optim;
    const S rate = S(1) / 8, kept = S(7) / 8;
    const Promises linear{.linear = true}, free{.scale_free = true};
    f("GradientDescent", GradientDescent<S>{.learning_rate = rate}, linear);
    f("HeavyBall", HeavyBall<S>{.learning_rate = rate, .momentum = kept}, linear);
    f("EmaMomentum", EmaMomentum<S>{.learning_rate = rate, .weight = 1 - kept}, linear);
    f("Nesterov", Nesterov<S>{.learning_rate = rate, .momentum = kept}, linear);
    f("ScheduledNesterov", ScheduledNesterov<S>{.learning_rate = rate}, linear);
    f("AdaGrad", AdaGrad<S>{.learning_rate = rate}, free);
    f("AdaGrad, inside", AdaGrad<S>{.learning_rate = rate, .place = Epsilon::inside_root}, free);
    f("RmsProp", RmsProp<S>{.learning_rate = rate}, free);
    f("RmsProp, outside", RmsProp<S>{.learning_rate = rate, .place = Epsilon::outside_root}, free);
    f("RmsProp, momentum", RmsProp<S>{.learning_rate = rate, .momentum = kept}, free);
    f("RmsProp, centred", RmsProp<S>{.learning_rate = rate, .centred = true}, free);
    f("RmsProp, both", RmsProp<S>{.learning_rate = rate, .centred = true, .momentum = kept}, free);
    f("RmsPropNesterov", RmsPropNesterov<S>{.learning_rate = rate, .momentum = kept}, free);
    f("AdaDelta", AdaDelta<S>{}, Promises{});
    f("Adam", Adam<S>{.learning_rate = rate}, free);
    f("Adam, inside", Adam<S>{.learning_rate = rate, .place = Epsilon::inside_root}, free);
    f("Adam, uncorrected", Adam<S>{.learning_rate = rate, .correct_first = false, .correct_second = false},
      free);
    f("AdamW", AdamW<S>{.rule = {.learning_rate = rate}, .weight_decay = S(1) / 4}, Promises{.decays = true});
    f("decayed Nesterov",
      DecoupledWeightDecay<Nesterov<S>>{.rule = {.learning_rate = rate, .momentum = kept},
                                        .weight_decay = S(1) / 4},
      Promises{.decays = true});
}

/// The arrays of a state, whatever they are called.
template <class S, class State>
std::vector<optim::Vector<S>*> arrays(State& state) {
    std::vector<optim::Vector<S>*> all;
    if constexpr (requires { state.velocity; }) all.push_back(&state.velocity);
    if constexpr (requires { state.average; }) all.push_back(&state.average);
    if constexpr (requires { state.sum; }) all.push_back(&state.sum);
    if constexpr (requires { state.first; }) all.push_back(&state.first);
    if constexpr (requires { state.second; }) all.push_back(&state.second);
    if constexpr (requires { state.updates; }) all.push_back(&state.updates);
    return all;
}

}  // namespace assay::tests
