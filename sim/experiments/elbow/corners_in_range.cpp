// A hidden layer of ReLU units, looked at on an interval: is it affine there, and where does it bend?
// Document: 004 section 1.2.

#include <algorithm>
#include <vector>

#include "lib/exact/piecewise.hpp"
#include "lib/exact/rational.hpp"
#include "lib/nn/activation.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;

enum class Corners { distinct, cancelling };

struct Parameters {
    std::int64_t inside = 1, outside = 2;
    Corners corners = Corners::distinct;
};
using P = Parameters;

/// output relu(w x + b), its corner at -b/w.
struct Unit {
    Rational output, w, b;
};

Rational value(const std::vector<Unit>& units, const Rational& x) {
    Rational sum = 0;
    for (const Unit& unit : units) sum += unit.output * nn::Relu{}.value(Rational(unit.w * x + unit.b));
    return sum;
}

struct Layer {
    std::vector<Unit> units;
    std::vector<Rational>
        grid;  ///< ends of the interval, corners inside, and a point in each gap between those
    std::vector<Rational>
        jumps;  ///< output |w| at those inner points of the grid that are corners, 0 at the others
};

Unit draw_unit(const Rational& corner, random::Stream& stream) {
    const Rational output = exact::draw_magnitude(stream), w = exact::draw_magnitude(stream);
    return {output, w, -w * corner};
}

/// Corners from left to right: half of those outside, the interval with its own, the rest outside. All gaps
/// are magnitudes, so that the order is fixed; so are all weights, whose signs the caller tries. `cancelling`
/// doubles each unit inside by one with the same corner and the opposite jump of slope.
Layer draw(const P& p, random::Stream& stream) {
    Layer layer;
    Rational position = -exact::draw_magnitude(stream);
    const auto advance = [&] { return position += exact::draw_magnitude(stream); };
    const auto outside = [&](std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i) layer.units.push_back(draw_unit(advance(), stream));
    };
    outside(p.outside / 2);
    layer.grid.push_back(advance());
    for (std::int64_t i = 0; i < p.inside; ++i) {
        layer.grid.push_back(advance());
        layer.jumps.push_back(0);
        const Unit unit = draw_unit(advance(), stream);
        layer.units.push_back(unit);
        layer.grid.push_back(position);
        layer.jumps.push_back(unit.output * unit.w);
        if (p.corners == Corners::cancelling) {
            Unit twin = draw_unit(position, stream);
            twin.output = -unit.output * unit.w / twin.w;
            layer.units.push_back(twin);
        }
    }
    layer.grid.push_back(advance());
    layer.jumps.push_back(0);
    layer.grid.push_back(advance());
    outside(p.outside - p.outside / 2);
    return layer;
}

/// Calls f with the units for every pattern of signs of their input weights; the corners stay.
template <class F>
void for_each_pattern(const std::vector<Unit>& units, const F& f) {
    for (std::uint32_t pattern = 0; pattern < std::uint32_t{1} << units.size(); ++pattern) {
        std::vector<Unit> flipped = units;
        for (std::size_t j = 0; j < flipped.size(); ++j)
            if (((pattern >> j) & 1U) != 0) {
                flipped[j].w = -flipped[j].w;
                flipped[j].b = -flipped[j].b;
            }
        f(flipped);
    }
}

struct Tally {
    exact::Certificate affine, bends_at_corners;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.affine, self.bends_at_corners);
    }
};
using T = Tally;

/// Degrees: a value has 4 over a weight for each twin, at most 3; a slope 7 over 4, a change of slope 11
/// over 8.
constexpr exact::Certificate polynomial = {
    .proof = exact::Proof::polynomial, .degree = 32, .values = exact::magnitudes};

void add_layer(std::uint64_t replicate, const Layer& layer, T& tally) {
    bool affine = true, bends = true;
    for_each_pattern(layer.units, [&](const std::vector<Unit>& units) {
        const auto f = [&](const Rational& x) { return value(units, x); };
        const auto changes = exact::slope_changes<Rational>(f, layer.grid);
        affine =
            affine && std::all_of(changes.begin(), changes.end(), [](const Rational& c) { return c == 0; });
        bends = bends && changes == layer.jumps;
    });
    tally.affine.add(replicate, affine);
    tally.bends_at_corners.add(replicate, bends);
}

}  // namespace

engine::Experiment corners_in_range() {
    using namespace engine;
    return experiment<P, T>({
        .name = "corners-in-range",
        .doc = "A hidden layer of ReLU units of one input on an interval, exactly, for every pattern of "
               "weight signs.",
        .parameters =
            {
                integer(&P::inside, {.name = "inside",
                                     .least = 0,
                                     .greatest = 3,
                                     .unit = "corners",
                                     .doc = "corners inside the interval"}),
                integer(&P::outside, {.name = "outside",
                                      .least = 0,
                                      .greatest = 3,
                                      .unit = "corners",
                                      .doc = "corners outside the interval"}),
                choice(
                    &P::corners,
                    {.name = "corners",
                     .choices = {"distinct", "cancelling"},
                     .doc = "corners inside: of one unit each, or of two units whose jumps of slope cancel"}),
            },
        .tally =
            [](const P&) {
                return T{polynomial, polynomial};
            },
        .quantities =
            {
                identity<P, T>("affine", "the output has one slope throughout the interval", &T::affine),
                identity<P, T>("bends_at_corners",
                               "the slope jumps by v |w|, v the unit's output weight, at each corner inside "
                               "and nowhere else in the interval",
                               &T::bends_at_corners),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add_layer(replicates.first + r, draw(p, stream), tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{8}; },
    });
}

}  // namespace assay::experiments
