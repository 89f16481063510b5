#pragma once
// Which runs serve which checks, at which points, against which numbers.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/claim.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/engine/input_error.hpp"
#include "sim/engine/parameters.hpp"

namespace assay::engine {

struct Catalogue;

/// One experiment with one set of parameters.
struct Run {
    const Experiment* experiment = nullptr;
    Parameters parameters;
    std::string parameters_text;  ///< canonical: "name=value; ..." in the order of the names
    BoundExperiment bound;

    /// What the run's random numbers are keyed by, beside the seed.
    [[nodiscard]] std::string text() const { return experiment->name + ": " + parameters_text; }
};

/// A quantity of a run, at one point if it is a series.
struct Target {
    static constexpr std::size_t missing = std::numeric_limits<std::size_t>::max();
    std::size_t run = 0;
    std::size_t quantity = 0;  ///< `missing`: the share of replicates without a finite outcome
    std::size_t point = 0;
};

/// The formulas of a check have their values before anything is measured: no number of a claim can depend on
/// what comes out.
struct PlannedPoint {
    std::vector<std::string> index;  ///< one for each of PlannedCheck::index
    Target target;
    std::optional<Target> other;  ///< a second quantity: the exponent's end, the other run, the other side
    /// The predicted value; two for `between`; for `follows` the law at the cells' inner edges; none for
    /// `holds` and `same_as`.
    std::vector<double> predicted;
    std::optional<double> margin;  ///< `within` or `within_ratio`, at least 0
};

/// A check or a control, ready to be measured.
struct PlannedCheck {
    const Measurement* measurement = nullptr;
    Kind kind = Kind::scalar;
    std::vector<std::string> index;  ///< names of what its points run over; empty for a single number
    std::vector<PlannedPoint> points;
};

struct PlannedClaim {
    const Claim* claim = nullptr;
    std::vector<PlannedCheck> checks;                 ///< in the order of Claim::checks
    std::vector<std::vector<PlannedCheck>> controls;  ///< of each check
};

struct Plan {
    std::vector<Run> runs;
    std::vector<PlannedClaim> claims;
};

/// Expands the claims into runs and points; claims that need the same experiment with the same parameters
/// share a run. Every name is looked up and every formula evaluated at every point; what is wrong goes to
/// `diagnostics`.
[[nodiscard]] Plan make_plan(const Catalogue& catalogue, const std::vector<const Claim*>& claims,
                             Diagnostics& diagnostics);

}  // namespace assay::engine
