// A ReLU unit that is off on all its data (dead), or on a given number of points of it: its output, its
// gradients, what deleting it changes and saves, and which changes of its parameters show. All in exact
// integers.
//
// The unit is dead when max_i z_i <= 0, z_i = w.x_i + b. Its margin is -max_i z_i. A change (dw, db) moves
// z_i by at most |db| + ||dw|| ||x_i|| (Cauchy-Schwarz), with equality for dw along x_i and db > 0.

#include <algorithm>
#include <functional>
#include <vector>

#include "lib/exact/counted.hpp"
#include "lib/exact/integer.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using exact::Integer;
using nn::Index;
using Matrix = nn::Matrix<Integer>;
using Vector = nn::Vector<Integer>;
using Network = nn::Network<Integer>;

struct Parameters {
    std::int64_t fan_in = 4, width = 5, fan_out = 2, points = 8;
    std::int64_t active_points = 0, margin = 1000, change = 990;
};

struct Tally {
    exact::Certificate output_zero, output_negative, preactivation_not_positive;
    exact::Certificate weight_gradient_zero, bias_gradient_zero, outgoing_gradient_zero,
        outgoing_gradient_nonzero;
    exact::Certificate deletion_harmless, locally_constant;
    stats::Computed saved;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.output_zero, self.output_negative, self.preactivation_not_positive,
                        self.weight_gradient_zero, self.bias_gradient_zero, self.outgoing_gradient_zero,
                        self.outgoing_gradient_nonzero, self.deletion_harmless, self.locally_constant,
                        self.saved);
    }
};

using P = Parameters;
using T = Tally;

constexpr Index unit = 0;  // the one that is dead

/// A vector of integers whose Euclidean norm is an integer too.
struct Direction {
    Vector vector;
    Integer norm;
};

/// The first axis reflected at a random vector t and scaled: +-(|t|^2 e_0 - 2 t_0 t), of norm |t|^2 > 0.
Direction draw_direction(random::Stream& stream, Index dimension) {
    Vector t(dimension);
    for (Index i = 0; i < dimension; ++i) t[i] = exact::draw_integer(stream, -15, 15);
    t[0] = 2 * exact::draw_integer(stream, -8, 7) + 1;
    const Integer norm = t.cwiseProduct(t).sum();
    Vector v = t * Integer(-2 * t[0]);
    v[0] += norm;
    const Integer sign = stream() % 2U == 0 ? 1 : -1;
    return {Vector(v * sign), norm};
}

template <class Values>
void fill(random::Stream& stream, Values&& values, std::int64_t bound) {
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i) values(i, j) = exact::draw_integer(stream, -bound, bound);
}

/// The inputs, and the weights that see them: the point with the largest w.x is also the one with the largest
/// norm, so that the bound above is attained.
struct Scene {
    Matrix inputs;
    Vector weight;
    Direction worst;  ///< that point
};

Scene draw_scene(const P& p, random::Stream& stream) {
    std::vector<Direction> points;
    Integer longest = 0;
    for (std::int64_t i = 0; i < p.points; ++i) {
        points.push_back(draw_direction(stream, p.fan_in));
        longest = std::max(longest, points.back().norm);
    }
    Vector weight(p.fan_in);
    fill(stream, weight, 255);
    const auto along = [&](const Direction& x) { return Integer(weight.cwiseProduct(x.vector).sum()); };
    const auto less = [&](const Direction& a, const Direction& b) {
        return along(a) * b.norm < along(b) * a.norm;
    };
    auto first = std::max_element(points.begin(), points.end(), less);
    if (along(*first) < 0) {
        weight = -weight;
        first = std::max_element(points.begin(), points.end(), less);
    }
    const Integer stretch = (longest + first->norm - 1) / first->norm;
    *first = {Vector(first->vector * stretch), first->norm * stretch};
    Scene scene{Matrix(p.fan_in, p.points), weight, *first};
    for (std::int64_t i = 0; i < p.points; ++i)
        scene.inputs.col(i) = points[static_cast<std::size_t>(i)].vector;
    return scene;
}

/// The bias with which the unit is on for the `active` points of largest w.x (fewer in a tie), or off on all
/// of them by `margin`.
Integer bias_for(const P& p, const Vector& sums, const Integer& margin) {
    std::vector<Integer> ordered(sums.begin(), sums.end());
    std::sort(ordered.begin(), ordered.end(), std::greater<>());
    const auto active = static_cast<std::size_t>(std::min(p.active_points, p.points));
    if (active == 0) return -ordered.front() - margin;
    if (active == ordered.size()) return 1 - ordered.back();
    return -(ordered[active - 1] + ordered[active]) / 2;
}

