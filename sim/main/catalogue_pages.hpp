#pragma once
// What `assay list` and `assay show` print.

#include <string>

#include "sim/engine/catalogue.hpp"
#include "sim/main/page_table.hpp"

namespace assay {

/// The claims, experiments, documents or topics; `topic` non-empty keeps the claims of that topic.
[[nodiscard]] std::string list_page(const engine::Catalogue& catalogue, const std::string& what,
                                    const std::string& topic, Format format);

/// A claim with sources, formula, checks and controls; or an experiment with parameters and quantities.
/// Throws InputError with the nearest name when `id` is neither.
[[nodiscard]] std::string show_page(const engine::Catalogue& catalogue, const std::string& id);

}  // namespace assay
