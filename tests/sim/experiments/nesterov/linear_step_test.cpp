#include "sim/experiments/nesterov/linear_step.hpp"

#include <catch2/catch.hpp>

namespace assay::experiments::nesterov {
namespace {

LinearStep of(Method method) {
    return with_rule(method, 0.5, 0.8, [](const auto& rule) { return linear_step(rule, 0.4); });
}

// eta h = 0.2
TEST_CASE("the matrix of a step") {
    Eigen::Matrix2d expected;
    expected << 0.8, 0, 0, 0;
    CHECK(of(Method::gradient_descent).map.isApprox(expected));
    expected << 0.8, 0.8, -0.2, 0.8;
    CHECK(of(Method::heavy_ball).map.isApprox(expected));
    expected << 0.8, 0.64, -0.2, 0.64;
    CHECK(of(Method::nesterov).map.isApprox(expected));
}

TEST_CASE("what noise does") {
    CHECK(of(Method::gradient_descent).push.isApprox(Eigen::Vector2d(-0.5, 0)));
    CHECK(of(Method::heavy_ball).push.isApprox(Eigen::Vector2d(-0.5, -0.5)));
    CHECK(of(Method::nesterov).push.isApprox(Eigen::Vector2d(-0.5, -0.5)));
}

}  // namespace
}  // namespace assay::experiments::nesterov
