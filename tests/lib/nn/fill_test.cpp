#include "lib/nn/fill.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace assay;

TEST_CASE("a matrix is filled as a span of its size is, column by column") {
    random::Stream one({1, 2}, 3), two({1, 2}, 3);
    Eigen::MatrixXf matrix(5, 7);
    nn::fill_normal(one, matrix);
    std::vector<float> values(35);
    random::fill_normal(two, std::span(values));
    CHECK(matrix(4, 0) == values[4]);
    CHECK(matrix(0, 1) == values[5]);
    CHECK(matrix(4, 6) == values[34]);
    CHECK(one.position() == two.position());
}

TEST_CASE("vectors of doubles, and nothing at all") {
    random::Stream one({1, 2}, 3), two({1, 2}, 3);
    Eigen::VectorXd vector(3), nothing(0);
    nn::fill_normal(one, nothing);
    CHECK(one.position() == 0);
    nn::fill_normal(one, vector);
    std::vector<double> values(3);
    random::fill_normal(two, std::span(values));
    for (Eigen::Index i = 0; i < 3; ++i) CHECK(vector[i] == values[static_cast<std::size_t>(i)]);
}

TEST_CASE("scaled normals are the normals times the scale, across tiles") {
    random::Stream one({1, 2}, 3), two({1, 2}, 3);
    std::vector<float> values(2500), expected(2500);
    random::fill_normal(one, std::span(expected));
    nn::fill_normal(two, std::span(values), 0.3F);
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(values[i] == expected[i] * 0.3F);
    CHECK(one.position() == two.position());
    nn::fill_normal(two, std::span<float>(), 0.3F);
    CHECK(one.position() == two.position());
}

TEST_CASE("uniforms are symmetric about 0") {
    random::Stream one({1, 2}, 3), two({1, 2}, 3);
    std::vector<double> values(9), expected(9);
    random::fill_uniform(one, std::span(expected));
    nn::fill_uniform(two, std::span(values), 0.5);
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(values[i] == 0.5 * (2 * expected[i] - 1));
}
