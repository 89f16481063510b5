#include "lib/nn/initializer/from_distribution.hpp"

#include <boost/random/laplace_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <catch2/catch.hpp>

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("weights are the distribution's draws, column by column, and biases may be too") {
    const FromDistribution init{boost::random::uniform_real_distribution<double>(2, 3)};
    random::Stream one({1, 2}, 3), two({1, 2}, 3);
    Matrix<float> w(3, 2);
    init(one, w);
    boost::random::uniform_real_distribution<double> draw(2, 3);
    for (Index i = 0; i < 6; ++i) CHECK(w(i) == static_cast<float>(draw(two)));
    CHECK(one.position() == two.position());
    Vector<double> bias(4);
    init(one, bias);
    CHECK(bias.minCoeff() > 2);
    CHECK(bias.maxCoeff() < 3);
}

TEST_CASE("each fill starts from the distribution as it was given") {
    // A normal distribution may keep a second draw for the next call; a fill must not.
    const FromDistribution init{boost::random::normal_distribution<double>(0, 1)};
    random::Stream one({1, 2}, 3), two({1, 2}, 3);
    Matrix<double> a(1, 1), b(1, 1);
    init(one, a);
    init(two, b);
    CHECK(a == b);
    FromDistribution{boost::random::laplace_distribution<double>(0, 1)}(one, a);
    Matrix<double> none(0, 3);
    CHECK_THROWS_AS(init(one, none), std::invalid_argument);
}

}  // namespace
