// Where gradient descent on a function of one variable ends, and how soon, by where it starts.
// Document: 002, slide on initialization strategies.

#include <boost/random/uniform_01.hpp>
#include <cmath>

#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Cost { double_well, quadratic };

struct Parameters {
    Cost cost = Cost::double_well;
    double tilt = 0, learning_rate = 0.01, least_start = 0.5, greatest_start = 1.5;
};
using P = Parameters;

struct Tally {
    exact::Certificate side_of_start, diverges, one_limit, costs_differ, slower_from_the_middle;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.side_of_start, self.diverges, self.one_limit, self.costs_differ,
                        self.slower_from_the_middle);
    }
};
using T = Tally;

/// (x^2 - 1)^2 + tilt x, or x^2 + tilt x.
double cost(const P& p, double x) {
    const double base = p.cost == Cost::double_well ? (x * x - 1) * (x * x - 1) : x * x;
    return base + p.tilt * x;
}
double slope(const P& p, double x) {
    return (p.cost == Cost::double_well ? 4 * x * (x * x - 1) : 2 * x) + p.tilt;
}

struct End {
    double x = 0;
    int steps = 0;
    bool converged = false, diverged = false;
};

/// Until the slope is below 1e-9 in size, the point beyond 1e6, or 100000 steps are done.
End descend(const P& p, double start) {
    constexpr int patience = 100000;
    End end{.x = start};
    for (; end.steps < patience && !end.converged && !end.diverged; ++end.steps) {
        end.x -= p.learning_rate * slope(p, end.x);
        end.converged = std::abs(slope(p, end.x)) < 1e-9;
        end.diverged = !(std::abs(end.x) < 1e6);
    }
    return end;
}

/// Starts at x, -x and x/1000, x of a random size and sign.
void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    const double size =
        p.least_start + (p.greatest_start - p.least_start) * boost::random::uniform_01<double>()(stream);
    const double start = stream() % 2U == 0 ? size : -size;
    const End here = descend(p, start), there = descend(p, -start), middle = descend(p, start / 1000);
    const bool both = here.converged && there.converged;
    tally.side_of_start.add(
        replicate, both && here.x * start > 0 && there.x * start < 0 && std::abs(here.x - there.x) > 0.1);
    tally.diverges.add(replicate, here.diverged && there.diverged);
    tally.one_limit.add(replicate, both && std::abs(here.x - there.x) < 1e-6);
    tally.costs_differ.add(replicate, both && std::abs(cost(p, here.x) - cost(p, there.x)) > 0.1);
    tally.slower_from_the_middle.add(replicate,
                                     here.converged && middle.converged && 2 * middle.steps > 3 * here.steps);
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment starting_points() {
    using namespace engine;
    return experiment<P, T>({
        .name = "starting-points",
        .doc = "Gradient descent on (x^2 - 1)^2 + tilt x or on x^2 + tilt x, from a random start and from "
               "its mirror image.",
        .parameters =
            {choice(&P::cost, {.name = "cost",
                               .choices = {"double-well", "quadratic"},
                               .doc = "(x^2 - 1)^2, with minima at -1 and 1, or x^2"}),
             real(&P::tilt, {.name = "tilt", .least = -1, .greatest = 1, .doc = "slope that is added"}),
             real(&P::learning_rate,
                  {.name = "learning_rate", .least = 0, .greatest = 10, .doc = "size of a step"}),
             real(&P::least_start,
                  {.name = "least_start", .least = 0, .greatest = 100, .doc = "smallest size of a start"}),
             real(&P::greatest_start,
                  {.name = "greatest_start", .least = 0, .greatest = 100, .doc = "largest size of a start"})},
        .tally =
            [](const P&) {
                return T{sampled, sampled, sampled, sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>(
                    "side_of_start",
                    "both starts converge, each to a point with the sign of its start, at least 0.1 apart",
                    &T::side_of_start),
                identity<P, T>("diverges", "from both starts the point leaves every bound", &T::diverges),
                identity<P, T>("one_limit", "both starts converge, to the same point", &T::one_limit),
                identity<P, T>("costs_differ", "both starts converge, to costs that differ by more than 0.1",
                               &T::costs_differ),
                identity<P, T>("slower_from_the_middle",
                               "from a start a thousand times as near to 0 descent converges too, in more "
                               "than 1.5 times as many steps",
                               &T::slower_from_the_middle),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return 256; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
