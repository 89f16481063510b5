#include "sim/main/progress_line.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace assay {

void ProgressLine::show(double seconds, const std::string& line) {
    if (!on_terminal_ && seconds - printed_ < 5) return;
    printed_ = seconds;
    fmt::print(stderr, "{}{}{}", on_terminal_ ? "\r\033[K" : "", line, on_terminal_ ? "" : "\n");
    std::fflush(stderr);
    shown_ = true;
}

void ProgressLine::finish() {
    if (on_terminal_ && shown_) fmt::print(stderr, "\r\033[K");
}

}  // namespace assay
