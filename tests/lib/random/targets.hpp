#pragma once
// The instruction sets that Highway chooses from, one after the other.

#include <hwy/targets.h>

#include <cstdint>
#include <vector>

/// Forces a target for as long as it lives.
class ForcedTarget {
  public:
    explicit ForcedTarget(std::int64_t target) { hwy::SetSupportedTargetsForTest(target); }
    ForcedTarget(const ForcedTarget&) = delete;
    ForcedTarget& operator=(const ForcedTarget&) = delete;
    ~ForcedTarget() { hwy::SetSupportedTargetsForTest(0); }
};

/// All targets of this processor, best first. The last two are emulations of which a compiler has one: it
/// stands for both.
inline std::vector<std::int64_t> targets() {
    std::vector<std::int64_t> result;
    const std::int64_t supported = hwy::SupportedTargets();
    for (int bit = 0; bit <= HWY_HIGHEST_TARGET_BIT_SCALAR; ++bit)
        if ((supported >> bit & 1) != 0) result.push_back(std::int64_t{1} << bit);
    return result;
}
