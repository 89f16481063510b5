#pragma once
// Weight decay beside a rule instead of through its gradient.

#include "lib/optim/adam.hpp"

namespace assay::optim {

/// theta <- (1 - learning_rate weight_decay) theta, then the rule's step, with the gradient of the loss
/// without penalty. For gradient descent this is the gradient of loss + weight_decay |theta|^2 / 2; for a
/// rule that rescales gradients it is not.
///   I. Loshchilov, F. Hutter: Decoupled weight decay regularization. ICLR 2019, algorithm 2, with
///   learning_rate weight_decay for its eta_t lambda, as PyTorch has it.
template <UpdateRule Rule>
struct DecoupledWeightDecay {
    using Scalar = typename Rule::Scalar;
    using State = typename Rule::State;

    Rule rule{};
    Scalar weight_decay{};

    /// Throws what the rule's init throws, and std::invalid_argument for a weight decay below 0.
    [[nodiscard]] State init(Eigen::Index parameters) const {
        detail::require_nonnegative("DecoupledWeightDecay::init", "weight_decay", weight_decay);
        return rule.init(parameters);
    }
    /// The rule's own, from the parameters before decay.
    void interim(const State& state, const Vector<Scalar>& parameters,
                 Vector<Scalar>& at) const requires LooksAhead<Rule> {
        rule.interim(state, parameters, at);
    }
    /// As the rule's step.
    void step(State& state, const Vector<Scalar>& gradient, Vector<Scalar>& parameters) const {
        detail::require_size("DecoupledWeightDecay::step: gradient", parameters.size(), gradient.size());
        const Scalar kept = Scalar(1) - rule.learning_rate * weight_decay;
        parameters *= kept;
        rule.step(state, gradient, parameters);
    }
};

template <std::floating_point S>
using AdamW = DecoupledWeightDecay<Adam<S>>;

}  // namespace assay::optim
