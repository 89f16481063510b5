// Gradient and Hessian of a linear network where all weights are 0, exactly: by backpropagation of dual
// numbers over the field of 2^61 - 1 elements. Document: 001.

#include "lib/exact/dual.hpp"
#include "lib/exact/prime_field.hpp"
#include "sim/experiments/expressions.hpp"
#include "sim/experiments/symmetry/training.hpp"

namespace assay::experiments {
namespace {

using exact::Mod61;
using nn::Index;
using symmetry::Data;
using Dual = exact::Dual<Mod61>;
using Elements = std::vector<Mod61>;

struct Parameters {
    std::int64_t layers = 2, width = 2;
};
using P = Parameters;

constexpr Index points = 3;

/// H v at zero weights, in the weights of all layers, layer by layer, and with it the gradient: biases stay
/// 0.
struct Derivatives {
    Elements gradient, along;
};

nn::Layout layout(std::int64_t layers, Index width) {
    return nn::Layout(std::vector<Index>(static_cast<std::size_t>(layers) + 1, width));
}

/// The weights of all layers of a flat vector.
template <class S>
std::vector<S> weights(const nn::Layout& layout, const nn::Vector<S>& flat) {
    std::vector<S> all;
    for (std::size_t l = 0; l < layout.layers(); ++l) {
        const auto w = layout.weight(flat, l);
        all.insert(all.end(), w.data(), w.data() + w.size());
    }
    return all;
}

Derivatives derivatives(const nn::Layout& layout, const Data<Mod61>& data, const Elements& direction) {
    nn::Network<Dual, nn::Identity> network(layout);
    auto next = direction.begin();
    for (std::size_t l = 0; l < layout.layers(); ++l) {
        auto w = network.weight(l);
        for (Index i = 0; i < w.size(); ++i) w.data()[i] = Dual(Mod61(0), *next++);
    }
    const auto constants = [](const nn::Matrix<Mod61>& values) {
        return nn::Matrix<Dual>(values.unaryExpr([](const Mod61& x) { return Dual(x); }));
    };
    nn::Trace<Dual> trace;
    nn::Vector<Dual> gradient;
    symmetry::loss_gradient(network, Data<Dual>{constants(data.inputs), constants(data.targets)}, trace,
                            gradient);
    Derivatives result;
    for (const Dual& g : weights(layout, gradient)) {
        result.gradient.push_back(g.real);
        result.along.push_back(g.epsilon);
    }
    return result;
}

/// All columns of the Hessian.
Elements hessian(const nn::Layout& layout, const Data<Mod61>& data, std::size_t size) {
    Elements all;
    for (std::size_t j = 0; j < size; ++j) {
        Elements direction(size, Mod61(0));
        direction[j] = Mod61(1);
        const Elements column = derivatives(layout, data, direction).along;
        all.insert(all.end(), column.begin(), column.end());
    }
    return all;
}

struct Instance {
    nn::Layout layout;
    Data<Mod61> data;
    Elements direction;  ///< all weights, those of the first layer first
    Data<Mod61> one;     ///< x = y = 1, for the chain of width 1
};

std::size_t first_size(const Instance& i) {
    return static_cast<std::size_t>(i.layout.fan_in(0) * i.layout.fan_out(0));
}
Elements reversed_first(const Instance& i) {
    Elements direction = i.direction;
    for (std::size_t j = 0; j < first_size(i); ++j) direction[j] = -direction[j];
    return direction;
}
Mod61 curvature(const Instance& i, const Elements& direction) {
    const Elements along = derivatives(i.layout, i.data, direction).along;
    Mod61 sum(0);
    for (std::size_t j = 0; j < along.size(); ++j) sum += direction[j] * along[j];
    return sum;
}
/// -(2/n) sum_i y_i' V_2 V_1 x_i for the weights V of a direction.
Mod61 two_layers(const Instance& i) {
    nn::Vector<Mod61> flat = nn::Vector<Mod61>::Zero(i.layout.size());
    auto next = i.direction.begin();
    for (std::size_t l = 0; l < 2; ++l) {
        auto v = i.layout.weight(flat, l);
        for (Index k = 0; k < v.size(); ++k) v.data()[k] = *next++;
    }
    Mod61 sum(0);
    for (Index s = 0; s < points; ++s) {
        const nn::Matrix<Mod61> x = i.data.inputs.col(s), y = i.data.targets.col(s);
        const nn::Matrix<Mod61> h = i.layout.weight(flat, 0).lazyProduct(x);
        const nn::Matrix<Mod61> f = i.layout.weight(flat, 1).lazyProduct(h);
        for (Index k = 0; k < y.rows(); ++k) sum += y(k, 0) * f(k, 0);
    }
    return Mod61(-2) * sum / Mod61(points);
}

Elements chain_hessian(const Instance& i) {
    const std::size_t layers = i.layout.layers();
    return hessian(layout(static_cast<std::int64_t>(layers), 1), i.one, layers);
}

Expressions<Instance, Elements> expressions() {
    using I = Instance;
    return {
        {"gradient at 0", "in all weights",
         [](const I& i) { return derivatives(i.layout, i.data, i.direction).gradient; }},
        {"0 for each weight", "zeros", [](const I& i) { return Elements(i.direction.size(), Mod61(0)); }},
        {"gradient along the direction", "its first-order change when the weights leave 0 along it",
         [](const I& i) { return derivatives(i.layout, i.data, i.direction).along; }},
        {"Hessian at 0", "in all weights",
         [](const I& i) { return hessian(i.layout, i.data, i.direction.size()); }},
        {"0 for each pair of weights", "zeros",
         [](const I& i) { return Elements(i.direction.size() * i.direction.size(), Mod61(0)); }},
        {"curvature along (V1, V2)", "of the loss, in a random direction V of all weights",
         [](const I& i) { return Elements{curvature(i, i.direction)}; }},
        {"-(2/n) sum y'V2 V1 x", "what the first two layers' weights make of it",
         [](const I& i) { return Elements{two_layers(i)}; }},
        {"curvature along (-V1, V2)", "in the direction with the first layer's weights reversed",
         [](const I& i) { return Elements{curvature(i, reversed_first(i))}; }},
        {"minus the curvature along (-V1, V2)", "its opposite",
         [](const I& i) { return Elements{-curvature(i, reversed_first(i))}; }},
        {"Hessian of (w1 w2 ... - 1)^2/2", "at 0, of the chain of single units with x = y = 1",
         chain_hessian},
        {"[[0, -1], [-1, 0]]", "with the eigenvalues 1 and -1",
         [](const I&) {
             return Elements{Mod61(0), Mod61(-1), Mod61(-1), Mod61(0)};
         }},
        {"[[0, 1], [1, 0]]", "its opposite",
         [](const I&) {
             return Elements{Mod61(0), Mod61(1), Mod61(1), Mod61(0)};
         }},
        {"zeros of the chain's Hessian", "as many as it has elements",
         [](const I& i) { return Elements(i.layout.layers() * i.layout.layers(), Mod61(0)); }},
    };
}

nn::Matrix<Mod61> draw(Index rows, Index columns, random::Stream& stream) {
    nn::Matrix<Mod61> values(rows, columns);
    for (Index k = 0; k < values.size(); ++k) values.data()[k] = exact::draw_element(stream);
    return values;
}

Instance instance(const P& p, random::Stream& stream) {
    Instance i{
        .layout = layout(p.layers, p.width),
        .data = {draw(p.width, points, stream), draw(p.width, points, stream)},
        .direction = {},
        .one = {nn::Matrix<Mod61>::Constant(1, 1, Mod61(1)), nn::Matrix<Mod61>::Constant(1, 1, Mod61(1))}};
    for (std::int64_t k = 0; k < p.layers * p.width * p.width; ++k)
        i.direction.push_back(exact::draw_element(stream));
    return i;
}

/// Quadratic in the direction, linear in inputs and in targets.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 4, .values = exact::field_size};
}

}  // namespace

engine::Experiment zero_saddle() {
    using namespace engine;
    return identities<P>({
        .name = "zero-saddle",
        .doc = "Half the mean squared error of a linear network without biases near weights 0, for 3 random "
               "points, exactly.",
        .parameters =
            {
                integer(&P::layers,
                        {.name = "layers", .least = 2, .greatest = 4, .doc = "layers of weights"}),
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 4, .doc = "inputs, units and outputs"}),
            },
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
        .replicates_per_block = 4,
    });
}

}  // namespace assay::experiments
