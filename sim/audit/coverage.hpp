#pragma once
// How often an interval method covers the truth, and how wide it is.

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/stats/estimate.hpp"
#include "sim/audit/study.hpp"
#include "sim/engine/runner.hpp"

namespace assay::audit {

/// A sample of known truth that grows, and the interval that is made from it. `Sample` is copied.
template <class Sample>
struct Coverage {
    std::string method;
    stats::Class kind = stats::Class::finite_sample;
    std::string subject;  ///< the sample, in words: "n = 1024, p = 0.1"
    std::uint64_t trials = 6144;
    std::uint64_t size = 1024;  ///< observations
    bool grows = true;          ///< inspected in five looks too; `size` is then a multiple of 16
    std::vector<double> levels = {0.05, 0.01};
    double truth = 0;
    Sample empty{};
    std::function<void(random::Stream&, std::uint64_t count, Sample&)> draw;
    std::function<stats::Estimate(const Sample&, double level)> interval;
    /// Width of the best known interval for a sample of this size, inspected once; unknown when empty.
    std::function<double(double level)> best_width = {};
    /// The part of the interval that is compared with it.
    std::function<double(const stats::Estimate&)> width = [](const stats::Estimate& e) {
        return e.upper - e.lower;
    };
    bool conditional = false;  ///< the interval may be refused; a row tells how often it is not
};

/// A row for each level with one look at the whole sample, and one with the five looks of a standard budget,
/// each at a fifth of the level, covered when the truth is in all five intervals.
template <class Sample>
[[nodiscard]] Study study(Coverage<Sample> c) {
    Study s{.trials = c.trials};
    const auto row = [&](std::string_view counted, const char* condition, double nominal) {
        s.rows.push_back({.method = c.method,
                          .kind = std::string(stats::name(c.kind)),
                          .counted = std::string(counted),
                          .subject = c.subject,
                          .condition = condition,
                          .nominal = nominal});
    };
    for (const double level : c.levels) {
        row(engine::AuditRow::coverage, "one look", 1 - level);
        if (c.grows) row(engine::AuditRow::coverage, "five looks", 1 - level);
    }
    if (c.conditional) row("admitted", "one look", std::numeric_limits<double>::quiet_NaN());
    s.trial = [c = std::move(c)](random::Stream& stream, std::span<Trial> trials) {
        const auto covers = [&](const stats::Estimate& e) {
            return e.lower <= c.truth && c.truth <= e.upper;
        };
        const auto relative_width = [&](const stats::Estimate& e, double level) {
            return c.best_width ? c.width(e) / c.best_width(level) : std::numeric_limits<double>::quiet_NaN();
        };
        const auto sizes =
            c.grows ? engine::looks(c.size, engine::Budget::standard) : std::vector<std::uint64_t>{c.size};
        const std::size_t rows_a_level = c.grows ? 2 : 1;
        for (auto& each : trials) each.counted = true;
        Sample sample = c.empty;
        std::uint64_t drawn = 0;
        for (const std::uint64_t size : sizes) {
            c.draw(stream, size - drawn, sample);
            drawn = size;
            for (std::size_t k = 0; c.grows && k < c.levels.size(); ++k) {
                const auto e = c.interval(sample, c.levels[k] / static_cast<double>(sizes.size()));
                Trial& always = trials[rows_a_level * k + 1];
                always = {always.counted && covers(e), relative_width(e, c.levels[k])};
            }
        }
        for (std::size_t k = 0; k < c.levels.size(); ++k) {
            const auto e = c.interval(sample, c.levels[k]);
            trials[rows_a_level * k] = {covers(e), relative_width(e, c.levels[k])};
            if (c.conditional) trials.back() = {.counted = std::isfinite(e.upper - e.lower)};
        }
    };
    return s;
}

/// The finite-sample methods of lib/stats, and random identity tests.
[[nodiscard]] std::vector<Study> finite_sample_studies();

/// The asymptotic ones: on samples that suit them, on skewed, heavy-tailed and small ones, and with their
/// admission rule waived, to show what it is for.
[[nodiscard]] std::vector<Study> asymptotic_studies();

}  // namespace assay::audit
