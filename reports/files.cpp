#include "reports/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace assay::reports {
namespace {

[[nodiscard]] std::error_code last_error() {
    return {errno, std::generic_category()};
}

/// A file descriptor that is closed on every way out.
class Descriptor {
  public:
    Descriptor(const std::filesystem::path& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int number() const { return number_; }
    /// Network file systems report a full disk only here.
    [[nodiscard]] bool close() { return ::close(std::exchange(number_, -1)) == 0; }

  private:
    int number_;
};

}  // namespace

IoError io_error(std::string_view what, const std::filesystem::path& path, std::error_code reason) {
    return IoError(fmt::format("cannot {} {}: {}", what, path.string(), reason.message()));
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
    Descriptor file(path, O_WRONLY | O_CREAT | O_EXCL);
    if (file.number() < 0) throw io_error("create", path, last_error());
    while (!bytes.empty()) {
        const auto written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw io_error("write", path, last_error());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    // Some file systems have no fsync and say EINVAL; they have nothing to add.
    if (::fsync(file.number()) != 0 && errno != EINVAL) throw io_error("write", path, last_error());
    if (!file.close()) throw io_error("write", path, last_error());
}

std::string read_file(const std::filesystem::path& path) {
    const Descriptor file(path, O_RDONLY);
    if (file.number() < 0) throw io_error("open", path, last_error());
    std::string bytes;
    std::array<char, 1U << 16U> buffer{};
    for (;;) {
        const auto size = ::read(file.number(), buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) throw io_error("read", path, last_error());
        if (size == 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(size));
    }
}

}  // namespace assay::reports
