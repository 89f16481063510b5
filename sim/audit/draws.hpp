#pragma once
// Samples of known laws, and the widths that the best known intervals have on them.

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "lib/stats/proportion.hpp"

namespace assay::audit {

[[nodiscard]] inline std::vector<double> uniforms(random::Stream& stream, std::uint64_t count) {
    std::vector<double> us(count);
    random::fill_uniform(stream, us);
    return us;
}
[[nodiscard]] inline std::vector<double> normals(random::Stream& stream, std::uint64_t count) {
    std::vector<double> zs(count);
    random::fill_normal(stream, zs);
    return zs;
}
/// Adds standard normals to an accumulator.
template <class Sample>
void add_normals(random::Stream& stream, std::uint64_t count, Sample& sample) {
    sample.add(normals(stream, count));
}
/// Each element of `xs` through `f`.
template <class F>
[[nodiscard]] std::vector<double> mapped(std::vector<double> xs, const F& f) {
    std::transform(xs.begin(), xs.end(), xs.begin(), f);
    return xs;
}
/// Yes-or-no trials of probability p.
inline void add_trials(random::Stream& stream, std::uint64_t count, double p, stats::Proportion& counts) {
    const auto us = uniforms(stream, count);
    counts.trials += count;
    counts.successes +=
        static_cast<std::uint64_t>(std::count_if(us.begin(), us.end(), [p](double u) { return u < p; }));
}

/// 2 z(1 - level/2) sd / sqrt(n): what the normal limit and a known standard deviation would allow.
[[nodiscard]] inline double normal_width(double sd, double n, double level) {
    const boost::math::normal law;
    return 2 * boost::math::quantile(boost::math::complement(law, level / 2)) * sd / std::sqrt(n);
}

}  // namespace assay::audit
