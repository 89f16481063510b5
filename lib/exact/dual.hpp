#pragma once
// Dual numbers a + a' epsilon with epsilon^2 = 0: a program that runs on them returns its value and its
// derivative, without rounding where the scalar has none.
//   A. Griewank, A. Walther: Evaluating Derivatives. 2nd edition, SIAM 2008, chapter 3 (forward mode).

#include <type_traits>
#include <utility>

namespace assay::exact {

/// A value and its derivative along one direction, over any field: double, Rational, or Dual again for second
/// derivatives. Numbers and scalars convert to constants, whose derivative is 0.
///
/// Comparisons see the real part alone, so that a program takes the branches that it takes without
/// derivatives. On the edge of a branch (a ReLU at exactly 0) the derivative is that of the branch taken.
/// Division by a real part of 0 does what the scalar does: Rational throws std::overflow_error.
/// Cost: a product is three of the scalar's, a quotient two quotients and a product.
template <class Scalar>
struct Dual {
    Scalar real{};
    Scalar epsilon{};

    Dual() = default;
    Dual(Scalar value) : real(std::move(value)), epsilon(0) {}
    Dual(Scalar value, Scalar derivative) : real(std::move(value)), epsilon(std::move(derivative)) {}
    /// A machine number, converted to the scalar.
    template <class Number>
    requires(std::is_arithmetic_v<Number> && !std::is_same_v<Number, Scalar>) Dual(Number value)
        : real(static_cast<Scalar>(value)), epsilon(0) {}

    friend Dual operator-(const Dual& a) { return {-a.real, -a.epsilon}; }
    friend Dual operator+(const Dual& a, const Dual& b) { return {a.real + b.real, a.epsilon + b.epsilon}; }
    friend Dual operator-(const Dual& a, const Dual& b) { return {a.real - b.real, a.epsilon - b.epsilon}; }
    friend Dual operator*(const Dual& a, const Dual& b) {
        return {a.real * b.real, a.real * b.epsilon + a.epsilon * b.real};
    }
    /// (a + a' epsilon) / (b + b' epsilon) = q + (a' - q b') / b epsilon with q = a / b.
    friend Dual operator/(const Dual& a, const Dual& b) {
        const Scalar quotient = a.real / b.real;
        return {quotient, (a.epsilon - quotient * b.epsilon) / b.real};
    }
    Dual& operator+=(const Dual& other) { return *this = *this + other; }
    Dual& operator-=(const Dual& other) { return *this = *this - other; }
    Dual& operator*=(const Dual& other) { return *this = *this * other; }
    Dual& operator/=(const Dual& other) { return *this = *this / other; }

    friend bool operator==(const Dual& a, const Dual& b) { return a.real == b.real; }
    friend bool operator<(const Dual& a, const Dual& b) { return a.real < b.real; }
    friend bool operator>(const Dual& a, const Dual& b) { return a.real > b.real; }
    friend bool operator<=(const Dual& a, const Dual& b) { return a.real <= b.real; }
    friend bool operator>=(const Dual& a, const Dual& b) { return a.real >= b.real; }
};

/// f'(x) for an f that takes and returns a dual number.
template <class F, class Scalar>
[[nodiscard]] Scalar derivative(const F& f, const Scalar& x) {
    const Dual<Scalar> value = f(Dual<Scalar>(x, Scalar(1)));
    return value.epsilon;
}

}  // namespace assay::exact
