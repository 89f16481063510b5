#pragma once
// The CSV files of a result folder, and back. The columns are those of the rows in sim/engine/results.hpp.
//
// RFC 4180 with CR LF line ends, UTF-8, the shortest numbers that read back, "inf" and "-inf", an empty field
// for NaN. Each reader throws ResultsError with `file`, line and column where a file is malformed or not one
// of ours.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/results.hpp"

namespace assay::reports {

/// claim,topic,at,verdict,known,reason,experiment,method,alpha,looks,replicates,missing,controls,controls_passed
[[nodiscard]] std::string verdicts_csv(std::span<const engine::VerdictRow> rows);
[[nodiscard]] std::vector<engine::VerdictRow> read_verdicts_csv(std::string_view text, std::string_view file);

/// claim,kind,index,quantity,relation,predicted,margin,estimate,lower,upper,verdict,method,class,level,replicates,
/// missing,parameters
[[nodiscard]] std::string checks_csv(std::span<const engine::CheckRow> rows);
[[nodiscard]] std::vector<engine::CheckRow> read_checks_csv(std::string_view text, std::string_view file);

/// The index columns, then check,predicted,estimate,lower,upper,replicates. Throws std::invalid_argument when
/// a row has more or fewer indices than there are index columns.
[[nodiscard]] std::string series_csv(const engine::Series& series);
[[nodiscard]] engine::Series read_series_csv(std::string_view text, std::string_view file);

/// experiment,parameters,replicates,seconds,replicates_per_second,threads. Differs from run to run.
[[nodiscard]] std::string timings_csv(std::span<const engine::TimingRow> rows);
[[nodiscard]] std::vector<engine::TimingRow> read_timings_csv(std::string_view text, std::string_view file);

/// method,class,case,nominal,trials,realised,lower,upper,relative_width
[[nodiscard]] std::string audit_csv(std::span<const engine::AuditRow> rows);
[[nodiscard]] std::vector<engine::AuditRow> read_audit_csv(std::string_view text, std::string_view file);

}  // namespace assay::reports
