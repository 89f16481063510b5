#include "sim/engine/formula.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "sim/engine/formula_functions.hpp"

using namespace assay::engine;

namespace {

double value(const std::string& text) { return Formula(text, {}, {}).at({}); }

std::string complaint(const std::string& text) {
    try {
        static_cast<void>(Formula(text, {}, {"d", "learning_rate"}).at({{{"d", 0}, {"learning_rate", 1}}, "", 0}));
    } catch (const FormulaError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("formulas compute what mathematics says") {
    CHECK(value("pi") == std::numbers::pi);  // all digits, not muParser's twelve
    CHECK(value("2^10 - 1") == 1023);
    CHECK(value("log(exp(1))") == 1);
    CHECK(value("1 < 2 && 2 < 1 ? 5 : 7") == 7);
    CHECK(value("floor(-0.5) + ceil(0.2)") == 0);
    CHECK(value("atan(1)*4") == Approx(std::numbers::pi).epsilon(1e-15));
}

TEST_CASE("special functions agree with SciPy to 1e-13") {
    // scipy.special: ndtr, gammaln, digamma, polygamma(1), betainc, stdtr
    CHECK(value("Phi(-7)") == Approx(1.279812543885835e-12).epsilon(1e-12));
    CHECK(value("phi(1)") == Approx(0.24197072451914337).epsilon(1e-14));
    CHECK(value("erf(0.3)") == Approx(0.3286267594591274).epsilon(1e-14));
    CHECK(value("lgamma(10.5)") == Approx(13.940625219403763).epsilon(1e-14));
    CHECK(value("digamma(0.5)") == Approx(-1.9635100260214235).epsilon(1e-14));
    CHECK(value("trigamma(0.5)") == Approx(std::numbers::pi * std::numbers::pi / 2).epsilon(1e-13));
    CHECK(value("beta_inc(2,3,0.5)") == Approx(0.6875).epsilon(1e-14));
    CHECK(value("student_cdf(-sqrt(2),2)") == Approx(0.5 - std::sqrt(2.0) / 4).epsilon(1e-13));  // 1/2 + x/(2 sqrt(2 + x^2))
}

TEST_CASE("Gaussian expectations of activations") {
    CHECK(value("mean_relu(0,2)") == Approx(2 / std::sqrt(2 * std::numbers::pi)).epsilon(1e-14));
    CHECK(value("second_relu(0,3)") == Approx(4.5).epsilon(1e-14));
    CHECK(value("mean_relu(-2,0)") == 0);
    CHECK(value("second_relu(2,0)") == 4);
    CHECK(value("mean_tanh(0,1)") == Approx(0).margin(1e-15));
    CHECK(value("mean_sigmoid(0,5)") == Approx(0.5).epsilon(1e-12));
    CHECK(value("second_tanh(0,1)") == Approx(0.394294490).epsilon(1e-8));  // claims about tanh layers: 0.3943
    // sigmoid(s) = (1 + tanh(s/2))/2, so E sigmoid^2 = (1 + E tanh^2(s/2))/4 for centred s.
    CHECK(value("second_sigmoid(0,3)") == Approx((1 + value("second_tanh(0,1.5)")) / 4).epsilon(1e-11));
}

TEST_CASE("bad formulas are refused with a reason") {
    CHECK(complaint("d=5").find("=") != std::string::npos);  // assigns under muParser's variables
    CHECK(complaint("0,002").find("2 results") != std::string::npos);
    CHECK(complaint("1/d").find("not finite") != std::string::npos);
    CHECK(complaint("0/d").find("not finite") != std::string::npos);
    CHECK(complaint("sqrt(-1)").find("not finite") != std::string::npos);
    CHECK(complaint("student_cdf(0,-1)").find("not finite") != std::string::npos);
    CHECK(complaint("lgamma(-1)").find("not finite") != std::string::npos);
    CHECK(complaint("learning_rat*2").find("nearest: \"learning_rate\"") != std::string::npos);
    CHECK(complaint("Phii(2)").find("nearest: \"Phi\"") != std::string::npos);
    CHECK(!complaint("").empty());
    CHECK(!complaint("1+").empty());
    CHECK(!complaint("_pi").empty());
    CHECK(complaint("d+1").empty());
}

TEST_CASE("abbreviations see those before them, and recur along an index") {
    const std::vector<Abbreviation> define = {{"q", "2*d", {}}, {"c", "1", "2*c + q"}};
    const Formula formula("c", define, {"d", "step"});
    const auto at = [&](double step) { return formula.at({{{"d", 1}, {"step", step}}, "step", 0}); };
    CHECK(at(0) == 1);
    CHECK(at(1) == 4);
    CHECK(at(3) == 22);
    CHECK(formula.at({{{"d", 1}, {"step", 3}}, "step", 3}) == 1);  // the series may start anywhere
    CHECK_THROWS_AS(formula.at({{{"d", 1}, {"step", 3}}, "", 0}), FormulaError);
    CHECK_THROWS_AS(Formula("q", {{"q", "r", {}}, {"r", "1", {}}}, {}), FormulaError);
    // What is not used is not evaluated: 1/d is infinite at d = 0.
    CHECK(Formula("3", {{"q", "1/d", {}}}, {"d"}).at({{{"d", 0}}, "", 0}) == 3);
    CHECK_THROWS_AS(Formula("q", {{"q", "1/d", {}}}, {"d"}).at({{{"d", 0}}, "", 0}), FormulaError);
}

TEST_CASE("a law is evaluated at every x") {
    const Formula law("1/2 + atan((x-a)/s)/pi", {{"a", "-r", {}}}, {"r", "s", "x"});
    const std::vector<double> xs = {-0.6, 0.2};
    const auto values = law.over({{{"r", 0.6}, {"s", 0.8}}, "", 0}, xs);
    CHECK(values[0] == 0.5);
    CHECK(values[1] == Approx(0.75).epsilon(1e-15));
    // An abbreviation may use x itself.
    CHECK(Formula("y^2", {{"y", "x+1", {}}}, {"x"}).over({}, xs)[1] == Approx(1.44));
}

TEST_CASE("names that formulas can use") {
    CHECK(is_formula_name("beta1"));
    CHECK(is_formula_name("_x"));
    CHECK_FALSE(is_formula_name(""));
    CHECK_FALSE(is_formula_name("1x"));
    CHECK_FALSE(is_formula_name("a-b"));
    CHECK_FALSE(is_formula_name("a.b"));
}
