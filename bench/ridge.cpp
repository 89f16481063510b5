// workload/ridge: instances of 64 x 16 standard normals, in double, each solved four ways: primal, dual,
// least squares of the augmented rows by QR, least norm of the augmented features by QR. Items are instances,
// solved all four ways. The instances are drawn once, before the clock starts.

#include <array>
#include <string>

#include "bench/measured.hpp"
#include "lib/linear/batch.hpp"
#include "lib/random/normal.hpp"

namespace {

using namespace assay;
using linear::Form;

constexpr linear::Index instances = 32;
constexpr double lambda = 1;

void solve(benchmark::State& state, std::initializer_list<Form> forms) {
    const linear::Index n = state.range(0), d = state.range(1);
    linear::Interleaved X(instances, n, d), y(instances, n, 1), w(instances, d, 1);
    random::Stream stream = bench::stream_of(state, "workload/ridge");
    random::fill_normal(stream, X.values());
    random::fill_normal(stream, y.values());
    linear::RidgeBatch batch(n, d);
    for (auto _ : state) {
        for (const Form form : forms) {
            batch.solve(form, X, y, lambda, w);
            benchmark::DoNotOptimize(w.values().data());
            benchmark::ClobberMemory();
        }
    }
    bench::count_items(state, static_cast<std::size_t>(instances));
}

void ridge(benchmark::State& state) {
    solve(state, {Form::primal, Form::dual, Form::rows, Form::features});
}

void one_form(benchmark::State& state) {
    const auto form = static_cast<Form>(state.range(2));
    state.SetLabel(std::string(linear::name(form)));
    solve(state, {form});
}

/// How the cost of each form grows with n and with d.
void shapes(benchmark::internal::Benchmark* work) {
    for (const auto& [n, d] :
         {std::pair{16, 16}, {32, 16}, {64, 16}, {128, 16}, {256, 16}, {64, 4}, {64, 8}, {64, 32}, {64, 64}})
        for (const Form form : {Form::primal, Form::dual, Form::rows, Form::features})
            work->Args({n, d, static_cast<std::int64_t>(form)});
}

BENCHMARK(ridge)->Name("workload/ridge")->Args({64, 16})->Apply(bench::on_threads);
BENCHMARK(one_form)->Name("kernel/ridge")->Apply(shapes)->UseRealTime();

}  // namespace
