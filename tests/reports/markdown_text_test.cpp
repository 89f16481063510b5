#include "reports/markdown_text.hpp"

#include <catch2/catch.hpp>

using namespace assay::reports;

TEST_CASE("prose escapes markup and folds white space") {
    CHECK(prose("a_b*c <d> [e] |f| $g$ #h ~i `j` \\k &amp;") ==
          "a\\_b\\*c \\<d\\> \\[e\\] \\|f\\| \\$g\\$ \\#h \\~i \\`j\\` \\\\k \\&amp;");
    CHECK(prose("  one\n\ttwo  ") == "one two");
    CHECK(prose("").empty());
    CHECK(prose("\xC3\xA9t\xC3\xA9") == "\xC3\xA9t\xC3\xA9");
}

TEST_CASE("code needs a fence longer than any inside") {
    CHECK(code("a_b") == "`a_b`");
    CHECK(code("a`b``c") == "```a`b``c```");
    CHECK(code("`a") == "`` `a ``");
    CHECK(code("").empty());
    CHECK(code("a\nb") == "`a b`");
}

TEST_CASE("math is given between dollars") {
    CHECK(math("\\frac{a}{b} |x| < 1") == "$\\frac{a}{b} |x| < 1$");
    CHECK(math(" a\n b ") == "$a b$");
    CHECK(math("").empty());
}

TEST_CASE("anchors are those of the headings") {
    CHECK(anchor("Topic elbow") == "topic-elbow");
    CHECK(anchor("How to read this") == "how-to-read-this");
    CHECK(anchor("A.b") == "ab");
}

TEST_CASE("a sentence begins and ends as one") {
    CHECK(sentence("the budget is spent") == "The budget is spent.");
    CHECK(sentence("Why?") == "Why?");
    CHECK(sentence("p = 1") == "p = 1.");
    CHECK(sentence("relu(b) is constant") == "relu(b) is constant.");
    CHECK(sentence("").empty());
}
