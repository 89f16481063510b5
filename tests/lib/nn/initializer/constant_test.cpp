#include "lib/nn/initializer/constant.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("constant weights are constant and draw nothing") {
    random::Stream stream({1, 2}, 3);
    Matrix<float> w = Matrix<float>::Ones(2, 3);
    Constant{}(stream, w);
    CHECK(w == Matrix<float>::Zero(2, 3));
    Constant{.value = -0.5}(stream, w);
    CHECK(w == Matrix<float>::Constant(2, 3, -0.5F));
    CHECK(stream.position() == 0);
    CHECK(Constant{}.variance(1, 1) == 0);
    Matrix<float> none(0, 3);
    CHECK_THROWS_AS(Constant{}(stream, none), std::invalid_argument);
}

}  // namespace
