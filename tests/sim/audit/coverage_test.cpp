#include "sim/audit/coverage.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "lib/stats/binomial.hpp"
#include "sim/audit/draws.hpp"

using namespace assay;
using namespace assay::audit;

namespace {

/// Clopper-Pearson intervals at `factor` times the level that they are asked for.
Coverage<stats::Proportion> proportions(double factor) {
    return {.method = "Clopper-Pearson",
            .subject = "test",
            .trials = trials_unit,
            .size = 64,
            .truth = 0.5,
            .draw = [](random::Stream& s, std::uint64_t count,
                       stats::Proportion& p) { add_trials(s, count, 0.5, p); },
            .interval = [factor](const stats::Proportion& p,
                                 double level) { return stats::clopper_pearson(p, factor * level); },
            .best_width = [](double level) { return normal_width(0.5, 64, level); }};
}

}  // namespace

TEST_CASE("a method at its level keeps its promise, one at ten times the level is caught") {
    for (const auto& row : realise(study(proportions(1)), {})) {
        INFO(row.condition << " " << row.nominal << " " << row.realised);
        CHECK(row.kept());
        CHECK(row.relative_width > 0.95);
        CHECK(row.relative_width < 1.6);
    }
    // Seed 1. 10 x 0.05: about half of the intervals miss.
    for (const auto& row : realise(study(proportions(10)), {})) CHECK_FALSE(row.kept());
}

TEST_CASE("five looks are paid for: each interval is wider, all five cover together") {
    const auto rows = realise(study(proportions(1)), {});
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].condition == "one look");
    CHECK(rows[1].condition == "five looks");
    CHECK(rows[1].relative_width > 1.15 * rows[0].relative_width);
    CHECK(rows[2].nominal == 0.99);
}

TEST_CASE("a refused interval covers, has no width, and is counted") {
    Coverage<stats::Proportion> c = proportions(1);
    c.conditional = true;
    c.interval = [](const stats::Proportion&, double) { return stats::Estimate{}; };
    const auto rows = realise(study(c), {});
    CHECK(rows.front().realised == 1);
    CHECK(std::isnan(rows.front().relative_width));
    CHECK(rows.back().counted == "admitted");
    CHECK(rows.back().realised == 0);
}

TEST_CASE("a sample that does not grow is looked at once") {
    Coverage<stats::Proportion> c = proportions(1);
    c.grows = false;
    c.size = 5;
    for (const auto& row : study(c).rows) CHECK(row.condition == "one look");
}

TEST_CASE("every study is complete and has a name of its own") {
    std::set<std::string> names;
    for (const auto& group : {finite_sample_studies(), asymptotic_studies()})
        for (const auto& study : group) {
            CHECK(study.trials % trials_unit == 0);
            for (const auto& row : study.rows) {
                INFO(row.method << " " << row.subject);
                CHECK(names
                          .insert(row.method + row.subject + row.condition + row.counted +
                                  std::to_string(row.nominal))
                          .second);
                for (const auto* part : {&row.counted, &row.subject, &row.condition})
                    CHECK(part->find("; ") == std::string::npos);  // separates the parts of the column case
            }
        }
}
