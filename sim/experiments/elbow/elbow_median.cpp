// The median of several corners: an estimate of the centre that does settle.
// Document: 000 section 1.1.

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include "lib/random/normal.hpp"
#include "lib/stats/combine.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t half_size = 50;
};

struct Tally {
    stats::Histogram median;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.median);
    }
};

using P = Parameters;
using T = Tally;

/// One replicate is the middle one of 2 half_size + 1 corners -b/w, w and b independent standard normals.
/// Missing: a sample with 0/0 among it, which cannot be ordered.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto middle = static_cast<std::ptrdiff_t>(p.half_size);
    const auto size = static_cast<std::size_t>(2 * p.half_size + 1);
    std::vector<double> w(size), c(size), medians(static_cast<std::size_t>(replicates.count));
    for (double& median : medians) {
        random::fill_normal(stream, std::span(w));
        random::fill_normal(stream, std::span(c));
        bool ordered = true;
        for (std::size_t j = 0; j < size; ++j) {
            c[j] /= -w[j];
            ordered = ordered && !std::isnan(c[j]);
        }
        if (ordered) std::nth_element(c.begin(), c.begin() + middle, c.end());
        median = ordered ? c[static_cast<std::size_t>(middle)] : std::numeric_limits<double>::quiet_NaN();
    }
    const std::uint64_t missing_before = tally.median.missing();
    tally.median.add(medians);
    return tally.median.missing() - missing_before;
}

}  // namespace

engine::Experiment elbow_median() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "elbow-median",
        .doc = "The median of an odd number of independent corners c = -b/w with standard normal w and b.",
        .parameters = {integer(&P::half_size, {.name = "half_size",
                                               .least = 0,
                                               .greatest = 50000,
                                               .unit = "corners",
                                               .doc = "corners on either side of the median"})},
        .tally = [cells](const P&) { return T{stats::Histogram(cells)}; },
        .quantities =
            {
                law<P, T>("median", "law of the median of 2 half_size + 1 corners", &T::median),
                scalar<P, T>("half_iqr", "half the distance of the quartiles of the median",
                             [](const P&, const T& t, double level) {
                                 return stats::scaled(
                                     stats::difference(stats::quantile(t.median, 0.75, level / 2),
                                                       stats::quantile(t.median, 0.25, level / 2)),
                                     0.5);
                             }),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 2048; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
