#include "sim/experiments/sgd/data_set.hpp"

#include <catch2/catch.hpp>

namespace assay::experiments {
namespace {

TEST_CASE("the data set is fixed, its noise has mean 0 and mean square 1") {
    for (const Eigen::Index n : {2, 3, 100}) {
        const Eigen::VectorXd noise = fixed_noise(n);
        CHECK(noise.size() == n);
        CHECK(noise.mean() == Approx(0).margin(1e-15));
        CHECK(noise.squaredNorm() == Approx(double(n)));
        CHECK(noise == fixed_noise(n));
    }
    const auto inputs = fixed_inputs(5, 3);
    CHECK((inputs.rows() == 5 && inputs.cols() == 3));
    CHECK(inputs == fixed_inputs(5, 3));
    CHECK(inputs.topRows(2) == fixed_inputs(2, 3));
}

}  // namespace
}  // namespace assay::experiments
