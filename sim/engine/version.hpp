#pragma once

#include <string_view>

namespace assay::engine {

/// The version of the program, as CMakeLists.txt states it.
inline constexpr std::string_view version = ASSAY_VERSION;

}  // namespace assay::engine
