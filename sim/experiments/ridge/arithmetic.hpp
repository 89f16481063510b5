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

/// The block function of an experiment in either arithmetic. `table` and `instance` are templates over the
/// scalar: table<S>() are the expressions, instance<S>(parameters, stream) is a std::optional of what they
/// are evaluated on, without value where a matrix is singular by accident: a missing replicate. Each instance
/// goes on to also(replicate, instance, tally).
template <class P, class T, class TableOf, class InstanceOf, class Also>
[[nodiscard]] auto exact_block(TableOf table, InstanceOf instance, Also also) {
    const auto run = [also](const auto& expressions, auto draw_instance, engine::Replicates replicates,
                            T& tally) {
        std::uint64_t missing = 0;
        for (std::uint64_t r = 0; r < replicates.count; ++r) {
            const auto drawn = draw_instance();
            if (!drawn) {
                ++missing;
                continue;
            }
            add(tally.sides, replicates.first + r, expressions, std::span(&*drawn, 1));
            also(replicates.first + r, *drawn, tally);
        }
        return missing;
    };
    return [run, instance, rational = table.template operator()<Rational>(),
            modular = table.template operator()<Mod61>()](const P& p, random::Stream& stream,
                                                          engine::Replicates replicates, T& tally) {
        if (p.arithmetic == Arithmetic::rational)
            return run(
                rational, [&] { return instance.template operator()<Rational>(p, stream); }, replicates,
                tally);
        return run(
            modular, [&] { return instance.template operator()<Mod61>(p, stream); }, replicates, tally);
    };
}
/// The same where there is nothing but the expressions.
template <class P, class T, class TableOf, class InstanceOf>
[[nodiscard]] auto exact_block(TableOf table, InstanceOf instance) {
    return exact_block<P, T>(table, instance, [](std::uint64_t, const auto&, T&) {});
}

}  // namespace assay::experiments::ridge
