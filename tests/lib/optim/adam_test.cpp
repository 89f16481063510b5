#include "lib/optim/adam.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace assay::optim;

static_assert(UpdateRule<Adam<double>> && UpdateRule<Adam<float>>);

TEST_CASE("Adam's first step is eta g / (|g| + epsilon), whatever the betas") {
    const Vector<double> gradient{{1, -2, 1e-8, 1e-20, 1e100}};
    for (const double beta1 : {0.0, 0.9})
        for (const double beta2 : {0.0, 0.5, 0.999}) {
            const Adam<double> rule{.learning_rate = 0.25, .beta1 = beta1, .beta2 = beta2};
            auto state = rule.init(5);
            Vector<double> theta = Vector<double>::Zero(5);
            rule.step(state, gradient, theta);
            CHECK(state.steps == 1);
            for (Eigen::Index i = 0; i < 5; ++i)
                CHECK(theta[i] ==
                      Approx(-0.25 * gradient[i] / (std::abs(gradient[i]) + 1e-8)).epsilon(1e-14));
        }
}

TEST_CASE("under a constant gradient a step is eta times the ratio of the corrections that are left out") {
    // m = (1 - b1^t) g, v = (1 - b2^t) g^2.
    for (const bool first : {false, true})
        for (const bool second : {false, true}) {
            const Adam<double> rule{.epsilon = 0, .correct_first = first, .correct_second = second};
            auto state = rule.init(2);
            const Vector<double> gradient{{3, -0.5}};
            Vector<double> theta = Vector<double>::Zero(2);
            for (int t = 1; t <= 50; ++t) {
                const Vector<double> before = theta;
                rule.step(state, gradient, theta);
                const double m = first ? 1 : 1 - std::pow(0.9, t), v = second ? 1 : 1 - std::pow(0.999, t);
                CHECK(before[0] - theta[0] == Approx(1e-3 * m / std::sqrt(v)).epsilon(1e-10));
                CHECK(theta[0] - before[0] == Approx(before[1] - theta[1]).epsilon(1e-10));
            }
        }
}

TEST_CASE("inside the root epsilon acts at its own root") {
    const Vector<double> gradient{{1e-6}};
    for (const auto& [place, size] : {std::pair(Epsilon::inside_root, 1e-6 / std::sqrt(1e-12 + 1e-8)),
                                      std::pair(Epsilon::outside_root, 1e-6 / (1e-6 + 1e-8))}) {
        const Adam<double> rule{.place = place};
        auto state = rule.init(1);
        Vector<double> theta = Vector<double>::Zero(1);
        rule.step(state, gradient, theta);
        CHECK(theta[0] == Approx(-1e-3 * size).epsilon(1e-13));
    }
    CHECK(Adam<double>{}.place == Epsilon::outside_root);
}

}  // namespace
