#pragma once
// Learning rates to choose from.

#include <cmath>

namespace assay::experiments::adam {

inline constexpr int rates_an_octave = 4;

/// 2^(number / rates_an_octave), such that rates whole octaves apart have the same digits.
[[nodiscard]] inline double rate(int number) {
    const int octave = static_cast<int>(std::floor(static_cast<double>(number) / rates_an_octave));
    const double rest = static_cast<double>(number - octave * rates_an_octave) / rates_an_octave;
    return std::ldexp(std::exp2(rest), octave);
}

}  // namespace assay::experiments::adam
