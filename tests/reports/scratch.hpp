#pragma once
// A place for files, and a device that is full after so many bytes.

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>

#include "reports/files.hpp"

namespace assay::reports::sample {

/// A new empty folder, removed in the end.
class Scratch {
  public:
    Scratch() : path_((std::filesystem::temp_directory_path() / "assay-test-XXXXXX").string()) {
        if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no scratch folder");
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    [[nodiscard]] std::filesystem::path path() const { return path_; }

  private:
    std::string path_;
};

/// No file of this process can grow beyond that many bytes: write() then stops short and fails with EFBIG, at
/// the place where a full disk fails with ENOSPC. It binds root too, unlike permissions.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

  private:
    void (*handler_)(int);
    rlimit before_{};
};

/// Every file below a folder, by path relative to it; folders end with a slash and are empty.
inline std::map<std::string, std::string> snapshot(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto name = entry.path().lexically_relative(folder).generic_string();
        if (entry.is_directory())
            files[name + '/'];
        else
            files[name] = read_file(entry.path());
    }
    return files;
}

}  // namespace assay::reports::sample
