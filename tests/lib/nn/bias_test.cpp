#include "lib/nn/bias.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "lib/nn/loss.hpp"
#include "lib/stats/moments.hpp"
#include "lib/stats/normal_sample.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("constant biases draw nothing") {
    random::Stream stream({1, 2}, 3);
    Vector<float> bias = Vector<float>::Constant(4, 7);
    ConstantBias{}(stream, bias);
    CHECK(bias == Vector<float>::Zero(4));
    ConstantBias{.value = 0.1}(stream, bias);
    CHECK(bias == Vector<float>::Constant(4, 0.1F));
    forget_gate_bias(stream, bias);
    CHECK(bias == Vector<float>::Ones(4));
    CHECK(stream.position() == 0);
    CHECK(initial_precision == 1);
}

TEST_CASE("small random biases have their standard deviation") {
    random::Stream stream({1, 2}, 3);
    Vector<double> bias(20000);
    NormalBias{.sd = 0.05}(stream, bias);
    stats::Moments moments;
    moments.add(std::span<const double>(bias.data(), 20000));
    // At level 1e-10 for this fixed seed; the interval is 9 % wide at each side.
    const auto variance = stats::normal_variance(moments, 1e-10);
    CHECK(variance.lower < 0.0025);
    CHECK(variance.upper > 0.0025);
    CHECK(variance.upper < 0.0028);
    NormalBias{.sd = 0}(stream, bias);
    CHECK(bias.isZero(0));
    CHECK_THROWS_AS(NormalBias{.sd = -1}(stream, bias), std::invalid_argument);
    CHECK_THROWS_AS(NormalBias{.sd = std::numeric_limits<double>::quiet_NaN()}(stream, bias),
                    std::invalid_argument);
}

TEST_CASE("the bias at the marginal gives the mean back") {
    for (const double mean : {1e-12, 0.1, 0.5, 0.9, 1 - 1e-9}) {
        CHECK(Sigmoid{}.value(marginal_bias(Sigmoid{}, mean)) == Approx(mean).epsilon(1e-14));
        CHECK(Tanh{}.value(marginal_bias(Tanh{}, -mean)) == Approx(-mean).epsilon(1e-14));
        CHECK(Relu{}.value(marginal_bias(Relu{}, mean)) == mean);
        CHECK(LeakyRelu{}.value(marginal_bias(LeakyRelu{}, -mean)) == Approx(-mean).epsilon(1e-15));
        CHECK(marginal_bias(Identity{}, -mean) == -mean);
    }
    CHECK(marginal_bias(LeakyRelu{}, 2) == 2);
}

TEST_CASE("there is no bias for a mean outside the activation's range or at its boundary") {
    for (const double mean : {0.0, 1.0, -0.5, 2.0, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(marginal_bias(Sigmoid{}, mean), std::domain_error);
    CHECK_THROWS_AS(marginal_bias(Tanh{}, 1), std::domain_error);
    CHECK_THROWS_AS(marginal_bias(Tanh{}, -1), std::domain_error);
    CHECK_THROWS_WITH(marginal_bias(Relu{}, 0), Catch::Contains("above 0"));
    CHECK_THROWS_AS(marginal_bias(Identity{}, std::numeric_limits<double>::infinity()), std::domain_error);
    CHECK_THROWS_AS(marginal_bias(LeakyRelu{0}, 1), std::domain_error);
}

TEST_CASE("the softmax of its bias is the marginal, and the biases sum to 0") {
    const Vector<double> c{{0.9, 0.07, 0.03}};
    const Vector<double> b = softmax_bias(c);
    Matrix<double> p;
    softmax(Matrix<double>(b), p);
    CHECK((p - c).cwiseAbs().maxCoeff() < 1e-15);
    CHECK(std::abs(b.sum()) < 1e-14);
    CHECK(softmax_bias(Vector<double>::Ones(1))[0] == 0);
    CHECK_THROWS_AS(softmax_bias(Vector<double>{{1, 0}}), std::domain_error);
    CHECK_THROWS_AS(softmax_bias(Vector<double>{{0.5, 0.4}}), std::domain_error);
    CHECK_THROWS_AS(softmax_bias(Vector<double>(0)), std::domain_error);
}

}  // namespace
