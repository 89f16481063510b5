// How many ReLU units a continuous piecewise linear function needs: a search over all ways to place them.
// Document: 004 section 1.1.

#include <bit>
#include <vector>

#include "lib/exact/piecewise.hpp"
#include "lib/exact/rational.hpp"
#include "lib/nn/activation.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;

enum class Domain { line, interval };

struct Parameters {
    std::int64_t knots = 3;
    std::int64_t units_beyond_knots = 1;
    Domain domain = Domain::line;
};
using P = Parameters;

/// A continuous function that is affine between its knots and beyond them, with free slopes and gaps. `grid`
/// adds a point left of all knots and one right of them: two such functions with these knots are the same
/// when they agree on the grid.
struct Target {
    std::vector<Rational> grid, values;
    std::vector<Rational> slopes;  ///< of the pieces, from left to right

    [[nodiscard]] std::size_t knots() const { return grid.size() - 2; }
    [[nodiscard]] const Rational& knot(std::size_t k) const { return grid[k + 1]; }
    [[nodiscard]] Rational jump(std::size_t k) const { return slopes[k + 1] - slopes[k]; }
};

Target draw(std::size_t knots, random::Stream& stream) {
    const auto signed_number = [&] {
        const Rational plus = exact::draw_magnitude(stream), minus = exact::draw_magnitude(stream);
        return Rational(plus - minus);
    };
    Target target{{signed_number()}, {signed_number()}, {signed_number()}};
    for (std::size_t k = 0; k <= knots; ++k) {
        const Rational gap = exact::draw_magnitude(stream);
        target.grid.push_back(target.grid.back() + gap);
        target.values.push_back(target.values.back() + target.slopes.back() * gap);
        if (k < knots) target.slopes.push_back(signed_number());
    }
    return target;
}

/// weight relu(direction (x - corner)).
struct Unit {
    Rational weight, corner;
    int direction = 1;
};

/// constant + the sum of the units.
struct Network {
    Rational constant = 0;
    std::vector<Unit> units = {};

    Rational operator()(const Rational& x) const {
        Rational sum = constant;
        for (const Unit& unit : units)
            sum += unit.weight * nn::Relu{}.value(Rational(unit.direction * (x - unit.corner)));
        return sum;
    }
};

/// The places where units can help. Bit k: at knot k, facing right; bit K + k: at knot k, facing left; bit 2
/// K, on an interval alone: at its left end, facing right. A unit with its corner elsewhere adds a kink that
/// the target lacks, and at most two at one place are independent, of which two make one linear term: never
/// fewer units than these.
using Places = std::uint32_t;

/// The one candidate for the places: weights by the kinks that they must make, the first spare unit by the
/// slope of the target's left piece, the constant by its first value.
Network candidate(const Target& target, Places places) {
    const auto has = [places](std::size_t bit) { return ((places >> bit) & 1U) != 0; };
    const std::size_t knots = target.knots();
    Network network;
    Rational missing_slope = target.slopes.front();
    for (std::size_t k = 0; k < knots; ++k)
        if (!has(k) && has(knots + k)) {
            network.units.push_back({target.jump(k), target.knot(k), -1});
            missing_slope += target.jump(k);
        }
    for (std::size_t k = 0; k < knots; ++k) {
        if (!has(k)) continue;
        Rational right = target.jump(k);
        if (has(knots + k)) {
            network.units.push_back({-missing_slope, target.knot(k), -1});
            right += missing_slope;
            missing_slope = 0;
        }
        network.units.push_back({right, target.knot(k), 1});
    }
    if (has(2 * knots)) network.units.push_back({missing_slope, target.grid.front(), 1});
    network.constant = target.values.front() - network(target.grid.front());
    return network;
}

bool equal(const Network& network, const Target& target) {
    for (std::size_t i = 0; i < target.grid.size(); ++i)
        if (network(target.grid[i]) != target.values[i]) return false;
    return true;
}

/// Is the target a constant plus `units` ReLUs?
bool representable(const Target& target, std::int64_t units, Domain domain) {
    const std::size_t bits = 2 * target.knots() + (domain == Domain::interval ? 1 : 0);
    for (Places places = 0; places < Places{1} << bits; ++places)
        if (std::popcount(places) == units && equal(candidate(target, places), target)) return true;
    return false;
}

struct Tally {
    exact::Certificate representable;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.representable);
    }
};
using T = Tally;

/// Degrees: a value of target or candidate has at most 2; for each of at most 2^11 placements equality is a
/// polynomial identity, and that one of them holds is one of the product.
constexpr exact::Certificate polynomial = {
    .proof = exact::Proof::polynomial, .degree = 2 * 2048, .values = exact::magnitudes};

}  // namespace

engine::Experiment piecewise_linear() {
    using namespace engine;
    return experiment<P, T>({
        .name = "piecewise-linear",
        .doc = "Generic continuous piecewise linear functions as a constant plus ReLU units of one input, "
               "exactly.",
        .parameters =
            {
                integer(&P::knots, {.name = "knots",
                                    .least = 1,
                                    .greatest = 5,
                                    .unit = "knots",
                                    .doc = "points where the slope changes"}),
                integer(&P::units_beyond_knots, {.name = "units_beyond_knots",
                                                 .least = -1,
                                                 .greatest = 2,
                                                 .unit = "units",
                                                 .doc = "number of ReLU units less number of knots"}),
                choice(&P::domain, {.name = "domain",
                                    .choices = {"line", "interval"},
                                    .doc = "where the functions must agree: everywhere, or between two "
                                           "points with all knots inside"}),
            },
        .tally = [](const P&) { return T{polynomial}; },
        .quantities = {identity<P, T>(
            "representable", "some placement of the units gives the function exactly", &T::representable)},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    tally.representable.add(replicates.first + r,
                                            representable(draw(static_cast<std::size_t>(p.knots), stream),
                                                          p.knots + p.units_beyond_knots, p.domain));
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{8}; },
    });
}

}  // namespace assay::experiments
