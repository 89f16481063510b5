#include "lib/random/stream.hpp"

namespace assay::random {

Key run_key(std::uint64_t seed, std::string_view run) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char c : run) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    const auto low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    const Counter words = philox4x32({low(hash), low(hash >> 32U), 0, 0}, {low(seed), low(seed >> 32U)});
    return {words[0], words[1]};
}

}  // namespace assay::random
