#pragma once
// All that is known before anything runs: documents, claims, experiments.

#include <map>
#include <string>
#include <vector>

#include "sim/engine/claim.hpp"
#include "sim/engine/claim_files.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::engine {

struct Catalogue {
    std::vector<Experiment> experiments;
    std::vector<Document> documents;
    std::vector<Claim> claims;  ///< in the order of the files
    std::vector<Unchecked> unchecked;
    std::map<std::string, std::string> file_hashes;  ///< claim file -> "sha1:..." of its bytes

    [[nodiscard]] const Claim* find_claim(std::string_view id) const;
    [[nodiscard]] const Experiment* find_experiment(std::string_view name) const;
    /// The topics, sorted, each once.
    [[nodiscard]] std::vector<std::string> topics() const;
};

/// Parses the files and validates the whole: names, parameters, formulas at every point, duplicate ids,
/// controls, twins. Throws InputError with every message, each with file, line, column and the nearest valid
/// name.
[[nodiscard]] Catalogue load_catalogue(const std::vector<ClaimFile>& files,
                                       std::vector<Experiment> experiments);

/// The claims that any word selects, in the catalogue's order, with the twins of refuted ones. A word is an
/// id, a glob over ids (*, ?, [..]), a topic, or a document's id; no words select all. `topic` non-empty:
/// only its claims. Throws InputError for a word that selects nothing, naming the nearest valid word.
[[nodiscard]] std::vector<const Claim*> select(const Catalogue& catalogue,
                                               const std::vector<std::string>& words,
                                               const std::string& topic = "");

}  // namespace assay::engine
