#include "reports/markdown_text.hpp"

#include <algorithm>

namespace assay::reports {
namespace {

[[nodiscard]] bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// White space at the ends removed, inside folded to single blanks.
[[nodiscard]] std::string folded(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (!is_blank(c))
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

}  // namespace

std::string prose(std::string_view text) {
    std::string escaped;
    for (const char c : folded(text)) {
        if (std::string_view("\\`*_[]<>&$|#~").find(c) != std::string_view::npos) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string code(std::string_view text) {
    const auto line = folded(text);
    if (line.empty()) return {};
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : line) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    const std::string_view pad = line.front() == '`' || line.back() == '`' ? " " : "";
    return fence + std::string(pad) + line + std::string(pad) + fence;
}

std::string math(std::string_view latex) {
    const auto line = folded(latex);
    return line.empty() ? std::string() : '$' + line + '$';
}

std::string anchor(std::string_view heading) {
    std::string id;
    for (const char c : heading) {
        if (c >= 'A' && c <= 'Z')
            id += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_')
            id += c;
        else if (c == ' ')
            id += '-';
    }
    return id;
}

std::string sentence(std::string_view text) {
    auto words = prose(text);
    if (words.empty()) return words;
    const auto lower_case = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto first = std::string_view(words).substr(0, words.find(' '));
    if (first.size() > 1 && std::all_of(first.begin(), first.end(), lower_case))
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    if (std::string_view(".!?:").find(words.back()) == std::string_view::npos) words += '.';
    return words;
}

}  // namespace assay::reports
