#pragma once
// Runs the programs as a user does: ASSAY_BINARIES is their folder.

#include <sys/wait.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace assay::tests {

struct Ran {
    int exit_code;
    std::string output;  ///< stdout and stderr
};

[[nodiscard]] inline Ran run(const std::string& arguments, const std::string& program = "assay") {
    const std::string command = std::string(ASSAY_BINARIES) + "/" + program + " " + arguments + " 2>&1";
    std::string output;
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe))
        output.append(buffer.data(), n);
    const int status = pclose(pipe);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), output};
}

/// A folder that goes away.
struct Scratch {
    std::filesystem::path path;
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "assay-test-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Scratch() { std::filesystem::remove_all(path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] std::string operator/(const std::string& name) const { return (path / name).string(); }
};

[[nodiscard]] inline std::string slurp(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

inline void write(const std::string& path, const std::string& text) {
    std::ofstream(path) << text;
}

}  // namespace assay::tests
