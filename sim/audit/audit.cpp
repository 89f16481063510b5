#include "sim/audit/audit.hpp"

#include <algorithm>
#include <chrono>

#include "sim/audit/coverage.hpp"
#include "sim/audit/verdicts.hpp"

namespace assay::audit {

std::vector<engine::AuditRow> audit(const Options& options,
                                    const std::function<void(const Progress&)>& progress) {
    std::vector<Study> studies = finite_sample_studies();
    for (auto&& more : {asymptotic_studies(), verdict_studies()})
        studies.insert(studies.end(), more.begin(), more.end());
    const auto start = std::chrono::steady_clock::now();
    std::vector<engine::AuditRow> rows;
    for (std::size_t done = 0; done < studies.size() && !options.stop.stop_requested(); ++done) {
        const auto of_study = realise(studies[done], options);
        rows.insert(rows.end(), of_study.begin(), of_study.end());
        const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
        const auto left = static_cast<double>(studies.size() - done - 1);
        if (progress)
            progress({.done = done + 1,
                      .studies = studies.size(),
                      .seconds = spent.count(),
                      .seconds_left = spent.count() / static_cast<double>(done + 1) * left});
    }
    return rows;
}

bool kept(std::span<const engine::AuditRow> rows) {
    return std::all_of(rows.begin(), rows.end(),
                       [](const engine::AuditRow& row) { return row.kept() || !row.promised(); });
}

}  // namespace assay::audit
