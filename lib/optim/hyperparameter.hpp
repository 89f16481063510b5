#pragma once
// What hyperparameters may be, and the checks that every rule's init makes of its own.

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

namespace assay::optim {

/// Where the small constant that keeps a division by a root from failing stands:
/// inside, sqrt(r + epsilon), or outside, sqrt(r) + epsilon. The two agree where r >> epsilon; at r = 0 the
/// first divides by sqrt(epsilon), the second by epsilon.
enum class Epsilon { inside_root, outside_root };

namespace detail {

[[noreturn]] inline void refuse(const char* function, const char* argument, const char* wanted,
                                double found) {
    std::array<char, 32> text{};
    const char* const end = std::to_chars(text.data(), text.data() + text.size(), found).ptr;
    throw std::invalid_argument(std::string(function) + ": " + argument + " must be " + wanted + ", not " +
                                std::string(text.data(), static_cast<std::size_t>(end - text.data())));
}

// Each throws std::invalid_argument that names the function and the argument. Exact scalars pass: identities
// hold for all values, so that they are tested on values that no one would descend with.

template <class S>
void require_positive(const char* function, const char* argument, const S& value) {
    if constexpr (std::floating_point<S>)
        if (!(value > 0 && std::isfinite(value))) refuse(function, argument, "positive and finite", value);
}
template <class S>
void require_nonnegative(const char* function, const char* argument, const S& value) {
    if constexpr (std::floating_point<S>)
        if (!(value >= 0 && std::isfinite(value))) refuse(function, argument, "finite and at least 0", value);
}
/// The share of the old value that a recursion keeps.
template <class S>
void require_decay(const char* function, const char* argument, const S& value) {
    if constexpr (std::floating_point<S>)
        if (!(value >= 0 && value < 1)) refuse(function, argument, "in [0, 1)", value);
}
/// The share of the new value that a recursion takes.
template <class S>
void require_weight(const char* function, const char* argument, const S& value) {
    if constexpr (std::floating_point<S>)
        if (!(value > 0 && value <= 1)) refuse(function, argument, "in (0, 1]", value);
}

/// The number of the step after `steps` of them. Throws std::overflow_error after 2^64 - 1.
[[nodiscard]] inline std::uint64_t next_step(const char* function, std::uint64_t steps) {
    if (steps == std::numeric_limits<std::uint64_t>::max())
        throw std::overflow_error(std::string(function) + ": steps must be below 2^64 - 1 to count one more");
    return steps + 1;
}

/// The two terms of which one is epsilon and the other 0: a root with either is sqrt(r + inside) + outside.
template <class S>
struct Placed {
    S inside, outside;
    Placed(Epsilon place, S epsilon)
        : inside(place == Epsilon::inside_root ? epsilon : S(0)),
          outside(place == Epsilon::outside_root ? epsilon : S(0)) {}
    [[nodiscard]] S root(S r) const noexcept { return std::sqrt(r + inside) + outside; }
};

}  // namespace detail
}  // namespace assay::optim
