#include "sim/engine/plan.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/engine/toy.hpp"

using namespace assay::engine;

namespace {

Plan plan_of(const Catalogue& catalogue) {
    std::vector<const Claim*> all;
    for (const auto& claim : catalogue.claims) all.push_back(&claim);
    Diagnostics diagnostics;
    Plan plan = make_plan(catalogue, all, diagnostics);
    diagnostics.raise();
    return plan;
}

}  // namespace

TEST_CASE("claims and controls that need the same parameters share a run") {
    const auto catalogue =
        toy::catalogue(toy::claim("a", "quantity = \"heads\"\nequals = 0.5\nwithin = 0.1", "equals = 0.9") +
                       toy::claim("b", "quantity = \"law\"\nfollows = \"1/2+atan(x)/pi\"\nwithin = 0.1",
                                  "with = { shift = 3 }", "with = { shift = 0.0 }"));
    const Plan plan = plan_of(catalogue);
    REQUIRE(plan.runs.size() == 2);
    CHECK(plan.runs[0].text() == "toy: coin=fair; shift=0; steps=4");
    CHECK(plan.runs[1].text() == "toy: coin=fair; shift=3; steps=4");
    CHECK(plan.claims[1].checks[0].points[0].target.run == 0);
    CHECK(plan.claims[1].controls[0][0].points[0].target.run == 1);
}

TEST_CASE("for_each and a series make points; where keeps some") {
    const auto catalogue =
        toy::catalogue(toy::claim("a",
                                  "quantity = \"walk\"\nequals = \"step/steps\"\nwithin = 0.1\nfor_each = { "
                                  "steps = [2, 4], shift = [0, 1] }\nwhere = \"step < steps\"",
                                  "equals = 9"));
    const Plan plan = plan_of(catalogue);
    const PlannedCheck& check = plan.claims[0].checks[0];
    CHECK(plan.runs.size() == 4);
    CHECK(check.index == std::vector<std::string>{"shift", "steps", "step"});
    REQUIRE(check.points.size() == 8);  // for each shift: step 1 of 2; steps 1, 2, 3 of 4
    CHECK(check.points[0].index == std::vector<std::string>{"0", "2", "1"});
    CHECK(check.points[7].index == std::vector<std::string>{"1", "4", "3"});
    CHECK(check.points[7].target.point == 2);
    CHECK(check.points[7].predicted == std::vector{0.75});
}

TEST_CASE("a control that fixes a parameter no longer runs over it") {
    const auto catalogue = toy::catalogue(toy::claim(
        "a",
        "quantity = \"heads\"\nequals = 0.5\nwithin = 0.1\nfor_each = { shift = [0, 1], steps = [2, 3] }",
        "with = { shift = 5 }"));
    const Plan plan = plan_of(catalogue);
    CHECK(plan.claims[0].checks[0].points.size() == 4);
    const PlannedCheck& control = plan.claims[0].controls[0][0];
    CHECK(control.index == std::vector<std::string>{"steps"});
    CHECK(plan.runs[control.points[1].target.run].parameters_text == "coin=fair; shift=5; steps=3");
}

TEST_CASE("exponents, versus and same_as name a second quantity") {
    const auto catalogue = toy::catalogue(
        toy::claim("a", "quantity = \"walk\"\nequals = 1\nwithin = 0.1\nexponent = { from = 1, to = 4 }",
                   "equals = 9") +
        toy::claim("b",
                   "quantity = \"heads\"\nequals = \"0.1\"\nwithin = 0.1\nversus = { with = { coin = "
                   "\"bent\" }, as = \"difference\" }",
                   "equals = 9") +
        toy::claim("c", "quantity = \"(a+b)^2\"\nsame_as = \"a^2+2ab+b^2\"", "same_as = \"a^2+b^2\""));
    const Plan plan = plan_of(catalogue);
    const auto& exponent = plan.claims[0].checks[0].points;
    REQUIRE(exponent.size() == 1);
    CHECK(exponent[0].target.point == 0);
    CHECK(exponent[0].other->point == 3);
    const auto& versus = plan.claims[1].checks[0].points[0];
    CHECK(versus.target.run != versus.other->run);
    const auto& sides = plan.claims[2].checks[0].points[0];
    CHECK(sides.target.run == sides.other->run);
    CHECK(sides.other->quantity == sides.target.quantity + 1);
}

TEST_CASE("a recurrence runs along the index") {
    const auto catalogue =
        toy::catalogue(toy::claim("a", "quantity = \"walk\"\nequals = \"c\"\nwithin = 1", "equals = 9",
                                  "define.c = { first = \"1\", next = \"c*step\" }"));
    const Plan plan = plan_of(catalogue);
    const PlannedCheck& check = plan.claims[0].checks[0];
    const std::vector<double> factorials = {1, 2, 6, 24};
    for (std::size_t i = 0; i < 4; ++i) CHECK(check.points[i].predicted == std::vector{factorials[i]});
}
