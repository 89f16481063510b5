// How signals grow through a ReLU network whose weights are all 1, exactly, on positive inputs.
// Document: 003, slide on constant initialization.

#include "lib/exact/power.hpp"
#include "lib/exact/rational.hpp"
#include "lib/nn/network.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::power;
using exact::Rational;
using nn::Index;

struct Parameters {
    std::int64_t inputs = 3, width = 4, hidden_layers = 3, bias = 0;
};
using P = Parameters;

/// All units of a layer, so that a side speaks of each of them.
struct Instance {
    P p;
    Rational sum;  ///< of the inputs
    nn::Trace<Rational> trace;

    /// The units of hidden layer l, counted from 1.
    [[nodiscard]] std::vector<Rational> layer(std::int64_t l) const {
        const auto& a = trace.activation[static_cast<std::size_t>(l - 1)];
        return {a.data(), a.data() + a.size()};
    }
    [[nodiscard]] std::vector<Rational> all(const Rational& value) const {
        return std::vector<Rational>(static_cast<std::size_t>(p.width), value);
    }
    /// The last hidden layer but one.
    [[nodiscard]] Rational below() const { return layer(p.hidden_layers - 1).front(); }
};

Expressions<Instance, std::vector<Rational>> expressions() {
    using I = Instance;
    return {
        {"last hidden layer", "the values of its units",
         [](const I& i) { return i.layer(i.p.hidden_layers); }},
        {"m h", "the width times the layer below",
         [](const I& i) { return i.all(Rational(i.p.width) * i.below()); }},
        {"m h / 2", "half of that", [](const I& i) { return i.all(Rational(i.p.width) * i.below() / 2); }},
        {"m h + b", "the width times the layer below, plus the bias",
         [](const I& i) { return i.all(Rational(i.p.width) * i.below() + i.p.bias); }},
        {"m^(l-1) sum x", "the sum of the inputs times the width for each hidden layer after the first",
         [](const I& i) { return i.all(power(Rational(i.p.width), i.p.hidden_layers - 1) * i.sum); }},
        {"m^l sum x", "the same with one factor more",
         [](const I& i) { return i.all(power(Rational(i.p.width), i.p.hidden_layers) * i.sum); }},
    };
}

Instance instance(const P& p, random::Stream& stream) {
    std::vector<Index> widths{p.inputs};
    widths.insert(widths.end(), static_cast<std::size_t>(p.hidden_layers), p.width);
    widths.push_back(1);
    nn::Network<Rational> network{nn::Layout(std::move(widths))};
    for (std::size_t l = 0; l < network.layout.layers(); ++l) {
        network.weight(l).setConstant(Rational(1));
        network.bias(l).setConstant(Rational(p.bias));
    }
    nn::Matrix<Rational> x(p.inputs, 1);
    for (Index i = 0; i < x.rows(); ++i) x(i, 0) = exact::draw_magnitude(stream);
    Instance result{.p = p, .sum = x.sum(), .trace = {}};
    (void)nn::forward(network, x, result.trace);
    return result;
}

/// With positive inputs every unit is on, so that all sides are linear in the inputs.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 1, .values = exact::magnitudes};
}

}  // namespace

engine::Experiment constant_growth() {
    using namespace engine;
    return identities<P>({
        .name = "constant-growth",
        .doc = "The units of a ReLU network with weights 1 and one bias, on random positive inputs, exactly.",
        .parameters =
            {
                integer(&P::inputs, {.name = "inputs", .least = 1, .greatest = 64, .doc = "inputs"}),
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 64, .doc = "units of each hidden layer"}),
                integer(&P::hidden_layers,
                        {.name = "hidden_layers", .least = 2, .greatest = 64, .doc = "hidden layers"}),
                integer(&P::bias, {.name = "bias", .least = 0, .greatest = 10, .doc = "bias of every unit"}),
            },
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
        .replicates_per_block = 4,
    });
}

}  // namespace assay::experiments
