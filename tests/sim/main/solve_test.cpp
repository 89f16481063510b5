#include "sim/main/solve.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "reports/csv_text.hpp"
#include "sim/engine/input_error.hpp"
#include "tests/sim/main/program.hpp"

using Catch::Matchers::Contains;

namespace {

using namespace assay;
using tests::run;

/// The CSV that solve_page() prints: rows by name, fields by form.
std::map<std::string, std::map<std::string, std::string>> solved(const std::string& text,
                                                                 const SolveOptions& options) {
    const auto page = solve_page(reports::read_numeric_table(text, "f.csv"), options, Format::csv);
    const auto records = reports::parse_csv(page, "page");
    std::map<std::string, std::map<std::string, std::string>> rows;
    for (const auto& record : records)
        for (std::size_t i = 0; i < record.fields.size(); ++i)
            rows[record.fields.at(1)][records.front().fields.at(i)] = record.fields.at(i);
    return rows;
}

// Four points of y = 1 + 2 a - 3 b, the last one off by 4.
const std::string four_points = "y,a,b\n1,0,0\n3,1,0\n-2,0,1\n4,1,1\n";

}  // namespace

TEST_CASE("every form of least squares gives the coefficients") {
    // A balanced design: a coefficient is the difference of the means with and without; residuals are 1, -1,
    // -1, 1.
    const auto rows = solved(four_points, {.intercept = true});
    for (const auto& form : solve_forms(0)) {
        INFO(form);
        CHECK(reports::read_number(rows.at("(intercept)").at(form)) == Approx(0).margin(1e-14));
        CHECK(reports::read_number(rows.at("a").at(form)) == Approx(4));
        CHECK(reports::read_number(rows.at("b").at(form)) == Approx(-1));
        CHECK(reports::read_number(rows.at("residual norm").at(form)) == Approx(2));
        CHECK(reports::read_number(rows.at("condition number").at(form)) == Approx(1));
        CHECK(reports::read_number(rows.at("effective degrees of freedom").at(form)) == 3);
        CHECK(rows.at("answer").at(form) == "yes");
        CHECK(rows.at("a").at("kind") == "coefficient");
    }
}

TEST_CASE("ridge regression shrinks the coefficients and not the intercept") {
    // The centred predictors are orthogonal, of squared length 1: lambda = 1 halves their coefficients, and
    // the intercept is the mean 3/2 less 1/2 (2 - 1/2).
    const auto rows = solved(four_points, {.lambda = 1, .intercept = true});
    CHECK(solve_forms(1) == std::vector<std::string>{"primal", "dual", "rows", "features", "svd"});
    for (const auto& form : solve_forms(1)) {
        INFO(form);
        CHECK(reports::read_number(rows.at("(intercept)").at(form)) == Approx(0.75));
        CHECK(reports::read_number(rows.at("a").at(form)) == Approx(2));
        CHECK(reports::read_number(rows.at("b").at(form)) == Approx(-0.5));
        CHECK(reports::read_number(rows.at("condition number with lambda").at(form)) == Approx(1));
        CHECK(reports::read_number(rows.at("effective degrees of freedom").at(form)) == Approx(2));
    }
}

TEST_CASE("the response is the first column or the one named") {
    const auto rows = solved("a,b,y\n0,0,1\n1,0,3\n0,1,-2\n1,1,4\n", {.response = "y", .intercept = true});
    CHECK(rows.contains("b"));
    CHECK(!rows.contains("y"));
    CHECK(reports::read_number(rows.at("a").at("qr")) == Approx(4));
    CHECK(solved("a,b,y\n0,0,1\n1,0,3\n0,1,-2\n1,1,4\n", {}).contains("y"));
    CHECK_THROWS_WITH(solved(four_points, {.response = "c"}), Contains("there is no column \"c\""));
    CHECK_THROWS_WITH(solved("alpha,beta\n1,2\n", {.response = "bete"}), Contains("nearest: \"beta\""));
}

TEST_CASE("without full rank the forms that cannot answer say so, and the others give the least norm") {
    // y = 2 (a + b) with a = b: of all w with w_a + w_b = 2 the shortest is (1, 1).
    const std::string twice = "y,a,b\n2,1,1\n4,2,2\n6,3,3\n";
    const auto rows = solved(twice, {});
    for (const char* form : {"svd", "minimum-norm"}) {
        CHECK(reports::read_number(rows.at("a").at(form)) == Approx(1));
        CHECK(reports::read_number(rows.at("b").at(form)) == Approx(1));
        CHECK(rows.at("answer").at(form) == "yes");
    }
    for (const char* form : {"normal-equations", "qr"}) {
        CHECK(rows.at("a").at(form).empty());
        CHECK(rows.at("residual norm").at(form).empty());
        CHECK_THAT(rows.at("answer").at(form), Contains("no: ") && Contains("rank"));
    }
    CHECK(rows.at("effective degrees of freedom").at("svd") == "1");
    const auto page = solve_page(reports::read_numeric_table(twice, "f.csv"), {}, Format::table);
    CHECK_THAT(page, Contains("no answer") && Contains("qr has no answer: "));
    CHECK_THROWS_AS(solved(twice, {.forms = {"qr"}}), engine::InputError);
    for (const auto& form : solve_forms(1))
        CHECK(solved(twice, {.lambda = 1}).at("answer").at(form) == "yes");
}

