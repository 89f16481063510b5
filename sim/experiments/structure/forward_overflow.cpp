// At which layer a network of weights that are too large leaves the range of its numbers.

#include <cmath>
#include <memory>

#include "lib/nn/fill.hpp"
#include "lib/nn/layout.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Numbers { single_precision, double_precision };
enum class Activation { identity, relu };

struct Parameters {
    std::int64_t width = 100, depth = 400;
    double weight_sd = 1;
    Numbers numbers = Numbers::double_precision;
    Activation activation = Activation::relu;
};
using P = Parameters;

struct Tally {
    exact::Certificate overflows;
    stats::Histogram first_layer;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.overflows, self.first_layer);
    }
};
using T = Tally;

/// The first layer with a value that is not finite; depth + 1 when there is none.
template <class Scalar>
std::int64_t first_nonfinite(const P& p, random::Stream& stream) {
    nn::Matrix<Scalar> w(p.width, p.width);
    nn::Vector<Scalar> h(p.width), z(p.width);
    nn::fill_normal(stream, h);
    for (std::int64_t layer = 1; layer <= p.depth; ++layer) {
        nn::fill_normal(stream, w);
        w *= static_cast<Scalar>(p.weight_sd);
        z.noalias() = w * h;
        if (!z.allFinite()) return layer;
        h = p.activation == Activation::relu ? nn::Vector<Scalar>(z.cwiseMax(Scalar(0))) : z;
    }
    return p.depth + 1;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        const auto layer = p.numbers == Numbers::single_precision ? first_nonfinite<float>(p, stream)
                                                                  : first_nonfinite<double>(p, stream);
        const auto lattice = static_cast<double>(layer);
        tally.overflows.add(replicates.first + r, layer <= p.depth);
        tally.first_layer.add(std::span(&lattice, 1));
    }
    return 0;
}

}  // namespace

engine::Experiment forward_overflow() {
    using namespace engine;
    return experiment<P, T>({
        .name = "forward-overflow",
        .doc = "Forward passes of normal inputs through square layers of independent normal weights.",
        .parameters =
            {
                integer(&P::width,
                        {.name = "width", .least = 2, .greatest = 512, .doc = "units of each layer"}),
                integer(&P::depth, {.name = "depth", .least = 1, .greatest = 1000, .doc = "layers"}),
                real(&P::weight_sd, {.name = "weight_sd",
                                     .least = 1e-3,
                                     .greatest = 1e3,
                                     .doc = "standard deviation of the weights"}),
                choice(&P::numbers, {.name = "numbers",
                                     .choices = {"float", "double"},
                                     .doc = "precision of weights and activations"}),
                choice(&P::activation,
                       {.name = "activation", .choices = {"identity", "relu"}, .doc = "activation function"}),
            },
        .tally =
            [](const P& p) {
                return T{{},
                         stats::Histogram(std::make_shared<const stats::Cells>(
                             stats::Cells::lattice(static_cast<std::size_t>(p.depth) + 1)))};
            },
        .quantities =
            {
                identity<P, T>("overflows", "some pre-activation is not finite", &T::overflows),
                quantile<P, T>("first_layer",
                               "median of the first layer with such a value, depth + 1 for none",
                               &T::first_layer, 0.5),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 4; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
