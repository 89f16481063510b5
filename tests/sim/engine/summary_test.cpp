#include "sim/engine/summary.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/engine/toy.hpp"

// Runs use the fixed seed 1.

using namespace assay;
using namespace assay::engine;

namespace {

Results results(const std::string& tables) {
    const auto catalogue = toy::catalogue(tables);
    std::vector<const Claim*> all;
    for (const auto& claim : catalogue.claims) all.push_back(&claim);
    Diagnostics diagnostics;
    const Plan plan = make_plan(catalogue, all, diagnostics);
    diagnostics.raise();
    return summarise(catalogue, plan, run(plan, {}), {});
}

}  // namespace

TEST_CASE("rows say what was compared with what") {
    const auto r = results(
        toy::claim("a", "quantity = \"heads\"\nequals = \"1/2\"\nwithin_ratio = 0.05",
                   "between = [\"0.6\", \"0.7\"]\nwithin = 0") +
        toy::claim("b", "quantity = \"(a+b)^2\"\nsame_as = \"a^2+2ab+b^2\"", "same_as = \"a^2+b^2\"") +
        toy::claim("c", "quantity = \"walk\"\nequals = 1\nwithin = 0.05\nexponent = { from = 1, to = 4 }",
                   "equals = 0.5"));
    REQUIRE(r.checks.size() == 6);
    CHECK(r.checks[0].relation == "equals (ratio)");
    CHECK(r.checks[0].predicted == "0.5");
    CHECK(r.checks[0].margin == "0.05");
    CHECK(r.checks[0].kind == "finite-sample");
    CHECK_FALSE(r.checks[0].control);
    CHECK(r.checks[0].parameters == "coin=fair; shift=0; steps=4");
    CHECK(r.checks[1].control);
    CHECK(r.checks[1].relation == "between");
    CHECK(r.checks[1].predicted == "0.6 and 0.7");
    CHECK(r.checks[2].relation == "same_as (identity)");
    CHECK(r.checks[2].kind == "exact");
    CHECK(r.checks[2].method == "Schwartz-Zippel");
    CHECK(std::stod(r.checks[2].margin) < 1e-18);
    CHECK(r.checks[3].method.starts_with("witness"));
    CHECK(r.checks[4].relation == "equals (exponent)");
}

TEST_CASE("an exact verdict spends no level beyond its failure probability") {
    const auto r = results(
        toy::claim("b", "quantity = \"(a+b)^2\"\nsame_as = \"a^2+2ab+b^2\"", "same_as = \"a^2+b^2\""));
    CHECK(r.run.levels.at("exact") < 1e-18);
    CHECK_FALSE(r.run.levels.contains("finite-sample"));
}

TEST_CASE("a claim's words, sources and replicates are kept") {
    const auto r = results(toy::claim("a", "quantity = \"heads\"\nequals = \"1/2\"\nwithin = 0.05",
                                      "with = { coin = \"bent\" }") +
                           "[[unchecked]]\nid = \"u\"\nat = { T = \"2\" }\nsays = \"s\"\nbecause = \"b\"\n");
    CHECK(r.claims.front().says == "A claim.");
    CHECK(r.verdicts.front().at == "T:1");
    CHECK(r.verdicts.front().topic == "toy");
    CHECK(r.verdicts.front().experiment == "toy");
    CHECK(r.verdicts.front().method == "Clopper-Pearson");
    CHECK(r.verdicts.front().replicates == r.checks.front().replicates);  // the control's run is not counted
    CHECK(r.unchecked.front().id == "u");
    CHECK(r.run.claim_files.contains("toy.toml"));
}
