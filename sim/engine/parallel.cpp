#include "sim/engine/parallel.hpp"

#ifdef ASSAY_STD_THREADS
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#else
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_reduce.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace assay::engine {
namespace {

/// The tree that parallel_deterministic_reduce walks over a power of two of blocks: halves of halves.
/// `part(block)` gives the leaves, from left to right.
template <class Part>
Partial tree(std::size_t job, const BlockRange& range, const Part& part, const Join& join) {
    if (range.count == 1) return part(range.first);
    const std::uint64_t half = range.count / 2;
    Partial left = tree(job, {range.first, half}, part, join);
    join(job, left, tree(job, {range.first + half, range.count - half}, part, join));
    return left;
}

std::vector<Partial> one_after_another(std::span<const BlockRange> jobs, const Leaf& leaf, const Join& join) {
    std::vector<Partial> results;
    for (std::size_t job = 0; job < jobs.size(); ++job)
        results.push_back(tree(
            job, jobs[job], [&](std::uint64_t block) { return leaf(job, block); }, join));
    return results;
}

#ifdef ASSAY_STD_THREADS

std::vector<Partial> on_threads(std::span<const BlockRange> jobs, unsigned threads, const Leaf& leaf,
                                const Join& join) {
    std::vector<std::vector<Partial>> parts;
    std::vector<std::pair<std::size_t, std::uint64_t>> work;
    for (std::size_t job = 0; job < jobs.size(); ++job) {
        parts.emplace_back(jobs[job].count);
        for (std::uint64_t i = 0; i < jobs[job].count; ++i) work.emplace_back(job, i);
    }
    std::atomic<std::size_t> next = 0;
    std::exception_ptr failure;
    std::mutex failing;
    const auto worker = [&] {
        try {
            for (std::size_t i = next++; i < work.size(); i = next++)
                parts[work[i].first][work[i].second] =
                    leaf(work[i].first, jobs[work[i].first].first + work[i].second);
        } catch (...) {
            const std::lock_guard lock(failing);
            if (!failure) failure = std::current_exception();
            next = work.size();
        }
    };
    {
        std::vector<std::jthread> pool;
        for (unsigned t = 0; t < threads; ++t) pool.emplace_back(worker);
    }
    if (failure) std::rethrow_exception(failure);
    std::vector<Partial> results;
    for (std::size_t job = 0; job < jobs.size(); ++job)
        results.push_back(tree(
            job, {0, jobs[job].count}, [&](std::uint64_t i) { return std::move(parts[job][i]); }, join));
    return results;
}

#else

std::vector<Partial> on_threads(std::span<const BlockRange> jobs, unsigned threads, const Leaf& leaf,
                                const Join& join) {
    using Range = tbb::blocked_range<std::uint64_t>;
    std::vector<Partial> results(jobs.size());
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&] {
        tbb::parallel_for(std::size_t{0}, jobs.size(), [&](std::size_t job) {
            results[job] = tbb::parallel_deterministic_reduce(
                Range(jobs[job].first, jobs[job].first + jobs[job].count, 1), Partial{},
                [&](const Range& range, const Partial&) { return leaf(job, range.begin()); },
                [&](Partial left, const Partial& right) {
                    join(job, left, right);
                    return left;
                });
        });
    });
    return results;
}

#endif

}  // namespace

std::vector<Partial> parallel_blocks(std::span<const BlockRange> jobs, unsigned threads, const Leaf& leaf,
                                     const Join& join) {
    return threads == 1 ? one_after_another(jobs, leaf, join) : on_threads(jobs, threads, leaf, join);
}

}  // namespace assay::engine
