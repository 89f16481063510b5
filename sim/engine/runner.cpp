#include "sim/engine/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <set>

#include "lib/stats/levels.hpp"
#include "sim/engine/parallel.hpp"

namespace assay::engine {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Interrupted {};

/// A check or control that is not decided yet.
struct Pending {
    const PlannedCheck* check = nullptr;
    std::size_t claim = 0;
    Outcome* outcome = nullptr;
    std::vector<std::uint64_t> looks;
    double level = 0;
    std::set<std::size_t> runs;
};

std::set<std::size_t> runs_of(const PlannedCheck& check) {
    std::set<std::size_t> runs;
    for (const auto& point : check.points) {
        runs.insert(point.target.run);
        if (point.other) runs.insert(point.other->run);
    }
    return runs;
}

/// The state of a measurement under way.
class Session {
  public:
    Session(const Plan& plan, const RunOptions& options)
        : plan_(plan), options_(options), totals_(plan.runs.size()), blocks_(plan.runs.size(), 0) {
        for (std::size_t i = 0; i < plan.runs.size(); ++i) {
            totals_[i].tally = plan.runs[i].bound.empty();
            keys_.push_back(random::run_key(options.seed, plan.runs[i].text()));
        }
        report_.claims.resize(plan.claims.size());
        progress_.claims = plan.claims.size();
        for (std::size_t c = 0; c < plan.claims.size(); ++c) {
            const auto& claim = plan.claims[c];
            auto& into = report_.claims[c];
            into.checks.resize(claim.checks.size());
            into.controls.resize(claim.checks.size());
            for (std::size_t i = 0; i < claim.checks.size(); ++i) {
                add(claim.checks[i], c, options.alpha, claim.checks.size(), into.checks[i]);
                into.controls[i].resize(claim.controls[i].size());
                for (std::size_t k = 0; k < claim.controls[i].size(); ++k)
                    add(claim.controls[i][k], c, control_level, 1, into.controls[i][k]);
            }
        }
    }

    RunReport measure() {
        try {
            for (std::size_t look = 0; !pending_.empty(); ++look) {
                run_blocks(look);
                judge_all(look);
            }
        } catch (const Interrupted&) {
            report_.interrupted = true;
        }
        for (std::size_t i = 0; i < plan_.runs.size(); ++i)
            report_.timings.push_back({plan_.runs[i].experiment->name, plan_.runs[i].parameters_text,
                                       totals_[i].replicates, totals_[i].seconds, options_.threads});
        return std::move(report_);
    }

  private:
    void add(const PlannedCheck& check, std::size_t claim, double level, std::size_t checks, Outcome& into) {
        const auto runs = runs_of(check);
        const auto sizes = looks(plan_.runs[*runs.begin()].experiment->blocks, options_.budget);
        const double share =
            stats::share(level, {.looks = sizes.size(), .checks = checks, .points = check.points.size()});
        into = outcome(std::vector<Judged>(check.points.size()), share);
        pending_.push_back({&check, claim, &into, sizes, share, runs});
    }

    /// Brings every run that an undecided check needs to the size of this look.
    void run_blocks(std::size_t look) {
        std::set<std::size_t> needed;
        for (const auto& p : pending_) needed.insert(p.runs.begin(), p.runs.end());
        std::vector<std::size_t> runs;
        std::vector<BlockRange> ranges;
        left_ = 0;
        for (const std::size_t run : needed) {
            const auto sizes = looks(plan_.runs[run].experiment->blocks, options_.budget);
            if (look >= sizes.size()) continue;
            left_ += sizes.back() - blocks_[run];
            runs.push_back(run);
            ranges.push_back({blocks_[run], sizes[look] - blocks_[run]});
        }
        const auto parts = parallel_blocks(
            ranges, options_.threads,
            [&](std::size_t job, std::uint64_t block) { return run_block(runs[job], block); },
            [&](std::size_t job, Partial& into, const Partial& from) { join(runs[job], into, from); });
        for (std::size_t job = 0; job < runs.size(); ++job) {
            join(runs[job], totals_[runs[job]], parts[job]);
            blocks_[runs[job]] += ranges[job].count;
        }
    }