/// Whether the unit's outputs on the inputs stay what they are when its parameters move.
bool unchanged(const Matrix& inputs, const Vector& weight, const Integer& bias, const Vector& dw,
               const Integer& db) {
    const nn::Relu relu;
    for (Index i = 0; i < inputs.cols(); ++i) {
        const Integer before = weight.cwiseProduct(inputs.col(i)).sum() + bias;
        const Integer after = before + dw.cwiseProduct(inputs.col(i)).sum() + db;
        if (relu.value(before) != relu.value(after)) return false;
    }
    return true;
}

/// The network without the unit.
template <class Scalar>
nn::Network<Scalar> deleted(const nn::Network<Scalar>& network) {
    const nn::Layout& layout = network.layout;
    const Index rest = layout.fan_out(0) - 1;
    nn::Network<Scalar> smaller(nn::Layout({layout.fan_in(0), rest, layout.fan_out(1)}));
    smaller.weight(0) = network.weight(0).bottomRows(rest);
    smaller.bias(0) = network.bias(0).tail(rest);
    smaller.weight(1) = network.weight(1).rightCols(rest);
    smaller.bias(1) = network.bias(1);
    return smaller;
}

/// The multiplications done for one sample, counted.
std::uint64_t multiplications(nn::Network<exact::Counted> network) {
    std::uint64_t count = 0;
    for (auto& parameter : network.parameters) parameter.multiplications = &count;
    nn::Trace<exact::Counted> trace;
    (void)nn::forward(
        network, nn::Matrix<exact::Counted>(nn::Matrix<exact::Counted>::Ones(network.layout.fan_in(0), 1)),
        trace);
    return count;
}

stats::Computed saved_multiplications(const P& p) {
    const nn::Network<exact::Counted> network(nn::Layout({p.fan_in, p.width, p.fan_out}));
    const auto whole = multiplications(network), less = multiplications(deleted(network));
    return {.value = static_cast<double>(whole) - static_cast<double>(less), .error = 0};
}

void replicate(const P& p, random::Stream& stream, std::uint64_t number, T& tally) {
    const Scene scene = draw_scene(p, stream);
    const Direction other = draw_direction(stream, p.fan_in);
    const Integer share = exact::draw_integer(stream, 1, 1024),
                  of_bias = exact::draw_integer(stream, 0, 1024) % (share + 1);

    // In units of `scale` margins, changes and their directions are all integers.
    const Integer scale = scene.worst.norm * scene.worst.norm * other.norm;
    Network network(nn::Layout({p.fan_in, p.width, p.fan_out}));
    fill(stream, network.weight(0), 255);
    fill(stream, network.bias(0), 1 << 16);
    fill(stream, network.weight(1), 255);
    fill(stream, network.bias(1), 1 << 16);
    Matrix targets(p.fan_out, p.points);
    fill(stream, targets, 1 << 20);
    const Vector weight = scene.weight * Integer(2 * scale);
    const Integer bias = bias_for(p, scene.inputs.transpose().lazyProduct(weight), p.margin * share * scale);
    network.weight(0).row(unit) = weight.transpose();
    network.bias(0)[unit] = bias;

    nn::Trace<Integer> trace;
    const Matrix outputs = nn::forward(network, scene.inputs, trace);
    Matrix output_gradient;
    Vector gradient;
    nn::squared_loss_gradient(outputs, targets, nn::Reduction::sum, output_gradient);
    nn::backward(network, scene.inputs, output_gradient, trace, gradient);

    const auto all = [](const auto& values, auto holds) {
        return std::all_of(values.begin(), values.end(), [&](const Integer& v) { return holds(v); });
    };
    const auto zero = [](const Integer& v) { return v == 0; };
    const auto z = trace.preactivation[0].row(unit), a = trace.activation[0].row(unit);
    tally.preactivation_not_positive.add(number, all(z, [](const Integer& v) { return v <= 0; }));
    tally.output_zero.add(number, all(a, zero));
    tally.output_negative.add(number, all(a, [](const Integer& v) { return v < 0; }));

    const auto outgoing = network.layout.weight(gradient, 1).col(unit);
    tally.weight_gradient_zero.add(number, all(network.layout.weight(gradient, 0).row(unit), zero));
    tally.bias_gradient_zero.add(number, network.layout.bias(gradient, 0)[unit] == 0);
    tally.outgoing_gradient_zero.add(number, all(outgoing, zero));
    tally.outgoing_gradient_nonzero.add(number, !all(outgoing, zero));

    nn::Trace<Integer> smaller_trace;
    tally.deletion_harmless.add(number,
                                nn::forward(deleted(network), scene.inputs, smaller_trace) == outputs);

    // |db| + ||dw|| max ||x|| = change x share x scale, of which the bias takes of_bias / share.
    const Integer db = p.change * of_bias * scale;
    const Integer step = p.change * (share - of_bias);
    const Vector towards = scene.worst.vector * Integer(step * other.norm);
    const Vector elsewhere = other.vector * Integer(step * scene.worst.norm);
    tally.locally_constant.add(number, unchanged(scene.inputs, weight, bias, towards, db) &&
                                           unchanged(scene.inputs, weight, bias, elsewhere, db) &&
                                           unchanged(scene.inputs, weight, bias, elsewhere, -db));
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    tally.saved.merge(saved_multiplications(p));
    for (std::uint64_t i = 0; i < replicates.count; ++i) replicate(p, stream, replicates.first + i, tally);
    return 0;
}

}  // namespace

