#pragma once
// Text that is safe inside Markdown (CommonMark with GitHub's tables and mathematics).

#include <string>
#include <string_view>

namespace assay::reports {

/// Prose: every character that could be markup is escaped, white space is folded to single blanks. Not meant
/// for the start of a line, where "1." or "-" would begin a list.
[[nodiscard]] std::string prose(std::string_view text);

/// A code span around the text, fenced by more backticks than it holds.
[[nodiscard]] std::string code(std::string_view text);

/// LaTeX between dollar signs, as it was given but for line breaks.
[[nodiscard]] std::string math(std::string_view latex);

/// The anchor of a heading that holds letters, digits, blanks and hyphens.
[[nodiscard]] std::string anchor(std::string_view heading);

/// Prose that begins with an upper-case letter (ASCII), unless with a symbol such as y or relu(b), and ends
/// with a full stop or the like; nothing stays nothing.
[[nodiscard]] std::string sentence(std::string_view text);

}  // namespace assay::reports
