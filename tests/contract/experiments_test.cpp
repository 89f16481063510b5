// One suite over every experiment of the build. Seeds are fixed: nothing here depends on luck.

#include <catch2/catch.hpp>
#include <cctype>
#include <cmath>
#include <set>

#include "sim/engine/experiment.hpp"
#include "sim/engine/formula.hpp"
#include "sim/engine/input_error.hpp"
#include "sim/engine/plan.hpp"
#include "sim/experiments/all.hpp"

using namespace assay;
using namespace assay::engine;

namespace {

Parameters defaults(const Experiment& experiment) {
    Diagnostics diagnostics;
    return resolve(experiment, {}, diagnostics);
}

struct Filled {
    std::any tally;
    std::uint64_t missing = 0;
};

/// Few replicates, so that the suite stays fast: a sixteenth of a block, at least one.
Filled fill(const BoundExperiment& bound, std::uint64_t block, std::uint64_t seed = 1) {
    Filled filled{.tally = bound.empty()};
    const std::uint64_t count = std::max<std::uint64_t>(1, bound.replicates_per_block / 16);
    random::Stream stream(random::run_key(seed, "contract"), block);
    filled.missing = bound.block(stream, {block * count, count}, filled.tally);
    return filled;
}

/// Everything that can be read off a tally, as numbers.
std::vector<double> reading(const Experiment& experiment, const BoundExperiment& bound,
                            const std::any& tally) {
    std::vector<double> all;
    const auto certificate = [&](const exact::Certificate& c) {
        all.insert(all.end(), {static_cast<double>(c.trials), static_cast<double>(c.violations),
                               static_cast<double>(c.witness.value_or(0))});
    };
    for (std::size_t q = 0; q < bound.quantities.size(); ++q) {
        const auto& quantity = bound.quantities[q];
        for (std::size_t i = 0; i < std::max<std::size_t>(1, quantity.points.size()); ++i) {
            if (const auto* number = std::get_if<MeasureScalar>(&quantity.measure)) {
                const auto e = (*number)(tally, i, 1e-3);
                all.insert(all.end(), {e.value, e.lower, e.upper, static_cast<double>(e.replicates),
                                       static_cast<double>(e.missing)});
            } else if (const auto* law = std::get_if<MeasureLaw>(&quantity.measure)) {
                const auto sample = (*law)(tally, i);
                all.insert(all.end(), sample.counts().begin(), sample.counts().end());
                all.push_back(static_cast<double>(sample.missing()));
            } else if (const auto* identity = std::get_if<MeasureIdentity>(&quantity.measure)) {
                certificate((*identity)(tally, i));
            } else {
                for (const auto& other : experiment.quantities)
                    if (other.kind == Kind::side && other.name != experiment.quantities[q].name)
                        certificate(std::get<MeasureSides>(quantity.measure)(tally, other.name));
            }
        }
    }
    return all;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
               return x == y || (std::isnan(x) && std::isnan(y));
           });
}

bool close(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
               return x == y || (std::isnan(x) && std::isnan(y)) ||
                      std::abs(x - y) <= 1e-9 * std::max(std::abs(x), std::abs(y)) + 1e-12;
           });
}

}  // namespace

TEST_CASE("names are unique and speak the language of claim files") {
    std::set<std::string> seen;
    for (const auto& e : experiments::all()) {
        INFO(e.name);
        CHECK(seen.insert(e.name).second);
        CHECK_FALSE(e.doc.empty());
        CHECK((e.blocks == 1 || (e.blocks >= 16 && (e.blocks & (e.blocks - 1)) == 0)));
        CHECK_FALSE(e.quantities.empty());
    }
}

TEST_CASE("parameter tables are complete") {
    for (const auto& e : experiments::all()) {
        std::set<std::string> seen = {"x", "pi", "missing"};
        for (const auto& p : e.parameters) {
            INFO(e.name << "." << p.name);
            CHECK(seen.insert(p.name).second);
            CHECK(is_formula_name(p.name));
            CHECK_FALSE(p.doc.empty());
            if (p.type == Type::choice) {
                CHECK(p.choices.size() > 1);
                CHECK(std::set(p.choices.begin(), p.choices.end()).size() == p.choices.size());
            } else {
                CHECK(p.least < p.greatest);
            }
        }
        INFO(e.name);
        // The defaults are in range.
        Settings settings;
        for (const auto& p : e.parameters) settings.emplace(p.name, Setting{p.fallback, {}});
        Diagnostics diagnostics;
        const Parameters resolved = resolve(e, settings, diagnostics);
        CHECK(diagnostics.messages() == std::vector<std::string>{});
        CHECK(resolved == defaults(e));
    }
}

