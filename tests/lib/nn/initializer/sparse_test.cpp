#include "lib/nn/initializer/sparse.hpp"

#include <array>
#include <catch2/catch.hpp>

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("every unit has exactly k non-zero weights, up to all of them") {
    random::Stream stream({1, 2}, 3);
    for (const Index k : {1, 3, 15, 20}) {
        Matrix<float> w = Matrix<float>::Constant(9, 20, 5);
        Sparse{.nonzeros = k}(stream, w);
        for (Index i = 0; i < w.rows(); ++i) CHECK((w.row(i).array() != 0).count() == k);
    }
}

TEST_CASE("all sets of inputs are equally likely") {
    // The 10 sets of 2 of 5 inputs, 20000 units: each count is Bin(20000, 1/10) with standard deviation 42.4;
    // 7 of them are exceeded with probability 3e-12. Fixed seed.
    random::Stream stream({1, 2}, 3);
    Matrix<double> w(20000, 5);
    Sparse{.nonzeros = 2}(stream, w);
    std::array<int, 32> counts{};
    for (Index i = 0; i < w.rows(); ++i) {
        std::size_t set = 0;
        for (Index j = 0; j < 5; ++j)
            set |= w(i, j) != 0 ? std::size_t{1} << static_cast<std::size_t>(j) : 0U;
        ++counts[set];
    }
    int sets = 0;
    for (const int count : counts) {
        if (count == 0) continue;
        ++sets;
        CHECK(std::abs(count - 2000) < 7 * 42.4);
    }
    CHECK(sets == 10);
}

}  // namespace
