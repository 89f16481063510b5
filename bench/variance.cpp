// workload/variance: the second moment and the variance of every layer's pre-activations in 8 random networks
// of 50 ReLU layers of width 512, in float, on 128 standard normal inputs: 4 networks by Xavier's rule and 4
// by He's, each with weights of its own. Items are weights drawn. A layer's weights are drawn, used and
// forgotten.

#include "bench/measured.hpp"
#include "lib/nn/elementwise.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/nn/initializer/he_normal.hpp"
#include "lib/nn/network.hpp"
#include "lib/nn/statistics.hpp"

namespace {

using namespace assay;
using Matrix = nn::Matrix<float>;

constexpr nn::Index width = 512, batch = 128;
constexpr std::size_t depth = 50, networks = 8;

struct Workspace {
    Matrix inputs = Matrix(width, batch), weights = Matrix(width, width), z = Matrix(width, batch), a = z;
};

template <class Init>
double layers(const Init& init, random::Stream& stream, Workspace& ws) {
    double sum = 0;
    for (std::size_t l = 0; l < depth; ++l) {
        init(stream, ws.weights);
        nn::detail::multiply<float>(ws.z, ws.weights, l == 0 ? ws.inputs : ws.a);
        nn::activate(nn::Relu{}, ws.z, ws.a);
        const nn::LayerStatistics statistics = nn::statistics(ws.z);
        sum += statistics.variance + statistics.second_moment;
    }
    return sum;
}

void variance(benchmark::State& state) {
    random::Stream stream = bench::stream_of(state, "workload/variance");
    Workspace ws;
    nn::fill_normal(stream, ws.inputs);
    for (auto _ : state) {
        for (std::size_t k = 0; k < networks; ++k)
            benchmark::DoNotOptimize(k % 2 == 0 ? layers(nn::FanInNormal{}, stream, ws)
                                                : layers(nn::HeNormal{}, stream, ws));
    }
    bench::count_items(state, networks * depth * static_cast<std::size_t>(width * width));
}

BENCHMARK(variance)->Name("workload/variance")->Apply(bench::on_threads);

}  // namespace
