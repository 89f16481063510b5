#pragma once
// `assay draw`: the random numbers as they are used, for people and for outside tests of them.

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

/// What can be drawn: 32-bit words, uniforms on (0,1), standard normals, in float (32) and double (64).
[[nodiscard]] const std::vector<std::string>& drawn_kinds();

struct DrawOptions {
    std::string kind = "normal64";  ///< one of drawn_kinds()
    std::uint64_t count = 10;
    bool raw = false;  ///< the numbers' bytes in the machine's order, instead of a line each
    std::uint64_t seed = 1;
    std::string run = "draw";  ///< text of the run that keys the stream (random::run_key)
    std::uint64_t block =
        0;  ///< the first block; every block gives draws_a_block numbers, then comes the next
};

/// Numbers that are drawn from one block before the next one, as the blocks of an experiment do.
inline constexpr std::uint64_t draws_a_block = 1U << 20U;

/// Writes the numbers to the standard output. Text has the shortest digits that read back. Throws
/// reports::IoError when that cannot be written to.
void draw(const DrawOptions& options);

}  // namespace assay
