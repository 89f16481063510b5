#pragma once
// From what a claim file sets to the complete parameters of an experiment.

#include <string>
#include <vector>

#include "sim/engine/claim.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/engine/input_error.hpp"

namespace assay::engine {

/// The parameters of an experiment: `settings` over its defaults, checked for name, type and range.
[[nodiscard]] Parameters resolve(const Experiment& experiment, const Settings& settings,
                                 Diagnostics& diagnostics);

/// Shortest text that reads back as the same value.
[[nodiscard]] std::string text(const Value& value);

/// "name=value; ..." in the order of the names: equal for equal parameters and no others.
[[nodiscard]] std::string canonical(const Parameters& parameters);

/// The names of an experiment's parameters, in the order of its table.
[[nodiscard]] std::vector<std::string> parameter_names(const Experiment& experiment);

}  // namespace assay::engine
