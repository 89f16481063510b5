// Networks beside PyTorch: tests/reference/nn/make_networks.py.

#include <catch2/catch.hpp>
#include <map>

#include "lib/nn/activations.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/network.hpp"
#include "tests/reference/read_table.hpp"

namespace {

using namespace assay::nn;

using Quantities = std::map<std::string, Vector<double>>;

/// By activation and loss.
std::map<std::pair<std::string, std::string>, Quantities> read_networks() {
    std::map<std::pair<std::string, std::string>, Quantities> networks;
    for (const auto& row : assay::tests::read_table("nn/networks.csv")) {
        Vector<double> values(static_cast<Index>(row.size()) - 3);
        for (Index i = 0; i < values.size(); ++i) values[i] = std::stod(row[static_cast<std::size_t>(i) + 3]);
        networks[{row[0], row[1]}][row[2]] = values;
    }
    return networks;
}

double difference(const Eigen::Ref<const Vector<double>>& a, const Vector<double>& b) {
    REQUIRE(a.size() == b.size());
    return ((a - b).array().abs() / (1 + b.array().abs())).maxCoeff();
}

template <class Hidden>
void compare(const Hidden& hidden, const std::string& loss_name, const Quantities& expected) {
    Network<double, Hidden> network(Layout({3, 5, 4, 3}), hidden);
    network.parameters = expected.at("parameters");
    const Matrix<double> inputs = expected.at("inputs").reshaped(3, 6),
                         targets = expected.at("targets").reshaped(3, 6);
    Trace<double> trace;
    const Matrix<double>& outputs = forward(network, inputs, trace);
    double loss = 0;
    Matrix<double> output_gradient;
    if (loss_name == "softmax") {
        loss = softmax_cross_entropy(outputs, targets, Reduction::mean);
        softmax_cross_entropy_gradient(outputs, targets, Reduction::mean, output_gradient);
    } else {
        loss = squared_loss(outputs, targets, Reduction::mean);
        squared_loss_gradient(outputs, targets, Reduction::mean, output_gradient);
    }
    Vector<double> gradient;
    backward(network, inputs, output_gradient, trace, gradient);
    for (std::size_t l = 0; l < 3; ++l)
        CHECK(difference(trace.activation[l].reshaped(), expected.at("activation" + std::to_string(l))) <
              1e-12);
    CHECK(difference(Vector<double>::Constant(1, loss), expected.at("loss")) < 1e-12);
    CHECK(difference(gradient, expected.at("gradient")) < 1e-12);
}

TEST_CASE("activations, losses and gradients agree with PyTorch to 1e-12") {
    const auto networks = read_networks();
    CHECK(networks.size() == 12);
    for (int kind = 0; kind < 6; ++kind) {
        const AnyActivation f = activation(static_cast<ActivationKind>(kind));
        for (const std::string loss : {"squared", "softmax"}) {
            INFO(name(f) << ", " << loss);
            std::visit(
                [&](const auto& hidden) {
                    compare(hidden, loss, networks.at({std::string(hidden.name), loss}));
                },
                f);
        }
    }
}

}  // namespace
