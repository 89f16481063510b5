#pragma once
// Rational numbers of any size, as a scalar for formulas and for Eigen matrices.

#include <Eigen/Core>
#include <boost/multiprecision/cpp_int.hpp>
#include <boost/multiprecision/eigen.hpp>
#include <cstdint>
#include <type_traits>

#include "lib/random/stream.hpp"

// Boost 1.74 asks every type with a const_iterator whether it is a container of bytes, and stumbles over
// those Eigen expressions whose const_iterator is void. No Eigen expression is one.
namespace boost::multiprecision::detail {
template <class C>
requires std::is_void_v<typename C::const_iterator>
struct is_byte_container_imp<C, true> : std::false_type {
};
}  // namespace boost::multiprecision::detail

// Its arithmetic, a third of the time to compile a file that uses it, is compiled in rational.cpp.
extern template class boost::rational<boost::multiprecision::cpp_int>;

namespace assay::exact {

/// Exact numbers without expression templates, so that `auto` and ?: do what they say. The cost of an
/// operation grows with the digits of its operands, which sums and products of n terms let grow about n-fold.
using Rational =
    boost::multiprecision::number<boost::multiprecision::cpp_rational_backend, boost::multiprecision::et_off>;

/// How many values `draw_magnitude` can take: the size of the sample set in a Schwartz-Zippel bound.
inline constexpr double magnitudes = 4294967296.0;

/// Uniform on the integers 1 .. 2^32, from one word of the stream. For an identity on each side of a sign
/// condition, draw magnitudes and try every pattern of signs: within a pattern the identity is one of
/// polynomials.
[[nodiscard]] inline Rational draw_magnitude(random::Stream& stream) {
    return Rational(static_cast<std::uint64_t>(stream()) + 1U);
}

}  // namespace assay::exact
