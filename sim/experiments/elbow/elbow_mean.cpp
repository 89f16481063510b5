// The mean of several corners: what averaging does to a law without an expectation.
// Document: 000 section 1.1, equation 6.2.

#include <memory>
#include <vector>

#include "lib/random/normal.hpp"
#include "lib/stats/combine.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t terms = 10;
};

struct Tally {
    stats::Histogram mean;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.mean);
    }
};

using P = Parameters;
using T = Tally;

/// One replicate is the arithmetic mean of `terms` corners -b/w, w and b independent standard normals. The
/// mean of an overflowing sum is missing.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const auto terms = static_cast<std::size_t>(p.terms);
    std::vector<double> w(terms), b(terms), means(static_cast<std::size_t>(replicates.count));
    for (double& mean : means) {
        random::fill_normal(stream, std::span(w));
        random::fill_normal(stream, std::span(b));
        double sum = 0;
        for (std::size_t i = 0; i < terms; ++i) sum -= b[i] / w[i];
        mean = sum / static_cast<double>(terms);
    }
    const std::uint64_t missing_before = tally.mean.missing();
    tally.mean.add(means);
    return tally.mean.missing() - missing_before;
}

}  // namespace

engine::Experiment elbow_mean() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "elbow-mean",
        .doc = "The mean of several independent corners c = -b/w with standard normal w and b.",
        .parameters = {integer(&P::terms, {.name = "terms",
                                           .least = 1,
                                           .greatest = 100000,
                                           .unit = "corners",
                                           .doc = "corners in a mean"})},
        .tally = [cells](const P&) { return T{stats::Histogram(cells)}; },
        .quantities =
            {
                law<P, T>("mean", "law of the mean of the corners", &T::mean),
                scalar<P, T>("half_iqr", "half the distance of the quartiles of the mean",
                             [](const P&, const T& t, double level) {
                                 return stats::scaled(
                                     stats::difference(stats::quantile(t.mean, 0.75, level / 2),
                                                       stats::quantile(t.mean, 0.25, level / 2)),
                                     0.5);
                             }),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return 2048; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
