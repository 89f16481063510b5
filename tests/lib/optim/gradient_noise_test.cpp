#include "lib/optim/gradient_noise.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace assay::optim;
using V = Vector<double>;

TEST_CASE("gradient noise is sd times the stream's normals, in the order of the elements") {
    assay::random::Stream stream({1, 2}, 3), same({1, 2}, 3);
    V gradient = V::LinSpaced(10, 0, 9), buffer(10), z(10);
    add_normal_noise(stream, 0.25, buffer, gradient);
    assay::random::fill_normal(same, std::span(z.data(), 10));
    CHECK(gradient == V(V::LinSpaced(10, 0, 9) + z * 0.25));
    CHECK(stream.position() == same.position());
    V shorter(9);
    CHECK_THROWS_WITH(add_normal_noise(stream, 1.0, shorter, gradient), Catch::Contains("buffer"));
    CHECK_THROWS_WITH(add_normal_noise(stream, -1.0, buffer, gradient), Catch::Contains("sd must be finite"));
}

TEST_CASE("a gradient that is all noise needs no buffer") {
    assay::random::Stream stream({1, 2}, 3), same({1, 2}, 3);
    V gradient(10), z(10);
    draw_normal_gradient(stream, 0.5, 2.0, gradient);
    assay::random::fill_normal(same, std::span(z.data(), 10));
    CHECK(gradient == V((z * 2).array() + 0.5));
    CHECK_THROWS_WITH(draw_normal_gradient(stream, 0.5, -1.0, gradient),
                      Catch::Contains("draw_normal_gradient: sd must be finite"));
}

}  // namespace
