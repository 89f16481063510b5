#include "sim/main/progress_line.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace assay {

void ProgressLine::show(const engine::Progress& p) {
    if (!on_terminal_ && p.seconds - printed_ < 5) return;
    printed_ = p.seconds;
    const auto line =
        fmt::format("{} of {} claims decided, {:.3g} samples a second, at most {:.0f} s left", p.decided,
                    p.claims, static_cast<double>(p.replicates) / p.seconds, p.seconds_left);
    fmt::print(stderr, "{}{}{}", on_terminal_ ? "\r\033[K" : "", line, on_terminal_ ? "" : "\n");
    std::fflush(stderr);
    shown_ = true;
}

void ProgressLine::finish() {
    if (on_terminal_ && shown_) fmt::print(stderr, "\r\033[K");
}

}  // namespace assay
