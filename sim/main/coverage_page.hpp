#pragma once
// What of each document is tested, as Markdown: docs/coverage.md.

#include <string>

#include "sim/engine/catalogue.hpp"

namespace assay {

/// For each topic and each document: how many statements there are, how many of them are claims, how many
/// claims are known as supported, refuted and open; then the refuted statements with reason and correction,
/// and those that are not checkable with the reason. A statement is what its ids share before the first full
/// stop: `dead-no-recovery` and `dead-no-recovery.deep` are two claims of one statement. The verdicts are
/// those that the catalogue knows; `assay run` exits with 0 where it finds the same.
[[nodiscard]] std::string coverage_page(const engine::Catalogue& catalogue);

}  // namespace assay
