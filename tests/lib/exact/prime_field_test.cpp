#include "lib/exact/prime_field.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <limits>
#include <set>

namespace rc {

/// Any element, with those around 0 and around powers of two overrepresented.
template <>
struct Arbitrary<assay::exact::Mod61> {
    static Gen<assay::exact::Mod61> arbitrary() {
        using assay::exact::Mod61;
        return gen::oneOf(gen::map(gen::arbitrary<std::uint64_t>(), [](std::uint64_t v) { return Mod61(v); }),
                          gen::map(gen::inRange(-3, 4), [](int v) { return Mod61(v); }),
                          gen::map(gen::inRange(0, 61), [](int k) { return Mod61(std::uint64_t{1} << k); }));
    }
};

}  // namespace rc

namespace assay::exact {
namespace {

TEST_CASE("integers convert to their residues") {
    constexpr std::uint64_t p = 2305843009213693951U;
    CHECK(Mod61::modulus == p);
    CHECK(field_size == 2305843009213693952.0);  // 2^61 - 1 in double
    CHECK(Mod61().residue() == 0);
    CHECK(Mod61(-1).residue() == p - 1);
    CHECK(Mod61(p).residue() == 0);
    CHECK(Mod61(p + 5).residue() == 5);
    CHECK(Mod61(-static_cast<std::int64_t>(p)).residue() == 0);
    // Python: (2**64 - 1) % p, -2**63 % p
    CHECK(Mod61(std::numeric_limits<std::uint64_t>::max()).residue() == 7);
    CHECK(Mod61(std::numeric_limits<std::int64_t>::min()).residue() == p - 4);
    CHECK(Mod61(true).residue() == 1);
}

TEST_CASE("products agree with another system's") {
    // Python: a * b % p and a * pow(b, -1, p) % p
    const Mod61 a = 1234567890123456789, b = 2222222222222222222;
    CHECK(a * b == Mod61(188051619490242989));
    CHECK(a / b == Mod61(2109805622256165853));
    CHECK(Mod61(-1) * Mod61(-1) == Mod61(1));
    CHECK(Mod61(std::uint64_t{1} << 60U) * Mod61(2) == Mod61(1));
}

TEST_CASE("the axioms of a field hold") {
    rc::prop("sums", [](Mod61 a, Mod61 b, Mod61 c) {
        RC_ASSERT(a + b == b + a);
        RC_ASSERT((a + b) + c == a + (b + c));
        RC_ASSERT(a + Mod61(0) == a);
        RC_ASSERT(a + (-a) == Mod61(0));
        RC_ASSERT(a - b == a + (-b));
    });
    rc::prop("products", [](Mod61 a, Mod61 b, Mod61 c) {
        RC_ASSERT(a * b == b * a);
        RC_ASSERT((a * b) * c == a * (b * c));
        RC_ASSERT(a * Mod61(1) == a);
        RC_ASSERT(a * (b + c) == a * b + a * c);
        RC_ASSERT((a * b).residue() < Mod61::modulus);
        RC_ASSERT((a + b).residue() < Mod61::modulus);
        RC_ASSERT((a - b).residue() < Mod61::modulus);
    });
    rc::prop("inverses", [](Mod61 a, Mod61 b) {
        RC_PRE(!(b == Mod61(0)));
        RC_ASSERT(a / b * b == a);
        RC_ASSERT(b / b == Mod61(1));
    });
}

TEST_CASE("Fermat: a^p = a") {
    rc::prop("power", [](Mod61 a) {
        Mod61 power = 1, square = a;
        for (std::uint64_t exponent = Mod61::modulus; exponent > 0; exponent /= 2, square *= square)
            if (exponent % 2 == 1) power *= square;
        RC_ASSERT(power == a);
    });
}

TEST_CASE("division by zero is refused") {
    CHECK_THROWS_AS(Mod61(1) / Mod61(0), std::domain_error);
    CHECK_THROWS_AS(Mod61(0) / Mod61(Mod61::modulus), std::domain_error);
    CHECK_THROWS_WITH(Mod61(1) / Mod61(0), Catch::Matchers::Contains("divisor"));
}

TEST_CASE("a drawn element is 61 bits of two words of the stream") {
    random::Stream stream({1, 2}, 3);
    random::Stream words({1, 2}, 3);
    std::set<std::uint64_t> seen;
    int upper_half = 0;
    for (int i = 0; i < 1000; ++i) {
        const Mod61 element = draw_element(stream);
        const std::uint64_t high = words();
        const std::uint64_t low = words();
        CHECK(element.residue() == high * (std::uint64_t{1} << 29U) + low / 8);
        upper_half += element.residue() > Mod61::modulus / 2 ? 1 : 0;
        seen.insert(element.residue());
    }
    CHECK(seen.size() == 1000);
    // Binomial(1000, 1/2): outside 400 .. 600 with probability 2e-10, and the key is fixed.
    CHECK(upper_half > 400);
    CHECK(upper_half < 600);
}

TEST_CASE("elements serve as scalars of Eigen") {
    using Matrix = Eigen::Matrix<Mod61, Eigen::Dynamic, Eigen::Dynamic>;
    const Matrix a{{1, 2}, {3, 4}};
    const Matrix square{{7, 10}, {15, 22}};
    CHECK(Matrix(a * a) == square);
    CHECK(Matrix(a.lazyProduct(a)) == square);
    CHECK(a.trace() == Mod61(5));
    CHECK(Matrix(0, 3).squaredNorm() == Mod61(0));
    CHECK(Matrix(a.transpose() - a) == Matrix{{0, 1}, {-1, 0}});
}

}  // namespace
}  // namespace assay::exact
