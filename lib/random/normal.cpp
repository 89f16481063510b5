#include "lib/random/normal.hpp"

#include "lib/random/fill.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/random/normal.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every target

#include <hwy/highway.h>

#include "lib/random/box_muller-inl.hpp"
#include "lib/random/fill-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace assay::random::HWY_NAMESPACE {
namespace {

struct BoxMuller {
    template <class Words, std::size_t n>
    HWY_INLINE auto operator()(const std::array<detail::Pair<Words>, n>& words) const noexcept {
#if HWY_TARGET == HWY_SCALAR
        std::array<decltype(detail::box_muller(Words{}, Words{})), n> values;
        for (std::size_t i = 0; i < n; ++i) values[i] = detail::box_muller(words[i].first, words[i].second);
        return values;
#else
        return box_muller(words);
#endif
    }
};

// Not noexcept: Highway's tables of functions do not allow it.
void normal_floats(Key key, std::uint64_t block, std::uint64_t position, std::span<float> out) {
    fill(key, block, position, out, BoxMuller());
}
void normal_doubles(Key key, std::uint64_t block, std::uint64_t position, std::span<double> out) {
    fill(key, block, position, out, BoxMuller());
}

}  // namespace
}  // namespace assay::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace assay::random {
namespace {

HWY_EXPORT(normal_floats);
HWY_EXPORT(normal_doubles);

}  // namespace

void fill_normal(Stream& stream, std::span<float> out) noexcept {
    detail::fill(stream, out, HWY_DYNAMIC_DISPATCH(normal_floats));
}
void fill_normal(Stream& stream, std::span<double> out) noexcept {
    detail::fill(stream, out, HWY_DYNAMIC_DISPATCH(normal_doubles));
}

}  // namespace assay::random
#endif
