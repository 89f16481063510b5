#include "sim/audit/study.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>

using namespace assay;
using namespace assay::audit;

namespace {

/// Two rows: an event of probability 1/4, and its opposite with a width.
Study coin(std::uint64_t trials) {
    Study study{.trials = trials};
    study.rows = {{.method = "coin", .counted = "quarter", .subject = "s", .condition = "c"},
                  {.method = "coin", .counted = "rest", .subject = "s", .condition = "c"}};
    study.trial = [](random::Stream& stream, std::span<Trial> outcomes) {
        const bool quarter = stream() < 1U << 30U;
        outcomes[0].counted = quarter;
        outcomes[1] = {!quarter, quarter ? 1.0 : 3.0};
    };
    return study;
}

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

}  // namespace

TEST_CASE("a study counts each row's events, with an interval and the mean width") {
    const auto rows = realise(coin(trials_unit), {});
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].trials == trials_unit);
    CHECK(rows[0].realised + rows[1].realised == 1);  // one event or the other
    // Seed 1. Six standard deviations of Bin(1024, 1/4) are 0.081.
    CHECK(std::abs(rows[0].realised - 0.25) < 0.081);
    CHECK(rows[0].lower < rows[0].realised);
    CHECK(rows[0].realised < rows[0].upper);
    CHECK(std::isnan(rows[0].relative_width));
    CHECK(rows[1].relative_width == Approx(3 - 2 * rows[0].realised));
}

TEST_CASE("rows are the same for any number of threads, and others for another seed") {
    const auto study = coin(trials_unit);
    const auto one = realise(study, {.threads = 1});
    for (const unsigned threads : {2U, 5U}) {
        const auto several = realise(study, {.threads = threads});
        for (std::size_t r = 0; r < one.size(); ++r) {
            CHECK(several[r].realised == one[r].realised);
            CHECK(same(several[r].relative_width, one[r].relative_width));
        }
    }
    CHECK(realise(study, {.seed = 2})[0].realised != one[0].realised);
}

TEST_CASE("the budget scales the trials") {
    CHECK(realise(coin(trials_unit), {.budget = engine::Budget::quick})[0].trials == trials_unit / 16);
    CHECK(realise(coin(trials_unit), {.budget = engine::Budget::deep})[0].trials == trials_unit * 16);
}

TEST_CASE("a study without rows, or with trials that do not fill the blocks, is refused") {
    auto none = coin(trials_unit);
    none.rows.clear();
    CHECK_THROWS_AS(realise(none, {}), std::invalid_argument);
    CHECK_THROWS_AS(realise(coin(0), {}), std::invalid_argument);
    CHECK_THROWS_WITH(realise(coin(1000), {}), Catch::Contains("multiple of 1024, not 1000"));
}

TEST_CASE("a study that is asked to stop gives nothing") {
    std::stop_source source;
    source.request_stop();
    CHECK(realise(coin(trials_unit), {.stop = source.get_token()}).empty());
}
