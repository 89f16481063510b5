#pragma once
// The one place where threads are made.

#include <any>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace assay::engine {

/// Blocks [first, first + count) of one run; count is a power of two.
struct BlockRange {
    std::uint64_t first = 0, count = 0;
};

/// What some consecutive blocks of a run add up to.
struct Partial {
    std::any tally;
    std::uint64_t replicates = 0, missing = 0;
    double seconds = 0;  ///< time spent in the blocks, summed over threads
};

/// Evaluates one block of job `job`. Called from several threads at once.
using Leaf = std::function<Partial(std::size_t job, std::uint64_t block)>;
/// Adds a later Partial of the job to an earlier one.
using Join = std::function<void(std::size_t job, Partial& into, const Partial& from)>;

/// Evaluates every block of every job on `threads` threads and joins each job's blocks, in the order of their
/// numbers, by the balanced binary tree over its range: the result does not depend on `threads` or on timing.
/// At most one Partial a job, level of its tree and thread is alive (in the tsan build: one a block). An
/// exception of a leaf ends the work and is rethrown. With one thread all is done on the caller's, so that
/// work on several threads may nest runs of one. Else oneTBB; std::jthread where ASSAY_STD_THREADS is defined
/// (oneTBB gives the thread sanitizer false alarms).
[[nodiscard]] std::vector<Partial> parallel_blocks(std::span<const BlockRange> jobs, unsigned threads,
                                                   const Leaf& leaf, const Join& join);

}  // namespace assay::engine
