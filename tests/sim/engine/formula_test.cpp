#include "sim/engine/formula.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

using namespace assay::engine;

namespace {

double value(const std::string& text) {
    return Formula(text, {}, {}).at({});
}

std::string complaint(const std::string& text) {
    try {
        static_cast<void>(
            Formula(text, {}, {"d", "learning_rate"}).at({{{"d", 0}, {"learning_rate", 1}}, "", 0}));
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
    CHECK_THROWS_AS(Formula("q", {{"q", "q + 1", {}}}, {}), FormulaError);
    // The index may be read at whole steps only.
    CHECK_THROWS_AS(formula.at({{{"d", 1}, {"step", 1.5}}, "step", 0}), FormulaError);
    // An abbreviation may name what only some formulas know.
    CHECK(Formula("d", {{"F", "x + layer", {}}}, {"d"}).at({{{"d", 2}}, "", 0}) == 2);
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
