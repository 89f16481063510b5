// How close to losing a direction is a square layer of random weights?
// Document: 002, slide on breaking symmetry.

#include <memory>
#include <vector>

#include "lib/linear/spectrum.hpp"
#include "lib/nn/fill.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t width = 16;
};
using P = Parameters;

struct Tally {
    stats::Histogram ratio, scaled_ratio;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.ratio, self.scaled_ratio);
    }
};
using T = Tally;

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    linear::Matrix<double> w(p.width, p.width);
    std::vector<double> ratios(static_cast<std::size_t>(replicates.count)), scaled(ratios.size());
    for (std::size_t r = 0; r < ratios.size(); ++r) {
        nn::fill_normal(stream, w);
        const auto s = linear::singular_values(w);
        ratios[r] = s[s.size() - 1] / s[0];
        scaled[r] = ratios[r] * double(p.width);
    }
    tally.ratio.add(ratios);
    tally.scaled_ratio.add(scaled);
    return 0;
}

}  // namespace

engine::Experiment square_layer() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::normal(16384));
    return experiment<P, T>({
        .name = "square-layer",
        .doc = "Singular values of a square matrix of independent normal weights.",
        .parameters = {integer(&P::width,
                               {.name = "width", .least = 1, .greatest = 256, .doc = "units, and inputs"})},
        .tally =
            [cells](const P&) {
                return T{stats::Histogram(cells), stats::Histogram(cells)};
            },
        .quantities =
            {
                quantile<P, T>("median_ratio", "median of the smallest over the largest singular value",
                               &T::ratio, 0.5),
                quantile<P, T>("scaled_median_ratio", "the same, times the width", &T::scaled_ratio, 0.5),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{64}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
