#include "lib/exact/power.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <limits>

#include "lib/exact/integer.hpp"
#include "lib/exact/prime_field.hpp"

namespace assay::exact {
namespace {

TEST_CASE("a power is the product of so many factors") {
    Rational product = 1;
    for (std::uint64_t exponent = 0; exponent <= 70; ++exponent) {
        CHECK(power(Rational(-2, 3), exponent) == product);
        product *= Rational(-2, 3);
    }
}

TEST_CASE("the exponent 0 gives 1, for 0 too; other powers of 0 are 0") {
    CHECK(power(Rational(0), 0) == 1);
    CHECK(power(Rational(7), 0) == 1);
    CHECK(power(Rational(0), 1) == 0);
    CHECK(power(Rational(0), 12) == 0);
}

TEST_CASE("powers of elements of a field: exponents add, and Fermat's little theorem") {
    rc::prop("b^(m + n) = b^m b^n", [](std::uint64_t residue, std::uint32_t m, std::uint32_t n) {
        const Mod61 base(residue);
        RC_ASSERT(power(base, std::uint64_t{m} + n) == power(base, m) * power(base, n));
    });
    CHECK(power(Mod61(3), Mod61::modulus - 1) == Mod61(1));
    CHECK(power(Mod61(3), Mod61::modulus) == Mod61(3));
    CHECK(power(Mod61(-1), std::numeric_limits<std::uint64_t>::max()) == Mod61(-1));
}

TEST_CASE("nothing is computed that is larger than the result") {
    // 2^255 fits into 256 bits, the square of its factor 2^128 does not.
    CHECK(power(Integer(2), 255) / power(Integer(2), 250) == 32);
    CHECK_THROWS_AS(power(Integer(2), 256), std::overflow_error);
}

}  // namespace
}  // namespace assay::exact
