// One suite over every claim that is built in.

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "sim/engine/catalogue.hpp"
#include "sim/engine/claim_files.hpp"
#include "sim/engine/plan.hpp"
#include "sim/experiments/all.hpp"

using namespace assay::engine;

namespace {

Catalogue built_in() {
    return load_catalogue(embedded_claim_files(), assay::experiments::all());
}

}  // namespace

TEST_CASE("the catalogue is valid") {
    CHECK_NOTHROW(built_in());
}

TEST_CASE("every claim can be caught out: it has a control, or a twin that corrects it") {
    const auto catalogue = built_in();
    for (const auto& claim : catalogue.claims) {
        INFO(claim.id);
        CHECK_FALSE(claim.checks.empty());
        if (claim.known == Known::refuted) {
            CHECK(catalogue.find_claim(claim.instead) != nullptr);
            CHECK_FALSE(claim.because.empty());
        }
        if (claim.known == Known::supported)
            CHECK(std::all_of(claim.checks.begin(), claim.checks.end(),
                              [](const Check& c) { return !c.controls.empty(); }));
        CHECK(claim.says.back() == '.');
        CHECK_FALSE(claim.at.empty());
    }
}

TEST_CASE("a control differs from its check") {
    const auto catalogue = built_in();
    std::vector<const Claim*> all;
    for (const auto& claim : catalogue.claims) all.push_back(&claim);
    Diagnostics diagnostics;
    const Plan plan = make_plan(catalogue, all, diagnostics);
    for (const auto& planned : plan.claims)
        for (std::size_t i = 0; i < planned.checks.size(); ++i)
            for (const auto& control : planned.controls[i]) {
                INFO(planned.claim->id);
                const auto& check = planned.checks[i];
                const auto texts = [](const PlannedCheck& c) {
                    std::vector<std::string> right;
                    for (const auto& term : c.measurement->right) right.push_back(term.text);
                    return right;
                };
                const bool other_run = control.points.front().target.run != check.points.front().target.run;
                const bool other_quantity = control.measurement->quantity != check.measurement->quantity;
                const bool other_relation = control.measurement->relation != check.measurement->relation;
                CHECK((other_run || other_quantity || other_relation || texts(control) != texts(check)));
            }
}

TEST_CASE("every experiment serves a claim, and every document is cited") {
    const auto catalogue = built_in();
    std::set<std::string> used, cited;
    for (const auto& claim : catalogue.claims) {
        for (const auto& check : claim.checks) used.insert(check.measurement.experiment);
        for (const auto& [document, place] : claim.at) cited.insert(document);
    }
    for (const auto& experiment : catalogue.experiments) {
        INFO(experiment.name);
        CHECK(used.contains(experiment.name));
    }
}

TEST_CASE("the rows of the elbow topic are all there") {
    const auto catalogue = built_in();
    const std::vector<std::string> rows = {"elbow-location",
                                           "elbow-w-zero",
                                           "elbow-slope",
                                           "elbow-moves-w-b",
                                           "elbow-scale-invariance",
                                           "elbow-gradient-motion",
                                           "elbow-moved-by-active-points-only",
                                           "cauchy-elbow",
                                           "cauchy-pdf-normalised",
                                           "cauchy-scale-ratio",
                                           "cauchy-needs-independence",
                                           "ratio-nonzero-mean",
                                           "ratio-sign-symmetric",
                                           "cauchy-mean-undefined",
                                           "cauchy-mean-no-lln",
                                           "cauchy-median-settles",
                                           "dead-prob-1d",
                                           "dead-prob-ball",
                                           "far-elbow-is-dead",
                                           "dead-outputs-zero",
                                           "dead-gradients-zero",
                                           "dead-locally-constant",
                                           "dead-no-recovery",
                                           "dead-recovery-upstream",
                                           "dead-recovery-momentum",
                                           "dead-minibatch-only",
                                           "dead-wasted-flops",
                                           "input-near-zero-good",
                                           "n01-standardises-outputs",
                                           "preact-exactly-normal",
                                           "relu-half-off",
                                           "relu-off-per-unit-spread",
                                           "elbow-gives-nonlinearity",
                                           "pl-from-elbows",
                                           "relu-differentiable",
                                           "loss-pushes-down"};
    CHECK(rows.size() == 36);
    for (const auto& row : rows) {
        INFO(row);
        const bool claimed =
            std::any_of(catalogue.claims.begin(), catalogue.claims.end(),
                        [&](const Claim& c) { return c.id == row || c.id.starts_with(row + "."); });
        const bool unchecked = std::any_of(catalogue.unchecked.begin(), catalogue.unchecked.end(),
                                           [&](const Unchecked& u) { return u.id == row; });
        CHECK((claimed || unchecked));
    }
}
