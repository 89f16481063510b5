// Seeds are fixed: what is checked holds for every draw but a share far below one in the number tried.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment equal_units();

namespace {

using testing::disproven;
using testing::whole;

testing::Measured measured(const std::string& activation, const std::string& start,
                           const std::string& noise = "none", engine::Parameters changes = {}) {
    changes["activation"] = activation;
    changes["start"] = start;
    changes["noise"] = noise;
    return {equal_units(), changes, 4};
}

/// Each of the four trials alone would let a false identity pass with probability below 1e-6.
bool proven(const exact::Certificate& c) {
    return c.violations == 0 && c.trials == 4 && c.failure_probability() < 1e-24;
}

TEST_CASE("symmetric starts stay symmetric under polynomial activations, for all parameters") {
    const auto activation = GENERATE("identity", "square");
    const auto start = GENERATE("zeros", "ones", "ones_with_biases", "constant", "per_input");
    const auto noise = GENERATE("none", "minibatch");
    CAPTURE(activation, start, noise);
    const auto m = measured(activation, start, noise);
    CHECK(proven(m.identity("values_equal")));
    CHECK(proven(m.identity("gradients_equal")));
    CHECK(proven(m.identity("stay_equal")));
    CHECK(proven(m.identity("twins_equal")));
}

TEST_CASE("symmetric starts stay symmetric bit by bit where activations are rounded") {
    const auto activation = GENERATE("relu", "tanh", "sigmoid");
    const auto start = GENERATE("zeros", "ones", "constant", "per_input");
    const auto noise = GENERATE("none", "minibatch");
    const std::int64_t width = GENERATE(2, 4, 8);
    CAPTURE(activation, start, noise, width);
    const auto m =
        measured(activation, start, noise, {{"width", width}, {"steps", whole(20)}, {"learning_rate", 1e-4}});
    CHECK(m.always("values_equal"));
    CHECK(m.always("gradients_equal"));
    CHECK(m.always("stay_equal"));
    CHECK(m.never("all_differ"));
}

TEST_CASE("what breaks the symmetry is seen") {
    const auto activation = GENERATE("identity", "square", "tanh", "sigmoid");
    CAPTURE(activation);
    CHECK(measured(activation, "random").never("stay_equal"));
    CHECK(measured(activation, "random").never("twins_equal"));
    CHECK(measured(activation, "random").always("all_differ"));
    CHECK(measured(activation, "one_bias_changed").never("stay_equal"));
    CHECK(measured(activation, "equal_incoming").never("stay_equal"));
    CHECK(measured(activation, "twins_incoming").never("twins_equal"));
}

TEST_CASE("twins stay equal beside units that differ") {
    const auto activation = GENERATE("identity", "square", "tanh", "relu");
    CAPTURE(activation);
    const auto m = measured(activation, "twins");
    CHECK(m.always("twins_equal"));
    CHECK(m.never("stay_equal"));
    CHECK(m.never("all_differ"));
}

TEST_CASE("dropout makes equal units differ") {
    const auto m = measured("tanh", "constant", "dropout", {{"steps", whole(50)}});
    CHECK(m.always("all_differ"));
    CHECK(m.never("stay_equal"));
    // With no step there is no noise.
    CHECK(measured("tanh", "constant", "dropout", {{"steps", whole(0)}}).always("stay_equal"));
}

TEST_CASE("gradients at the start are 0 where they should be") {
    CHECK(measured("tanh", "random").always("non_zero_gradients"));
    CHECK(measured("tanh", "random").always("non_zero_outputs"));
    CHECK(measured("tanh", "zeros").never("non_zero_gradients"));
    CHECK(measured("tanh", "zeros").never("non_zero_outputs"));
    const auto relu = measured("relu", "random", "none", {{"steps", whole(0)}, {"points", whole(1)}});
    CHECK(relu.identity("non_zero_gradients").violations > 0);
    // 4096 units, off with probability 1/2: 1e-12 lies beyond 7.1 standard deviations of 0.0078.
    const auto off = relu.number("unit_off", 1e-12);
    CHECK(off.lower <= 0.5);
    CHECK(off.upper >= 0.5);
    CHECK(off.upper - off.lower < 0.12);
}

TEST_CASE("an overflow is missing") {
    const auto m = measured("tanh", "ones", "none", {{"learning_rate", 10.0}, {"steps", whole(500)}});
    CHECK(m.missing() > 0);
    CHECK(m.identity("stay_equal").trials + m.missing() == 256);
}

TEST_CASE("the degree of the identities grows with the steps") {
    const auto degree = [](std::int64_t steps) {
        return measured("square", "ones", "none", {{"steps", steps}}).identity("stay_equal").degree;
    };
    CHECK(degree(0) < degree(1));
    CHECK(degree(1) < degree(5));
    // One hidden layer of identities: f has degree D + (D + 1), and D <- 1 + 2 f.
    CHECK(measured("identity", "ones", "none", {{"steps", whole(0)}, {"hidden_layers", whole(1)}})
              .identity("stay_equal")
              .degree == 7);
}

}  // namespace
}  // namespace assay::experiments
