#pragma once
// Ctrl-C, so that what was decided is saved.

#include <stop_token>
#include <thread>

namespace assay {

/// While it lives, SIGINT and SIGTERM ask `token()` to stop instead of ending the program. Create it before
/// any other thread, since threads inherit what is blocked.
class Interruption {
  public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

  private:
    std::stop_source source_;
    std::jthread waiter_;
};

}  // namespace assay
