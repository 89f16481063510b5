#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment noisy_inputs();

namespace {

using testing::disproven;
using testing::proven;

TEST_CASE("noise in the inputs is a ridge penalty of n times its variance") {
    const auto arithmetic = GENERATE(as<std::string>(), "rational", "modular");
    const auto [rows, columns] = GENERATE(table<std::int64_t, std::int64_t>({{2, 1}, {3, 2}, {4, 2}}));
    const testing::Measured m(noisy_inputs(),
                              {{"rows", rows}, {"columns", columns}, {"arithmetic", arithmetic}}, 1);
    CAPTURE(arithmetic, rows, columns);
    CHECK(proven(m.same("mean loss over noisy inputs", "ridge loss with lambda = n v")));
    CHECK(proven(m.same("mean gradient over noisy inputs", "ridge gradient with lambda = n v")));
    CHECK(disproven(m.same("mean loss over noisy inputs", "ridge loss with lambda = v")));
    CHECK(disproven(m.same("mean gradient over noisy inputs", "ridge gradient with lambda = v")));
}

}  // namespace
}  // namespace assay::experiments
