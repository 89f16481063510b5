#include "lib/nn/initializer/data_dependent.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "lib/nn/initialize.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

template <class Scalar, class Hidden>
Network<Scalar, Hidden> random_network(random::Stream& stream) {
    Network<Scalar, Hidden> network(Layout({10, 30, 20, 25, 5}));
    initialize(stream, network, FanInNormal{.gain = 3}, FanInNormal{.gain = 0.2}, NormalBias{.sd = 0.5});
    return network;
}

TEST_CASE("every layer's pre-activations have standard deviation 1 on the batch, whatever the activation") {
    random::Stream stream({1, 2}, 3);
    Matrix<double> batch(10, 40);
    nn::fill_normal(stream, batch);
    const auto check = [&](auto network) {
        Trace<double> trace, again;
        const Vector<double> before = network.parameters;
        scale_by_batch(network, batch, trace);
        (void)forward(network, batch, again);
        for (std::size_t l = 0; l < 4; ++l) {
            CHECK(statistics(again.preactivation[l]).variance == Approx(1).epsilon(1e-13));
            CHECK(again.activation[l] == trace.activation[l]);
            // A scaling: no direction has changed.
            const auto old = network.layout.weight(before, l);
            const double factor = network.weight(l)(0, 0) / old(0, 0);
            CHECK(factor > 0);
            CHECK(network.weight(l).isApprox(old * factor, 1e-14));
            CHECK(network.bias(l).isApprox(network.layout.bias(before, l) * factor, 1e-14));
        }
    };
    check(random_network<double, Relu>(stream));
    check(random_network<double, Tanh>(stream));
}

TEST_CASE("a batch of one sample, one of another width, and one without spread are refused") {
    random::Stream stream({1, 2}, 3);
    auto network = random_network<float, Relu>(stream);
    Trace<float> trace;
    CHECK_THROWS_WITH(scale_by_batch(network, Matrix<float>(10, 1), trace),
                      Catch::Contains("at least 2 samples, not 1"));
    CHECK_THROWS_AS(scale_by_batch(network, Matrix<float>(10, 0), trace), std::invalid_argument);
    CHECK_THROWS_AS(scale_by_batch(network, Matrix<float>(Matrix<float>::Ones(9, 3)), trace),
                    std::invalid_argument);
    network.parameters.setZero();
    CHECK_THROWS_WITH(scale_by_batch(network, Matrix<float>(Matrix<float>::Ones(10, 3)), trace),
                      Catch::Contains("layer 0"));
    network = random_network<float, Relu>(stream);
    const Matrix<float> nan = Matrix<float>::Constant(10, 3, std::numeric_limits<float>::quiet_NaN());
    CHECK_THROWS_AS(scale_by_batch(network, nan, trace), std::domain_error);
}

}  // namespace
