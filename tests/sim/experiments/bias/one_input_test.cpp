#include "sim/experiments/bias/one_input.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace assay::experiments::bias {
namespace {

random::Stream stream(std::uint64_t block = 0) {
    return {{1, 2}, block};
}

TEST_CASE("targets of the tasks") {
    for (const float least : {-1.F, 0.F}) {
        auto from = stream();
        const Data kink = draw_data(Task::kink, least, from);
        auto again = stream();
        const Data modulus = draw_data(Task::modulus, least, again);
        auto third = stream();
        const Data sine = draw_data(Task::sine, least, third);
        CHECK(kink.inputs == modulus.inputs);
        CHECK(kink.inputs.minCoeff() >= least);
        CHECK(kink.inputs.maxCoeff() <= 1);
        for (Index i = 0; i < points; ++i) {
            const double x = kink.inputs(0, i);
            CHECK(kink.targets(0, i) == Approx(2 * std::abs(x - 0.5) - 1).margin(1e-6));
            CHECK(modulus.targets(0, i) == Approx(std::abs(x)).margin(1e-6));
            CHECK(sine.targets(0, i) == Approx(std::sin(std::acos(-1) * x)).margin(1e-6));
        }
    }
}

TEST_CASE("descent lowers the error, in one go or in two") {
    auto from = stream(3);
    const Data data = draw_data(Task::sine, -1, from);
    Network a = draw_network(from), b = a;
    Descent descent(data, 0.05);
    const double before = descent.error(a);
    descent.advance(a, 50);
    descent.advance(b, 20);
    descent.advance(b, 30);
    CHECK(descent.error(a) < before);
    CHECK(a.parameters == b.parameters);
}

TEST_CASE("live units are on for some point") {
    auto from = stream(4);
    const Data data = draw_data(Task::kink, 0, from);
    const Network network = draw_network(from);
    Descent descent(data, 0.05);
    const auto live = descent.live(network);
    // Without biases and on positive inputs: those of positive weight.
    for (Index u = 0; u < width; ++u)
        CHECK(live[static_cast<std::size_t>(u)] == (network.weight(0)(u, 0) > 0));
}

TEST_CASE("a fresh network has biases 0") {
    auto from = stream(5);
    const Network network = draw_network(from);
    CHECK(network.bias(0).isZero(0));
    CHECK(network.bias(1).isZero(0));
    CHECK(network.weight(0).cwiseAbs().minCoeff() > 0);
}

}  // namespace
}  // namespace assay::experiments::bias
