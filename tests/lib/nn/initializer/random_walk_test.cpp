#include "lib/nn/initializer/random_walk.hpp"

#include <catch2/catch.hpp>

#include "lib/nn/elementwise.hpp"
#include "lib/stats/student.hpp"

namespace {

using namespace assay;
using namespace assay::nn;

/// ln of the ratio of mean squares after and before one layer.
template <class F, class Init>
stats::Moments steps(F f, const Init& init, Index fan_in, Index fan_out) {
    random::Stream stream({1, 2}, 3);
    Matrix<double> w(fan_out, fan_in), h(fan_in, 1), next;
    stats::Moments steps;
    for (int i = 0; i < 20000; ++i) {
        nn::fill_normal(stream, h);
        init(stream, w);
        activate(f, Matrix<double>(w * h), next);
        steps.add(std::log(next.squaredNorm() / static_cast<double>(fan_out)) -
                  std::log(h.squaredNorm() / static_cast<double>(fan_in)));
    }
    return steps;
}

TEST_CASE("real layers have no drift, and the variance that was foreseen, on non-square layers too") {
    // Fixed seed; intervals at level 1e-10. Width 32: all units off has probability 2e-10 a layer.
    const auto relu = steps(Relu{}, RandomWalk<Relu>{}, 20, 32);
    const auto linear = steps(Identity{}, RandomWalk<Identity>{}, 20, 32);
    for (const auto& m : {relu, linear}) {
        const auto estimate = stats::student_mean(m, 1e-10);
        CHECK(estimate.lower < 0);
        CHECK(estimate.upper > 0);
        CHECK(estimate.upper < 0.04);  // a gain of sqrt 2 drifts by -0.08
    }
    CHECK(relu.variance() == Approx(log_step(Relu{}, 32, 1).variance).epsilon(0.06));
    CHECK(linear.variance() == Approx(log_step(Identity{}, 32, 1).variance).epsilon(0.06));
}

}  // namespace
