#include "lib/nn/initialize.hpp"

#include <catch2/catch.hpp>

#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/nn/initializer/he_normal.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("the first layer has a rule of its own, and draws come layer by layer") {
    random::Stream one({1, 2}, 3), two({1, 2}, 3);
    Network<double> network(Layout({30, 40, 50}));
    initialize(one, network, FanInNormal{}, HeNormal{}, NormalBias{.sd = 0.1});
    Matrix<double> w0(40, 30), w1(50, 40);
    Vector<double> b0(40), b1(50);
    FanInNormal{}(two, w0);
    NormalBias{.sd = 0.1}(two, b0);
    HeNormal{}(two, w1);
    NormalBias{.sd = 0.1}(two, b1);
    CHECK(network.weight(0) == w0);
    CHECK(network.bias(0) == b0);
    CHECK(network.weight(1) == w1);
    CHECK(network.bias(1) == b1);
}

TEST_CASE("one rule for all layers leaves the biases at 0") {
    random::Stream one({1, 2}, 3), two({1, 2}, 3);
    Network<float, Tanh> network(Layout({3, 4, 2}));
    network.parameters.setConstant(9);
    initialize(one, network, HeNormal{});
    Matrix<float> w0(4, 3);
    HeNormal{}(two, w0);
    CHECK(network.weight(0) == w0);
    CHECK(network.bias(0).isZero(0));
    CHECK(network.bias(1).isZero(0));
    CHECK(network.weight(1).cwiseAbs().maxCoeff() < 9);
}

}  // namespace
