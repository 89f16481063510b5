// What a ReLU network without biases can be: along every ray from the origin it is linear.
// Documents: 000 section 1.3 (2); 004 section 1.2.

#include "lib/exact/piecewise.hpp"
#include "lib/nn/bias.hpp"
#include "lib/nn/network.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;
using nn::Index;
using Matrix = nn::Matrix<Rational>;
using Network = nn::Network<Rational>;
using Elements = std::vector<Rational>;

struct Parameters {
    std::int64_t inputs = 1, hidden_layers = 1;
};
using P = Parameters;

constexpr Index width = 2;
constexpr int largest_depth = 2;

/// The network at t x.
Rational output(const Network& network, const Matrix& x, const Rational& t) {
    nn::Trace<Rational> trace;
    return nn::forward(network, Matrix(x * t), trace)(0, 0);
}

struct Instance {
    Network zero,
        biased;  ///< the same weights; no biases, and such that units of the first layer bend along x
    Matrix x;
    Rational k, h, kink;  ///< on the ray t x, t > 0, units of the biased network bend at t = kink
};

/// The corners of the first layer's units along t -> t x.
Elements corners(const Network& network, const Instance& i) {
    const nn::Vector<Rational> slope = network.weight(0).lazyProduct(i.x);
    Elements all;
    for (Index u = 0; u < width; ++u) {
        const auto unit = [&](const Rational& t) {
            return nn::Relu{}.value(Rational(slope[u] * t + network.bias(0)[u]));
        };
        all.push_back(exact::outer_pieces<Rational>(unit, Rational(i.kink + 1)).corner());
    }
    return all;
}

/// Second differences along the ray on either side of the origin, around t = kink and t = -kink.
Elements bends(const Network& network, const Instance& i) {
    const auto f = [&](const Rational& t) { return output(network, i.x, t); };
    return {exact::second_difference<Rational>(f, i.kink, i.h),
            exact::second_difference<Rational>(f, Rational(-i.kink), i.h)};
}

Expressions<Instance, Elements> expressions() {
    using I = Instance;
    return {
        {"f(k x)", "the network without biases, at k times the input",
         [](const I& i) { return Elements{output(i.zero, i.x, i.k)}; }},
        {"k f(x)", "k times its output", [](const I& i) { return Elements{i.k * output(i.zero, i.x, 1)}; }},
        {"f(x)", "its output", [](const I& i) { return Elements{output(i.zero, i.x, 1)}; }},
        {"f(k x), with biases", "the network with biases in its first layer, at k times the input",
         [](const I& i) { return Elements{output(i.biased, i.x, i.k)}; }},
        {"k f(x), with biases", "k times its output",
         [](const I& i) { return Elements{i.k * output(i.biased, i.x, 1)}; }},
        {"corners of the units", "where those of the first layer bend along the line t x, in t",
         [](const I& i) { return corners(i.zero, i); }},
        {"corners of the units, with biases", "the same", [](const I& i) { return corners(i.biased, i); }},
        {"0 for each unit", "the origin", [](const I&) { return Elements(width, Rational(0)); }},
        {"second differences beside 0", "of the output along the line t x, around t = c and t = -c",
         [](const I& i) { return bends(i.zero, i); }},
        {"second differences beside 0, with biases", "the same; units of the first layer bend at t = c",
         [](const I& i) { return bends(i.biased, i); }},
        {"0 on both sides", "no bend", [](const I&) { return Elements(2, Rational(0)); }},
    };
}

/// One replicate's instances: the rows of all hidden layers with either sign. Of the two signs of a unit's
/// row one makes it active, so every pattern of active units is among them.
std::vector<Instance> instances(const P& p, random::Stream& stream) {
    std::vector<Index> widths{static_cast<Index>(p.inputs)};
    widths.insert(widths.end(), static_cast<std::size_t>(p.hidden_layers), width);
    widths.push_back(1);
    Network magnitudes{nn::Layout(std::move(widths))};
    for (Index i = 0; i < magnitudes.parameters.size(); ++i)
        magnitudes.parameters[i] = exact::draw_magnitude(stream);
    for (std::size_t l = 0; l < magnitudes.layout.layers(); ++l)
        nn::ConstantBias{}(stream, magnitudes.bias(l));
    Matrix x(p.inputs, 1);
    for (Index j = 0; j < p.inputs; ++j) x(j, 0) = exact::draw_magnitude(stream);
    const Rational k = exact::draw_magnitude(stream), h = exact::draw_magnitude(stream),
                   kink = h + exact::draw_magnitude(stream);

    std::vector<Instance> all;
    const auto units = static_cast<unsigned>(p.hidden_layers * width);
    for (unsigned signs = 0; signs < 1U << units; ++signs) {
        Network zero = magnitudes;
        for (unsigned u = 0; u < units; ++u)
            if ((signs >> u & 1U) != 0) zero.weight(u / width).row(u % width) *= Rational(-1);
        Network biased = zero;
        biased.bias(0) = zero.weight(0).lazyProduct(x) * Rational(-kink);
        all.push_back({std::move(zero), std::move(biased), x, k, h, kink});
    }
    return all;
}

/// Within a pattern of active units a side is a rational function of weights, inputs, k, h and kink: k f(x)
/// has degree 4 + the number of hidden layers, a corner from its two lines at most 8 over 6. Each pattern is
/// met with one of 2^4 sets of signs at most, by which the degree of its polynomial is multiplied.
constexpr double degree = 16 * (1U << (width * largest_depth));
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = degree, .values = exact::magnitudes};
}

}  // namespace

engine::Experiment zero_bias_network() {
    using namespace engine;
    return identities<P>({
        .name = "zero-bias-network",
        .doc = "ReLU networks with two units a layer, exactly, along a line t x through the origin: without "
               "biases, and with biases in the first layer for which its units bend at t = c > 0.",
        .parameters =
            {
                integer(&P::inputs, {.name = "inputs", .least = 1, .greatest = 8, .doc = "inputs"}),
                integer(&P::hidden_layers, {.name = "hidden_layers",
                                            .least = 1,
                                            .greatest = largest_depth,
                                            .doc = "layers of ReLU units"}),
            },
        .sides = drawn<P>(expressions(), instances),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
