#pragma once
// The output folder of a run.
//
//   DIR/verdicts.csv  checks.csv  series/CLAIM.csv  timings.csv  run.json  report.md  audit.csv (after an
//   audit)  TABLE.csv (for each table that claims name)
//
// Files are written whole into DIR/.assay-staging and renamed into place only when all of them are complete.
// Files of others in a result folder are left alone.

#include <filesystem>
#include <map>
#include <string>

#include "reports/errors.hpp"
#include "sim/engine/results.hpp"

namespace assay::reports {

/// The bytes of every file, by path relative to the folder. Throws std::invalid_argument for a series whose
/// claim's id cannot be a file name, and for such a table.
[[nodiscard]] std::map<std::string, std::string> render(const engine::Results& results);

/// Creates the folder where there is none and proves that it can be written to. Throws IoError when that
/// fails, or when the folder is not empty and holds no run.json; it then leaves everything as it was.
void open_folder(const std::filesystem::path& folder);

/// Replaces the results in the folder, after open_folder. Series, tables and an audit of an earlier run that
/// are gone are removed.
/// When anything fails, the earlier results stay as they were, and IoError says why.
void write_folder(const std::filesystem::path& folder, const engine::Results& results);

/// Writes the files of a command that is no run, by path relative to the folder, all or none of them. Creates
/// the folder where there is none. Throws IoError when that fails, or when the folder holds anything but
/// earlier versions of these files; it then leaves everything as it was.
void write_files(const std::filesystem::path& folder, const std::map<std::string, std::string>& files);

/// The folder holds a run.json.
[[nodiscard]] bool holds_results(const std::filesystem::path& folder);

/// The results in a folder. Throws IoError for files that cannot be read, ResultsError for a folder without
/// run.json and for contents that are not ours.
[[nodiscard]] engine::Results read_folder(const std::filesystem::path& folder);

}  // namespace assay::reports