TEST_CASE("quantities are documented and bound") {
    for (const auto& e : experiments::all()) {
        const BoundExperiment bound = e.bind(defaults(e));
        REQUIRE(bound.quantities.size() == e.quantities.size());
        CHECK(bound.replicates_per_block > 0);
        std::set<std::string> seen = {"missing"};
        for (std::size_t i = 0; i < e.quantities.size(); ++i) {
            const auto& q = e.quantities[i];
            INFO(e.name << "." << q.name);
            CHECK(seen.insert(q.name).second);
            CHECK_FALSE(q.doc.empty());
            CHECK(q.index.empty() == bound.quantities[i].points.empty());
            CHECK(std::is_sorted(bound.quantities[i].points.begin(), bound.quantities[i].points.end()));
            CHECK(static_cast<std::size_t>(q.kind) == bound.quantities[i].measure.index());
        }
    }
}

TEST_CASE("a block is a pure function of its stream, and seeds matter where there is chance") {
    for (const auto& e : experiments::all()) {
        INFO(e.name);
        const BoundExperiment bound = e.bind(defaults(e));
        const Filled one = fill(bound, 3), again = fill(bound, 3);
        CHECK(one.missing == again.missing);
        CHECK(same(reading(e, bound, one.tally), reading(e, bound, again.tally)));
    }
}

TEST_CASE("merging blocks counts them all, in any grouping") {
    for (const auto& e : experiments::all()) {
        if (e.blocks == 1) continue;  // computed once: nothing is ever merged
        INFO(e.name);
        const BoundExperiment bound = e.bind(defaults(e));
        std::vector<Filled> blocks;
        for (std::uint64_t b = 0; b < 4; ++b) blocks.push_back(fill(bound, b));
        // ((0 1) (2 3)), the tree of the runner, against (((0 1) 2) 3).
        std::any tree = blocks[0].tally, right = blocks[2].tally, chain = blocks[0].tally;
        bound.merge(tree, blocks[1].tally);
        bound.merge(right, blocks[3].tally);
        bound.merge(tree, right);
        for (std::size_t b = 1; b < 4; ++b) bound.merge(chain, blocks[b].tally);
        CHECK(close(reading(e, bound, tree), reading(e, bound, chain)));
        // An empty tally changes nothing.
        std::any with_empty = chain;
        bound.merge(with_empty, bound.empty());
        CHECK(close(reading(e, bound, with_empty), reading(e, bound, chain)));
        CHECK_FALSE(same(reading(e, bound, chain), reading(e, bound, blocks[0].tally)));
    }
}

TEST_CASE("missing replicates are counted, never more than there are") {
    for (const auto& e : experiments::all()) {
        // Every numeric parameter at each end of its range, the others at their defaults, where that is
        // affordable.
        for (const auto& p : e.parameters) {
            if (p.type != Type::real) continue;
            for (const double end : {p.least, p.greatest}) {
                INFO(e.name << " with " << p.name << " = " << end);
                Parameters parameters = defaults(e);
                parameters[p.name] = end;
                const BoundExperiment bound = e.bind(parameters);
                std::any tally = bound.empty();
                random::Stream stream(random::run_key(1, "ends"), 0);
                const std::uint64_t count = std::min<std::uint64_t>(bound.replicates_per_block, 64);
                CHECK(bound.block(stream, {0, count}, tally) <= count);
                for (const auto& quantity : bound.quantities)
                    if (const auto* number = std::get_if<MeasureScalar>(&quantity.measure)) {
                        const auto estimate = (*number)(tally, 0, 1e-3);
                        CHECK_FALSE(estimate.lower > estimate.upper);
                    }
            }
        }
    }
}
