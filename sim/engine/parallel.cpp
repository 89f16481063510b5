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

#ifdef ASSAY_STD_THREADS

namespace {

/// The tree that parallel_deterministic_reduce walks: halves, the first one no longer than the second.
Partial reduce(std::size_t job, std::span<Partial> parts, const Join& join) {
    if (parts.size() == 1) return std::move(parts.front());
    Partial left = reduce(job, parts.first(parts.size() / 2), join);
    const Partial right = reduce(job, parts.subspan(parts.size() / 2), join);
    join(job, left, right);
    return left;
}

}  // namespace

std::vector<Partial> parallel_blocks(std::span<const BlockRange> jobs, unsigned threads, const Leaf& leaf,
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
    for (std::size_t job = 0; job < jobs.size(); ++job) results.push_back(reduce(job, parts[job], join));
    return results;
}

#else

std::vector<Partial> parallel_blocks(std::span<const BlockRange> jobs, unsigned threads, const Leaf& leaf,
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

}  // namespace assay::engine
