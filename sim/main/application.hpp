#pragma once
// The command line program.

#include <string>

namespace assay {

/// Exit codes, design.md section 7.
enum ExitCode : int { as_known = 0, verdict_differs = 1, bad_input = 2, io_failure = 3, interrupted = 130 };

/// Runs the program on its command line and returns its exit code; every error has become one message on
/// stderr. `topic` non-empty restricts it to that topic, and makes `run` its command when none is named.
[[nodiscard]] int run_application(int argc, char** argv, const std::string& topic);

}  // namespace assay
