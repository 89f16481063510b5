#include "reports/columns.hpp"

#include <catch2/catch.hpp>

using namespace assay::reports;

TEST_CASE("a code point takes a column, however many bytes it has") {
    CHECK(width_of("") == 0);
    CHECK(width_of("abc") == 3);
    CHECK(width_of("Hölder") == 6);
    CHECK(width_of("→ \xF0\x9D\x9C\x83") == 3);
}

TEST_CASE("text is filled up to its column, and never cut") {
    CHECK(padded("ab", 4) == "ab  ");
    CHECK(padded("ö", 3) == "ö  ");
    CHECK(padded("abcd", 3) == "abcd");
    CHECK(padded("", 0).empty());
}
