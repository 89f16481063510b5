#pragma once
// All activations, for what is run for each of them: tables, tests, parameters that name one.

#include <variant>

#include "lib/nn/activation.hpp"

namespace assay::nn {

/// In the order of ActivationKind. std::visit gives the code of an experiment the type it is compiled for.
using AnyActivation = std::variant<Identity, Relu, LeakyRelu, Tanh, Sigmoid, Threshold>;

enum class ActivationKind { identity, relu, leaky_relu, tanh, sigmoid, threshold };

/// With its default parameters. Throws std::bad_variant_access for a number that names none.
[[nodiscard]] inline AnyActivation activation(ActivationKind kind) {
    switch (kind) {
        case ActivationKind::identity:
            return Identity{};
        case ActivationKind::relu:
            return Relu{};
        case ActivationKind::leaky_relu:
            return LeakyRelu{};
        case ActivationKind::tanh:
            return Tanh{};
        case ActivationKind::sigmoid:
            return Sigmoid{};
        case ActivationKind::threshold:
            return Threshold{};
    }
    throw std::bad_variant_access();
}

[[nodiscard]] inline std::string_view name(const AnyActivation& activation) {
    return std::visit([](const auto& f) { return f.name; }, activation);
}

}  // namespace assay::nn
