#include "reports/tables.hpp"

#include <catch2/catch.hpp>

#include "reports/folder.hpp"
#include "tests/reports/scratch.hpp"

using namespace assay;
using namespace assay::reports;
using Catch::Contains;

namespace {

engine::SeriesRow point(std::vector<std::string> index, std::uint64_t check, double estimate) {
    return {.index = std::move(index),
            .check = check,
            .predicted = "1",
            .estimate = estimate,
            .lower = estimate - 0.01,
            .upper = estimate + 0.01,
            .replicates = 100};
}

/// Two claims of one table, one with a second quantity, and a claim of none.
engine::Results results() {
    engine::Results r;
    r.claims = {{.id = "b", .says = "Gains of b", .table = "gains"},
                {.id = "a", .says = "Gains of a", .table = "gains"},
                {.id = "c", .says = "No table"}};
    r.checks = {{.claim = "b", .index = 1, .quantity = "forward"},
                {.claim = "b", .control = true, .index = 1, .quantity = "wrong"},
                {.claim = "a", .index = 1, .quantity = "forward"},
                {.claim = "a", .index = 2, .quantity = "backward"},
                {.claim = "c", .index = 1, .quantity = "forward"}};
    r.series["b"] = {.index = {"init", "layer"},
                     .rows = {point({"he", "1"}, 1, 2), point({"he", "2"}, 1, 1)}};
    r.series["a"] = {
        .index = {"init", "layer"},
        .rows = {point({"fan", "1"}, 1, 1), point({"fan", "2"}, 1, 0.5), point({"fan", "2"}, 2, 0.5)}};
    r.series["c"] = {.index = {"layer"}, .rows = {point({"1"}, 1, 7)}};
    return r;
}

}  // namespace

TEST_CASE("a table holds the points of all checks of its claims, by quantity and index") {
    const auto all = tables(results());
    REQUIRE(all.size() == 1);
    const Table& table = all.at("gains");
    CHECK(table.index == std::vector<std::string>{"init", "layer"});
    CHECK(table_csv(table) ==
          "quantity,init,layer,estimate,lower,upper,replicates,claim\r\n"
          "backward,fan,2,0.5,0.49,0.51,100,a\r\n"
          "forward,fan,1,1,0.99,1.01,100,a\r\n"
          "forward,fan,2,0.5,0.49,0.51,100,a\r\n"
          "forward,he,1,2,1.99,2.01,100,b\r\n"
          "forward,he,2,1,0.99,1.01,100,b\r\n");
}

TEST_CASE("claims with other indices share the table") {
    auto r = results();
    r.claims[2].table = "gains";
    const Table table = tables(r).at("gains");
    REQUIRE(table.rows.size() == 6);
    // Before the others: its claim has no index "init".
    CHECK(table.rows[1].index == std::vector<std::string>{"", "1"});
}

TEST_CASE("in the report the last index runs over columns") {
    const auto text = tables_markdown(results());
    CHECK_THAT(text, Contains("## Table gains"));
    CHECK_THAT(text, Contains("* `a`: Gains of a."));
    CHECK_THAT(text, Contains("| init | layer 1 | layer 2 |\n| --- | ---: | ---: |\n"));
    CHECK_THAT(text, Contains("| fan | 1"));
    CHECK_THAT(text, Contains("| he | 2"));
    CHECK(tables_markdown({}).empty());
}

TEST_CASE("the file of a table is written, rebuilt from what was read, and removed with its claims") {
    const sample::Scratch scratch;
    write_folder(scratch.path(), results());
    CHECK(read_file(scratch.path() / "gains.csv") == table_csv(tables(results()).at("gains")));
    CHECK(render(read_folder(scratch.path())).at("gains.csv") == render(results()).at("gains.csv"));
    write_folder(scratch.path(), {});
    CHECK_FALSE(std::filesystem::exists(scratch.path() / "gains.csv"));
}

TEST_CASE("a table cannot take the name of another file or leave the folder") {
    auto r = results();
    for (const char* name : {"verdicts", "../x"}) {
        r.claims[0].table = name;
        CHECK_THROWS_AS(render(r), std::invalid_argument);
    }
}
