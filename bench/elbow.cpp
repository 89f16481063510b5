// The rate of the elbow's hot path, as a whole and by its parts. Items are elbows, or values.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "lib/stats/histogram.hpp"

namespace {

using namespace assay;

constexpr std::size_t tile = 1024;                     // as in sim/experiments/elbow/elbow.cpp
constexpr std::size_t elbows = std::size_t{1} << 17U;  // a block of that experiment

/// w and b standard normal, c = -b/w, and the cell of F(c) among 4096 equiprobable cells of the Cauchy law.
/// Each thread has its own stream and histogram, as the blocks of a run do.
void elbow(benchmark::State& state) {
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    stats::Histogram histogram(cells);
    random::Stream stream(random::run_key(1, "workload/elbow"),
                          static_cast<std::uint64_t>(state.thread_index()));
    std::array<double, tile> w{}, b{}, c{};
    for (auto _ : state) {
        for (std::size_t done = 0; done < elbows; done += tile) {
            random::fill_normal(stream, std::span(w));
            random::fill_normal(stream, std::span(b));
            for (std::size_t i = 0; i < tile; ++i) c[i] = -b[i] / w[i];
            histogram.add(c);
        }
        benchmark::DoNotOptimize(histogram.counts().data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(elbows));
}

template <class T>
void normals(benchmark::State& state) {
    random::Stream stream(random::run_key(1, "kernel/normal"), 0);
    std::vector<T> out(tile);
    for (auto _ : state) {
        random::fill_normal(stream, std::span(out));
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tile));
}

template <class T>
void uniforms(benchmark::State& state) {
    random::Stream stream(random::run_key(1, "kernel/uniform"), 0);
    std::vector<T> out(tile);
    for (auto _ : state) {
        random::fill_uniform(stream, std::span(out));
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tile));
}

/// Counting alone, of 2^15 elbows that were drawn before.
void cauchy_cells(benchmark::State& state) {
    std::vector<double> w(std::size_t{1} << 15U), c(w.size());
    random::Stream stream(random::run_key(1, "kernel/cauchy-cells"), 0);
    random::fill_normal(stream, std::span(w));
    random::fill_normal(stream, std::span(c));
    for (std::size_t i = 0; i < c.size(); ++i) c[i] /= w[i];
    stats::Histogram histogram(std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096)));
    for (auto _ : state) {
        histogram.add(c);
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(c.size()));
}

BENCHMARK(elbow)->Name("workload/elbow")->Threads(1)->Threads(2)->UseRealTime();
BENCHMARK(normals<double>)->Name("kernel/normal64");
BENCHMARK(normals<float>)->Name("kernel/normal32");
BENCHMARK(uniforms<double>)->Name("kernel/uniform64");
BENCHMARK(uniforms<float>)->Name("kernel/uniform32");
BENCHMARK(cauchy_cells)->Name("kernel/cauchy-cells");

}  // namespace
