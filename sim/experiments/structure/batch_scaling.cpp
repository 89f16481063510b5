// Scaling the layers of a network by what one minibatch does in them.
//   D. Mishkin, J. Matas: All you need is a good init. ICLR 2016.

#include <cmath>
#include <memory>

#include "lib/nn/activations.hpp"
#include "lib/nn/fill.hpp"
#include "lib/nn/initialize.hpp"
#include "lib/nn/initializer/data_dependent.hpp"
#include "lib/nn/initializer/fan_in_normal.hpp"
#include "lib/stats/combine.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<double>;

enum class Activation { relu, tanh };
enum class Order { forward, reverse, at_once, ratios };

struct Parameters {
    std::int64_t depth = 3, width = 16;
    Activation activation = Activation::relu;
    Order order = Order::forward;
    double first_sd = 3;
};
using P = Parameters;

constexpr std::array<Index, 2> batches = {16, 128};

struct Tally {
    exact::Certificate unit_sd;
    std::vector<stats::Histogram> fresh_error;  ///< times the root of the batch's size
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.unit_sd, self.fresh_error);
    }
};
using T = Tally;

template <class F>
using Network = nn::Network<double, F, nn::Identity>;

template <class F>
std::vector<double> deviations(const Network<F>& network, const Matrix& batch, nn::Trace<double>& trace) {
    (void)nn::forward(network, batch, trace);
    std::vector<double> all;
    for (const auto& layer : nn::statistics(trace.preactivation)) all.push_back(std::sqrt(layer.variance));
    return all;
}

/// forward: nn::scale_by_batch. The others use the standard deviations s_l of a pass: from the last layer to
/// the first, a pass for each; all of one pass; and of one pass s_l / s_(l-1), which is what a layer that
/// follows a homogeneous one has to be divided by.
template <class F>
void scale(Order order, Network<F>& network, const Matrix& batch, nn::Trace<double>& trace) {
    if (order == Order::forward) return nn::scale_by_batch(network, batch, trace);
    const auto first = deviations(network, batch, trace);
    for (std::size_t l = first.size(); l-- > 0;) {
        double by = first[l];
        if (order == Order::reverse) by = deviations(network, batch, trace)[l];
        if (order == Order::ratios && l > 0) by /= first[l - 1];
        network.weight(l) /= by;
    }
}

template <class F>
void add(const P& p, random::Stream& stream, std::uint64_t replicate, nn::Trace<double>& trace, T& tally) {
    Network<F> drawn{nn::Layout(std::vector<Index>(std::size_t(p.depth) + 1, p.width))};
    nn::initialize(stream, drawn, nn::FanInNormal{});
    drawn.parameters *= p.first_sd;
    for (std::size_t b = 0; b < batches.size(); ++b) {
        Network<F> network = drawn;
        Matrix batch(p.width, batches[b]), fresh(p.width, batches[b]);
        nn::fill_normal(stream, batch);
        nn::fill_normal(stream, fresh);
        scale(p.order, network, batch, trace);
        bool unit = true;
        for (const double sd : deviations(network, batch, trace)) unit = unit && std::abs(sd - 1) < 1e-9;
        if (b == 0) tally.unit_sd.add(replicate, unit);
        const double scaled =
            std::abs(deviations(network, fresh, trace).back() - 1) * std::sqrt(double(batches[b]));
        tally.fresh_error[b].add(std::span(&scaled, 1));
    }
}

}  // namespace

engine::Experiment batch_scaling() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "batch-scaling",
        .doc = "Weights divided by the standard deviations of the pre-activations on one minibatch of normal "
               "inputs, over units and samples; then the same network on fresh batches of that size.",
        .parameters =
            {
                integer(&P::depth, {.name = "depth", .least = 1, .greatest = 64, .doc = "layers"}),
                integer(&P::width,
                        {.name = "width", .least = 8, .greatest = 256, .doc = "units of each layer"}),
                choice(&P::activation,
                       {.name = "activation", .choices = {"relu", "tanh"}, .doc = "activation function"}),
                choice(&P::order,
                       {.name = "order",
                        .choices = {"forward", "reverse", "at-once", "ratios"},
                        .doc = "layer by layer from the first; from the last; all by the standard deviations "
                               "of one pass; all by the ratios of these to the layer below's"}),
                real(&P::first_sd, {.name = "first_sd",
                                    .least = 0.01,
                                    .greatest = 100,
                                    .doc = "weights start with this standard deviation times width^(-1/2)"}),
            },
        .tally =
            [cells](const P&) {
                return T{{}, std::vector<stats::Histogram>(batches.size(), stats::Histogram(cells))};
            },
        .quantities =
            {
                identity<P, T>("unit_sd",
                               "every layer's standard deviation on its batch of 16 is 1, to 10^-9",
                               &T::unit_sd),
                series<P, T>(
                    "fresh_error", "batch",
                    "median distance from 1 of the last layer's standard deviation on a fresh batch, by the "
                    "size of both batches",
                    [](const P&) { return std::vector<double>(batches.begin(), batches.end()); },
                    [](const P&, const T& t, std::size_t b, double level) {
                        return stats::scaled(stats::quantile(t.fresh_error[b], 0.5, level),
                                             1 / std::sqrt(double(batches[b])));
                    }),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                nn::Trace<double> trace;
                for (std::uint64_t r = 0; r < replicates.count; ++r) {
                    if (p.activation == Activation::relu)
                        add<nn::Relu>(p, stream, replicates.first + r, trace, tally);
                    else
                        add<nn::Tanh>(p, stream, replicates.first + r, trace, tally);
                }
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return 256; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
