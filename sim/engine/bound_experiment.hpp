#pragma once
// What the engine sees of an experiment: names, types and functions, whatever its author computes with.

#include <any>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/exact/certificate.hpp"
#include "lib/random/stream.hpp"
#include "lib/stats/estimate.hpp"
#include "lib/stats/histogram.hpp"

namespace assay::engine {

/// A real number, an integer, or one of a parameter's named choices.
using Value = std::variant<double, std::int64_t, std::string>;
/// Parameters by name. Complete when resolved by an experiment.
using Parameters = std::map<std::string, Value, std::less<>>;

enum class Type { real, integer, choice };

struct ParameterInfo {
    std::string name;
    Type type = Type::real;
    double least = 0, greatest = 0;    ///< inclusive; real and integer
    std::vector<std::string> choices;  ///< choice
    Value fallback;                    ///< the default
    std::string unit, doc;
};

/// scalar: a number; law: a distribution; identity: a statement that holds or not; side: an expression that
/// may be identical to another side of the same experiment.
enum class Kind { scalar, law, identity, side };

struct QuantityInfo {
    std::string name;
    Kind kind = Kind::scalar;
    std::string index;  ///< name of a series' index; empty for a single number
    std::string doc;
};

/// Consecutive replicates of a run, numbered from 0 over all its blocks.
struct Replicates {
    std::uint64_t first = 0, count = 0;
};

using MeasureScalar = std::function<stats::Estimate(const std::any& tally, std::size_t point, double level)>;
using MeasureLaw = std::function<stats::Histogram(const std::any& tally, std::size_t point)>;
using MeasureIdentity = std::function<exact::Certificate(const std::any& tally, std::size_t point)>;
using MeasureSides = std::function<exact::Certificate(const std::any& tally, std::string_view other)>;

/// A quantity of an experiment whose parameters are fixed.
struct BoundQuantity {
    std::vector<double> points;  ///< the index of a series, ascending; empty for a single number
    std::variant<MeasureScalar, MeasureLaw, MeasureIdentity, MeasureSides> measure;
};

/// An experiment whose parameters are fixed: how to make, fill and merge its tally.
struct BoundExperiment {
    std::uint64_t replicates_per_block = 1;
    std::function<std::any()> empty;
    /// Adds a block's replicates to the tally; returns how many of them are missing.
    std::function<std::uint64_t(random::Stream&, Replicates, std::any& tally)> block;
    std::function<void(std::any& into, const std::any& from)> merge;
    std::vector<BoundQuantity> quantities;  ///< in the order of Experiment::quantities
};

/// The one type the engine knows. `missing`, the share of replicates without a finite outcome, is a quantity
/// of every experiment and is not listed here.
struct Experiment {
    std::string name, doc;
    std::vector<ParameterInfo> parameters;
    std::vector<QuantityInfo> quantities;
    /// Blocks at the standard budget: 1 (computed once, whatever the budget) or a power of two of at
    /// least 16.
    std::uint64_t blocks = 1;
    /// `parameters` must be resolved: complete, of the right types, in range.
    std::function<BoundExperiment(const Parameters& parameters)> bind;
};

}  // namespace assay::engine
