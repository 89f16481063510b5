// box_muller.hpp's functions on vectors: the same operations in the same order, hence the same bits on every
// target. Products and sums are separate operations (hn::MulAdd would fuse them where the processor can).
// Highway 1.0.3's IfNegativeThenElse is wrong on SSSE3, where it blends with more than the sign.
// Internal to lib/random; for the guard see philox-inl.hpp.

#include <array>
#include <cstddef>
#include <cstdint>

#include "lib/random/box_muller.hpp"
#include "lib/random/pair.hpp"

#if defined(ASSAY_RANDOM_BOX_MULLER_INL) == defined(HWY_TARGET_TOGGLE)
#ifdef ASSAY_RANDOM_BOX_MULLER_INL
#undef ASSAY_RANDOM_BOX_MULLER_INL
#else
#define ASSAY_RANDOM_BOX_MULLER_INL
#endif

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace assay::random::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR  // which runs the functions of box_muller.hpp

namespace hn = hwy::HWY_NAMESPACE;
using detail::Coefficients;
using detail::Pair;

template <class D, class V, std::size_t n>
HWY_INLINE V estrin(D d, V x, const std::array<V, n>& c) {
    if constexpr (n == 1) {
        return c[0];
    } else {
        std::array<V, (n + 1) / 2> half;
        for (std::size_t i = 0; i < half.size(); ++i)
            half[i] = 2 * i + 1 < n ? hn::Add(c[2 * i], hn::Mul(c[2 * i + 1], x)) : c[2 * i];
        return estrin(d, hn::Mul(x, x), half);
    }
}
template <class D, class V, class T, std::size_t n>
HWY_INLINE V polynomial(D d, V x, const std::array<T, n>& c) {
    std::array<V, n> coefficients;
    for (std::size_t i = 0; i < n; ++i) coefficients[i] = hn::Set(d, c[i]);
    return estrin(d, x, coefficients);
}

template <class V>
HWY_INLINE Pair<V> split_exponent(hn::ScalableTag<double> d, V x) {
    const hn::RebindToUnsigned<decltype(d)> words;
    constexpr std::uint64_t root_half = 0x3FE6A09E667F3BCD, one = 0x3FF0000000000000,
                            mantissa = 0x000FFFFFFFFFFFFF;
    const auto bits = hn::Add(hn::BitCast(words, x), hn::Set(words, one - root_half));
    const auto exponent = hn::Or(hn::ShiftRight<52>(bits), hn::Set(words, 0x4330000000000000U));
    const auto significand = hn::Add(hn::And(bits, hn::Set(words, mantissa)), hn::Set(words, root_half));
    return {hn::Sub(hn::BitCast(d, exponent), hn::Set(d, 0x1p52 + 1023)),
            hn::Sub(hn::BitCast(d, significand), hn::Set(d, 1.0))};
}
template <class V>
HWY_INLINE Pair<V> split_exponent(hn::ScalableTag<float> d, V x) {
    const hn::RebindToUnsigned<decltype(d)> words;
    const hn::RebindToSigned<decltype(d)> integers;
    constexpr std::uint32_t root_half = 0x3F3504F3, one = 0x3F800000, mantissa = 0x007FFFFF;
    const auto bits = hn::Add(hn::BitCast(words, x), hn::Set(words, one - root_half));
    const auto exponent = hn::Sub(hn::BitCast(integers, hn::ShiftRight<23>(bits)), hn::Set(integers, 127));
    const auto significand = hn::Add(hn::And(bits, hn::Set(words, mantissa)), hn::Set(words, root_half));
    return {hn::ConvertTo(d, exponent), hn::Sub(hn::BitCast(d, significand), hn::Set(d, 1.0F))};
}

template <class D, class V>
HWY_INLINE V minus_two_log(D d, Pair<V> x) {
    using T = hn::TFromD<D>;
    const V s = hn::Div(x.second, hn::Add(hn::Set(d, T{2}), x.second)), z = hn::Mul(s, s);
    const V series = hn::Add(hn::Set(d, T{4}), hn::Mul(z, polynomial(d, z, Coefficients<T>::log)));
    return hn::Sub(hn::Mul(x.first, hn::Set(d, Coefficients<T>::minus_two_ln_2)), hn::Mul(s, series));
}

template <class D, class V>
HWY_INLINE Pair<V> cos_sin_quarter_turn(D d, V t) {
    using T = hn::TFromD<D>;
    const V z = hn::Mul(t, t);
    const V sin_over_t =
        hn::Add(hn::Set(d, Coefficients<T>::half_pi), hn::Mul(z, polynomial(d, z, Coefficients<T>::sin)));
    return {hn::Add(hn::Set(d, T{1}), hn::Mul(z, polynomial(d, z, Coefficients<T>::cos))),
            hn::Mul(t, sin_over_t)};
}

/// r (cos, sin)(pi t / 2) in the quarter of the circle that the lowest two bits of `angle` choose.
template <class D, class V, class Words>
HWY_INLINE Pair<V> on_circle(D d, V r, V t, Words angle) {
    constexpr int bits = 8 * sizeof(hn::TFromD<D>);
    const Pair<V> direction = cos_sin_quarter_turn(d, t);
    const V longer = hn::Xor(hn::Mul(r, direction.first), hn::BitCast(d, hn::ShiftLeft<bits - 1>(angle)));
    const V shorter = hn::Mul(r, direction.second);
    const hn::RebindToUnsigned<D> words;
    const auto swap = hn::RebindMask(d, hn::TestBit(angle, hn::Set(words, 2U)));
    return {hn::IfThenElse(swap, shorter, longer), hn::IfThenElse(swap, longer, shorter)};
}

HWY_INLINE auto box_muller(hn::Vec<hn::ScalableTag<std::uint64_t>> radius,
                           hn::Vec<hn::ScalableTag<std::uint64_t>> angle) {
    const hn::ScalableTag<double> d;
    const hn::RebindToUnsigned<decltype(d)> words;
    constexpr std::uint64_t one = 0x3FF0000000000000;
    const auto u = hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<12>(radius), hn::Set(words, one))),
                           hn::Set(d, 1 - 0x1p-53));
    const auto t =
        hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<12>(angle), hn::Set(words, one | 1U))), hn::Set(d, 1.5));
    return on_circle(d, hn::Sqrt(minus_two_log(d, split_exponent(d, u))), t, angle);
}

HWY_INLINE auto box_muller(hn::Vec<hn::ScalableTag<std::uint32_t>> radius,
                           hn::Vec<hn::ScalableTag<std::uint32_t>> angle) {
    const hn::ScalableTag<float> d;
    const hn::RebindToSigned<decltype(d)> integers;
    const auto v = hn::Mul(hn::Add(hn::ConvertTo(d, hn::BitCast(integers, radius)), hn::Set(d, 0.5F)),
                           hn::Set(d, 0x1p-32F));
    auto x = split_exponent(d, hn::IfThenElse(hn::Lt(v, hn::Zero(d)), hn::Add(hn::Set(d, 1.0F), v), v));
    x.second = hn::IfThenElse(hn::Eq(x.first, hn::Zero(d)), v, x.second);
    const auto j = hn::Or(hn::ShiftRight<1>(hn::BitCast(integers, angle)), hn::Set(integers, 1));
    const auto t = hn::Mul(hn::ConvertTo(d, j), hn::Set(d, 0x1p-31F));
    return on_circle(d, hn::Sqrt(minus_two_log(d, x)), t, angle);
}

#endif

}  // namespace assay::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // ASSAY_RANDOM_BOX_MULLER_INL
