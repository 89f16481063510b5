#include "lib/nn/initializer/orthogonal.hpp"

#include <catch2/catch.hpp>

#include "lib/stats/student.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("the shorter side is orthonormal, times the gain") {
    random::Stream stream({1, 2}, 3);
    for (const auto& [rows, cols] :
         {std::pair<Index, Index>{7, 7}, {3, 9}, {9, 3}, {1, 5}, {5, 1}, {1, 1}, {64, 64}}) {
        Matrix<double> w(rows, cols);
        Orthogonal{.gain = 1.5}(stream, w);
        const Matrix<double> gram =
            rows >= cols ? Matrix<double>(w.transpose() * w) : Matrix<double>(w * w.transpose());
        CHECK(gram.isApprox(2.25 * Matrix<double>::Identity(gram.rows(), gram.cols()), 1e-13));
        Matrix<float> single(rows, cols);
        Orthogonal{}(stream, single);
        CHECK(single.squaredNorm() == Approx(std::min(rows, cols)).epsilon(1e-5));
    }
}

TEST_CASE("the law is Haar's: traces have mean 0 and second moment 1, and 1 x 1 is either sign") {
    // E tr Q = 0 and E (tr Q)^2 = 1 for Haar's law on O(n), n >= 2 (P. Diaconis, M. Shahshahani: On the
    // eigenvalues of random matrices. J. Appl. Probab. 31 (1994)). Householder's signs alone would make the
    // first entry negative always. Fixed seed; intervals at level 1e-10.
    random::Stream stream({1, 2}, 3);
    stats::Moments trace, square, corner, sign;
    for (int i = 0; i < 100000; ++i) {
        Matrix<double> w(2, 2), one(1, 1);
        Orthogonal{}(stream, w);
        Orthogonal{}(stream, one);
        trace.add(w.trace());
        square.add(w.trace() * w.trace());
        corner.add(w(0, 0));
        sign.add(one(0, 0));
    }
    for (const stats::Moments& m : {trace, corner, sign}) {
        const auto estimate = stats::student_mean(m, 1e-10);
        CHECK(estimate.lower < 0);
        CHECK(estimate.upper > 0);
        CHECK(estimate.upper < 0.1);
    }
    const auto estimate = stats::student_mean(square, 1e-10);
    CHECK(estimate.lower < 1);
    CHECK(estimate.upper > 1);
    CHECK(estimate.upper < 1.1);
}

}  // namespace
