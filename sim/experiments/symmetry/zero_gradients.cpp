// What a network with all parameters 0 puts out, and which of its gradients are 0: in double with dyadic
// data, where every number is exact. Document: 003, slide on zero initialization; 002 on the derivative of a
// ReLU at 0.

#include "lib/exact/integer.hpp"
#include "lib/nn/activations.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<double>;
using Vector = nn::Vector<double>;
using Elements = std::vector<double>;

enum class Hidden { relu, leaky_relu, tanh, sigmoid };
enum class Head { linear, logistic, softmax };
enum class Targets { any, centred };

struct Parameters {
    Hidden hidden = Hidden::tanh;
    Head head = Head::linear;
    Targets targets = Targets::any;
    std::int64_t hidden_layers = 2, width = 4;
};
using P = Parameters;

constexpr Index input_width = 3, classes = 4, points = 8;  // powers of two where a mean is taken

/// A ReLU whose derivative at 0 is a matter of choice.
struct ReluWithCorner {
    double corner = 0;

    [[nodiscard]] double value(double z) const { return z < 0 ? 0 : z; }
    [[nodiscard]] double derivative(double z) const { return z > 0 ? 1 : z < 0 ? 0 : corner; }
};

nn::AnyActivation hidden_activation(Hidden hidden) {
    constexpr std::array kinds = {nn::ActivationKind::relu, nn::ActivationKind::leaky_relu,
                                  nn::ActivationKind::tanh, nn::ActivationKind::sigmoid};
    return nn::activation(kinds.at(static_cast<std::size_t>(hidden)));
}

nn::Layout layout(const P& p) {
    std::vector<Index> widths{input_width};
    widths.insert(widths.end(), static_cast<std::size_t>(p.hidden_layers), p.width);
    widths.push_back(classes);
    return nn::Layout(std::move(widths));
}

/// The predictions f of the head for its pre-activations z. For each of the three with its own loss (half the
/// squared error, cross-entropy, cross-entropy) the gradient in z is f - y.
Matrix predictions(Head head, const Matrix& z) {
    Matrix f = z;
    if (head == Head::logistic) nn::activate(nn::Sigmoid{}, z, f);
    if (head == Head::softmax) nn::softmax(z, f);
    return f;
}

struct Passes {
    Matrix predictions;
    Vector gradient;
};

template <class Network>
Passes passes(const Network& network, Head head, const Matrix& inputs, const Matrix& targets) {
    nn::Trace<double> trace;
    Passes result{.predictions = predictions(head, nn::forward(network, inputs, trace)), .gradient = {}};
    const Matrix error = (result.predictions - targets) / double(points);
    nn::backward(network, inputs, error, trace, result.gradient);
    return result;
}

struct Instance {
    nn::Layout layout;
    Head head;
    Matrix targets;
    double at_zero;  ///< the hidden activation's value at 0
    Passes zero;
    /// Gradients of a ReLU network with derivative 0, 1/2 and 1 at the corner: from zeros, and with all
    /// weights of the last layer 1.
    std::array<Vector, 3> by_corner, by_corner_with_last;
};

Elements elements(const Eigen::Ref<const Matrix>& m) {
    Elements all;
    for (Index j = 0; j < m.cols(); ++j)
        for (Index i = 0; i < m.rows(); ++i) all.push_back(m(i, j));
    return all;
}

/// The gradients of all layers but the last.
Elements below_last(const nn::Layout& layout, const Vector& gradient) {
    const std::size_t last = layout.layers() - 1;
    return elements(gradient.head(layout.size() - (layout.fan_in(last) + 1) * layout.fan_out(last)));
}
Elements last_weights(const nn::Layout& layout, const Vector& gradient) {
    return elements(layout.weight(gradient, layout.layers() - 1));
}
Elements last_biases(const nn::Layout& layout, const Vector& gradient) {
    return elements(layout.bias(gradient, layout.layers() - 1));
}
Elements constant(std::size_t size, double value) {
    return Elements(size, value);
}
/// The error of each output, averaged over the samples.
Elements mean_error(const Instance& i) {
    return elements((i.zero.predictions - i.targets).rowwise().sum() / double(points));
}
/// The same times the hidden activation at 0, for each weight of the last layer.
Elements mean_error_times_activation(const Instance& i) {
    const Elements error = mean_error(i);
    const Index width = i.layout.fan_in(i.layout.layers() - 1);
    Elements all;
    for (Index j = 0; j < width; ++j)
        for (const double e : error) all.push_back(e * i.at_zero);
    return all;
}

