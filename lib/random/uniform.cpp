#include "lib/random/uniform.hpp"

#include "lib/random/words.hpp"

namespace assay::random {

void fill_uniform(Stream& stream, std::span<float> out) noexcept {
    detail::fill_from_blocks<4>(stream, out, [](const auto& words, float* u) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            u[2 * i] = unit_interval(static_cast<std::uint32_t>(words[i]));
            u[2 * i + 1] = unit_interval(static_cast<std::uint32_t>(words[i] >> 32U));
        }
    });
}

void fill_uniform(Stream& stream, std::span<double> out) noexcept {
    detail::fill_from_blocks<2>(stream, out, [](const auto& words, double* u) {
        for (std::size_t i = 0; i < words.size(); ++i) u[i] = unit_interval(words[i]);
    });
}

}  // namespace assay::random
