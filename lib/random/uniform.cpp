#include "lib/random/uniform.hpp"

#include "lib/random/fill.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/random/uniform.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every target

#include <hwy/highway.h>

#include "lib/random/fill-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace assay::random::HWY_NAMESPACE {
namespace {

#if HWY_TARGET != HWY_SCALAR
/// unit_interval of uniform.hpp, lane by lane.
HWY_INLINE auto unit_interval(Words32 words) noexcept {
    const hn::RebindToFloat<D32> d;
    return hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<9>(words), hn::Set(D32(), 0x3F800000U))),
                   hn::Set(d, 1 - 0x1p-24F));
}
HWY_INLINE auto unit_interval(Words64 words) noexcept {
    const hn::RebindToFloat<D64> d;
    return hn::Sub(hn::BitCast(d, hn::Or(hn::ShiftRight<12>(words), word64(0x3FF0000000000000U))),
                   hn::Set(d, 1 - 0x1p-53));
}
#endif

struct UnitInterval {
    template <class Words, std::size_t n>
    HWY_INLINE auto operator()(const std::array<detail::Pair<Words>, n>& words) const noexcept {
        std::array<detail::Pair<decltype(unit_interval(words[0].first))>, n> values;
        for (std::size_t i = 0; i < n; ++i)
            values[i] = {unit_interval(words[i].first), unit_interval(words[i].second)};
        return values;
    }
};

// Not noexcept: Highway's tables of functions do not allow it.
void uniform_floats(Key key, std::uint64_t block, std::uint64_t position, std::span<float> out) {
    fill(key, block, position, out, UnitInterval());
}
void uniform_doubles(Key key, std::uint64_t block, std::uint64_t position, std::span<double> out) {
    fill(key, block, position, out, UnitInterval());
}

}  // namespace
}  // namespace assay::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace assay::random {
namespace {

HWY_EXPORT(uniform_floats);
HWY_EXPORT(uniform_doubles);

}  // namespace

void fill_uniform(Stream& stream, std::span<float> out) noexcept {
    detail::fill(stream, out, HWY_DYNAMIC_DISPATCH(uniform_floats));
}
void fill_uniform(Stream& stream, std::span<double> out) noexcept {
    detail::fill(stream, out, HWY_DYNAMIC_DISPATCH(uniform_doubles));
}

}  // namespace assay::random
#endif
