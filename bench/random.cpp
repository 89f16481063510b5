// kernel/philox, uniform32, uniform64, normal32, normal64: values drawn. Items are values (philox: 32-bit
// words). Without a number in the name the array is a tile in the first-level cache; otherwise it has that
// many values.

#include <span>
#include <vector>

#include "bench/measured.hpp"
#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"

namespace {

using namespace assay;

/// The engine word by word, as distributions of other libraries call it. The fills compute Philox in bulk:
/// uniform32 is that, and one conversion a word.
void philox(benchmark::State& state) {
    random::Stream stream = bench::stream_of(state, "kernel/philox");
    for (auto _ : state) {
        std::uint32_t mixed = 0;
        for (std::size_t i = 0; i < bench::tile; ++i) mixed ^= stream();
        benchmark::DoNotOptimize(mixed);
    }
    bench::count_items(state, bench::tile);
}

/// `fill` on one array again and again.
template <class T, class Fill>
void fills(benchmark::State& state, std::size_t size, Fill fill) {
    random::Stream stream = bench::stream_of(state, "kernel/fill");
    std::vector<T> out(size);
    for (auto _ : state) {
        fill(stream, std::span(out));
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    bench::count_items(state, size);
}

template <class T>
void uniforms(benchmark::State& state) {
    fills<T>(state, bench::tile, [](random::Stream& s, std::span<T> out) { random::fill_uniform(s, out); });
}
template <class T>
void normals_of_size(benchmark::State& state, std::size_t size) {
    fills<T>(state, size, [](random::Stream& s, std::span<T> out) { random::fill_normal(s, out); });
}
template <class T>
void normals(benchmark::State& state) {
    normals_of_size<T>(state, bench::tile);
}
template <class T>
void normals_by_size(benchmark::State& state) {
    normals_of_size<T>(state, static_cast<std::size_t>(state.range(0)));
}

/// From the second-level cache to memory; 2^24 values are what users of array libraries draw at once.
void sizes(benchmark::internal::Benchmark* work) {
    for (const int exponent : {14, 18, 21, 24}) work->Arg(std::int64_t{1} << exponent);
}

BENCHMARK(philox)->Name("kernel/philox")->Apply(bench::on_threads);
BENCHMARK(uniforms<float>)->Name("kernel/uniform32")->Apply(bench::on_threads);
BENCHMARK(uniforms<double>)->Name("kernel/uniform64")->Apply(bench::on_threads);
BENCHMARK(normals<float>)->Name("kernel/normal32")->Apply(bench::on_threads);
BENCHMARK(normals<double>)->Name("kernel/normal64")->Apply(bench::on_threads);
BENCHMARK(normals_by_size<float>)->Name("kernel/normal32")->Apply(sizes)->Apply(bench::on_threads);
BENCHMARK(normals_by_size<double>)->Name("kernel/normal64")->Apply(sizes)->Apply(bench::on_threads);

}  // namespace
