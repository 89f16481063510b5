#include "sim/experiments/ridge/arithmetic.hpp"

#include <catch2/catch.hpp>
#include <set>

namespace assay::experiments::ridge {
namespace {

TEMPLATE_TEST_CASE("a drawn orthogonal matrix is one", "", Rational, Mod61) {
    random::Stream stream({3, 4}, 5);
    for (const Eigen::Index size : {1, 2, 5}) {
        const auto q = draw_orthogonal<TestType>(size, stream);
        REQUIRE(q);
        const exact::Matrix<TestType> gram = exact::product(q->transpose(), *q);
        CHECK(gram == exact::Matrix<TestType>::Identity(size, size));
    }
}

TEST_CASE("draws: integers around 0, or residues") {
    random::Stream stream({3, 4}, 6);
    int negative = 0;
    for (int i = 0; i < 1000;
         ++i) {  // false alarm: two binomial tails beyond 6 standard deviations, seed fixed
        const Rational x = draw<Rational>(stream);
        CHECK(denominator(x) == 1);
        CHECK(abs(x) <= Rational(2147483648LL));
        negative += x < 0 ? 1 : 0;
    }
    CHECK(std::abs(negative - 500) < 95);
}

TEST_CASE("elements go column by column") {
    exact::Matrix<Rational> m(2, 2);
    m << 1, 2, 3, 4;
    CHECK(elements(m) == Elements<Rational>{1, 3, 2, 4});
    CHECK(elements(exact::Matrix<Rational>(0, 3)).empty());
}

TEST_CASE("a proof in the field takes fewer trials") {
    auto rational = polynomial(Arithmetic::rational, 100), modular = polynomial(Arithmetic::modular, 100);
    rational.add(0, true);
    modular.add(0, true);
    CHECK(rational.failure_probability() == 100 / 4294967296.0);
    CHECK(modular.failure_probability() == Approx(100 / 2305843009213693951.0).epsilon(1e-12));
}

}  // namespace
}  // namespace assay::experiments::ridge
