// How alike are random units, measured by the cosine of the angle between their weight vectors?
// Document: 002, slide on random initialization.

#include <cmath>
#include <memory>
#include <vector>

#include "lib/nn/fill.hpp"
#include "lib/nn/layout.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    std::int64_t inputs = 100, units = 2;
    double alike = 0.6;
};
using P = Parameters;

struct Tally {
    stats::Histogram scaled_cosine;
    stats::BoundedSample square{stats::Range{0, 1}};
    stats::Proportion some_alike;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.scaled_cosine, self.square, self.some_alike);
    }
};
using T = Tally;

/// One replicate: a layer of units with independent standard normal weights, as columns.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    nn::Matrix<double> w(p.inputs, p.units), gram(p.units, p.units);
    std::vector<double> scaled(static_cast<std::size_t>(replicates.count)), squares(scaled.size());
    const double root = std::sqrt(double(p.inputs));
    for (std::size_t r = 0; r < scaled.size(); ++r) {
        nn::fill_normal(stream, w);
        w.colwise().normalize();
        gram.noalias() = w.transpose() * w;
        const double cosine = gram(0, 1);
        scaled[r] = root * cosine;
        squares[r] = std::min(cosine * cosine, 1.0);
        gram.diagonal().setZero();
        tally.some_alike.add(gram.cwiseAbs().maxCoeff() > p.alike);
    }
    tally.scaled_cosine.add(scaled);
    tally.square.add(squares);
    return 0;
}

}  // namespace

engine::Experiment unit_angles() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::normal(4096));
    return experiment<P, T>({
        .name = "unit-angles",
        .doc = "Cosines of the angles between the weight vectors of random units.",
        .parameters =
            {
                integer(&P::inputs, {.name = "inputs", .least = 1, .greatest = 1024, .doc = "inputs d"}),
                integer(&P::units, {.name = "units", .least = 2, .greatest = 1024, .doc = "units"}),
                real(&P::alike, {.name = "alike",
                                 .least = 0,
                                 .greatest = 1,
                                 .doc = "size of a cosine above which two units count as alike"}),
            },
        .tally =
            [cells](const P&) {
                return T{stats::Histogram(cells), stats::BoundedSample({0, 1}), {}};
            },
        .quantities =
            {
                law<P, T>("scaled_cosine", "law of sqrt(d) times the cosine, of the first two units",
                          &T::scaled_cosine),
                bounded_mean<P, T>("mean_square", "mean of the squared cosine of the first two units",
                                   &T::square),
                probability<P, T>("some_alike", "probability that any two of the units are alike",
                                  &T::some_alike),
            },
        .block = block,
        // About 2^20 weights, or products of weights, a block.
        .replicates_per_block =
            [](const P& p) {
                const auto work = static_cast<std::uint64_t>(p.inputs * p.units * (1 + p.units / 16));
                return std::clamp<std::uint64_t>((1U << 20U) / work, 16, 8192);
            },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
