// What data-dependent scaling costs beside a search over training runs, in multiplications.

#include "lib/exact/counted.hpp"
#include "lib/nn/network.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using exact::Counted;
using nn::Index;

struct Parameters {
    std::int64_t width = 16, depth = 3, batch = 16, trials = 5, steps = 100;
};
using P = Parameters;

struct Tally {
    stats::Computed passes, cost_ratio;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.passes, self.cost_ratio);
    }
};
using T = Tally;

struct Costs {
    double forward = 0, scaling = 0, step = 0;
};

/// Counted, not estimated: the library's own passes on numbers that count their multiplications. Scaling by a
/// batch is done as nn::scale_by_batch does it: a layer forward, the squares of its pre-activations, its
/// weights multiplied by a number, and the layer forward once more.
Costs costs(const P& p) {
    std::uint64_t count = 0;
    const Counted one(1, &count);
    nn::Network<Counted> network{
        nn::Layout(std::vector<Index>(static_cast<std::size_t>(p.depth) + 1, p.width))};
    network.parameters.setConstant(one);
    const auto batch = nn::Matrix<Counted>::Constant(p.width, p.batch, one).eval();
    const auto gradient_of_outputs = batch;
    nn::Trace<Counted> trace;
    nn::Vector<Counted> gradient;
    const auto counted = [&](auto work) {
        const std::uint64_t before = count;
        work();
        return static_cast<double>(count - before);
    };
    Costs costs;
    costs.forward = counted([&] { (void)nn::forward(network, batch, trace); });
    costs.scaling = counted([&] {
        for (std::size_t l = 0; l < network.layout.layers(); ++l) {
            const auto& below = l == 0 ? batch : trace.activation[l - 1];
            nn::forward_layer(network, l, below, trace);
            (void)trace.preactivation[l].cwiseProduct(trace.preactivation[l]).sum();
            network.weight(l) = (network.weight(l) * one).eval();
            network.bias(l) = (network.bias(l) * one).eval();
            nn::forward_layer(network, l, below, trace);
        }
    });
    costs.step = counted([&] {
        (void)nn::forward(network, batch, trace);
        nn::backward(network, batch, gradient_of_outputs, trace, gradient);
        network.parameters = (network.parameters - gradient * one).eval();
    });
    return costs;
}

}  // namespace

engine::Experiment scaling_cost() {
    using namespace engine;
    return experiment<P, T>({
        .name = "scaling-cost",
        .doc =
            "Multiplications of scaling a network by one minibatch, and of `trials` training runs of `steps` "
            "steps with a validation batch each.",
        .parameters =
            {
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 64, .doc = "units of each layer"}),
                integer(&P::depth, {.name = "depth", .least = 1, .greatest = 16, .doc = "layers"}),
                integer(&P::batch,
                        {.name = "batch", .least = 2, .greatest = 64, .doc = "samples of each minibatch"}),
                integer(&P::trials, {.name = "trials", .least = 1, .greatest = 1000, .doc = "scales tried"}),
                integer(
                    &P::steps,
                    {.name = "steps", .least = 0, .greatest = 1000000, .doc = "steps of each training run"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("passes", "cost of scaling in units of a forward pass", &T::passes),
                computed<P, T>("cost_ratio", "cost of the search in units of that of scaling",
                               &T::cost_ratio),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const Costs c = costs(p);
                tally.passes = {c.scaling / c.forward, 0};
                tally.cost_ratio = {double(p.trials) * (double(p.steps) * c.step + c.forward) / c.scaling, 0};
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
