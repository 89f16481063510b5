#pragma once
// Exact solutions that the tests of lib/linear compare with, and random data.

#include "lib/exact/linear_algebra.hpp"
#include "lib/exact/rational.hpp"
#include "lib/linear/problem.hpp"
#include "lib/random/normal.hpp"

namespace assay::linear {

[[nodiscard]] inline Matrix<exact::Rational> exactly(const Matrix<double>& values) {
    return values.unaryExpr([](double value) { return exact::Rational(value); });
}

/// (X'X + lambda I)^-1 X'y of the doubles given, rounded once. The matrix must not be singular.
[[nodiscard]] inline Vector<double> exact_ridge(const Matrix<double>& X, const Vector<double>& y,
                                                double lambda) {
    const Matrix<exact::Rational> rational = exactly(X);
    const Matrix<exact::Rational> transposed = rational.transpose();
    Matrix<exact::Rational> gram = exact::product(transposed, rational);
    gram.diagonal().array() += exact::Rational(lambda);
    const auto w = exact::solve(gram, exact::product(transposed, exactly(y)));
    return w.value().unaryExpr([](const exact::Rational& value) { return value.convert_to<double>(); });
}

/// Independent standard normals; the seed is the block of a stream of its own.
[[nodiscard]] inline Matrix<double> normals(Index rows, Index columns, std::uint64_t seed) {
    random::Stream stream(random::run_key(1, "tests of lib/linear"), seed);
    Matrix<double> values(rows, columns);
    random::fill_normal(stream, std::span(values.data(), static_cast<std::size_t>(values.size())));
    return values;
}

/// |a - b| / |b|.
[[nodiscard]] inline double relative_error(const Vector<double>& a, const Vector<double>& b) {
    return (a - b).stableNorm() / b.stableNorm();
}

}  // namespace assay::linear
