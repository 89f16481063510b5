#include "sim/engine/results.hpp"

#include <array>

namespace assay::engine {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 3> verdicts{"supported", "refuted", "inconclusive"};
constexpr std::array<std::string_view, 3> knowns{"supported", "refuted", "open"};

template <class E>
[[nodiscard]] std::optional<E> find(const std::array<std::string_view, 3>& names, std::string_view word) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == word) return static_cast<E>(i);
    return std::nullopt;
}

}  // namespace

std::string_view name(Verdict verdict) {
    return verdicts.at(static_cast<std::size_t>(verdict));
}
std::string_view name(Known known) {
    return knowns.at(static_cast<std::size_t>(known));
}
std::optional<Verdict> parse_verdict(std::string_view word) {
    return find<Verdict>(verdicts, word);
}
std::optional<Known> parse_known(std::string_view word) {
    return find<Known>(knowns, word);
}

}  // namespace assay::engine
