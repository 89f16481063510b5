#include "sim/experiments/symmetry/training.hpp"

#include <catch2/catch.hpp>

#include "lib/nn/fill.hpp"

namespace assay::experiments::symmetry {
namespace {

TEST_CASE("the square and its derivative") {
    CHECK(Square{}.value(-3.0) == 9);
    CHECK(Square{}.derivative(-3.0) == -6);
}

TEST_CASE("the gradient is that of half the mean squared error") {
    // A central difference over 1e-5 is right to about 1e-10 of the third derivative, and to 1e-11 in
    // rounding.
    nn::Network<double, Square> n(nn::Layout({3, 4, 4, 2}));
    random::Stream stream({5, 6}, 7);
    nn::fill_normal(stream, n.parameters);
    n.parameters *= 0.25;
    Data<double> data{nn::Matrix<double>(3, 5), nn::Matrix<double>(2, 5)};
    nn::fill_normal(stream, data.inputs);
    nn::fill_normal(stream, data.targets);
    nn::Trace<double> trace;
    nn::Vector<double> gradient;
    loss_gradient(n, data, trace, gradient);
    const auto loss = [&](nn::Network<double, Square> at, nn::Index k, double change) {
        at.parameters[k] += change;
        nn::Trace<double> t;
        return (nn::forward(at, data.inputs, t) - data.targets).squaredNorm() / 2 / 5;
    };
    for (nn::Index k = 0; k < gradient.size(); ++k) {
        CAPTURE(k);
        const double difference = (loss(n, k, 1e-5) - loss(n, k, -1e-5)) / 2e-5;
        CHECK(gradient[k] == Approx(difference).epsilon(1e-6).margin(1e-6));
    }
}

}  // namespace
}  // namespace assay::experiments::symmetry
