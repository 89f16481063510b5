#pragma once
// What the benchmarks have in common.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/random/stream.hpp"

namespace assay::bench {

/// Values in a tile, which stays in the first-level cache: 9 KiB of doubles, 24 times the 48 doubles and 12
/// times the 96 floats that fill_normal makes at once with AVX2.
inline constexpr std::size_t tile = 1152;

/// The stream of one thread of a benchmark: threads share no generator, as the blocks of a run do not.
[[nodiscard]] inline random::Stream stream_of(const benchmark::State& state, std::string_view work) {
    return {random::run_key(1, work), static_cast<std::uint64_t>(state.thread_index())};
}

inline void count_items(benchmark::State& state, std::size_t per_iteration) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(per_iteration));
}

/// One and two threads, by the clock on the wall. Every thread works on arrays of its own.
inline void on_threads(benchmark::internal::Benchmark* work) {
    work->Threads(1)->Threads(2)->UseRealTime();
}

}  // namespace assay::bench
