#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment output_start();

namespace {

using testing::whole;

testing::Measured measured(engine::Parameters changes) {
    return {output_start(), changes, 1};
}

TEST_CASE("the inverse of the output function starts at the marginals") {
    const auto* head = GENERATE("linear", "logistic", "softmax");
    const std::int64_t outputs = GENERATE(2, 3, 30);
    CAPTURE(head, outputs);
    const auto m = measured({{"head", head}, {"outputs", whole(outputs)}});
    CHECK(m.always("output_is_marginal"));
    CHECK(m.always("gradient_zero"));
    CHECK(m.always("loss_of_best_constant"));
    CHECK(m.always("below_zero_start"));
    CHECK(m.never("above_zero_start"));
    CHECK(m.missing() == 0);
}

TEST_CASE("the mean itself is right for linear outputs only") {
    CHECK(measured({{"head", "linear"}, {"start", "mean"}}).always("output_is_marginal"));
    for (const auto* head : {"logistic", "softmax"}) {
        const auto m = measured({{"head", head}, {"start", "mean"}});
        CHECK(m.never("output_is_marginal"));
        CHECK(m.never("gradient_zero"));
        CHECK(m.never("loss_of_best_constant"));
    }
}

TEST_CASE("weights or biases 0 spoil it") {
    const auto* head = GENERATE("linear", "logistic", "softmax");
    for (const engine::Parameters& changes :
         {engine::Parameters{{"output_weight_scale", 1.0}}, engine::Parameters{{"start", "zero"}}}) {
        auto all = changes;
        all["head"] = head;
        const auto m = measured(all);
        CHECK(m.never("output_is_marginal"));
        CHECK(m.never("gradient_zero"));
        CHECK(m.never("loss_of_best_constant"));
    }
}

}  // namespace
}  // namespace assay::experiments
