#pragma once
// The judge, judged.

#include <functional>
#include <span>
#include <vector>

#include "sim/audit/study.hpp"
#include "sim/engine/results.hpp"

namespace assay::audit {

struct Progress {
    std::size_t done = 0, studies = 0;
    double seconds = 0, seconds_left = 0;
};

/// All studies, one after the other, in a fixed order: the same rows for any number of threads. When asked to
/// stop, the rows of the studies that are complete. `progress` is called after each study. Cost at the
/// standard budget: about three minutes of two cores.
[[nodiscard]] std::vector<engine::AuditRow> audit(const Options& options,
                                                  const std::function<void(const Progress&)>& progress = {});

/// Every promise of mathematics was kept. Asymptotic methods promise a limit only: what they fall short of
/// is shown and counts for nothing here.
[[nodiscard]] bool kept(std::span<const engine::AuditRow> rows);

}  // namespace assay::audit
