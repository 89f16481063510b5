#pragma once
// The field of 2^61 - 1 elements: exact arithmetic at a nanosecond or two an operation, for testing
// identities of rational functions at random points.

#include <Eigen/Core>
#include <concepts>
#include <cstdint>
#include <ostream>
#include <stdexcept>

#include "lib/random/stream.hpp"

namespace assay::exact {

/// An integer modulo the Mersenne prime 2^61 - 1. Integers of any sign convert to their residue; there is no
/// order. What holds for rationals holds for residues wherever no denominator is a multiple of the modulus.
class Mod61 {
  public:
    static constexpr std::uint64_t modulus = (std::uint64_t{1} << 61U) - 1U;

    constexpr Mod61() noexcept = default;
    template <std::integral Number>
    explicit(false) constexpr Mod61(Number number) noexcept : residue_(residue_of(number)) {}

    /// The representative in 0 .. modulus - 1.
    [[nodiscard]] constexpr std::uint64_t residue() const noexcept { return residue_; }

    friend constexpr Mod61 operator-(Mod61 a) noexcept {
        return from_residue(a.residue_ == 0 ? 0 : modulus - a.residue_);
    }
    friend constexpr Mod61 operator+(Mod61 a, Mod61 b) noexcept {
        return from_residue(below_modulus(a.residue_ + b.residue_));
    }
    friend constexpr Mod61 operator-(Mod61 a, Mod61 b) noexcept {
        return from_residue(below_modulus(a.residue_ + (modulus - b.residue_)));
    }
    /// Since 2^61 = 1, the bits of the product above the lowest 61 count as if they stood in front of them:
    /// high 2^61 + low = high + low, which is below 2 modulus.
    friend constexpr Mod61 operator*(Mod61 a, Mod61 b) noexcept {
        const Wide product = static_cast<Wide>(a.residue_) * b.residue_;
        return from_residue(below_modulus((static_cast<std::uint64_t>(product) & modulus) +
                                          static_cast<std::uint64_t>(product >> 61U)));
    }
    /// a b^(modulus - 2), by Fermat: some 120 products. Throws std::domain_error for b = 0.
    friend constexpr Mod61 operator/(Mod61 a, Mod61 b) {
        if (b.residue_ == 0) throw std::domain_error("Mod61: the divisor must not be a multiple of 2^61 - 1");
        for (std::uint64_t exponent = modulus - 2; exponent > 0; exponent >>= 1U) {
            if ((exponent & 1U) != 0) a *= b;
            b *= b;
        }
        return a;
    }
    constexpr Mod61& operator+=(Mod61 other) noexcept { return *this = *this + other; }
    constexpr Mod61& operator-=(Mod61 other) noexcept { return *this = *this - other; }
    constexpr Mod61& operator*=(Mod61 other) noexcept { return *this = *this * other; }
    constexpr Mod61& operator/=(Mod61 other) { return *this = *this / other; }

    friend constexpr bool operator==(Mod61, Mod61) noexcept = default;
    friend std::ostream& operator<<(std::ostream& out, Mod61 a) { return out << a.residue_; }

  private:
    __extension__ typedef unsigned __int128 Wide;

    static constexpr std::uint64_t below_modulus(std::uint64_t sum) noexcept {
        return sum >= modulus ? sum - modulus : sum;
    }
    static constexpr Mod61 from_residue(std::uint64_t residue) noexcept {
        Mod61 element;
        element.residue_ = residue;
        return element;
    }
    template <std::integral Number>
    static constexpr std::uint64_t residue_of(Number number) noexcept {
        if constexpr (std::signed_integral<Number>) {
            const std::int64_t remainder = std::int64_t{number} % static_cast<std::int64_t>(modulus);
            return static_cast<std::uint64_t>(remainder) + (remainder < 0 ? modulus : 0);
        } else {
            return std::uint64_t{number} % modulus;
        }
    }

    std::uint64_t residue_ = 0;
};

/// How many values `draw_element` can take, for a Schwartz-Zippel bound: 2^61 - 1 to double precision.
inline constexpr double field_size = static_cast<double>(Mod61::modulus);

/// Exactly uniform on the field: 61 bits of two words of the stream, and the next two in the one case of 2^61
/// that is not a residue.
[[nodiscard]] inline Mod61 draw_element(random::Stream& stream) {
    for (;;) {
        const std::uint64_t high = stream();
        const std::uint64_t bits = ((high << 32U) | stream()) >> 3U;
        if (bits != Mod61::modulus) return bits;
    }
}

}  // namespace assay::exact

template <>
struct Eigen::NumTraits<assay::exact::Mod61> : Eigen::GenericNumTraits<assay::exact::Mod61> {
    using Real = assay::exact::Mod61;
    using NonInteger = assay::exact::Mod61;
    using Nested = assay::exact::Mod61;
    using Literal = assay::exact::Mod61;
    enum {
        IsComplex = 0,
        IsInteger = 0,
        IsSigned = 0,
        RequireInitialization = 1,
        ReadCost = 1,
        AddCost = 3,
        MulCost = 8
    };
    static int digits10() { return 0; }  ///< asked for by Eigen's printing: 0 is "as the scalar prints"
};
