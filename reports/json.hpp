#pragma once
// run.json: what makes a result folder complete beside its CSV files.

#include <string>
#include <string_view>

#include "sim/engine/results.hpp"

namespace assay::reports {

/// The run, the documents, the claims' words, what was not checked, the names of the series, and the seed of
/// an audit where there was one. Members in a fixed order, indented, ended by a line break; the same results
/// give the same bytes. Bytes that are no UTF-8 (a file name on the command line may hold such) become
/// U+FFFD.
[[nodiscard]] std::string run_json(const engine::Results& results);

/// Whether the text is a run.json of ours, of whatever version.
[[nodiscard]] bool is_run_json(std::string_view text);

/// The same parts back; series are present by name and empty, everything else is empty. Throws ResultsError
/// with `file` and the place where the text is no JSON, a member is missing or has another type.
[[nodiscard]] engine::Results read_run_json(std::string_view text, std::string_view file);

}  // namespace assay::reports
