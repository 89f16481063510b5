// The contract of every initializer, judged on whole matrices: entries of one matrix may be dependent, so a
// matrix is an observation.

#include "lib/nn/initializers.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "lib/stats/student.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

// Each interval misses the truth with probability 1e-10; there are fewer than 13 schemes x 3 shapes x 8 of
// them, so the suite raises a false alarm with probability below 4e-8 were its seeds random; they are fixed.
constexpr double level = 1e-10;
constexpr int matrices = 15000;

struct Shape {
    Index fan_out, fan_in;
};
constexpr std::array shapes{Shape{24, 24}, Shape{12, 48}, Shape{36, 18}};

/// Runs for every initializer, with its name shown.
template <class Body>
void for_each_initializer(const Body& body) {
    for (std::size_t kind = 0; kind < std::variant_size_v<AnyInitializer>; ++kind) {
        const AnyInitializer init = initializer(static_cast<InitializerKind>(kind));
        INFO("initializer " << name(init));
        body(init);
    }
}

random::Stream stream(const AnyInitializer& init, const Shape& shape) {
    return {random::run_key(1, name(init)), static_cast<std::uint64_t>(shape.fan_in)};
}

/// That the truth is in the interval, and that the interval is narrow enough to tell it from truth +- margin.
void judge(const stats::Moments& sample, double truth, double margin, const char* what) {
    const stats::Estimate estimate = stats::student_mean(sample, level);
    INFO(what << ": " << estimate.value << " in [" << estimate.lower << ", " << estimate.upper
              << "], expected " << truth << ", " << estimate.method);
    CHECK(estimate.lower <= truth);
    CHECK(estimate.upper >= truth);
    CHECK(estimate.upper - estimate.lower < 2 * margin);
}

bool is_independent(const AnyInitializer& init) {
    return !std::holds_alternative<Orthogonal>(init) && !std::holds_alternative<Sparse>(init);
}

TEST_CASE("every initializer: mean 0, the variance it says, and uncorrelated weights, on any shape") {
    for_each_initializer([](const AnyInitializer& init) {
        for (const Shape& shape : shapes) {
            INFO("shape " << shape.fan_out << " x " << shape.fan_in);
            const double v = variance(init, shape.fan_in, shape.fan_out);
            random::Stream draws = stream(init, shape);
            Matrix<double> w(shape.fan_out, shape.fan_in),
                before = Matrix<double>::Zero(shape.fan_out, shape.fan_in);
            stats::Moments mean, square, in_row, in_column, successive, squares;
            for (int i = 0; i < matrices; ++i) {
                fill_weights(init, draws, w);
                mean.add(w.mean());
                square.add(w.squaredNorm() / static_cast<double>(w.size()));
                in_row.add((w.col(0).array() * w.col(1).array()).mean());
                in_column.add((w.row(0).array() * w.row(1).array()).mean());
                if (i % 2 == 1) successive.add((w.array() * before.array()).mean());
                squares.add(
                    (w.leftCols(w.cols() / 2).array() * w.rightCols(w.cols() / 2).array()).square().mean());
                before = w;
            }
            judge(mean, 0, 0.01 * std::sqrt(v), "mean");
            // A variance off by 2 %, such as that of fan-in + 1 instead of fan-in at 36, is seen.
            if (std::holds_alternative<Orthogonal>(init))
                CHECK(square.mean() == Approx(v).epsilon(1e-13));
            else
                judge(square, v, 0.02 * v, "variance");
            judge(in_row, 0, 0.04 * v, "product of two weights of a unit");
            judge(in_column, 0, 0.04 * v, "product of the weights of two units");
            CHECK(std::abs(successive.mean()) < 0.01 * v);
            if (is_independent(init)) judge(squares, v * v, 0.06 * v * v, "product of their squares");
        }
    });
}

TEST_CASE("every initializer: fan-in counts columns and fan-out rows") {
    const double in = 50, out = 20;
    const auto at = [&](const AnyInitializer& init) { return variance(init, 50, 20); };
    CHECK(at(FanInNormal{}) == 1 / in);
    CHECK(at(FanInNormal{.gain = 3}) == 9 / in);
    CHECK(at(FanOutNormal{}) == 1 / out);
    CHECK(at(GlorotNormal{}) == 2 / (in + out));
    CHECK(at(GlorotUniform{}) == 2 / (in + out));
    CHECK(at(UniformPlusOne{}) == 2 / (1 + in + out));
    CHECK(at(HeNormal{}) == 2 / in);
    CHECK(at(HeUniform{}) == 2 / in);
    CHECK(at(HeNormal{.slope = 0.5}) == Approx(1.6 / in).epsilon(1e-15));
    CHECK(at(FanInUniform{}) == Approx(1 / (3 * in)).epsilon(1e-15));
    CHECK(at(BiasAsWeight{}) == 1 / (in + 1));
    CHECK(at(BiasAsWeight{.scale = 2}) == 2 / (in + 1));
    CHECK(at(TruncatedNormal{}) == 1 / in);
    CHECK(at(TruncatedNormal{.corrected = false}) == Approx(0.77374 / in).epsilon(1e-5));
    CHECK(at(Orthogonal{}) == 1 / in);
    CHECK(variance(Orthogonal{.gain = 2}, 20, 50) == Approx(4.0 / 50).epsilon(1e-15));
    CHECK(at(Sparse{.nonzeros = 10, .weight_variance = 0.5}) == Approx(0.1).epsilon(1e-15));
    CHECK(RandomWalk<Identity>{}.variance(50, 20) * in == Approx(std::exp(1 / out)).epsilon(2e-3));
}

