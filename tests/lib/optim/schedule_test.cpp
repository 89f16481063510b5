#include "lib/optim/schedule.hpp"

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;

TEST_CASE("linear decay is 8.14 up to tau and its floor from there on, exactly") {
    const LinearDecayRate<Rational> rate{.initial = Rational(1), .floor = Rational(1, 100), .tau = 10};
    CHECK(rate(0) == 1);
    CHECK(rate(5) == Rational(101, 200));
    CHECK(rate(9) == Rational(1, 10) + Rational(9, 1000));
    for (const std::uint64_t k : {10U, 11U, 1000U}) CHECK(rate(k) == Rational(1, 100));
    CHECK(LinearDecayRate<double>{.initial = 1, .floor = 0, .tau = 4}(1) == 0.75);
}

TEST_CASE("the other schedules are their formulas") {
    CHECK(ConstantRate<Rational>{Rational(2, 7)}(12345) == Rational(2, 7));
    CHECK(InverseRate<Rational>{.scale = 1, .offset = 20}(1) == Rational(1, 21));
    CHECK(InverseRate<double>{.scale = 3}(6) == 0.5);
    CHECK(InverseRootRate<double>{.scale = 3}(36) == 0.5);
    const StepRate<Rational> step{.initial = 8, .factor = Rational(1, 2), .every = 3};
    CHECK((step(0) == 8 && step(2) == 8 && step(3) == 4 && step(8) == 2 && step(33) == Rational(1, 256)));
}

TEST_CASE("schedules name what is wrong") {
    CHECK_THROWS_WITH(ConstantRate<double>{0}(1), Catch::Contains("ConstantRate: rate must be positive"));
    CHECK_THROWS_WITH((InverseRate<double>{.scale = -1}(1)), Catch::Contains("InverseRate: scale"));
    CHECK_THROWS_WITH((InverseRate<double>{.scale = 1}(0)), Catch::Contains("InverseRate: k + offset"));
    CHECK_THROWS_WITH((InverseRootRate<double>{.scale = 1}(0)),
                      Catch::Contains("InverseRootRate: k + offset"));
    CHECK_THROWS_WITH((LinearDecayRate<double>{.initial = 1, .floor = -1}(0)), Catch::Contains("floor"));
    CHECK_THROWS_WITH((LinearDecayRate<double>{.initial = 1, .tau = 0}(0)),
                      Catch::Contains("LinearDecayRate: tau"));
    CHECK_THROWS_WITH((StepRate<double>{.initial = 1, .factor = 1.5}(0)),
                      Catch::Contains("StepRate: factor"));
    CHECK_THROWS_WITH((StepRate<double>{.initial = 1, .factor = 0.5, .every = 0}(0)),
                      Catch::Contains("every"));
}

}  // namespace
