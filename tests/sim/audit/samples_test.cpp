#include "sim/audit/samples.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace assay;
using namespace assay::engine;

namespace {

/// The estimates of an experiment's numbers after many blocks, at level 1e-12, by name. Seed 1.
std::map<std::string, stats::Estimate> measured(const Experiment& experiment, std::uint64_t blocks) {
    const auto bound = experiment.bind({});
    auto tally = bound.empty();
    for (std::uint64_t b = 0; b < blocks; ++b) {
        random::Stream stream(random::run_key(1, experiment.name), b);
        CHECK(bound.block(stream, {b * bound.replicates_per_block, bound.replicates_per_block}, tally) == 0);
    }
    std::map<std::string, stats::Estimate> all;
    for (std::size_t q = 0; q < bound.quantities.size(); ++q)
        if (const auto* measure = std::get_if<MeasureScalar>(&bound.quantities[q].measure))
            all[experiment.quantities[q].name] = (*measure)(tally, 0, 1e-12);
    return all;
}

}  // namespace

TEST_CASE("the truths of the samples are what their docs say") {
    const auto small = measured(audit::small_sample(), 1000);
    const std::map<std::string, double> truths = {{"event", 0.3},     {"uniform", 0.5},
                                                  {"normal_mean", 0}, {"normal_variance", 1},
                                                  {"median", 0},      {"steps", 0.2}};
    CHECK(small.size() == truths.size());
    for (const auto& [name, truth] : truths) {
        INFO(name);
        CHECK(small.at(name).lower < truth);
        CHECK(small.at(name).upper > truth);
        CHECK(small.at(name).upper - small.at(name).lower < 0.1);
    }
    const auto large = measured(audit::large_sample(), 32);
    CHECK(large.at("mean").lower < 1);
    CHECK(large.at("mean").upper > 1);
    CHECK(large.at("mean").upper - large.at("mean").lower < 0.05);
}
