#include "sim/audit/study.hpp"

#include <algorithm>
#include <any>
#include <stdexcept>
#include <string>

#include "lib/stats/binomial.hpp"
#include "lib/stats/moments.hpp"
#include "sim/engine/parallel.hpp"

namespace assay::audit {
namespace {

/// Of one row.
struct Counted {
    std::uint64_t events = 0;
    stats::Moments widths;
};
using Tally = std::vector<Counted>;

struct Stopped {};

void merge(Tally& into, const Tally& from) {
    for (std::size_t i = 0; i < into.size(); ++i) {
        into[i].events += from[i].events;
        into[i].widths.merge(from[i].widths);
    }
}

std::uint64_t trials_at(std::uint64_t standard, engine::Budget budget) {
    switch (budget) {
        case engine::Budget::quick:
            return standard / 16;
        case engine::Budget::deep:
            return standard * 16;
        case engine::Budget::standard:
            break;
    }
    return standard;
}

}  // namespace

std::vector<engine::AuditRow> realise(const Study& study, const Options& options) {
    if (study.rows.empty() || study.trials == 0 || study.trials % trials_unit != 0)
        throw std::invalid_argument("realise: a study needs rows, and trials in a positive multiple of " +
                                    std::to_string(trials_unit) + ", not " + std::to_string(study.trials));
    const std::uint64_t trials = trials_at(study.trials, options.budget);
    const auto& first = study.rows.front();
    const auto key = random::run_key(
        options.seed, "audit: " + first.method + "; " + first.subject + "; " + first.condition);
    const engine::BlockRange blocks{0, study_blocks};
    std::vector<engine::Partial> total;
    try {
        total = engine::parallel_blocks(
            std::span(&blocks, 1), options.threads,
            [&](std::size_t, std::uint64_t block) {
                random::Stream stream(key, block);
                Tally tally(study.rows.size());
                std::vector<Trial> outcomes(study.rows.size());
                for (std::uint64_t i = 0; i < trials / study_blocks; ++i) {
                    if (options.stop.stop_requested()) throw Stopped{};
                    std::fill(outcomes.begin(), outcomes.end(), Trial{});
                    study.trial(stream, outcomes);
                    for (std::size_t r = 0; r < outcomes.size(); ++r) {
                        tally[r].events += outcomes[r].counted ? 1U : 0U;
                        tally[r].widths.add(outcomes[r].relative_width);
                    }
                }
                return engine::Partial{.tally = std::move(tally)};
            },
            [](std::size_t, engine::Partial& into, const engine::Partial& from) {
                merge(*std::any_cast<Tally>(&into.tally), *std::any_cast<Tally>(&from.tally));
            });
    } catch (const Stopped&) {
        return {};
    }
    const auto& tally = *std::any_cast<Tally>(&total.front().tally);
    auto rows = study.rows;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto share = stats::clopper_pearson({tally[r].events, trials}, share_level);
        rows[r].trials = trials;
        rows[r].realised = share.value;
        rows[r].lower = share.lower;
        rows[r].upper = share.upper;
        if (tally[r].widths.count() > 0) rows[r].relative_width = tally[r].widths.mean();
    }
    return rows;
}

}  // namespace assay::audit
