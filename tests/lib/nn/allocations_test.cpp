// Networks allocate nothing after set-up.

#include <catch2/catch.hpp>
#include <vector>

#include "lib/nn/activations.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "lib/nn/statistics.hpp"
#include "tests/lib/requests_of.hpp"

namespace {

using namespace assay::nn;
using assay::tests::requests_of;

template <class Scalar, class Hidden>
void check_steps(const std::vector<Index>& widths, Index samples) {
    Network<Scalar, Hidden> network{Layout(widths)};
    network.parameters.setRandom();
    const Matrix<Scalar> inputs = Matrix<Scalar>::Random(widths.front(), samples);
    const Matrix<Scalar> targets = Matrix<Scalar>::Random(widths.back(), samples).cwiseAbs();
    Trace<Scalar> trace;
    Matrix<Scalar> output_gradient;
    Vector<Scalar> gradient;
    Scalar sum = 0;
    const auto step = [&] {
        const Matrix<Scalar>& outputs = forward(network, inputs, trace);
        sum += softmax_cross_entropy(outputs, targets, Reduction::mean);
        softmax_cross_entropy_gradient(outputs, targets, Reduction::mean, output_gradient);
        backward(network, inputs, output_gradient, trace, gradient);
        sum += squared_loss(outputs, targets, Reduction::mean);
        squared_loss_gradient(outputs, targets, Reduction::mean, output_gradient);
        backward(network, inputs, output_gradient, trace, gradient);
        sum += static_cast<Scalar>(statistics(trace.preactivation[0]).variance);
    };
    CHECK(requests_of(step) > 0);
    CHECK(requests_of(step) == 0);
    CHECK(sum == sum);
}

TEST_CASE("requests for memory are counted, Eigen's and the library's") {
    CHECK(requests_of([] { Matrix<float>::Ones(3, 3).eval(); }) == 1);
    CHECK(requests_of([] { std::vector<int>(5); }) == 1);
}

TEST_CASE("forward, loss, backward and statistics allocate nothing once the shapes are known") {
    SECTION("a small network, float") {
        check_steps<float, Relu>({7, 13, 9, 4}, 5);
    }
    SECTION("a small network, double") {
        check_steps<double, Tanh>({7, 13, 9, 4}, 5);
    }
    SECTION("the size of the benchmarks, float") {
        check_steps<float, Relu>({784, 512, 512, 10}, 128);
    }
    SECTION("the size of the benchmarks, double") {
        check_steps<double, Sigmoid>({784, 512, 512, 10}, 128);
    }
}

}  // namespace
