#include "lib/optim/adagrad.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace assay::optim;
using V = Vector<double>;

TEST_CASE("AdaGrad's steps under a constant gradient are eta / sqrt(t)") {
    const AdaGrad<double> rule{.learning_rate = 0.5, .epsilon = 0};
    auto state = rule.init(2);
    V theta = V::Zero(2);
    double sum = 0;
    for (int t = 1; t <= 10000; ++t) {
        rule.step(state, V{{1, -64}}, theta);
        sum += 1 / std::sqrt(t);
    }
    CHECK(theta[0] == Approx(-0.5 * sum).epsilon(1e-12));
    CHECK(theta[1] == -theta[0]);
    CHECK(state.sum == V{{1e4, 4096e4}});
}

TEST_CASE("AdaGrad's first step is eta g / (|g| + epsilon), or eta g / sqrt(g^2 + epsilon)") {
    for (const auto& [place, expected] : {std::pair(Epsilon::outside_root, 1e-6 / (1e-6 + 1e-8)),
                                          std::pair(Epsilon::inside_root, 1e-6 / std::sqrt(1e-12 + 1e-8))}) {
        const AdaGrad<double> rule{.learning_rate = 1, .epsilon = 1e-8, .place = place};
        auto state = rule.init(1);
        V theta = V::Zero(1);
        rule.step(state, V{{1e-6}}, theta);
        CHECK(theta[0] == Approx(-expected).epsilon(1e-14));
    }
    CHECK(AdaGrad<double>{}.place == Epsilon::outside_root);
    CHECK(AdaGrad<double>{}.epsilon == 1e-7);
}

}  // namespace