Expressions<Instance, Elements> expressions() {
    using I = Instance;
    Expressions<Instance, Elements> all = {
        {"predictions", "of all outputs on all samples",
         [](const I& i) { return elements(i.zero.predictions); }},
        {"0 for each prediction", "zeros",
         [](const I& i) { return constant(static_cast<std::size_t>(i.zero.predictions.size()), 0); }},
        {"1/2 for each prediction", "halves",
         [](const I& i) { return constant(static_cast<std::size_t>(i.zero.predictions.size()), 0.5); }},
        {"1/K for each prediction", "one over the number of outputs",
         [](const I& i) {
             return constant(static_cast<std::size_t>(i.zero.predictions.size()), 1.0 / double(classes));
         }},
        {"gradient", "of the mean loss in all parameters",
         [](const I& i) { return elements(i.zero.gradient); }},
        {"0 for each parameter", "zeros",
         [](const I& i) { return constant(static_cast<std::size_t>(i.zero.gradient.size()), 0); }},
        {"gradient of the last biases", "of the output layer's biases",
         [](const I& i) { return last_biases(i.layout, i.zero.gradient); }},
        {"mean error", "prediction minus target of each output, averaged over the samples", mean_error},
        {"0 for each last bias", "zeros",
         [](const I&) { return constant(static_cast<std::size_t>(classes), 0); }},
        {"gradient of the last weights", "of the output layer's weights",
         [](const I& i) { return last_weights(i.layout, i.zero.gradient); }},
        {"mean error times act(0)", "for each weight into an output", mean_error_times_activation},
        {"0 for each last weight", "zeros",
         [](const I& i) { return constant(last_weights(i.layout, i.zero.gradient).size(), 0); }},
        {"gradient of the hidden layers", "of all weights and biases below the output layer",
         [](const I& i) { return below_last(i.layout, i.zero.gradient); }},
        {"0 for each hidden parameter", "zeros",
         [](const I& i) { return constant(below_last(i.layout, i.zero.gradient).size(), 0); }},
    };
    constexpr std::array corners = {"0", "1/2", "1"};
    for (std::size_t c = 0; c < corners.size(); ++c) {
        const std::string name = std::string("hidden gradient with relu'(0) = ") + corners[c];
        all.push_back({name, "of a ReLU network with all parameters 0",
                       [c](const I& i) { return below_last(i.layout, i.by_corner[c]); }});
        all.push_back({name + ", last weights 1",
                       "of a ReLU network with weights 1 in the output layer alone",
                       [c](const I& i) { return below_last(i.layout, i.by_corner_with_last[c]); }});
    }
    return all;
}

/// Integers of less than 2^20 in size.
constexpr std::int64_t magnitude = 1 << 20;
Matrix integers(Index rows, Index columns, random::Stream& stream) {
    Matrix values(rows, columns);
    for (Index j = 0; j < columns; ++j)
        for (Index i = 0; i < rows; ++i)
            values(i, j) = static_cast<double>(exact::draw_integer(stream, -magnitude, magnitude - 1));
    return values;
}

Instance instance(const P& p, random::Stream& stream) {
    const Matrix inputs = integers(input_width, points, stream);
    Matrix targets = integers(classes, points, stream);
    if (p.targets == Targets::centred) targets.rightCols(points / 2) = -targets.leftCols(points / 2);
    Instance result{layout(p), p.head, targets, 0, {}, {}, {}};
    std::visit(
        [&](const auto& f) {
            result.at_zero = f.value(0.0);
            result.zero = passes(nn::Network<double, std::decay_t<decltype(f)>>(result.layout, f), p.head,
                                 inputs, targets);
        },
        hidden_activation(p.hidden));
    for (std::size_t c = 0; c < result.by_corner.size(); ++c) {
        nn::Network<double, ReluWithCorner> network(result.layout, {.corner = double(c) / 2});
        result.by_corner[c] = passes(network, p.head, inputs, targets).gradient;
        network.weight(result.layout.layers() - 1).setOnes();
        result.by_corner_with_last[c] = passes(network, p.head, inputs, targets).gradient;
    }
    return result;
}

/// Gradients are linear in the targets and, where anything but zeros reaches the first layer, in the inputs.
/// Exact: sums of 8 products of integers below 2^21, over 64.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 2, .values = 2.0 * magnitude};
}

}  // namespace

engine::Experiment zero_gradients() {
    using namespace engine;
    return identities<P>({
        .name = "zero-gradients",
        .doc = "Predictions and gradients of a dense network whose parameters are all 0, exactly, for random "
               "integer inputs and targets.",
        .parameters =
            {
                choice(&P::hidden, {.name = "hidden",
                                    .choices = {"relu", "leaky_relu", "tanh", "sigmoid"},
                                    .doc = "activation of the hidden layers"}),
                choice(&P::head, {.name = "head",
                                  .choices = {"linear", "logistic", "softmax"},
                                  .doc = "output and loss: squared error, or cross-entropy of sigmoids or of "
                                         "a softmax"}),
                choice(&P::targets, {.name = "targets",
                                     .choices = {"any", "centred"},
                                     .doc = "random, or such that their mean is 0"}),
                integer(&P::hidden_layers,
                        {.name = "hidden_layers", .least = 1, .greatest = 8, .doc = "hidden layers"}),
                integer(&P::width,
                        {.name = "width", .least = 1, .greatest = 64, .doc = "units of each hidden layer"}),
            },
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
