#pragma once
// What the user asked for.

#include <optional>
#include <string>
#include <vector>

#include "sim/engine/runner.hpp"
#include "sim/main/draw.hpp"
#include "sim/main/momentum_demo.hpp"
#include "sim/main/page_table.hpp"
#include "sim/main/solve.hpp"

namespace assay {

enum class Command { run, list, show, coverage, report, audit, draw, solve, demo };

struct CommandLine {
    Command command = Command::run;
    std::vector<std::string>
        words;  ///< ids, globs, topics, documents (run); one id (show); a folder (report); what (list)
    std::string out = "out";
    std::vector<std::string> claim_files;  ///< --claims
    Format format = Format::table;
    bool quiet = false;
    engine::RunOptions run;
    DrawOptions draw;
    SolveOptions solve;
    DemoOptions demo;
};

/// Parses the command line. Help and version are printed, and nothing is returned, `exit_code` being 0; a
/// mistake is told on stderr with `exit_code` 2.
[[nodiscard]] std::optional<CommandLine> parse_command_line(int argc, char** argv, const std::string& topic,
                                                            int& exit_code);

}  // namespace assay