engine::Experiment dead_unit() {
    using namespace engine;
    return experiment<P, T>({
        .name = "dead-unit",
        .doc = "One hidden ReLU layer with random integer weights, data and targets; one unit is off on all "
               "the data "
               "(dead) or on for a given number of points. Squared loss, summed over the points.",
        .parameters =
            {
                integer(&P::fan_in, {.name = "fan_in", .least = 1, .greatest = 64, .doc = "inputs"}),
                integer(
                    &P::width,
                    {.name = "width", .least = 2, .greatest = 64, .doc = "hidden units, that one included"}),
                integer(&P::fan_out, {.name = "fan_out", .least = 1, .greatest = 64, .doc = "outputs"}),
                integer(&P::points, {.name = "points", .least = 1, .greatest = 64, .doc = "data points"}),
                integer(&P::active_points,
                        {.name = "active_points",
                         .least = 0,
                         .greatest = 64,
                         .doc = "points on which the unit is on, at most all; 0: it is dead"}),
                integer(
                    &P::margin,
                    {.name = "margin",
                     .least = 0,
                     .greatest = 1000000,
                     .unit = "1/1000",
                     .doc = "how far a dead unit's largest pre-activation lies below 0, on a random scale"}),
                integer(&P::change, {.name = "change",
                                     .least = 0,
                                     .greatest = 1000000,
                                     .unit = "1/1000",
                                     .doc = "size abs(db) + norm(dw) max norm(x) of the change of the unit's "
                                            "parameters, on the scale of the margin"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                identity<P, T>("output_zero", "the unit's output is 0 on all the data", &T::output_zero),
                identity<P, T>("output_negative", "the unit's output is below 0 on all the data",
                               &T::output_negative),
                identity<P, T>("preactivation_not_positive",
                               "the unit's pre-activation is at most 0 on all the data",
                               &T::preactivation_not_positive),
                identity<P, T>("weight_gradient_zero", "the loss gradient in the unit's weights is 0",
                               &T::weight_gradient_zero),
                identity<P, T>("bias_gradient_zero", "the loss gradient in the unit's bias is 0",
                               &T::bias_gradient_zero),
                identity<P, T>("outgoing_gradient_zero",
                               "the loss gradient in the weights from the unit to the outputs is 0",
                               &T::outgoing_gradient_zero),
                identity<P, T>("outgoing_gradient_nonzero",
                               "the loss gradient in the weights from the unit to the outputs is not 0",
                               &T::outgoing_gradient_nonzero),
                identity<P, T>("deletion_harmless",
                               "without the unit the network's outputs on the data are the same",
                               &T::deletion_harmless),
                identity<P, T>("locally_constant",
                               "changes of the given size, along the worst direction and along random ones, "
                               "leave the unit's outputs on the data as they are",
                               &T::locally_constant),
                computed<P, T>("saved_multiplications",
                               "multiplications for one sample that deleting the unit saves, counted",
                               &T::saved),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{512}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
