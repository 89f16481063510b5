#pragma once
// How the error level of a claim is spent.

#include <cstddef>
#include <string_view>

namespace assay::stats {

/// Bonferroni: the level of each interval when `level` covers `looks` inspections of `checks` checks of
/// `points` points each. All counts must be positive and 0 < level < 1 (std::domain_error).
struct Split {
    std::size_t looks = 1, checks = 1, points = 1;
};
[[nodiscard]] double share(double level, const Split& split);

/// Throws std::domain_error, naming `function`, unless 0 < level < 1.
void require_level(std::string_view function, double level);

}  // namespace assay::stats
