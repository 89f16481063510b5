#pragma once
// A step of a rule on the quadratic h theta^2/2 as a linear map, measured on the rule itself.

#include <Eigen/Core>

#include "lib/optim/advance.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/heavy_ball.hpp"
#include "lib/optim/nesterov.hpp"

namespace assay::experiments::nesterov {

enum class Method { gradient_descent, heavy_ball, nesterov };

/// use(rule), with `momentum` where the rule has one.
template <class Use>
auto with_rule(Method method, double learning_rate, double momentum, Use use) {
    if (method == Method::heavy_ball)
        return use(optim::HeavyBall<double>{.learning_rate = learning_rate, .momentum = momentum});
    if (method == Method::nesterov)
        return use(optim::Nesterov<double>{.learning_rate = learning_rate, .momentum = momentum});
    return use(optim::GradientDescent<double>{.learning_rate = learning_rate});
}

/// (theta, v)' = map (theta, v) + push noise, where the gradient is h theta + noise.
struct LinearStep {
    Eigen::Matrix2d map = Eigen::Matrix2d::Zero();
    Eigen::Vector2d push = Eigen::Vector2d::Zero();
};

/// The columns are what the rule makes of theta = 1, of v = 1 and of a noise of 1. Rules without a velocity
/// leave 0 there.
template <optim::UpdateRule Rule>
[[nodiscard]] LinearStep linear_step(const Rule& rule, double curvature) {
    const auto after = [&](double theta, double velocity, double noise) {
        optim::Vector<double> at = optim::Vector<double>::Constant(1, theta);
        auto state = rule.init(1);
        if constexpr (requires { state.velocity; }) state.velocity[0] = velocity;
        optim::Workspace<double> workspace(1);
        optim::advance(
            rule, state,
            [&](const optim::Vector<double>& here, optim::Vector<double>& out) {
                out[0] = curvature * here[0] + noise;
            },
            at, workspace);
        if constexpr (requires { state.velocity; }) return Eigen::Vector2d(at[0], state.velocity[0]);
        return Eigen::Vector2d(at[0], 0);
    };
    LinearStep step;
    step.map.col(0) = after(1, 0, 0);
    step.map.col(1) = after(0, 1, 0);
    step.push = after(0, 0, 1);
    return step;
}

}  // namespace assay::experiments::nesterov
