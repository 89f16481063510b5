// Backpropagation against mathematics: while no unit changes sides, the outputs of a network with piecewise
// linear activations are affine in any single parameter, so the squared loss is a quadratic in it and the
// central difference of exact numbers is its derivative, without an error.

#include "lib/nn/network.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <thread>

#include "lib/exact/rational.hpp"
#include "lib/nn/loss.hpp"

namespace {

using namespace assay;
using namespace assay::nn;
using exact::Rational;

/// Numbers k/7 with k in -10 .. 10, fixed by the stream's key and block.
template <class Values>
void fill(random::Stream& stream, Values&& values) {
    for (Index j = 0; j < values.cols(); ++j)
        for (Index i = 0; i < values.rows(); ++i)
            values(i, j) = Rational(static_cast<int>(stream() % 21U) - 10, 7);
}

template <class Hidden, class Output>
struct Problem {
    Network<Rational, Hidden, Output> network;
    Matrix<Rational> inputs, targets;

    Problem(const std::vector<Index>& widths, Index samples, std::uint64_t instance)
        : network(Layout(widths)), inputs(widths.front(), samples), targets(widths.back(), samples) {
        random::Stream stream({2022, 11}, instance);
        fill(stream, network.parameters);
        fill(stream, inputs);
        fill(stream, targets);
    }
    [[nodiscard]] Rational loss(const Vector<Rational>& parameters, Trace<Rational>& trace) const {
        auto moved = network;
        moved.parameters = parameters;
        return squared_loss(forward(moved, inputs, trace), targets, Reduction::mean);
    }
    [[nodiscard]] Vector<Rational> gradient() const {
        Trace<Rational> trace;
        Matrix<Rational> output_gradient;
        Vector<Rational> gradient;
        squared_loss_gradient(forward(network, inputs, trace), targets, Reduction::mean, output_gradient);
        backward(network, inputs, output_gradient, trace, gradient);
        return gradient;
    }
};

/// Whether some pre-activation is within `distance` of the corner, or the two traces differ in a sign.
bool changes_sides(const Trace<Rational>& a, const Trace<Rational>& b) {
    for (std::size_t l = 0; l < a.preactivation.size(); ++l)
        for (Index i = 0; i < a.preactivation[l].size(); ++i)
            if (a.preactivation[l](i).sign() * b.preactivation[l](i).sign() <= 0) return true;
    return false;
}

template <class Hidden, class Output>
void check_gradient(const std::vector<Index>& widths, Index samples) {
    const Rational h(1, 1000000007);
    int compared = 0, moved = 0;
    for (std::uint64_t instance = 0; instance < 3; ++instance) {
        const Problem<Hidden, Output> problem(widths, samples, instance);
        const Vector<Rational> gradient = problem.gradient();
        REQUIRE(gradient.size() == problem.network.parameters.size());
        for (Index i = 0; i < gradient.size(); ++i) {
            Trace<Rational> up, down;
            Vector<Rational> parameters = problem.network.parameters;
            parameters[i] += h;
            const Rational above = problem.loss(parameters, up);
            parameters[i] -= 2 * h;
            const Rational below = problem.loss(parameters, down);
            if (changes_sides(up, down)) continue;
            ++compared;
            moved += gradient[i] != 0 ? 1 : 0;
            CHECK(gradient[i] == (above - below) / (2 * h));
        }
    }
    // Fixed instances: enough comparisons are made, and not all of zeros.
    CHECK(compared >= 30);
    CHECK(moved >= 15);
}

TEST_CASE("backpropagation is the exact derivative") {
    SECTION("one affine layer") {
        check_gradient<Relu, Identity>({4, 3}, 5);
    }
    SECTION("one hidden ReLU layer") {
        check_gradient<Relu, Identity>({3, 4, 2}, 4);
    }
    SECTION("three hidden ReLU layers") {
        check_gradient<Relu, Identity>({2, 4, 3, 4, 2}, 3);
    }
    SECTION("leaky ReLUs") {
        check_gradient<LeakyRelu, Identity>({2, 3, 3, 1}, 3);
    }
    SECTION("a ReLU as output") {
        check_gradient<Identity, Relu>({3, 3, 3}, 4);
    }
}

TEST_CASE("the forward pass computes what a hand computes") {
    Network<double> network(Layout({2, 2, 1}));
    network.weight(0) << 1, -1, 2, 1;
    network.bias(0) << 0.5, -4;
    network.weight(1) << 3, -2;
    network.bias(1) << 0.25;
    const Matrix<double> inputs{{1, 1}, {2, 3}};
    Trace<double> trace;
    const Matrix<double>& outputs = forward(network, inputs, trace);
    CHECK(trace.preactivation[0] == Matrix<double>{{-0.5, -1.5}, {0, 1}});
    CHECK(trace.activation[0] == Matrix<double>{{0, 0}, {0, 1}});
    CHECK(outputs == Matrix<double>{{0.25, -1.75}});
}

TEST_CASE("float, double and exact networks agree") {
    const Problem<Relu, Identity> problem({3, 8, 8, 2}, 20, 7);
    const Vector<double> expected =
        problem.gradient().unaryExpr([](const Rational& q) { return q.convert_to<double>(); });
    const auto run = [&]<class Scalar>(Scalar) {
        const auto to = [](const Rational& q) { return q.convert_to<Scalar>(); };
        Network<Scalar> network(problem.network.layout);
        network.parameters = problem.network.parameters.unaryExpr(to);
        const Matrix<Scalar> inputs = problem.inputs.unaryExpr(to), targets = problem.targets.unaryExpr(to);
        Trace<Scalar> trace;
        Matrix<Scalar> output_gradient;
        Vector<Scalar> gradient;
        squared_loss_gradient(forward(network, inputs, trace), targets, Reduction::mean, output_gradient);
        backward(network, inputs, output_gradient, trace, gradient);
        const Vector<double> result = gradient.template cast<double>();
        return (result - expected).norm() / expected.norm();
    };
    // Sums of at most 20 terms through three layers: some tens of units in the last place.
    CHECK(run(0.0) < 100 * std::numeric_limits<double>::epsilon());
    CHECK(run(0.0F) < 100 * std::numeric_limits<float>::epsilon());
}

TEST_CASE("a trace can be reused for other shapes") {
    const Problem<Relu, Identity> small({2, 3, 1}, 2, 0), large({4, 5, 6, 2}, 7, 1);
    Trace<Rational> fresh, used;
    (void)forward(large.network, large.inputs, used);
    CHECK(forward(small.network, small.inputs, used) == forward(small.network, small.inputs, fresh));
}

TEST_CASE("a batch without samples has empty outputs and a zero gradient") {
    const Network<double> network(Layout({2, 3, 1}));
    const Matrix<double> none(2, 0);
    Trace<double> trace;
    Vector<double> gradient;
    CHECK(forward(network, none, trace).cols() == 0);
    backward(network, none, Matrix<double>(1, 0), trace, gradient);
    CHECK(gradient == Vector<double>::Zero(network.layout.size()));
}

TEST_CASE("NaN reaches the output") {
    Network<double> network(Layout({1, 1, 1}));
    network.parameters.setOnes();
    const Matrix<double> inputs = Matrix<double>::Constant(1, 1, std::numeric_limits<double>::quiet_NaN());
    Trace<double> trace;
    CHECK(std::isnan(forward(network, inputs, trace)(0, 0)));
}

TEST_CASE("shapes that do not fit are refused by name") {
    const Network<double> network(Layout({2, 3, 1}));
    const Matrix<double> inputs = Matrix<double>::Zero(2, 4), wrong = Matrix<double>::Zero(3, 4);
    Trace<double> trace;
    Vector<double> gradient;
    CHECK_THROWS_WITH(forward(network, wrong, trace),
                      Catch::Contains("forward: inputs") && Catch::Contains("2, not 3"));
    CHECK_THROWS_AS(backward(network, inputs, Matrix<double>(1, 4), trace, gradient), std::invalid_argument);
    (void)forward(network, inputs, trace);
    CHECK_THROWS_WITH(backward(network, inputs, Matrix<double>(2, 4), trace, gradient),
                      Catch::Contains("row"));
    CHECK_THROWS_WITH(backward(network, inputs, Matrix<double>(1, 3), trace, gradient),
                      Catch::Contains("column"));
}

TEST_CASE("a product is right, and has the same bits on a thread of its own beside another product") {
    // 520^2 floats: packed panels take their full share of a thread's stack, and no dimension divides evenly.
    // Entries are small integers, so that every sum of products is exact in single precision: at most
    // 520 * 7^2 < 2^24 for `a` and `b`. Thirds round, so that their bits show the order of the sums.
    const Index n = 520;
    Matrix<float> a(n, n), b(n, n);
    random::Stream stream({1, 2}, 3);
    for (Index j = 0; j < n; ++j)
        for (Index i = 0; i < n; ++i) {
            a(i, j) = static_cast<float>(stream() % 15U) - 7;
            b(i, j) = static_cast<float>(stream() % 15U) - 7;
        }
    Matrix<float> c(n, n);
    detail::multiply<float>(c, a, b);
    CHECK(c.cast<double>() == a.cast<double>().lazyProduct(b.cast<double>()));

    a /= 3;
    detail::multiply<float>(c, a, b);
    Matrix<float> one(n, n), two(n, n);
    {
        const std::jthread first([&] { detail::multiply<float>(one, a, b); });
        const std::jthread second([&] { detail::multiply<float>(two, a, b); });
    }
    CHECK(one == c);
    CHECK(two == c);
}

}  // namespace
