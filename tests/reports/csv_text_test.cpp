#include "reports/csv_text.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "reports/errors.hpp"

using namespace assay::reports;
using Catch::Contains;

namespace {

std::vector<std::vector<std::string>> fields(std::string_view text) {
    std::vector<std::vector<std::string>> all;
    for (const auto& record : parse_csv(text, "f.csv")) all.push_back(record.fields);
    return all;
}
using Fields = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("csv_field quotes what RFC 4180 has quoted, and blanks at the ends") {
    CHECK(csv_field("").empty());
    CHECK(csv_field("a b") == "a b");
    CHECK(csv_field("a,b") == "\"a,b\"");
    CHECK(csv_field("say \"x\"") == "\"say \"\"x\"\"\"");
    CHECK(csv_field("a\nb") == "\"a\nb\"");
    CHECK(csv_field("a\rb") == "\"a\rb\"");
    CHECK(csv_field(" a") == "\" a\"");
    CHECK(csv_field("a\t") == "\"a\t\"");
}

TEST_CASE("csv_record joins fields and ends with CR LF") {
    CHECK(csv_record(std::vector<std::string>{"a", "", "c,d"}) == "a,,\"c,d\"\r\n");
}

TEST_CASE("csv_number is the shortest text that reads back") {
    CHECK(csv_number(0.1) == "0.1");
    CHECK(csv_number(1) == "1");
    CHECK(csv_number(1e-9) == "1e-09");
    CHECK(csv_number(1.0 / 3) == "0.3333333333333333");
    CHECK(csv_number(5e-324) == "5e-324");
    CHECK(csv_number(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(csv_number(-std::numeric_limits<double>::infinity()) == "-inf");
    CHECK(csv_number(std::numeric_limits<double>::quiet_NaN()).empty());
    CHECK(csv_number(-std::numeric_limits<double>::quiet_NaN()).empty());
}

TEST_CASE("read_number takes one whole number or nothing") {
    CHECK(read_number("0.1") == 0.1);
    CHECK(read_number("-1e-09") == -1e-9);
    CHECK(read_number("inf") == std::numeric_limits<double>::infinity());
    CHECK(read_number("-inf") == -std::numeric_limits<double>::infinity());
    CHECK(std::isnan(read_number("")));
    for (const auto* text : {"nan", "1,5", "1 ", " 1", "1x", "x", "+1", "1e999"})
        CHECK_THROWS_AS(read_number(text), std::invalid_argument);
}

TEST_CASE("read_count takes digits up to 2^64 - 1") {
    CHECK(read_count("0") == 0);
    CHECK(read_count("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
    for (const auto* text : {"", "-1", "1.5", "18446744073709551616", "1e3", " 1"})
        CHECK_THROWS_AS(read_count(text), std::invalid_argument);
}

TEST_CASE("parse_csv reads quotes, both line ends, and a last line without one") {
    CHECK(fields("").empty());
    CHECK(fields("a,b\r\n1,2\r\n") == Fields{{"a", "b"}, {"1", "2"}});
    CHECK(fields("a,b\n1,2") == Fields{{"a", "b"}, {"1", "2"}});
    CHECK(fields("\"x, \"\"y\"\"\r\nz\",\r\n") == Fields{{"x, \"y\"\r\nz", ""}});
    CHECK(fields(" a , b\r\n") == Fields{{" a ", " b"}});
}

TEST_CASE("parse_csv counts lines, those inside quotes included") {
    const auto records = parse_csv("a\r\n\"b\nc\"\r\nd\r\n", "f.csv");
    REQUIRE(records.size() == 3);
    CHECK(records[0].line == 1);
    CHECK(records[1].line == 3);
    CHECK(records[2].line == 4);
}

TEST_CASE("parse_csv says where a text is no CSV") {
    CHECK_THROWS_WITH(parse_csv("a,b\r\n1,x\"y\r\n", "out/f.csv"), Contains("out/f.csv:2:4: this is no CSV"));
    CHECK_THROWS_WITH(parse_csv("a,b\r\n1,\"y\r\n", "out/f.csv"), Contains("out/f.csv:2: this is no CSV"));
    CHECK_THROWS_AS(parse_csv("\"a\"b\r\n", "f.csv"), ResultsError);
}

TEST_CASE("any fields come back from a record") {
    rc::prop("parse_csv inverts csv_record", [](const std::vector<std::string>& given) {
        // A record of one empty field is an empty line, which readers skip; our files have several columns.
        auto record = given;
        record.emplace_back("end");
        const auto records = parse_csv(csv_record(record), "f.csv");
        RC_ASSERT(records.size() == 1U);
        RC_ASSERT(records.front().fields == record);
    });
    rc::prop("read_number inverts csv_number", [](double x) { RC_ASSERT(read_number(csv_number(x)) == x); });
}
