// kernel/moments, cdf-bin: a tile of doubles in the first-level cache, drawn before, is reduced.
// Items are values.

#include <array>
#include <memory>
#include <span>

#include "bench/measured.hpp"
#include "lib/random/normal.hpp"
#include "lib/stats/histogram.hpp"
#include "lib/stats/moments.hpp"

namespace {

using namespace assay;
using Tile = std::array<double, bench::tile>;

Tile normal_tile(const benchmark::State& state) {
    Tile values{};
    random::Stream stream = bench::stream_of(state, "kernel/reduce");
    random::fill_normal(stream, std::span(values));
    return values;
}

/// Count, mean, second and third central sums, extremes.
void moments(benchmark::State& state) {
    const Tile values = normal_tile(state);
    stats::Moments sums;
    for (auto _ : state) {
        sums.add(values);
        benchmark::DoNotOptimize(&sums);
        benchmark::ClobberMemory();
    }
    bench::count_items(state, values.size());
}

void count_in(benchmark::State& state, const stats::Cells& cells, const Tile& values) {
    stats::Histogram histogram(std::make_shared<const stats::Cells>(cells));
    for (auto _ : state) {
        histogram.add(values);
        benchmark::DoNotOptimize(histogram.counts().data());
        benchmark::ClobberMemory();
    }
    bench::count_items(state, values.size());
}

/// F(x) of the standard Cauchy law by arctangent, and the count of its cell, one of 4096. The values are
/// quotients of normals, so that they spread over all cells.
void cauchy_cells(benchmark::State& state) {
    Tile values = normal_tile(state);
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
        const double quotient = values[i] / values[i + 1];
        values[i + 1] = 1 / quotient;
        values[i] = quotient;
    }
    count_in(state, stats::Cells::cauchy(4096), values);
    state.SetLabel("Cauchy law");
}

/// The same for the normal law, whose F(x) is an erfc.
void normal_cells(benchmark::State& state) {
    count_in(state, stats::Cells::normal(4096), normal_tile(state));
    state.SetLabel("normal law");
}

BENCHMARK(moments)->Name("kernel/moments")->Apply(bench::on_threads);
BENCHMARK(cauchy_cells)->Name("kernel/cdf-bin")->Apply(bench::on_threads);
BENCHMARK(normal_cells)->Name("kernel/cdf-bin/normal")->Apply(bench::on_threads);

}  // namespace
