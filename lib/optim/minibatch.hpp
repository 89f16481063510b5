#pragma once
// Minibatches of a finite data set: drawn at random, and all that there are.

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "lib/random/stream.hpp"

namespace assay::optim {

namespace detail {

[[noreturn]] inline void refuse_batch(const char* function, const char* wanted, std::int64_t found) {
    throw std::invalid_argument(std::string(function) + ": " + wanted + ", not " + std::to_string(found));
}

/// Throws std::invalid_argument unless 1 <= examples <= 2^32.
inline void require_examples(const char* function, std::int64_t examples) {
    if (examples < 1 || examples > std::int64_t{1} << 32U)
        refuse_batch(function, "examples must be from 1 to 2^32", examples);
}
/// Throws std::invalid_argument unless 1 <= batch <= examples.
inline void require_batch(const char* function, std::int64_t examples, std::int64_t batch) {
    if (batch < 1 || batch > examples)
        refuse_batch(function, "batch must have from 1 example to all of them", batch);
}

/// Uniform on 0 ... n - 1, exactly: the upper half of word * n, redrawn where the lower half is below
/// 2^32 mod n. 1 <= n <= 2^32. D. Lemire: Fast random integer generation in an interval. ACM Trans. Model.
/// Comput. Simul. 29 (2019), algorithm 5.
[[nodiscard]] inline std::uint64_t uniform_below(random::Stream& stream, std::uint64_t n) {
    constexpr std::uint64_t low_half = 0xFFFFFFFFU;
    std::uint64_t product = stream() * n;
    if ((product & low_half) < n) {
        const std::uint64_t excess = (std::uint64_t{1} << 32U) % n;
        while ((product & low_half) < excess) product = stream() * n;
    }
    return product >> 32U;
}

}  // namespace detail

/// Fills `batch` with independent examples from 0 to examples - 1, each as likely as any other. One word an
/// example, or more with probability below examples / 2^32. No allocation. Throws std::invalid_argument for
/// examples outside 1 ... 2^32 and an empty batch.
inline void draw_with_replacement(random::Stream& stream, Eigen::Index examples,
                                  std::span<Eigen::Index> batch) {
    detail::require_examples("draw_with_replacement", examples);
    if (batch.empty()) detail::refuse_batch("draw_with_replacement", "batch must have at least 1 example", 0);
    const auto n = static_cast<std::uint64_t>(examples);
    for (Eigen::Index& example : batch) example = static_cast<Eigen::Index>(detail::uniform_below(stream, n));
}

/// Draws one of the subsets of `batch` examples, each as likely as any other, from those in `order`: they
/// become its first elements, in random order, and `order` stays a permutation of itself, from which the
/// next subset may be drawn. batch = order.size() shuffles: an epoch. Words as draw_with_replacement. No
/// allocation. Throws std::invalid_argument unless 1 <= batch <= order.size() <= 2^32. R. Durstenfeld:
/// Algorithm 235: random permutation. Commun. ACM 7 (1964), its first steps.
inline std::span<const Eigen::Index> draw_without_replacement(random::Stream& stream,
                                                              std::span<Eigen::Index> order,
                                                              Eigen::Index batch) {
    const auto n = static_cast<std::int64_t>(order.size());
    detail::require_examples("draw_without_replacement", n);
    detail::require_batch("draw_without_replacement", n, batch);
    for (std::int64_t i = 0; i < batch; ++i) {
        const auto rest = static_cast<std::uint64_t>(n - i);
        const auto other = static_cast<std::uint64_t>(i) + detail::uniform_below(stream, rest);
        std::swap(order[static_cast<std::size_t>(i)], order[other]);
    }
    return order.first(static_cast<std::size_t>(batch));
}

/// Calls visit(std::span<const Eigen::Index>) with each of the C(examples, batch) subsets, in lexicographic
/// order. Throws std::invalid_argument unless 1 <= batch <= examples <= 2^32.
template <class Visit>
void for_each_subset(Eigen::Index examples, Eigen::Index batch, Visit visit) {
    detail::require_examples("for_each_subset", examples);
    detail::require_batch("for_each_subset", examples, batch);
    std::vector<Eigen::Index> chosen(static_cast<std::size_t>(batch));
    for (Eigen::Index i = 0; i < batch; ++i) chosen[static_cast<std::size_t>(i)] = i;
    while (true) {
        visit(std::span<const Eigen::Index>(chosen));
        // The last element that can grow does; those after it follow it closely.
        Eigen::Index i = batch;
        while (i > 0 && chosen[static_cast<std::size_t>(i - 1)] == examples - batch + i - 1) --i;
        if (i == 0) return;
        Eigen::Index next = chosen[static_cast<std::size_t>(i - 1)] + 1;
        for (; i <= batch; ++i) chosen[static_cast<std::size_t>(i - 1)] = next++;
    }
}

/// Calls visit(std::span<const Eigen::Index>) with each of the examples^batch sequences that drawing with
/// replacement can give, in lexicographic order. Throws std::invalid_argument unless 1 <= examples <= 2^32
/// and batch >= 1.
template <class Visit>
void for_each_sequence(Eigen::Index examples, Eigen::Index batch, Visit visit) {
    detail::require_examples("for_each_sequence", examples);
    if (batch < 1) detail::refuse_batch("for_each_sequence", "batch must have at least 1 example", batch);
    std::vector<Eigen::Index> chosen(static_cast<std::size_t>(batch), 0);
    while (true) {
        visit(std::span<const Eigen::Index>(chosen));
        std::size_t i = chosen.size();
        while (i > 0 && chosen[i - 1] == examples - 1) chosen[--i] = 0;
        if (i == 0) return;
        ++chosen[i - 1];
    }
}

}  // namespace assay::optim
