// workload/elbow: w and b standard normal, c = -b/w, and the cell of F(c) among 4096 equiprobable cells of
// the Cauchy law; all in double. Items are elbows. This is the inner loop of sim/experiments/elbow/elbow.cpp.

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include "bench/measured.hpp"
#include "lib/random/normal.hpp"
#include "lib/stats/histogram.hpp"

namespace {

using namespace assay;

void count_elbows(benchmark::State& state, std::size_t elbows) {
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    stats::Histogram histogram(cells);
    random::Stream stream = bench::stream_of(state, "workload/elbow");
    std::array<double, bench::tile> w{}, b{}, c{};
    for (auto _ : state) {
        for (std::size_t done = 0; done < elbows; done += bench::tile) {
            const std::size_t n = std::min(bench::tile, elbows - done);
            random::fill_normal(stream, std::span(w).first(n));
            random::fill_normal(stream, std::span(b).first(n));
            for (std::size_t i = 0; i < n; ++i) c[i] = -b[i] / w[i];
            histogram.add(std::span(c).first(n));
        }
        benchmark::DoNotOptimize(histogram.counts().data());
        benchmark::ClobberMemory();
    }
    bench::count_items(state, elbows);
}

/// As many as a block of that experiment has.
void elbow(benchmark::State& state) {
    count_elbows(state, std::size_t{1} << 17U);
}

/// Once, a given number: bench/report.py runs each in a process of its own and asks for its largest memory.
void elbow_once(benchmark::State& state) {
    count_elbows(state, static_cast<std::size_t>(state.range(0)));
}

BENCHMARK(elbow)->Name("workload/elbow")->Apply(bench::on_threads);
BENCHMARK(elbow_once)->Name("memory/elbow")->Arg(1 << 24)->Arg(1 << 28)->Iterations(1)->UseRealTime();

}  // namespace
