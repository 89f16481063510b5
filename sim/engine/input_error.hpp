#pragma once
// Bad input: what a user or a claim file got wrong.

#include <stdexcept>
#include <string>
#include <vector>

namespace assay::engine {

/// One clear message that says what, where and what would be right; programs exit with 2.
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A place in a claim file; line and column count from 1.
struct Where {
    std::string file;
    unsigned line = 0, column = 0;
};

/// Collects everything that is wrong with the claim files, to be reported at once.
class Diagnostics {
  public:
    /// "FILE:LINE:COLUMN: MESSAGE"
    void add(const Where& where, const std::string& message);
    [[nodiscard]] bool empty() const noexcept { return messages_.empty(); }
    [[nodiscard]] const std::vector<std::string>& messages() const noexcept { return messages_; }
    /// Throws InputError with all messages, one a line, if there are any.
    void raise() const;

  private:
    std::vector<std::string> messages_;
};

/// The element of `names` nearest to `name` in edit distance, as ' (nearest: "...")', or "" when none is
/// near: the distance may be at most 1 and a third of the longer word. Cost: the product of the lengths for
/// each name.
[[nodiscard]] std::string nearest(const std::string& name, const std::vector<std::string>& names);

}  // namespace assay::engine
