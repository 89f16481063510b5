// workload/mlp: a training step of a 784-512-512-10 ReLU network in float: forward, softmax cross-entropy,
// backward, Adam, on a batch of 128. Items are steps.

#include "bench/measured.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/initialize.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/nn/initializer/he_normal.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "lib/optim/adam.hpp"

namespace {

using namespace assay;
using Matrix = nn::Matrix<float>;

void mlp(benchmark::State& state) {
    constexpr nn::Index inputs_size = 784, classes = 10, batch = 128;
    random::Stream stream = bench::stream_of(state, "workload/mlp");
    nn::Network<float> network(nn::Layout({inputs_size, 512, 512, classes}));
    nn::initialize(stream, network, nn::FanInNormal{}, nn::HeNormal{});
    Matrix inputs(inputs_size, batch), targets = Matrix::Zero(classes, batch), output_gradient;
    nn::fill_normal(stream, inputs);
    for (nn::Index i = 0; i < batch; ++i) targets(i % classes, i) = 1;
    nn::Trace<float> trace;
    nn::Vector<float> gradient;
    const optim::Adam<float> rule;
    auto moments = rule.init(network.layout.size());
    for (auto _ : state) {
        const Matrix& logits = nn::forward(network, inputs, trace);
        benchmark::DoNotOptimize(nn::softmax_cross_entropy(logits, targets, nn::Reduction::mean));
        nn::softmax_cross_entropy_gradient(logits, targets, nn::Reduction::mean, output_gradient);
        nn::backward(network, inputs, output_gradient, trace, gradient);
        rule.step(moments, gradient, network.parameters);
        benchmark::ClobberMemory();
    }
    bench::count_items(state, 1);
}

BENCHMARK(mlp)->Name("workload/mlp")->Apply(bench::on_threads);

}  // namespace
