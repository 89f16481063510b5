// Seeds are fixed: numbers drawn independently differ but with probability below 1e-15.
#include "sim/experiments/symmetry/starts.hpp"

#include <catch2/catch.hpp>
#include <type_traits>

#include "sim/experiments/symmetry/training.hpp"

namespace assay::experiments::symmetry {
namespace {

template <class S>
nn::Network<S, Square> started(Start start) {
    nn::Network<S, Square> network(nn::Layout({3, 4, 4, 2}));
    random::Stream stream({1, 2}, 3);
    start_network<S>(start, stream, network);
    return network;
}

template <class S>
struct Equal {
    bool incoming, outgoing;
};
template <class S>
Equal<S> units(const nn::Network<S, Square>& n, std::size_t layer, Index i, Index j) {
    return {equal_incoming(n.layout, n.parameters, layer, i, j),
            equal_outgoing(n.layout, n.parameters, layer, i, j)};
}

TEMPLATE_TEST_CASE("starts are as symmetric as they say", "", double, Mod61) {
    using S = TestType;
    for (const Start start :
         {Start::zeros, Start::ones, Start::ones_with_biases, Start::constant, Start::per_input})
        for (const std::size_t layer : {0U, 1U}) {
            CAPTURE(start_names[static_cast<std::size_t>(start)], layer);
            const auto n = started<S>(start);
            CHECK(units(n, layer, 0, 3).incoming);
            CHECK(units(n, layer, 0, 3).outgoing);
        }
    const auto incoming = started<S>(Start::equal_incoming);
    CHECK(units(incoming, 0, 0, 1).outgoing);
    CHECK(units(incoming, 1, 0, 1).incoming);
    CHECK_FALSE(units(incoming, 1, 0, 1).outgoing);
    const auto changed = started<S>(Start::one_bias_changed);
    CHECK_FALSE(units(changed, 0, 0, 1).incoming);
    CHECK(units(changed, 0, 1, 2).incoming);
    const auto twins = started<S>(Start::twins), half = started<S>(Start::twins_incoming),
               random = started<S>(Start::random);
    CHECK((units(twins, 0, 0, 1).incoming && units(twins, 0, 0, 1).outgoing));
    CHECK((units(half, 0, 0, 1).incoming && !units(half, 0, 0, 1).outgoing));
    for (const auto& n : {twins, half, random}) CHECK_FALSE(units(n, 0, 1, 2).incoming);
    CHECK_FALSE(units(random, 0, 0, 1).incoming);
}

TEST_CASE("values of the constant starts") {
    CHECK(started<double>(Start::zeros).parameters.isZero(0));
    CHECK((started<Mod61>(Start::ones_with_biases).parameters.array() == Mod61(1)).all());
    const auto ones = started<double>(Start::ones);
    CHECK(ones.weight(1).sum() == 16);
    CHECK(ones.bias(1).sum() == 0);
    const auto per_input = started<double>(Start::per_input);
    CHECK(per_input.weight(0)(0, 0) != per_input.weight(0)(0, 1));
    const auto constant = started<double>(Start::constant);
    CHECK(constant.weight(0)(0, 0) == constant.weight(0)(0, 1));
    CHECK(constant.weight(0)(0, 0) != constant.weight(1)(0, 0));
}

}  // namespace
}  // namespace assay::experiments::symmetry
