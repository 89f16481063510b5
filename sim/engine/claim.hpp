#pragma once
// What a document says, as a claim file states it. Every formula is still text; plan.hpp gives it its
// numbers.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/experiment.hpp"
#include "sim/engine/formula.hpp"
#include "sim/engine/input_error.hpp"
#include "sim/engine/results.hpp"

namespace assay::engine {

/// A formula with its place.
struct Term {
    std::string text;
    Where where;
};

/// Some parameters with their places; the rest keep their defaults.
struct Setting {
    Value value;
    Where where;
};
using Settings = std::map<std::string, Setting, std::less<>>;

enum class Relation { equals, at_most, at_least, between, holds, follows, same_as };

/// The words of claim files: "equals", "at_most", ...
[[nodiscard]] std::string_view name(Relation relation);

/// The secant of a series between two indices, instead of its points.
struct Exponent {
    double from = 0, to = 0;
    Where where;
};

/// A second, independent run, and how the two are compared.
struct Versus {
    enum class As { ratio, difference };
    Settings with;         ///< on top of the measurement's own
    std::string quantity;  ///< empty: the same
    As as = As::difference;
    Where where;
};

/// Everything that a check states, and that a control inherits and overrides.
struct Measurement {
    std::string experiment;
    Where experiment_where;
    Settings with;
    std::string quantity;
    Where quantity_where;
    Relation relation = Relation::equals;
    std::vector<Term> right;           ///< the predicted value; two for `between`; none for `holds`
    std::optional<Term> within;        ///< absolute margin, slack, or tolerated probability of a violation
    std::optional<Term> within_ratio;  ///< relative margin
    std::map<std::string, std::vector<Setting>, std::less<>> for_each;
    std::optional<Term> filter;  ///< `where`: keeps the points at which it is not 0
    std::optional<Exponent> exponent;
    std::optional<Versus> versus;
    Where where;
};

struct Check {
    Measurement measurement;
    std::vector<Measurement> controls;  ///< complete: what they inherit is filled in
};

struct Claim {
    std::string id, topic;
    std::vector<std::pair<std::string, std::string>> at;  ///< document id, place in it
    std::string says, math;
    std::vector<Abbreviation> define;
    std::vector<Check> checks;
    Known known = Known::supported;
    std::string because;
    std::string instead;  ///< id of the corrected claim
    std::string table;    ///< name of the table to which the points of the checks belong; empty: none
    Where where;
};

struct Unchecked {
    std::string id, topic;
    std::vector<std::pair<std::string, std::string>> at;
    std::string says, because;
    Where where;
};

/// "000:1.1, eq. 6.1; 004:1.3"
[[nodiscard]] std::string sources(const std::vector<std::pair<std::string, std::string>>& at);

}  // namespace assay::engine