    Partial run_block(std::size_t run, std::uint64_t block) try {
        if (options_.stop.stop_requested()) throw Interrupted{};
        const BoundExperiment& bound = plan_.runs[run].bound;
        const auto start = Clock::now();
        Partial part{.tally = bound.empty(), .replicates = bound.replicates_per_block};
        random::Stream stream(keys_[run], block);
        part.missing = bound.block(stream, {block * part.replicates, part.replicates}, part.tally);
        part.seconds = seconds_since(start);
        report_progress(part.replicates);
        return part;
    } catch (const std::exception& error) {
        throw InputError(fmt::format("experiment \"{}\" failed in block {} with {}: {}",
                                     plan_.runs[run].experiment->name, block, plan_.runs[run].parameters_text,
                                     error.what()));
    }

    void join(std::size_t run, Partial& into, const Partial& from) const {
        plan_.runs[run].bound.merge(into.tally, from.tally);
        into.replicates += from.replicates;
        into.missing += from.missing;
        into.seconds += from.seconds;
    }

    void report_progress(std::uint64_t replicates) {
        if (!options_.progress) return;
        const std::unique_lock lock(progress_mutex_);
        progress_.replicates += replicates;
        ++blocks_done_;
        if (left_ > 0) --left_;
        progress_.seconds = seconds_since(start_);
        if (progress_.seconds - reported_ < 0.1) return;
        reported_ = progress_.seconds;
        progress_.seconds_left =
            progress_.seconds * static_cast<double>(left_) / static_cast<double>(blocks_done_);
        options_.progress(progress_);
    }

    void judge_all(std::size_t look) {
        std::vector<Observed> observed;
        for (const auto& total : totals_) observed.push_back({&total.tally, total.replicates, total.missing});
        std::erase_if(pending_, [&](const Pending& p) {
            std::vector<Judged> points;
            for (const auto& point : p.check->points)
                points.push_back(judge(plan_, *p.check, point, observed, p.level));
            *p.outcome = outcome(std::move(points), p.level);
            p.outcome->looks = look + 1;
            for (const std::size_t run : p.runs)
                p.outcome->runs[run] = {totals_[run].replicates, totals_[run].missing};
            return p.outcome->verdict != Verdict::inconclusive || look + 1 == p.looks.size();
        });
        std::set<std::size_t> open;
        for (const auto& p : pending_) open.insert(p.claim);
        progress_.decided = plan_.claims.size() - open.size();
    }

    const Plan& plan_;
    const RunOptions& options_;
    std::vector<Partial> totals_;
    std::vector<std::uint64_t> blocks_;
    std::vector<random::Key> keys_;
    std::vector<Pending> pending_;
    RunReport report_;
    Clock::time_point start_ = Clock::now();
    std::mutex progress_mutex_;
    Progress progress_;
    double reported_ = 0;
    std::uint64_t blocks_done_ = 0, left_ = 0;
};

}  // namespace

std::string_view name(Budget budget) {
    switch (budget) {
        case Budget::quick:
            return "quick";
        case Budget::standard:
            return "standard";
        case Budget::deep:
            return "deep";
    }
    return "";
}

std::vector<std::uint64_t> looks(std::uint64_t standard_blocks, Budget budget) {
    if (standard_blocks == 1) return {1};
    const std::size_t count = budget == Budget::quick ? 1 : budget == Budget::standard ? 5 : 9;
    std::vector<std::uint64_t> sizes = {standard_blocks / 16};
    while (sizes.size() < count) sizes.push_back(2 * sizes.back());
    return sizes;
}

RunReport run(const Plan& plan, const RunOptions& options) {
    return Session(plan, options).measure();
}

}  // namespace assay::engine
