#pragma once
// What the exact experiments on least squares share: the arithmetic they run in, and random data for it.

#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

#include "lib/exact/integer.hpp"
#include "lib/exact/linear_algebra.hpp"
#include "lib/exact/prime_field.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments::ridge {

using exact::Mod61;
using exact::Rational;

/// Rational numbers have an order and real roots; a field of 2^61 - 1 elements is faster, and a trial there
/// proves more. An identity with small integer coefficients holds in one exactly when it holds in the other.
enum class Arithmetic { rational, modular };

template <class P>
[[nodiscard]] engine::Parameter<P> arithmetic_parameter() {
    return engine::choice(&P::arithmetic, {.name = "arithmetic",
                                           .choices = {"rational", "modular"},
                                           .doc = "rational numbers, or the field of 2^61 - 1 elements"});
}

/// Uniform on 2^32 integers around 0, or on the field.
template <class S>
[[nodiscard]] S draw(random::Stream& stream) {
    if constexpr (std::is_same_v<S, Rational>)
        return Rational(exact::draw_integer(stream, -2147483648LL, 2147483647LL));
    else
        return exact::draw_element(stream);
}
template <class S>
[[nodiscard]] exact::Matrix<S> draw(Eigen::Index rows, Eigen::Index columns, random::Stream& stream) {
    exact::Matrix<S> values(rows, columns);
    for (Eigen::Index j = 0; j < columns; ++j)
        for (Eigen::Index i = 0; i < rows; ++i) values(i, j) = draw<S>(stream);
    return values;
}

/// The certificate of a polynomial identity of the stated degree, tried on `draw`s.
[[nodiscard]] inline exact::Certificate polynomial(Arithmetic arithmetic, double degree) {
    return {.proof = exact::Proof::polynomial,
            .degree = degree,
            .values = arithmetic == Arithmetic::rational ? exact::magnitudes : exact::field_size};
}

/// An orthogonal matrix with rational entries: the Householder reflection I - 2 v v' / (v' v). No value where
/// v' v = 0.
template <class S>
[[nodiscard]] std::optional<exact::Matrix<S>> draw_orthogonal(Eigen::Index size, random::Stream& stream) {
    const exact::Matrix<S> v = draw<S>(size, 1, stream);
    const S square = exact::product(exact::Matrix<S>(v.transpose()), v)(0, 0);
    if (square == S(0)) return std::nullopt;
    exact::Matrix<S> q = exact::Matrix<S>::Identity(size, size);
    for (Eigen::Index i = 0; i < size; ++i)
        for (Eigen::Index j = 0; j < size; ++j) q(i, j) -= S(2) * v(i, 0) * v(j, 0) / square;
    return q;
}

/// A value of an expression: the elements of a matrix, column by column.
template <class S>
using Elements = std::vector<S>;
template <class Derived>
[[nodiscard]] Elements<typename Derived::Scalar> elements(const Eigen::MatrixBase<Derived>& matrix) {
    Elements<typename Derived::Scalar> all;
    for (Eigen::Index j = 0; j < matrix.cols(); ++j)
        for (Eigen::Index i = 0; i < matrix.rows(); ++i) all.push_back(matrix(i, j));
    return all;
}

/// The block function, `(parameters, stream, replicates, what it adds to)`, of the arithmetic that the
/// parameters name.
template <class P, class InRational, class InModular>
[[nodiscard]] auto either(InRational rational, InModular modular) {
    return [rational, modular](const P& p, random::Stream& stream, engine::Replicates replicates, auto& to) {
        return p.arithmetic == Arithmetic::rational ? rational(p, stream, replicates, to)
                                                    : modular(p, stream, replicates, to);
    };
}
/// The same sides, drawn in the arithmetic that the parameters name.
template <class P>
[[nodiscard]] DrawnSides<P> either(const DrawnSides<P>& rational, const DrawnSides<P>& modular) {
    return {rational.rows, either<P>(rational.add, modular.add)};
}

}  // namespace assay::experiments::ridge
