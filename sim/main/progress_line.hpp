#pragma once
// What a user sees while a run is under way, on stderr.

#include <string>

namespace assay {

/// On a terminal, one line that is rewritten in place and erased by `finish`; otherwise a line every five
/// seconds.
class ProgressLine {
  public:
    explicit ProgressLine(bool on_terminal) : on_terminal_(on_terminal) {}

    /// `seconds` since the start.
    void show(double seconds, const std::string& line);
    void finish();

  private:
    bool on_terminal_;
    bool shown_ = false;
    double printed_ = 0;
};

}  // namespace assay
