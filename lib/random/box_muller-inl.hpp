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

/// Lane by lane `yes` where the sign bit of x is set, `no` elsewhere. The blends of SSE4 and later look at
/// nothing but that bit. Highway 1.0.3's IfNegativeThenElse compares first, and is wrong on SSSE3 and SSE2.
template <class D, class V>
HWY_INLINE V if_negative(D d, V x, V yes, V no) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_SSE4
    (void)d;
    return hn::IfThenElse(hn::MaskFromVec(x), yes, no);
#else
    const hn::RebindToSigned<D> integers;
    return hn::IfThenElse(hn::MaskFromVec(hn::BitCast(d, hn::BroadcastSignBit(hn::BitCast(integers, x)))),
                          yes, no);
#endif
}

template <class D, class V, class T, std::size_t n>
HWY_INLINE V polynomial(D d, V x, const std::array<T, n>& c) {
    V sum = hn::Set(d, c[n - 1]);
    for (std::size_t i = n - 1; i-- > 0;) sum = fused(d, sum, x, hn::Set(d, c[i]));
    return sum;
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

/// r times the direction, in the quarter of the circle that the lowest two bits of `angle` choose.
template <class D, class V, class Words>
HWY_INLINE Pair<V> on_circle(D d, V r, Pair<V> direction, Words angle) {
    constexpr int bits = 8 * sizeof(hn::TFromD<D>);
    const V longer = hn::Xor(hn::Mul(r, direction.first), hn::BitCast(d, hn::ShiftLeft<bits - 1>(angle)));
    const V shorter = hn::Mul(r, direction.second);
    const V swap = hn::BitCast(d, hn::ShiftLeft<bits - 2>(angle));
    return {if_negative(d, swap, shorter, longer), if_negative(d, swap, longer, shorter)};
}

/// u from the word of the radius, split; u itself, or u - 1, in float.
HWY_INLINE auto split_uniform(hn::ScalableTag<double> d, hn::Vec<hn::ScalableTag<std::uint64_t>> radius) {
    const hn::RebindToUnsigned<decltype(d)> words;
    constexpr std::uint64_t one = 0x3FF0000000000000;
    const auto u = hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<12>(radius), hn::Set(words, one))),
                           hn::Set(d, 1 - 0x1p-53));
    return split_exponent(d, u);
}
HWY_INLINE auto split_uniform(hn::ScalableTag<float> d, hn::Vec<hn::ScalableTag<std::uint32_t>> radius) {
    const hn::RebindToSigned<decltype(d)> integers;
    const auto v =
        fused(d, hn::ConvertTo(d, hn::BitCast(integers, radius)), hn::Set(d, 0x1p-32F), hn::Set(d, 0x1p-33F));
    auto x = split_exponent(d, if_negative(d, v, hn::Add(hn::Set(d, 1.0F), v), v));
    x.second = hn::IfThenElse(hn::Eq(x.first, hn::Zero(d)), v, x.second);
    return x;
}

/// t from the word of the angle.
HWY_INLINE auto part_of_quarter(hn::ScalableTag<double> d, hn::Vec<hn::ScalableTag<std::uint64_t>> angle) {
    const hn::RebindToUnsigned<decltype(d)> words;
    constexpr std::uint64_t one = 0x3FF0000000000000;
    return hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<12>(angle), hn::Set(words, one | 1U))),
                   hn::Set(d, 1.5));
}
HWY_INLINE auto part_of_quarter(hn::ScalableTag<float> d, hn::Vec<hn::ScalableTag<std::uint32_t>> angle) {
    const hn::RebindToSigned<decltype(d)> integers;
    const auto j = hn::Or(hn::ShiftRight<1>(hn::BitCast(integers, angle)), hn::Set(integers, 1));
    return hn::Mul(hn::ConvertTo(d, j), hn::Set(d, 0x1p-31F));
}

/// Two vectors of normals from each pair of vectors of words, the first for the radius, the second for the
/// angle. Stage by stage, not pair by pair: the pairs hide each other's latencies and share the constants.
template <class Words, std::size_t n>
HWY_INLINE auto box_muller(const std::array<Pair<Words>, n>& words) {
    const hn::RebindToFloat<hn::DFromV<Words>> d;
    using V = hn::Vec<decltype(d)>;
    std::array<Pair<V>, n> u, direction, normals;
    std::array<V, n> radius;
    for (std::size_t i = 0; i < n; ++i) u[i] = split_uniform(d, words[i].first);
    for (std::size_t i = 0; i < n; ++i) radius[i] = hn::Sqrt(minus_two_log(d, u[i]));
    for (std::size_t i = 0; i < n; ++i)
        direction[i] = cos_sin_quarter_turn(d, part_of_quarter(d, words[i].second));
    for (std::size_t i = 0; i < n; ++i) normals[i] = on_circle(d, radius[i], direction[i], words[i].second);
    return normals;
}

#endif

}  // namespace assay::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif  // ASSAY_RANDOM_BOX_MULLER_INL
