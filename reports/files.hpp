#pragma once
// Whole files, with the system's reason in every error.

#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

#include "reports/errors.hpp"

namespace assay::reports {

/// `cannot write out/report.md: No space left on device`
[[nodiscard]] IoError io_error(std::string_view what, const std::filesystem::path& path,
                               std::error_code reason);

/// Creates a file that must not exist and brings all bytes to the device. Throws IoError; what was written
/// until then stays behind.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// All bytes of a file. Throws IoError.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace assay::reports
