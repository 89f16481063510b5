// What one factor on all weights of a network does to its outputs, exactly.
// Document: 002, slide on Gaussian and uniform weights.

#include "lib/exact/integer.hpp"
#include "lib/exact/power.hpp"
#include "lib/nn/network.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::power;
using exact::Rational;

enum class Biases { zero, random };
enum class Hidden { relu, identity };

struct Parameters {
    std::int64_t layers = 3;
    Biases biases = Biases::zero;
    Hidden activation = Hidden::relu;
};
using P = Parameters;

constexpr nn::Index width = 3;

struct Instance {
    Rational squared_output, squared_output_of_scaled, factor;
    std::int64_t layers = 0;
};

template <class Activation>
Instance instance(const P& p, random::Stream& stream) {
    using Matrix = nn::Matrix<Rational>;
    const auto draw = [&stream] { return Rational(exact::draw_integer(stream, -20, 20)); };
    nn::Network<Rational, Activation> network(
        nn::Layout(std::vector<nn::Index>(static_cast<std::size_t>(p.layers) + 1, width)));
    for (nn::Index i = 0; i < network.parameters.size(); ++i) network.parameters[i] = draw();
    Matrix input(width, 1);
    for (nn::Index i = 0; i < width; ++i) input(i) = draw();
    if (p.biases == Biases::zero)
        for (std::size_t l = 0; l < network.layout.layers(); ++l) network.bias(l).setZero();
    const Rational factor =
        Rational(exact::draw_integer(stream, 1, 20)) / Rational(exact::draw_integer(stream, 1, 20));
    nn::Trace<Rational> trace;
    const auto squared_norm = [](const Matrix& y) {
        Rational sum = 0;
        for (nn::Index i = 0; i < y.size(); ++i) sum += y(i) * y(i);
        return sum;
    };
    Instance i{.squared_output = squared_norm(nn::forward(network, input, trace)),
               .factor = factor,
               .layers = p.layers};
    for (std::size_t l = 0; l < network.layout.layers(); ++l) {
        auto weight = network.weight(l);
        for (nn::Index k = 0; k < weight.size(); ++k) weight.data()[k] *= factor;
    }
    i.squared_output_of_scaled = squared_norm(nn::forward(network, input, trace));
    return i;
}

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"|output|^2 of c W", "squared norm of the outputs when every weight is multiplied by c > 0",
         [](const I& i) { return i.squared_output_of_scaled; }},
        {"c^(2L) |output|^2", "that before, times c to twice the number of layers",
         [](const I& i) { return power(i.factor, 2 * i.layers) * i.squared_output; }},
        {"c^L |output|^2", "that before, times c to the number of layers",
         [](const I& i) { return power(i.factor, i.layers) * i.squared_output; }},
    };
}

/// Without value when all outputs are 0.
std::optional<Instance> draw(const P& p, random::Stream& stream) {
    Instance i =
        p.activation == Hidden::relu ? instance<nn::Relu>(p, stream) : instance<nn::Identity>(p, stream);
    if (i.squared_output == 0) return std::nullopt;
    return i;
}

}  // namespace

engine::Experiment scaled_weights() {
    using namespace engine;
    return identities<P>({
        .name = "scaled-weights",
        .doc = "A network of 3 units a layer with random integer weights of either sign, before and after "
               "all weights are multiplied by a random positive fraction c, in exact arithmetic. Networks "
               "whose outputs are all 0 are missing.",
        .parameters = {integer(&P::layers, {.name = "layers", .least = 1, .greatest = 50, .doc = "layers L"}),
                       choice(&P::biases, {.name = "biases",
                                           .choices = {"zero", "random"},
                                           .doc = "0, or random integers, which c leaves alone"}),
                       choice(&P::activation, {.name = "activation",
                                               .choices = {"relu", "identity"},
                                               .doc = "of all layers but the last"})},
        .sides = drawn<P>(expressions(), draw),
        .replicates_per_block = 64,
        .blocks = 64,
    });
}

}  // namespace assay::experiments
