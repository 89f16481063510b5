// Seeds are fixed.
#include <catch2/catch.hpp>

#include "lib/linear/ridge.hpp"
#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment ridge_forms();

namespace {

using testing::whole;

testing::Measured measured(const std::string& form, const std::string& bound, double condition,
                           double penalty, engine::Parameters more = {}) {
    more.insert({{"form", form}, {"bound", bound}, {"condition", condition}, {"penalty", penalty}});
    return {ridge_forms(), more, 1};
}

TEST_CASE("each form keeps to its bound") {
    for (const auto form : linear::forms) {
        const std::string name(linear::name(form));
        for (const double penalty : {1e-12, 1.0, 1e12}) {
            CAPTURE(name, penalty);
            CHECK(measured(name, name, 1e3, penalty).always("within_bound"));
            CHECK(measured(name, name, 1e3, penalty, {{"rows", whole(2)}}).always("within_bound"));
        }
        CHECK(measured(name, name, 1e3, 1e-3, {{"multiple", 0.0}}).identity("within_bound").violations > 100);
    }
}

TEST_CASE("digits: all but one or two on easy data, half with squared conditions") {
    for (const auto form : linear::forms) {
        const std::string name(linear::name(form));
        CAPTURE(name);
        CHECK(measured(name, name, 1, 1).number("digits", 0.01).value > 15);
    }
    CHECK(measured("rows", "rows", 1e5, 1e-10).number("digits", 0.01).value > 10);
    CHECK(measured("primal", "primal", 1e5, 1e-10).number("digits", 0.01).value < 9);
}

TEST_CASE("powers of two change no digit") {
    const auto plain = measured("svd", "svd", 100, 0.1).number("digits", 0.01);
    for (const std::int64_t scale : {-400, 400})
        CHECK(measured("rows", "rows", 100, 0.1, {{"scale", scale}}).number("digits", 0.01).value ==
              measured("rows", "rows", 100, 0.1).number("digits", 0.01).value);
    CHECK(plain.replicates == 128);
}

}  // namespace
}  // namespace assay::experiments
