#include "sim/engine/input_error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace assay::engine {

void Diagnostics::add(const Where& where, const std::string& message) {
    messages_.push_back(fmt::format("{}:{}:{}: {}", where.file, where.line, where.column, message));
}

void Diagnostics::raise() const {
    if (!messages_.empty()) throw InputError(fmt::format("{}", fmt::join(messages_, "\n")));
}

namespace {

/// Levenshtein's edit distance, one row of the table at a time.
std::size_t edit_distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i] == b[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string nearest(const std::string& name, const std::vector<std::string>& names) {
    const std::string* best = nullptr;
    std::size_t least = 0;
    for (const auto& candidate : names) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance <= 1 + std::max(name.size(), candidate.size()) / 3 &&
            (best == nullptr || distance < least)) {
            best = &candidate;
            least = distance;
        }
    }
    return best == nullptr ? "" : fmt::format(" (nearest: \"{}\")", *best);
}

}  // namespace assay::engine