TEST_CASE("fewer observations than predictors, one observation, a predictor that is 0") {
    const auto wide = solved("y,a,b\n5,1,2\n", {});
    CHECK(wide.at("answer").at("qr") != "yes");
    CHECK(reports::read_number(wide.at("b").at("minimum-norm")) == Approx(2));
    const auto one = solved("y,a\n5,1\n", {.intercept = true});
    CHECK(reports::read_number(one.at("(intercept)").at("svd")) == 5);
    CHECK(one.at("effective degrees of freedom").at("svd") == "1");
    const auto zero = solved("y,a\n5,0\n6,0\n", {});
    CHECK(reports::read_number(zero.at("a").at("minimum-norm")) == 0);
    CHECK(zero.at("condition number").at("svd") == "inf");
}

TEST_CASE("forms are chosen by name") {
    const auto rows = solved(four_points, {.forms = {"svd", "qr"}});
    CHECK(rows.at("name").size() == 4);
    CHECK(rows.at("a").contains("qr"));
    CHECK(solved(four_points, {.forms = {"qr", "all"}}).at("name").size() == 6);
    CHECK_THROWS_WITH(solved(four_points, {.forms = {"dual"}}),
                      Contains("\"dual\" is no form of least squares") && Contains("minimum-norm"));
    CHECK_THROWS_WITH(solved(four_points, {.lambda = 1, .forms = {"qr"}}), Contains("ridge regression"));
}

TEST_CASE("forms whose matrix grows with the observations are left out on long tables unless asked for") {
    std::string text = "y,a\n";
    for (int i = 0; i < 2049; ++i) text += "1," + std::to_string(i % 3) + "\n";
    const auto rows = solved(text, {.lambda = 1});
    CHECK(rows.at("answer").at("primal") == "yes");
    CHECK_THAT(rows.at("answer").at("dual"), Contains("not tried on 2049 observations"));
    const auto asked = solved(text, {.lambda = 1, .forms = {"dual"}});
    CHECK(reports::read_number(asked.at("a").at("dual")) ==
          Approx(reports::read_number(rows.at("a").at("primal"))));
}

TEST_CASE("what cannot be regressed is refused") {
    CHECK_THROWS_WITH(solved("y;a\n1\n", {}), Contains("comma") && Contains("\"y;a\""));
    CHECK_THROWS_WITH(solved("y,a\n1,1e308\n1,1e308\n", {.intercept = true}), Contains("too large"));
}

TEST_CASE("assay solve reads a file and prints a table or CSV") {
    const tests::Scratch scratch;
    tests::write(scratch / "f.csv", four_points);
    const auto table = run("solve " + scratch / "f.csv" + " --intercept");
    CHECK(table.exit_code == 0);
    CHECK_THAT(table.output, Contains("y from 2 predictors, 4 observations, lambda = 0, with an intercept"));
    CHECK_THAT(table.output, Contains("minimum-norm") && Contains("condition number: 1\n"));
    const auto csv = run("solve --form svd --form qr --lambda 0 --format csv " + scratch / "f.csv");
    CHECK(csv.exit_code == 0);
    CHECK_THAT(csv.output, Catch::Matchers::StartsWith("kind,name,svd,qr\r\ncoefficient,a,"));
    CHECK(run("solve " + scratch / "f.csv" + " --lambda 0.25 --form rows").exit_code == 0);
    CHECK(run("solve " + scratch / "f.csv" + " > /dev/full; exit $?").exit_code == 3);
}

TEST_CASE("assay solve refuses bad input with one message") {
    const tests::Scratch scratch;
    const auto missing = run("solve " + scratch / "none.csv");
    CHECK(missing.exit_code == 3);
    CHECK_THAT(missing.output, Contains("none.csv"));
    tests::write(scratch / "bad.csv", "y,a\n1,2\n3,x\n");
    const auto bad = run("solve " + scratch / "bad.csv");
    CHECK(bad.exit_code == 2);
    CHECK_THAT(bad.output, Contains("bad.csv:3: column 2 (a): \"x\" is no finite number"));
    tests::write(scratch / "quote.csv", "y,a\n1,\"2\n");
    CHECK(run("solve " + scratch / "quote.csv").exit_code == 2);
    tests::write(scratch / "f.csv", four_points);
    for (const char* lambda : {"-1", "nan", "inf", "1x", "\"\""}) {
        INFO(lambda);
        CHECK(run("solve " + scratch / "f.csv" + " --lambda=" + lambda).exit_code == 2);
    }
    CHECK(run("solve").exit_code == 2);
    CHECK(run("solve " + scratch / "f.csv" + " --form lasso").exit_code == 2);
    CHECK(run("solve " + scratch / "f.csv" + " --format json").exit_code == 2);
}
