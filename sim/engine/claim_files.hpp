#pragma once
// Claim files: their text, and how it becomes claims.

#include <string>
#include <vector>

#include "sim/engine/claim.hpp"

namespace assay::engine {

/// A claim file before it is read. Its topic is its name without ".toml".
struct ClaimFile {
    std::string name, text;
};

/// The files of sim/claims, as they were when the program was built.
[[nodiscard]] std::vector<ClaimFile> embedded_claim_files();

/// Reads a user's file; throws InputError when it cannot be read.
[[nodiscard]] ClaimFile read_claim_file(const std::string& path);

/// What one file states, before its names are looked up.
struct Statements {
    std::vector<Document> documents;
    std::vector<Where> document_places;
    std::vector<Claim> claims;
    std::vector<Unchecked> unchecked;
};

/// Parses TOML and checks its form (design.md section 4): keys, types, relations. Reports everything that is
/// wrong to `diagnostics`; claims that are wrong may be left out of what is returned.
[[nodiscard]] Statements parse_claim_file(const ClaimFile& file, Diagnostics& diagnostics);

}  // namespace assay::engine
