#pragma once
// Counts of a yes-or-no event.

#include <cstdint>

namespace assay::stats {

/// Successes among trials; trials whose outcome could not be had are missing and not among the trials.
struct Proportion {
    std::uint64_t successes = 0, trials = 0, missing = 0;

    void add(bool success) noexcept {
        successes += success ? 1U : 0U;
        ++trials;
    }
    void merge(const Proportion& other) noexcept {
        successes += other.successes;
        trials += other.trials;
        missing += other.missing;
    }
};

}  // namespace assay::stats
