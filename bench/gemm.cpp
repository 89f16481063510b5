// kernel/gemm/N: C = A B of N x N floats as the layers of lib/nn compute it. Items are floating-point
// operations, 2 N^3 a product. A product is the work of one thread, as it is inside a block of a run: two
// threads compute two products.

#include "bench/measured.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/network.hpp"

namespace {

using namespace assay;
using Matrix = nn::Matrix<float>;

void gemm(benchmark::State& state) {
    const auto n = static_cast<nn::Index>(state.range(0));
    random::Stream stream = bench::stream_of(state, "kernel/gemm");
    Matrix a(n, n), b(n, n), c(n, n);
    nn::fill_normal(stream, a);
    nn::fill_normal(stream, b);
    nn::detail::multiply<float>(c, a, b);  // the system hands out the pages of `c`: not the product's time
    for (auto _ : state) {
        nn::detail::multiply<float>(c, a, b);
        benchmark::DoNotOptimize(c.data());
        benchmark::ClobberMemory();
    }
    const auto size = static_cast<std::size_t>(n);
    bench::count_items(state, 2 * size * size * size);
}

void sizes(benchmark::internal::Benchmark* work) {
    for (const int n : {128, 256, 512, 1024, 2048}) work->Arg(n);
}

BENCHMARK(gemm)->Name("kernel/gemm")->Apply(sizes)->Apply(bench::on_threads);

}  // namespace
