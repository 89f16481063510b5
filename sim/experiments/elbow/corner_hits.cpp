// How often an input meets the corner of a ReLU unit, where its derivative is undefined.
// Document: 004 section 1.1.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double parameter_sd = 1;
    double radius = 0.01;
};

struct Tally {
    stats::Proportion at_corner, near_corner;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.at_corner, self.near_corner);
    }
};

using P = Parameters;
using T = Tally;

constexpr std::size_t tile = 1024;  // draws that stay in the first-level cache

/// x standard normal, w and b normal: |w x + b| <= radius |w| says that -b/w lies within the radius of x, or
/// that the unit has no weight and its pre-activation is 0 for every input.
std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    std::array<double, tile> x{}, w{}, b{};
    for (std::uint64_t done = 0; done < replicates.count; done += tile) {
        const std::size_t n = std::min<std::uint64_t>(tile, replicates.count - done);
        for (auto* column : {&x, &w, &b}) random::fill_normal(stream, std::span(*column).first(n));
        for (std::size_t i = 0; i < n; ++i) {
            const double weight = p.parameter_sd * w[i];
            const double preactivation = weight * x[i] + p.parameter_sd * b[i];
            tally.at_corner.add(preactivation == 0);
            tally.near_corner.add(std::abs(preactivation) <= p.radius * std::abs(weight));
        }
    }
    return 0;
}

}  // namespace

engine::Experiment corner_hits() {
    using namespace engine;
    return experiment<P, T>({
        .name = "corner-hits",
        .doc = "A standard normal input x and the corner of relu(w x + b) with normal w and b: do they meet?",
        .parameters =
            {
                real(&P::parameter_sd, {.name = "parameter_sd",
                                        .least = 0,
                                        .greatest = 1e6,
                                        .doc = "standard deviation of w and b; 0 is initialization at zero"}),
                real(&P::radius,
                     {.name = "radius", .least = 0, .greatest = 1e6, .doc = "distance that counts as near"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                probability<P, T>(
                    "at_corner",
                    "probability that the pre-activation w x + b is exactly 0, in double precision",
                    &T::at_corner),
                probability<P, T>(
                    "near_corner",
                    "probability that x lies within the radius of the corner, or that w = b = 0",
                    &T::near_corner),
            },
        .block = block,
        .replicates_per_block = [](const P&) { return std::uint64_t{1} << 16U; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
