#include "sim/engine/results.hpp"

#include <catch2/catch.hpp>

using namespace assay::engine;

TEST_CASE("verdicts and known verdicts have the words of the catalogue") {
    CHECK(name(Verdict::supported) == "supported");
    CHECK(name(Verdict::refuted) == "refuted");
    CHECK(name(Verdict::inconclusive) == "inconclusive");
    CHECK(name(Known::supported) == "supported");
    CHECK(name(Known::refuted) == "refuted");
    CHECK(name(Known::open) == "open");
}

TEST_CASE("words are read back, and no others") {
    for (const auto verdict : {Verdict::supported, Verdict::refuted, Verdict::inconclusive})
        CHECK(parse_verdict(name(verdict)) == verdict);
    for (const auto known : {Known::supported, Known::refuted, Known::open})
        CHECK(parse_known(name(known)) == known);
    for (const auto* word : {"", "Supported", "supported ", "support", "true"}) {
        CHECK_FALSE(parse_verdict(word));
        CHECK_FALSE(parse_known(word));
    }
    CHECK_FALSE(parse_verdict("open"));
    CHECK_FALSE(parse_known("inconclusive"));
}

TEST_CASE("a verdict is as known when the catalogue says the same or leaves it open") {
    const auto as_known = [](Known known, Verdict verdict) {
        VerdictRow row;
        row.known = known;
        row.verdict = verdict;
        return row.as_known();
    };
    CHECK(as_known(Known::supported, Verdict::supported));
    CHECK_FALSE(as_known(Known::supported, Verdict::refuted));
    CHECK_FALSE(as_known(Known::supported, Verdict::inconclusive));
    CHECK(as_known(Known::refuted, Verdict::refuted));
    CHECK_FALSE(as_known(Known::refuted, Verdict::supported));
    CHECK_FALSE(as_known(Known::refuted, Verdict::inconclusive));
    for (const auto verdict : {Verdict::supported, Verdict::refuted, Verdict::inconclusive})
        CHECK(as_known(Known::open, verdict));
}
