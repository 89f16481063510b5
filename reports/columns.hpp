#pragma once
// Columns of text on a terminal.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace assay::reports {

/// Columns that UTF-8 text takes on a terminal: its code points.
[[nodiscard]] inline std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The text with blanks after it, to fill `width` columns; longer text stays as it is.
[[nodiscard]] inline std::string padded(std::string text, std::size_t width) {
    text.append(width - std::min(width, width_of(text)), ' ');
    return text;
}

}  // namespace assay::reports
