// box_muller.hpp's functions on vectors: the same operations in the same order, hence the same bits on every
// target.
// Internal to lib/random; for the guard see philox-inl.hpp.

#include <array>
#include <cmath>
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

/// a b + c, rounded once. Where the processor cannot, lane by lane with std::fma.
template <class D, class V>
HWY_INLINE V fused(D d, V a, V b, V c) {
#if HWY_ARCH_ARM_A64 || (HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX2)
    (void)d;
    return hn::MulAdd(a, b, c);
#else
    constexpr std::size_t lanes = hn::MaxLanes(d);
    alignas(HWY_MAX_BYTES) std::array<hn::TFromD<D>, lanes> x, y, z;
    hn::Store(a, d, x.data());
    hn::Store(b, d, y.data());
    hn::Store(c, d, z.data());
    for (std::size_t i = 0; i < lanes; ++i) x[i] = std::fma(x[i], y[i], z[i]);
    return hn::Load(d, x.data());
#endif
}

/// Lane by lane `yes` where the sign bit of x is set, `no` elsewhere. Highway 1.0.3's IfNegativeThenElse is
/// wrong on SSSE3 and SSE2, where it blends with more than the sign.
template <class D, class V>
HWY_INLINE V if_negative(D d, V x, V yes, V no) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_SSE4
    (void)d;
    return hn::IfNegativeThenElse(x, yes, no);
#else
    const hn::RebindToSigned<D> integers;
    return hn::IfThenElse(hn::MaskFromVec(hn::BitCast(d, hn::BroadcastSignBit(hn::BitCast(integers, x)))),
                          yes, no);
#endif
}

template <class D, class V, std::size_t n>
HWY_INLINE V estrin(D d, V x, const std::array<V, n>& c) {
    if constexpr (n == 1) {
        return c[0];
    } else {
        std::array<V, (n + 1) / 2> half;
        for (std::size_t i = 0; i < half.size(); ++i)
            half[i] = 2 * i + 1 < n ? fused(d, c[2 * i + 1], x, c[2 * i]) : c[2 * i];
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
    constexpr std::uint32_t root_half = 0x3F3504F3, mantissa = 0x007FFFFF;
    const auto bits = hn::Sub(hn::BitCast(words, x), hn::Set(words, root_half));
    const auto exponent = hn::ShiftRight<23>(hn::BitCast(integers, bits));
    const auto significand = hn::Add(hn::And(bits, hn::Set(words, mantissa)), hn::Set(words, root_half));
    return {hn::ConvertTo(d, exponent), hn::Sub(hn::BitCast(d, significand), hn::Set(d, 1.0F))};
}

template <class D, class V>
HWY_INLINE V minus_two_log(D d, Pair<V> x) {
    using T = hn::TFromD<D>;
    const V s = hn::Div(x.second, hn::Add(hn::Set(d, T{2}), x.second)), z = hn::Mul(s, s);
    const V series = fused(d, z, polynomial(d, z, Coefficients<T>::log), hn::Set(d, T{-4}));
    return fused(d, s, series, hn::Mul(x.first, hn::Set(d, Coefficients<T>::minus_two_ln_2)));
}

template <class D, class V>
HWY_INLINE Pair<V> cos_sin_quarter_turn(D d, V t) {
    using T = hn::TFromD<D>;
    const V z = hn::Mul(t, t);
    const V sin_over_t =
        fused(d, z, polynomial(d, z, Coefficients<T>::sin), hn::Set(d, Coefficients<T>::half_pi));
    return {fused(d, z, polynomial(d, z, Coefficients<T>::cos), hn::Set(d, T{1})), hn::Mul(t, sin_over_t)};
}

/// r (cos, sin)(pi t / 2) in the quarter of the circle that the lowest two bits of `angle` choose.
template <class D, class V, class Words>
HWY_INLINE Pair<V> on_circle(D d, V r, V t, Words angle) {
    constexpr int bits = 8 * sizeof(hn::TFromD<D>);
    const Pair<V> direction = cos_sin_quarter_turn(d, t);
    const V longer = hn::Xor(hn::Mul(r, direction.first), hn::BitCast(d, hn::ShiftLeft<bits - 1>(angle)));
    const V shorter = hn::Mul(r, direction.second);
    const V swap = hn::BitCast(d, hn::ShiftLeft<bits - 2>(angle));
    return {if_negative(d, swap, shorter, longer), if_negative(d, swap, longer, shorter)};
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
    const auto v =
        fused(d, hn::ConvertTo(d, hn::BitCast(integers, radius)), hn::Set(d, 0x1p-32F), hn::Set(d, 0x1p-33F));
    auto x = split_exponent(d, if_negative(d, v, hn::Add(hn::Set(d, 1.0F), v), v));
    x.second = hn::IfThenElse(hn::Eq(x.first, hn::Zero(d)), v, x.second);
    const auto j = hn::Or(hn::ShiftRight<1>(hn::BitCast(integers, angle)), hn::Set(integers, 1));
    const auto t = hn::Mul(hn::ConvertTo(d, j), hn::Set(d, 0x1p-31F));
    return on_circle(d, hn::Sqrt(minus_two_log(d, x)), t, angle);
}

#endif

}  // namespace assay::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // ASSAY_RANDOM_BOX_MULLER_INL
