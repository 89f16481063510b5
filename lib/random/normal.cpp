#include "lib/random/normal.hpp"

#include <cstring>

#include "lib/random/box_muller.hpp"
#include "lib/random/words.hpp"

namespace assay::random {
namespace {

template <class T>
struct Vector {
    typedef T Four __attribute__((vector_size(4 * sizeof(T))));
};
template <class T>
using Four = typename Vector<T>::Four;

template <class T>
[[nodiscard]] Four<T> load(const T* from) noexcept {
    Four<T> v;
    std::memcpy(&v, from, sizeof v);
    return v;
}
template <class T>
void store(const Four<T>& v, T* to) noexcept {
    std::memcpy(to, &v, sizeof v);
}

/// Elements 0, 4, 2, 6 of eight to `even` and 1, 5, 3, 7 to `odd`: one instruction each, where the order 0,
/// 2, 4, 6 that GCC makes of a plain loop takes two more. `join` is the inverse; between them the order does
/// not matter.
template <class T>
void split(const T* from, T* even, T* odd) noexcept {
    const auto a = load(from), b = load(from + 4);
    store<T>(__builtin_shufflevector(a, b, 0, 4, 2, 6), even);
    store<T>(__builtin_shufflevector(a, b, 1, 5, 3, 7), odd);
}
template <class T>
void join(const T* even, const T* odd, T* to) noexcept {
    const auto a = load(even), b = load(odd);
    store<T>(__builtin_shufflevector(a, b, 0, 4, 2, 6), to);
    store<T>(__builtin_shufflevector(a, b, 1, 5, 3, 7), to + 4);
}

}  // namespace

void fill_normal(Stream& stream, std::span<float> out) noexcept {
    detail::fill_from_blocks<4>(stream, out, [](const auto& words, float* z) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto pair = detail::box_muller(static_cast<std::uint32_t>(words[i]),
                                                 static_cast<std::uint32_t>(words[i] >> 32U));
            z[2 * i] = pair.first;
            z[2 * i + 1] = pair.second;
        }
    });
}

void fill_normal(Stream& stream, std::span<double> out) noexcept {
    detail::fill_from_blocks<2>(stream, out,
                                []<std::size_t n>(const std::array<std::uint64_t, n>& words, double* z) {
                                    std::array<std::uint64_t, n / 2> radius, angle;
                                    std::array<double, n / 2> first, second;
                                    for (std::size_t i = 0; i < n / 2; i += 4)
                                        split(&words[2 * i], &radius[i], &angle[i]);
                                    for (std::size_t i = 0; i < n / 2; ++i) {
                                        const auto pair = detail::box_muller(radius[i], angle[i]);
                                        first[i] = pair.first;
                                        second[i] = pair.second;
                                    }
                                    for (std::size_t i = 0; i < n / 2; i += 4)
                                        join(&first[i], &second[i], z + 2 * i);
                                });
}

}  // namespace assay::random
