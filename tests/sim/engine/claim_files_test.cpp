#include "sim/engine/claim_files.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/sim/engine/toy.hpp"

using namespace assay::engine;

namespace {

std::string first_complaint(const std::string& tables) {
    Diagnostics diagnostics;
    static_cast<void>(parse_claim_file(toy::file(tables), diagnostics));
    return diagnostics.empty() ? "" : diagnostics.messages().front();
}

const std::string good_check = "quantity = \"heads\"\nequals = \"1/2\"\nwithin = 0.01";

}  // namespace

TEST_CASE("a claim file becomes claims, with what is inherited filled in") {
    Diagnostics diagnostics;
    const auto statements = parse_claim_file({"dir/gates.toml", R"(
[[document]]
id = "000"
file = "notes.txt"
title = "Notes"

[[claim]]
id         = "gate.open"
at         = { 000 = "1.1, eq. 6.1", 004 = "1.3" }
says       = "The gate opens."
math       = 'h \to 1'
experiment = "toy"
with       = { shift = 2, coin = "fair" }
define.q   = "2*shift"
define.a   = "q + 1"
define.c   = { first = "0", next = "c + a" }
  [[claim.check]]
  quantity = "heads"
  equals   = "a"
  within   = 0.5
  for_each = { steps = [1, 2] }
  where    = "steps > 1"
    [[claim.check.control]]
    at_most = "7"
    with    = { coin = "bent" }
    [[claim.check.control]]
    within_ratio = "1e-3"
  [[claim.check]]
  experiment = "other"
  quantity = "level"
  between  = ["0", "a"]
  versus   = { with = { shift = 3 }, as = "ratio" }
    [[claim.check.control]]
    exponent = { from = 1, to = 4.5 }

[[unchecked]]
id = "gate-history"
at = { 000 = "2" }
says = "It is old."
because = "history"
)"},
                                             diagnostics);
    CHECK(diagnostics.messages() == std::vector<std::string>{});
    REQUIRE(statements.claims.size() == 1);
    const Claim& claim = statements.claims.front();
    CHECK(claim.topic == "gates");
    CHECK(sources(claim.at) == "000:1.1, eq. 6.1; 004:1.3");
    CHECK(claim.known == Known::supported);
    REQUIRE(claim.define.size() == 3);  // in the order of the file, not of the alphabet
    CHECK(claim.define[0].name == "q");
    CHECK(claim.define[1].name == "a");
    CHECK(claim.define[2].next == "c + a");
    REQUIRE(claim.checks.size() == 2);
    const auto& control = claim.checks[0].controls.at(0);
    CHECK(control.quantity == "heads");
    CHECK(control.relation == Relation::at_most);
    CHECK(control.right.front().text == "7");
    CHECK(control.within->text == "0.5");  // a new relation keeps the margin
    CHECK(std::get<std::string>(control.with.at("coin").value) == "bent");
    CHECK(std::get<std::int64_t>(control.with.at("shift").value) == 2);
    CHECK(control.for_each.at("steps").size() == 2);
    CHECK(control.filter->text == "steps > 1");
    CHECK(control.where.line == 23);
    CHECK(claim.checks[0].controls.at(1).relation == Relation::equals);
    CHECK(claim.checks[0].controls.at(1).within_ratio->text == "1e-3");
    CHECK_FALSE(claim.checks[0].controls.at(1).within.has_value());
    CHECK(claim.checks[1].measurement.experiment == "other");
    CHECK(claim.checks[1].measurement.right.at(1).text == "a");
    CHECK(claim.checks[1].measurement.versus->as == Versus::As::ratio);
    CHECK(claim.checks[1].controls.front().exponent->to == 4.5);
    CHECK(statements.documents.front().title == "Notes");
    CHECK(statements.unchecked.front().because == "history");
}

TEST_CASE("what has the wrong form is refused with its place") {
    using Catch::Matchers::Contains;
    CHECK_THAT(first_complaint("[[claim]\n"), Contains("toy.toml:6:"));
    CHECK_THAT(first_complaint("[[clam]]\nid = 1\n"),
               Contains("unknown key \"clam\"") && Contains("nearest: \"claim\""));
    CHECK_THAT(first_complaint(toy::claim("a", "quantity = \"heads\"\nequal = \"1\"", "equals = \"2\"")),
               Contains("needs a relation"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check + "\nat_most = 1", "equals = \"2\"")),
               Contains("one relation, not 2"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check + "\nwithin_ratio = 1", "equals = \"2\"")),
               Contains("not both"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check, "")), Contains("needs a [[claim.check.control]]"));
    CHECK_THAT(first_complaint(toy::claim("", good_check, "equals = \"2\"")), Contains("\"id\" is empty"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check, "equals = \"2\"", "known = \"maybe\"")),
               Contains("supported, refuted or open"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check, "equals = \"2\"", "table = \"checks\"")),
               Contains("cannot name a table"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check, "", "known = \"refuted\"")),
               Contains("needs the key \"because\""));
    CHECK_THAT(first_complaint(toy::claim("a", "quantity = \"x\"\nbetween = [\"1\"]", "equals = \"2\"")),
               Contains("list of two"));
    CHECK_THAT(first_complaint(toy::claim("a", "quantity = \"x\"\nholds = false", "quantity = \"y\"")),
               Contains("only be true"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check, "equals = true")), Contains("formula"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check, "equals = \"2\"", "define.a-b = \"1\"")),
               Contains("cannot be a name"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check, "equals = \"2\"", "define.c = { first = \"1\" }")),
               Contains("\"first\" and \"next\""));
    CHECK_THAT(first_complaint(toy::claim("a", good_check, "equals = \"2\"", "with = { shift = [1] }")),
               Contains("number or a string"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check + "\nfor_each = { d = [] }", "equals = \"2\"")),
               Contains("list of values"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check + "\nversus = { as = \"sum\" }", "equals = \"2\"")),
               Contains("ratio"));
    CHECK_THAT(first_complaint(toy::claim("a", good_check + "\nexponent = { from = 1 }", "equals = \"2\"")),
               Contains("\"to\""));
    CHECK_THAT(first_complaint("[[claim]]\nid = \"a\"\nsays = \"two\\nlines\"\n"), Contains("\"at\""));
    CHECK_THAT(first_complaint("[[claim]]\nid = \"a\"\nat = { T = \"1\" }\nsays = \"x\"\n"),
               Contains("at least one [[claim.check]]"));
    CHECK(first_complaint("").empty());
}

TEST_CASE("files that cannot be read are bad input") {
    CHECK_THROWS_AS(read_claim_file("/nonexistent/claims.toml"), InputError);
    CHECK_THROWS_AS(read_claim_file(std::filesystem::temp_directory_path().string()), InputError);
}
