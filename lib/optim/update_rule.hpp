#pragma once
// What every update rule is: hyperparameters, a state that starts from them, and a step.

#include <Eigen/Core>
#include <concepts>
#include <stdexcept>
#include <string>

namespace assay::optim {

template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// A rule holds hyperparameters and no state. `init(n)` is the state before the first step for n parameters,
/// and throws std::invalid_argument for floating-point hyperparameters out of range; `step` moves the
/// parameters in place, given the gradient at their present value (or where `interim` says: LooksAhead),
/// takes the hyperparameters as they are, so that a schedule may change them between steps, and allocates
/// nothing. Every rule works element by element, so that one step moves many replicates at once:
/// lockstep.hpp.
template <class Rule>
concept UpdateRule = requires(const Rule rule, typename Rule::State state, Eigen::Index n,
                              const Vector<typename Rule::Scalar> gradient,
                              Vector<typename Rule::Scalar> parameters) {
    { rule.init(n) } -> std::same_as<typename Rule::State>;
    rule.step(state, gradient, parameters);
};

/// A rule whose step wants the gradient at another point, which `interim(state, parameters, at)` writes to
/// `at`.
template <class Rule>
concept LooksAhead = UpdateRule<Rule> &&
    requires(const Rule rule, const typename Rule::State state,
             const Vector<typename Rule::Scalar> parameters, Vector<typename Rule::Scalar> at) {
    rule.interim(state, parameters, at);
};

namespace detail {

/// Throws std::invalid_argument naming the function and the argument unless the sizes agree.
inline void require_size(const char* what, Eigen::Index expected, Eigen::Index found) {
    if (expected != found)
        throw std::invalid_argument(std::string(what) + " must have one element for each parameter, " +
                                    std::to_string(expected) + ", not " + std::to_string(found));
}

}  // namespace detail
}  // namespace assay::optim
