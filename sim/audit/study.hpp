#pragma once
// Many independent trials of something whose truth is known, counted.

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <stop_token>
#include <vector>

#include "lib/random/stream.hpp"
#include "sim/engine/results.hpp"
#include "sim/engine/runner.hpp"

namespace assay::audit {

/// What one trial adds to a row.
struct Trial {
    bool counted = false;  ///< what the row counts has happened
    /// Of the interval, over that of the best known one; not finite where nothing is to be compared.
    double relative_width = std::numeric_limits<double>::quiet_NaN();
};

/// Rows that are observed on the same trials.
struct Study {
    std::vector<engine::AuditRow> rows;  ///< method, class, case and nominal value; the rest is measured
    std::uint64_t trials = 0;            ///< at the standard budget; a multiple of trials_unit
    /// One trial, independent of all others; fills one element a row. Called from several threads at once.
    std::function<void(random::Stream&, std::span<Trial>)> trial;
};

/// Trials are drawn in this many blocks, each with a stream of its own.
inline constexpr std::uint64_t study_blocks = 64;

/// The trials of a study are a multiple of this, so that a sixteenth of them still fills the blocks.
inline constexpr std::uint64_t trials_unit = 16 * study_blocks;

/// The level of the intervals for realised shares.
inline constexpr double share_level = 1e-6;

struct Options {
    std::uint64_t seed = 1;
    engine::Budget budget = engine::Budget::standard;  ///< a sixteenth, once or sixteen times the trials
    unsigned threads = 1;
    std::stop_token stop = {};
};

/// The rows of a study with their realised shares; nothing when asked to stop. Draws depend on the seed and
/// the first row's words only: the same for any number of threads. Throws std::invalid_argument when the
/// trials are no positive multiple of trials_unit, or there is no row.
[[nodiscard]] std::vector<engine::AuditRow> realise(const Study& study, const Options& options);

}  // namespace assay::audit
