#include "sim/engine/experiment.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/engine/toy.hpp"

using namespace assay;
using namespace assay::engine;

namespace {

const Parameters defaults = {{"shift", 0.0}, {"steps", std::int64_t{4}}, {"coin", std::string("fair")}};

std::size_t position(const Experiment& experiment, const std::string& name) {
    for (std::size_t i = 0; i < experiment.quantities.size(); ++i)
        if (experiment.quantities[i].name == name) return i;
    FAIL("no quantity " << name);
    return 0;
}

std::any filled(const BoundExperiment& bound, std::uint64_t block, std::uint64_t count) {
    std::any tally = bound.empty();
    random::Stream stream(random::run_key(5, "experiment test"), block);
    bound.block(stream, {block * count, count}, tally);
    return tally;
}

}  // namespace

TEST_CASE("a definition becomes a table of parameters and quantities") {
    const Experiment e = toy::experiment();
    CHECK(e.name == "toy");
    REQUIRE(e.parameters.size() == 3);
    CHECK(e.parameters[0].type == Type::real);
    CHECK(std::get<double>(e.parameters[0].fallback) == 0);
    CHECK(e.parameters[1].type == Type::integer);
    CHECK(std::get<std::int64_t>(e.parameters[1].fallback) == 4);
    CHECK(e.parameters[2].choices == std::vector<std::string>{"fair", "bent"});
    CHECK(std::get<std::string>(e.parameters[2].fallback) == "fair");
    CHECK(e.quantities[position(e, "walk")].index == "step");
    CHECK(e.quantities[position(e, "law")].kind == Kind::law);
    CHECK(e.quantities[position(e, "small_shift")].kind == Kind::identity);
    CHECK(e.quantities[position(e, "a^2+b^2")].kind == Kind::side);
    CHECK(e.blocks == 64);
}

TEST_CASE("parameters reach the block function and the series") {
    const Experiment e = toy::experiment();
    Parameters parameters = defaults;
    parameters["steps"] = std::int64_t{2};
    parameters["coin"] = std::string("bent");
    const BoundExperiment bound = e.bind(parameters), fair = e.bind(defaults);
    CHECK(bound.quantities[position(e, "walk")].points == std::vector<double>{1, 2});
    CHECK(fair.quantities[position(e, "walk")].points.size() == 4);
    CHECK(bound.quantities[position(e, "heads")].points.empty());
    const auto& heads = std::get<MeasureScalar>(bound.quantities[position(e, "heads")].measure);
    // The same words, read with another threshold.
    CHECK(heads(filled(bound, 0, 4096), 0, 1e-3).value > heads(filled(fair, 0, 4096), 0, 1e-3).value);
}

TEST_CASE("merging adds every part") {
    const Experiment e = toy::experiment();
    const BoundExperiment bound = e.bind(defaults);
    std::any both = filled(bound, 0, 1000);
    bound.merge(both, filled(bound, 1, 500));
    CHECK(std::get<MeasureScalar>(bound.quantities[position(e, "heads")].measure)(both, 0, 0.1).replicates ==
          1500);
    CHECK(std::get<MeasureScalar>(bound.quantities[position(e, "walk")].measure)(both, 3, 0.1).replicates ==
          1500);
    CHECK(std::get<MeasureLaw>(bound.quantities[position(e, "law")].measure)(both, 0).observed() == 1500);
    CHECK(std::get<MeasureIdentity>(bound.quantities[position(e, "small_shift")].measure)(both, 0).trials ==
          1500);
    const auto& sides = std::get<MeasureSides>(bound.quantities[position(e, "(a+b)^2")].measure);
    CHECK(sides(both, "a^2+2ab+b^2").trials == 1500);
    CHECK(sides(both, "a^2+2ab+b^2").violations == 0);
    CHECK(sides(both, "a^2+b^2").violations > 1000);
    CHECK_THROWS_AS(sides(both, "c"), std::invalid_argument);
}

TEST_CASE("missing replicates are returned") {
    const Experiment e = toy::experiment();
    Parameters parameters = defaults;
    parameters["shift"] = 13.0;
    const BoundExperiment bound = e.bind(parameters);
    std::any tally = bound.empty();
    random::Stream stream(random::run_key(5, "experiment test"), 0);
    const auto missing = bound.block(stream, {0, 4096}, tally);
    CHECK(missing > 0);
    CHECK(std::get<MeasureScalar>(bound.quantities[position(e, "heads")].measure)(tally, 0, 0.1).missing ==
          missing);
}
