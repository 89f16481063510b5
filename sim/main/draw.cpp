#include "sim/main/draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <span>

#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "reports/errors.hpp"

namespace assay {
namespace {

void put(const void* bytes, std::size_t size) {
    if (std::fwrite(bytes, 1, size, stdout) != size)
        throw reports::IoError("cannot write to the standard output");
}

/// `fill(stream, numbers)` draws the next numbers of a stream.
template <class T, class Fill>
void draw_with(const DrawOptions& options, const Fill& fill) {
    constexpr std::size_t tile = 4096;
    const random::Key key = random::run_key(options.seed, options.run);
    std::array<T, tile> numbers{};
    fmt::memory_buffer lines;
    std::uint64_t left = options.count;
    for (std::uint64_t block = options.block; left > 0; ++block) {
        random::Stream stream(key, block);
        for (std::uint64_t of_block = std::min(left, draws_a_block); of_block > 0;) {
            const auto some = std::span(numbers).first(std::min<std::uint64_t>(of_block, tile));
            fill(stream, some);
            if (options.raw) {
                put(some.data(), some.size_bytes());
            } else {
                lines.clear();
                for (const T number : some) fmt::format_to(std::back_inserter(lines), "{}\n", number);
                put(lines.data(), lines.size());
            }
            of_block -= some.size();
            left -= some.size();
        }
    }
    if (std::fflush(stdout) != 0) throw reports::IoError("cannot write to the standard output");
}

template <class T>
void fill_words(random::Stream& stream, std::span<T> out) {
    for (T& word : out) word = stream();
}

}  // namespace

const std::vector<std::string>& drawn_kinds() {
    static const std::vector<std::string> kinds = {"word32", "uniform32", "uniform64", "normal32",
                                                   "normal64"};
    return kinds;
}

void draw(const DrawOptions& options) {
    const auto uniform = [](random::Stream& s, auto out) { random::fill_uniform(s, out); };
    const auto normal = [](random::Stream& s, auto out) { random::fill_normal(s, out); };
    if (options.kind == "word32") return draw_with<std::uint32_t>(options, fill_words<std::uint32_t>);
    if (options.kind == "uniform32") return draw_with<float>(options, uniform);
    if (options.kind == "uniform64") return draw_with<double>(options, uniform);
    if (options.kind == "normal32") return draw_with<float>(options, normal);
    return draw_with<double>(options, normal);
}

}  // namespace assay
