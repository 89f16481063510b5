// machine/clock: additions of which each needs the one before, hence one a clock cycle on every current
// processor. Items are cycles, so that items a second are the clock rate under the other benchmarks' load.

#include "bench/measured.hpp"

namespace {

using namespace assay;

void clock_rate(benchmark::State& state) {
    std::uint64_t sum = 0;
    for (auto _ : state) {
#pragma GCC unroll 16
        for (std::size_t i = 0; i < bench::tile; ++i) {
            sum += 3;
            asm volatile("" : "+r"(sum));  // keeps the compiler from adding once
        }
    }
    bench::count_items(state, bench::tile);
}

BENCHMARK(clock_rate)->Name("machine/clock")->UseRealTime();

}  // namespace
