// Seeds are fixed.
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/experiments/structure/small_training.hpp"

namespace assay::experiments::structure {
namespace {

TEST_CASE("a network learns its own sample, and knows it without noise") {
    random::Stream stream({4, 2022}, 0);
    const Network teacher = he_network(stream);
    Matrix x(inputs, training_points);
    nn::fill_normal(stream, x);
    CHECK(error(teacher, sample(teacher, x, 0, stream)) == Approx(0).margin(1e-12));

    const Sample data = sample(teacher, x, 0.1F, stream);
    // The mean of 32 squares of noise of variance 0.01.
    CHECK(error(teacher, data) == Approx(0.01).epsilon(0.9));
    Network learner = he_network(stream);
    const double before = error(learner, data);
    train(learner, data, 0, 0.03);
    CHECK(error(learner, data) == before);
    train(learner, data, 200, 0.03);
    CHECK(error(learner, data) < before / 4);
}

TEST_CASE("a diverged network has an infinite error") {
    random::Stream stream({4, 2022}, 1);
    const Network teacher = he_network(stream);
    Matrix x(inputs, training_points);
    nn::fill_normal(stream, x);
    const Sample data = sample(teacher, x, 0, stream);
    Network learner = he_network(stream);
    learner.parameters *= 100.0F;
    train(learner, data, 50, 10);
    const double after = error(learner, data);
    CHECK((std::isinf(after) || after > 0));
    learner.parameters.setConstant(std::nanf(""));
    CHECK(std::isinf(error(learner, data)));
}

}  // namespace
}  // namespace assay::experiments::structure
