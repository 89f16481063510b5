#pragma once
// One step of any rule on any objective.

#include <utility>

#include "lib/optim/update_rule.hpp"

namespace assay::optim {

/// What a step needs beside parameters and state; made once for a trajectory.
template <class S>
struct Workspace {
    Vector<S> at;        ///< where the gradient was taken, for rules that look ahead
    Vector<S> gradient;  ///< as `gradient_of` wrote it

    explicit Workspace(Eigen::Index parameters) : at(parameters), gradient(parameters) {}
};

/// Calls gradient_of(point, gradient), which writes the gradient at `point`, where the rule wants it, and
/// steps. Throws what `gradient_of` and the rule's step throw. Allocates nothing of its own.
template <UpdateRule Rule, class GradientOf>
void advance(const Rule& rule, typename Rule::State& state, const GradientOf& gradient_of,
             Vector<typename Rule::Scalar>& parameters, Workspace<typename Rule::Scalar>& workspace) {
    if constexpr (LooksAhead<Rule>) {
        rule.interim(state, parameters, workspace.at);
        gradient_of(std::as_const(workspace.at), workspace.gradient);
    } else {
        gradient_of(std::as_const(parameters), workspace.gradient);
    }
    rule.step(state, workspace.gradient, parameters);
}

}  // namespace assay::optim
