#include "lib/nn/layout.hpp"

#include <catch2/catch.hpp>

namespace {

using assay::nn::Layout;
using assay::nn::Vector;

TEST_CASE("a layout counts (fan_in + 1) fan_out parameters a layer") {
    const Layout layout({3, 5, 2});
    CHECK(layout.layers() == 2);
    CHECK(layout.size() == 4 * 5 + 6 * 2);
    CHECK(layout.fan_in(1) == 5);
    CHECK(layout.fan_out(1) == 2);
}

TEST_CASE("weights and biases tile the flat vector, weights by columns") {
    const Layout layout({2, 3, 1});
    Vector<double> flat(layout.size());
    for (Eigen::Index i = 0; i < flat.size(); ++i) flat[i] = static_cast<double>(i);
    CHECK(layout.weight(flat, 0)(2, 0) == 2);
    CHECK(layout.weight(flat, 0)(0, 1) == 3);
    CHECK(layout.bias(flat, 0)[0] == 6);
    CHECK(layout.weight(flat, 1)(0, 2) == 11);
    CHECK(layout.bias(flat, 1)[0] == 12);
    layout.bias(flat, 1)[0] = -1;
    CHECK(flat[12] == -1);
    const Vector<double>& constant = flat;
    CHECK(layout.bias(constant, 1)[0] == -1);
}

TEST_CASE("a layout refuses widths that make no network") {
    CHECK_THROWS_AS(Layout({}), std::invalid_argument);
    CHECK_THROWS_AS(Layout({4}), std::invalid_argument);
    CHECK_THROWS_AS(Layout({4, 0, 1}), std::invalid_argument);
    CHECK_THROWS_AS(Layout({4, -1}), std::invalid_argument);
    const Layout layout({1, 1});
    CHECK_THROWS_AS(layout.fan_out(1), std::out_of_range);
}

}  // namespace
