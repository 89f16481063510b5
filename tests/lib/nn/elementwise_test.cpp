#include "lib/nn/elementwise.hpp"

#include <catch2/catch.hpp>
#include <cstring>

#include "lib/nn/activations.hpp"
#include "lib/nn/fill.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

template <class Scalar>
bool same_bits(const Scalar& a, const Scalar& b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

template <class Scalar>
void check_against_single_elements() {
    random::Stream stream({3, 4}, 5);
    for (const Index rows : {0, 1, 7, 8, 33}) {
        Matrix<Scalar> z(rows, 3), g(rows, 3), a;
        nn::fill_normal(stream, z);
        nn::fill_normal(stream, g);
        z *= 5;
        for (int kind = 0; kind < 6; ++kind)
            std::visit(
                [&](const auto& f) {
                    activate(f, z, a);
                    Matrix<Scalar> delta = g;
                    multiply_by_derivative(f, z, delta);
                    REQUIRE(a.rows() == rows);
                    for (Index i = 0; i < z.size(); ++i) {
                        CHECK(same_bits(a(i), f.value(z(i))));
                        CHECK(same_bits(delta(i), Scalar(g(i) * f.derivative(z(i)))));
                    }
                },
                activation(static_cast<ActivationKind>(kind)));
    }
}

TEST_CASE("a matrix gets the bits of its elements one at a time, wherever they stand") {
    check_against_single_elements<float>();
    check_against_single_elements<double>();
}

TEST_CASE("an activation may be applied in place") {
    Matrix<double> z{{-1, 2}, {3, -4}};
    activate(Relu{}, z, z);
    CHECK(z == Matrix<double>{{0, 2}, {3, 0}});
}

}  // namespace