TEST_CASE("every initializer: laws are normal or uniform by their fourth moment") {
    for_each_initializer([](const AnyInitializer& init) {
        const std::string scheme(name(init));
        if (!is_independent(init) || scheme == "truncated-normal") return;
        const double kurtosis = scheme.find("uniform") == std::string::npos ? 3 : 1.8;
        const Shape shape = shapes[1];
        const double v = variance(init, shape.fan_in, shape.fan_out);
        random::Stream draws = stream(init, shape);
        Matrix<double> w(shape.fan_out, shape.fan_in);
        stats::Moments fourth;
        for (int i = 0; i < matrices; ++i) {
            fill_weights(init, draws, w);
            fourth.add(w.array().square().square().mean());
        }
        judge(fourth, kurtosis * v * v, 0.03 * kurtosis * v * v, "fourth moment");
    });
}

TEST_CASE("uniform initializers keep to their support and reach for its ends") {
    const auto check = [](const AnyInitializer& init, double end) {
        random::Stream draws({5, 6}, 7);
        Matrix<float> w(60, 40);
        fill_weights(init, draws, w);
        INFO(name(init));
        CHECK(w.cwiseAbs().maxCoeff() <= end);
        // 2400 draws all below 0.98 of the end: probability 1e-21.
        CHECK(w.maxCoeff() > 0.98 * end);
        CHECK(w.minCoeff() < -0.98 * end);
    };
    check(GlorotUniform{}, std::sqrt(6.0 / 100));
    check(UniformPlusOne{}, std::sqrt(6.0 / 101));
    check(HeUniform{}, std::sqrt(6.0 / 40));
    check(FanInUniform{}, std::sqrt(1.0 / 40));
}

TEST_CASE(
    "every initializer: the same stream gives the same bits, floats round like doubles in law, and the "
    "stream moves on") {
    for_each_initializer([](const AnyInitializer& init) {
        random::Stream one({5, 6}, 7), two({5, 6}, 7), floats({5, 6}, 7);
        Matrix<double> a(16, 20), b(16, 20);
        Matrix<float> c = Matrix<float>::Constant(16, 20, 99);
        fill_weights(init, one, a);
        fill_weights(init, two, b);
        CHECK(a == b);
        CHECK(one.position() == two.position());
        fill_weights(init, one, a);
        CHECK_FALSE(a == b);
        fill_weights(init, floats, c);
        CHECK(c.cwiseAbs().maxCoeff() < 6);
        CHECK(c.squaredNorm() == Approx(320 * variance(init, 20, 16)).epsilon(0.5));
    });
}

TEST_CASE("every initializer fills the weights of a network in place") {
    for_each_initializer([](const AnyInitializer& init) {
        random::Stream one({5, 6}, 7), two({5, 6}, 7);
        const Layout layout({20, 16, 18});
        Vector<float> flat = Vector<float>::Constant(layout.size(), 99);
        Matrix<float> w(16, 20);
        fill_weights(init, one, w);
        fill_weights(init, two, layout.weight(flat, 0));
        CHECK(layout.weight(flat, 0) == w);
        CHECK(layout.bias(flat, 0) == Vector<float>::Constant(16, 99));
    });
}

TEST_CASE("every initializer refuses a layer without inputs or outputs, naming itself") {
    for_each_initializer([](const AnyInitializer& init) {
        const std::string scheme(name(init));
        random::Stream draws({5, 6}, 7);
        Matrix<double> no_outputs(0, 20), no_inputs(20, 0);
        CHECK_THROWS_WITH(variance(init, 0, 20), Catch::Contains(scheme));
        CHECK_THROWS_WITH(variance(init, 20, 0), Catch::Contains(scheme));
        CHECK_THROWS_AS(fill_weights(init, draws, no_outputs), std::invalid_argument);
        CHECK_THROWS_AS(fill_weights(init, draws, no_inputs), std::invalid_argument);
    });
}

TEST_CASE("parameters out of range are refused") {
    random::Stream draws({5, 6}, 7);
    Matrix<double> w(4, 4);
    for (const double bad : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
        CHECK_THROWS_WITH(FanInNormal{.gain = bad}(draws, w), Catch::Contains("gain"));
        CHECK_THROWS_WITH(Orthogonal{.gain = bad}(draws, w), Catch::Contains("gain"));
        CHECK_THROWS_WITH(TruncatedNormal{.cut = bad}(draws, w), Catch::Contains("cut"));
        CHECK_THROWS_WITH(TruncatedNormal{.scale = bad}(draws, w), Catch::Contains("scale"));
        CHECK_THROWS_WITH(BiasAsWeight{.scale = bad}(draws, w), Catch::Contains("scale"));
        CHECK_THROWS_WITH((Sparse{.nonzeros = 1, .weight_variance = bad}(draws, w)),
                          Catch::Contains("variance"));
    }
    CHECK_THROWS_WITH(Sparse{.nonzeros = 5}(draws, w),
                      Catch::Contains("nonzeros must be from 1 to the fan-in, 4, not 5"));
    CHECK_THROWS_AS(Sparse{.nonzeros = 0}(draws, w), std::invalid_argument);
    CHECK_THROWS_AS(initializer(static_cast<InitializerKind>(13)), std::bad_variant_access);
}

}  // namespace
