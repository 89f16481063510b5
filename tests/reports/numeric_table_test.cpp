#include "reports/numeric_table.hpp"

#include <catch2/catch.hpp>

#include "reports/errors.hpp"
#include "sim/engine/input_error.hpp"

using Catch::Contains;
using namespace assay;
using reports::read_numeric_table;

TEST_CASE("a table of numbers has named columns") {
    const auto table = read_numeric_table("y,\"a, b\"\r\n1,-2.5\r\n3e2,.5\r\n0,0\r\n", "f.csv");
    CHECK(table.names == std::vector<std::string>{"y", "a, b"});
    CHECK(table.values == Eigen::MatrixXd{{1, -2.5}, {300, 0.5}, {0, 0}});
    CHECK(table.column("a, b") == 1);
    CHECK_THROWS_AS(table.column("z"), engine::InputError);
}

TEST_CASE("blanks around fields, a byte order mark and a missing last line end are fine") {
    const auto table = read_numeric_table("\xEF\xBB\xBFy, a\n 1,\t2 \n3 ,4", "f.csv");
    CHECK(table.names == std::vector<std::string>{"y", "a"});
    CHECK(table.values == Eigen::MatrixXd{{1, 2}, {3, 4}});
}

TEST_CASE("decimals round to the nearest double") {
    // 2^53 + 1 is halfway between two doubles; a digit far behind decides.
    const auto table =
        read_numeric_table("a,b\n9007199254740993,9007199254740993.00000000000000000001\n", "f");
    CHECK(table.values(0, 0) == 9007199254740992.0);
    CHECK(table.values(0, 1) == 9007199254740994.0);
}

TEST_CASE("what is not a table of finite numbers is refused with its place") {
    const auto message = [](const char* text, const char* part) {
        INFO(text);
        CHECK_THROWS_AS(read_numeric_table(text, "my.csv"), engine::InputError);
        CHECK_THROWS_WITH(read_numeric_table(text, "my.csv"), Contains(part));
    };
    message("", "my.csv: the file is empty");
    message("\n\n", "my.csv: the file is empty");
    message("y,a\n", "my.csv:1: there must be a row");
    message("y,a\n1,2\n3,x\n", "my.csv:3: column 2 (a): \"x\" is no finite number");
    message("y,a\n1,\n", "my.csv:2: column 2 (a): \"\" is no finite number");
    message("y,a\n1,nan\n", "\"nan\"");
    message("y,a\n1,NA\n", "\"NA\"");
    message("y,a\n1,inf\n", "\"inf\"");
    message("y,a\n1,1e999\n", "\"1e999\"");
    message("y,a\n1,2 3\n", "\"2 3\"");
    message("y,a\n\n1,2\n1,2,3\n", "my.csv:4: the row must have 2 fields, as the header has, not 3");
    message("y,a\n1\n", "my.csv:2: the row must have 2 fields, as the header has, not 1");
    message("y,a,y\n1,2,3\n", "my.csv:1: column 3: the name \"y\" occurs twice");
    CHECK_THROWS_AS(read_numeric_table("y,a\n1,\"2\n", "my.csv"), reports::ResultsError);
}
