#include "lib/optim/minibatch.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "lib/optim/objective/linear_model.hpp"

namespace {

using namespace assay;
using Eigen::Index;
using Batch = std::vector<Index>;

Batch copy(std::span<const Index> batch) {
    return {batch.begin(), batch.end()};
}

/// Counts within 7 standard deviations of what is expected, for each of `cells` equally likely outcomes: with
/// at most 24 of them a false alarm has probability below 24 * 2.6e-12, whatever the seed.
void check_uniform(const std::map<Batch, double>& counts, std::size_t cells, double draws) {
    REQUIRE(counts.size() == cells);
    const double p = 1 / static_cast<double>(cells);
    for (const auto& [batch, count] : counts)
        CHECK(std::abs(count - draws * p) < 7 * std::sqrt(draws * p * (1 - p)));
}

TEST_CASE("with replacement, every sequence is equally likely") {
    random::Stream stream({1, 2}, 0);
    std::map<Batch, double> counts;
    Batch batch(2);
    for (int i = 0; i < 30000; ++i) {
        optim::draw_with_replacement(stream, 3, batch);
        ++counts[batch];
    }
    check_uniform(counts, 9, 30000);
}

TEST_CASE("without replacement, every subset is equally likely, drawn again and again from one order") {
    random::Stream stream({1, 3}, 0);
    std::map<Batch, double> subsets, shuffles;
    Batch order(4);
    std::iota(order.begin(), order.end(), Index{0});
    for (int i = 0; i < 30000; ++i) {
        Batch batch = copy(optim::draw_without_replacement(stream, order, 2));
        REQUIRE(batch[0] != batch[1]);
        std::sort(batch.begin(), batch.end());
        ++subsets[batch];
    }
    check_uniform(subsets, 6, 30000);
    for (int i = 0; i < 60000; ++i) {
        Batch fresh{0, 1, 2, 3};  // one that is shuffled on becomes uniform by a wrong shuffle too
        ++shuffles[copy(optim::draw_without_replacement(stream, fresh, 4))];
    }
    check_uniform(shuffles, 24, 60000);
}

TEST_CASE("the integers are uniform also where words have to be redrawn") {
    // For n = 3 2^30 the upper half of word * n is floor(3 word / 4): multiples of 3 would come from two
    // words, other values from one.
    random::Stream stream({1, 4}, 0);
    constexpr std::uint64_t n = std::uint64_t{3} << 30U;
    std::map<Batch, double> counts;
    for (int i = 0; i < 30000; ++i) {
        const std::uint64_t value = optim::detail::uniform_below(stream, n);
        REQUIRE(value < n);
        ++counts[{static_cast<Index>(value % 3)}];
    }
    check_uniform(counts, 3, 30000);
    Batch one(5);
    optim::draw_with_replacement(stream, 1, one);
    CHECK(one == Batch(5, 0));
}

TEST_CASE("same stream, same batches") {
    random::Stream a({5, 6}, 7), b({5, 6}, 7), c({5, 6}, 8);
    Batch x(64), y(64), z(64);
    optim::draw_with_replacement(a, 1000, x);
    optim::draw_with_replacement(b, 1000, y);
    optim::draw_with_replacement(c, 1000, z);
    CHECK(x == y);
    CHECK(x != z);
    CHECK(a.position() == 64);
}

TEST_CASE("all subsets and all sequences, once each") {
    std::vector<Batch> subsets;
    optim::for_each_subset(4, 2, [&](std::span<const Index> batch) { subsets.push_back(copy(batch)); });
    CHECK(subsets == std::vector<Batch>{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}});
    std::set<Batch> many;
    optim::for_each_subset(9, 4, [&](std::span<const Index> batch) { many.insert(copy(batch)); });
    CHECK(many.size() == 126);
    int whole = 0;
    optim::for_each_subset(5, 5, [&](std::span<const Index> batch) {
        ++whole;
        CHECK(copy(batch) == Batch{0, 1, 2, 3, 4});
    });
    CHECK(whole == 1);
    std::vector<Batch> sequences;
    optim::for_each_sequence(2, 2, [&](std::span<const Index> batch) { sequences.push_back(copy(batch)); });
    CHECK(sequences == std::vector<Batch>{{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    int count = 0;
    optim::for_each_sequence(3, 5, [&](std::span<const Index>) { ++count; });
    CHECK(count == 243);
}

TEST_CASE("bad input to minibatches is refused by name") {
    random::Stream stream({1, 2}, 0);
    Batch order{0, 1, 2}, none;
    const auto nothing = [](std::span<const Index>) {};
    CHECK_THROWS_WITH(optim::draw_with_replacement(stream, 0, order),
                      "draw_with_replacement: examples must be from 1 to 2^32, not 0");
    CHECK_THROWS_WITH(optim::draw_with_replacement(stream, (Index{1} << 32U) + 1, order),
                      Catch::Contains("examples must be"));
    CHECK_THROWS_WITH(optim::draw_with_replacement(stream, 3, none), Catch::Contains("batch must have"));
    CHECK_THROWS_WITH(optim::draw_without_replacement(stream, order, 4),
                      "draw_without_replacement: batch must have from 1 example to all of them, not 4");
    CHECK_THROWS_WITH(optim::draw_without_replacement(stream, order, 0), Catch::Contains("batch must have"));
    CHECK_THROWS_WITH(optim::draw_without_replacement(stream, none, 1), Catch::Contains("examples must be"));
    CHECK_THROWS_WITH(optim::for_each_subset(3, 4, nothing), Catch::Contains("for_each_subset: batch"));
    CHECK_THROWS_WITH(optim::for_each_sequence(3, 0, nothing), Catch::Contains("for_each_sequence: batch"));
    CHECK_THROWS_AS(optim::for_each_sequence(0, 1, nothing), std::invalid_argument);
}

TEST_CASE("the mean of all minibatch gradients is the gradient") {
    optim::LeastSquares<double> model{.inputs = Eigen::MatrixXd{{1, 2}, {3, -1}, {0, 4}, {2, 2}},
                                      .targets = Eigen::VectorXd{{1, 0, 2, -1}},
                                      .scaling = optim::Scaling::mean};
    const Eigen::VectorXd at{{0.5, -2}};
    Eigen::VectorXd full(2), gradient(2), sum = Eigen::VectorXd::Zero(2);
    model.gradient(at, full);
    optim::for_each_subset(4, 3, [&](std::span<const Index> batch) {
        model.batch_gradient(batch, at, gradient);
        sum += gradient;
    });
    CHECK((sum / 4 - full).norm() < 1e-13 * full.norm());
}

}  // namespace
