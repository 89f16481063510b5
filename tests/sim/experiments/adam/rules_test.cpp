// Expected steps are worked out by hand from the printed formulas, for eta = 1, beta1 = 1/2, beta2 = 3/4.
#include "sim/experiments/adam/rules.hpp"

#include <catch2/catch.hpp>
#include <limits>

namespace assay::experiments::adam {
namespace {

const Hyperparameters simple = {.learning_rate = 1, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 0};

/// The steps from theta = 0 under the given gradients.
template <class Rule>
std::vector<double> steps(const Rule& rule, const std::vector<double>& gradients) {
    auto state = rule.init(1);
    Vector<double> gradient(1), theta(1);
    std::vector<double> all;
    for (const double g : gradients) {
        gradient[0] = g;
        theta[0] = 0;
        rule.step(state, gradient, theta);
        all.push_back(theta[0]);
    }
    return all;
}

TEST_CASE("Adam without r in its corrected second moment") {
    // t = 1: M = 2, 1/(1 - 3/4) = 4. t = 2: m = 3/2, M = 2, 1/(1 - 9/16) = 16/7.
    const auto found = steps(WithoutSecondMoment{simple}, {2, 2});
    CHECK(found[0] == Approx(-1.0).epsilon(1e-14));
    CHECK(found[1] == Approx(-2 / (4 / std::sqrt(7.0))).epsilon(1e-14));
    auto inside = simple;
    inside.epsilon = 5;
    inside.place = Epsilon::inside_root;
    CHECK(steps(WithoutSecondMoment{inside}, {3})[0] == Approx(-1.0).epsilon(1e-14));  // 3 / sqrt(4 + 5)
}

TEST_CASE("Adam with the second moment in the numerator too") {
    // U = 16/4, V = 4/2: U V / sqrt(U).
    CHECK(steps(SecondMomentInNumerator{simple}, {4})[0] == Approx(-4.0).epsilon(1e-14));
    auto smoothed = simple;
    smoothed.epsilon = 12;  // U V / sqrt(4 + 12)
    CHECK(steps(SecondMomentInNumerator{smoothed}, {4})[0] == Approx(-2.0).epsilon(1e-14));
    CHECK(steps(SecondMomentInNumerator{smoothed}, {0})[0] == 0);
}

TEST_CASE("Adam counted from 0") {
    // Corrected with exponent t + 1, moments of a constant gradient are that gradient and its square.
    for (const double step : steps(CountedFromZero{simple, 1}, {3, 3, 3}))
        CHECK(step == Approx(-1.0).epsilon(1e-14));
    const auto with_t = steps(CountedFromZero{simple, 0}, {3, 3});
    CHECK(std::isnan(with_t[0]));
    // m = 9/4 over 1/2, v = 9 * 7/16 over 1/4.
    CHECK(with_t[1] == Approx(-4.5 / std::sqrt(63.0 / 4)).epsilon(1e-14));
}

TEST_CASE("each form is the rule that it is called after") {
    std::vector<double> found;
    for (const Form form :
         {Form::adam, Form::uncorrected, Form::uncorrected_first, Form::uncorrected_second,
          Form::without_second_moment, Form::second_moment_in_numerator, Form::gradient_descent})
        with_rule(form, simple, [&](const auto& rule) { found.push_back(steps(rule, {4})[0]); });
    // m = 2, v = 4; M = 4, V = 16.
    const std::vector<double> expected = {-1, -1, -0.5, -2, -2, -4, -4};
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CAPTURE(i);
        CHECK(found[i] == Approx(expected[i]).epsilon(1e-14));
    }
}

TEST_CASE("bad betas are refused by every form") {
    auto bad = simple;
    bad.beta2 = 1;
    CHECK_THROWS_AS(WithoutSecondMoment{bad}.init(1), std::invalid_argument);
    CHECK_THROWS_AS(SecondMomentInNumerator{bad}.init(1), std::invalid_argument);
    CHECK_THROWS_AS(CountedFromZero{bad}.init(1), std::invalid_argument);
    CHECK_THROWS_AS(textbook(bad).init(1), std::invalid_argument);
}

TEST_CASE("a NaN gradient is passed on by every form") {
    for (const Form form :
         {Form::adam, Form::without_second_moment, Form::second_moment_in_numerator, Form::gradient_descent})
        with_rule(form, simple, [&](const auto& rule) {
            CHECK(std::isnan(steps(rule, {std::numeric_limits<double>::quiet_NaN()})[0]));
        });
}

TEST_CASE("indices of series") {
    CHECK(every_step(3) == std::vector<double>{1, 2, 3});
    CHECK(powers_of_two(1) == std::vector<double>{1});
    CHECK(powers_of_two(9) == std::vector<double>{1, 2, 4, 8});
}

}  // namespace
}  // namespace assay::experiments::adam
