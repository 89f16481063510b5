#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment zero_gradients();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

testing::Measured measured(const std::string& hidden, const std::string& head, std::int64_t layers = 2,
                           const std::string& targets = "any") {
    return {zero_gradients(),
            {{"hidden", hidden}, {"head", head}, {"hidden_layers", layers}, {"targets", targets}},
            1};
}

TEST_CASE("predictions at zero: 0, 1/2 and 1/K") {
    const auto hidden = GENERATE("relu", "leaky_relu", "tanh", "sigmoid");
    CAPTURE(hidden);
    CHECK(proven(measured(hidden, "linear").same("predictions", "0 for each prediction")));
    CHECK(proven(measured(hidden, "logistic").same("predictions", "1/2 for each prediction")));
    CHECK(proven(measured(hidden, "softmax").same("predictions", "1/K for each prediction")));
    CHECK(disproven(measured(hidden, "linear").same("predictions", "1/K for each prediction")));
    CHECK(disproven(measured(hidden, "softmax").same("predictions", "0 for each prediction")));
}

TEST_CASE("only the last layer has a gradient, and its weights only where act(0) is not 0") {
    const auto hidden = GENERATE("relu", "leaky_relu", "tanh", "sigmoid");
    const auto head = GENERATE("linear", "logistic", "softmax");
    const std::int64_t layers = GENERATE(1, 2, 8);
    CAPTURE(hidden, head, layers);
    const auto m = measured(hidden, head, layers);
    CHECK(proven(m.same("gradient of the hidden layers", "0 for each hidden parameter")));
    CHECK(proven(m.same("gradient of the last biases", "mean error")));
    CHECK(proven(m.same("gradient of the last weights", "mean error times act(0)")));
    CHECK(disproven(m.same("gradient", "0 for each parameter")));
    CHECK(disproven(m.same("gradient of the last biases", "0 for each last bias")));
    const auto weights = m.same("gradient of the last weights", "0 for each last weight");
    CHECK((std::string(hidden) == "sigmoid" ? disproven(weights) : proven(weights)));
}

TEST_CASE("targets of mean 0 leave no gradient in regression") {
    CHECK(proven(measured("tanh", "linear", 2, "centred").same("gradient", "0 for each parameter")));
    CHECK(proven(measured("sigmoid", "linear", 2, "centred").same("gradient", "0 for each parameter")));
    CHECK(disproven(measured("tanh", "logistic", 2, "centred").same("gradient", "0 for each parameter")));
}

TEST_CASE("the derivative at the corner matters only below weights that are not 0") {
    const auto m = measured("relu", "linear");
    CHECK(proven(m.same("hidden gradient with relu'(0) = 0", "hidden gradient with relu'(0) = 1")));
    CHECK(proven(m.same("hidden gradient with relu'(0) = 1/2", "0 for each hidden parameter")));
    CHECK(disproven(m.same("hidden gradient with relu'(0) = 0, last weights 1",
                           "hidden gradient with relu'(0) = 1, last weights 1")));
    CHECK(disproven(m.same("hidden gradient with relu'(0) = 1/2, last weights 1",
                           "hidden gradient with relu'(0) = 1, last weights 1")));
}

}  // namespace
}  // namespace assay::experiments
