// How tanh s compares with s.
// Document: 001, block on initialization.

#include <cmath>

#include "lib/nn/activation.hpp"
#include "lib/random/uniform.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double greatest = 100;
};
using P = Parameters;

struct Tally {
    exact::Certificate third = {}, quarter = {}, shrinks = {}, keeps = {}, grows = {}, within_1_percent = {};
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.third, self.quarter, self.shrinks, self.keeps, self.grows,
                        self.within_1_percent);
    }
};
using T = Tally;

/// Below 0.01 the bounds differ from the values by less than some thousand rounding errors.
constexpr double least = 0.01;

/// One s of either sign, |s| log-uniform from 0.01 to `greatest`.
void add(std::uint64_t replicate, double s, T& tally) {
    const double y = nn::Tanh{}.value(s), error = std::abs(y - s), cube = std::abs(s) * s * s;
    tally.third.add(replicate, error <= cube / 3);
    tally.quarter.add(replicate, error <= cube / 4);
    tally.shrinks.add(replicate, std::abs(y) < std::abs(s));
    tally.keeps.add(replicate, std::abs(y) == std::abs(s));
    tally.grows.add(replicate, std::abs(y) > std::abs(s));
    tally.within_1_percent.add(replicate, error <= 0.01 * std::abs(s));
}

}  // namespace

engine::Experiment tanh_bounds() {
    using namespace engine;
    return experiment<P, T>({
        .name = "tanh-bounds",
        .doc = "tanh s beside s, for s of either sign whose size is log-uniform from 0.01 to a limit.",
        .parameters = {real(&P::greatest,
                            {.name = "greatest", .least = 0.02, .greatest = 700, .doc = "limit of |s|"})},
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                identity<P, T>("error_within_third", "|tanh s - s| <= |s|^3 / 3", &T::third),
                identity<P, T>("error_within_quarter", "|tanh s - s| <= |s|^3 / 4", &T::quarter),
                identity<P, T>("shrinks", "|tanh s| < |s|", &T::shrinks),
                identity<P, T>("keeps", "|tanh s| = |s|", &T::keeps),
                identity<P, T>("grows", "|tanh s| > |s|", &T::grows),
                identity<P, T>("within_1_percent", "|tanh s - s| <= 0.01 |s|", &T::within_1_percent),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                std::vector<double> u(replicates.count);
                random::fill_uniform(stream, u);
                for (std::uint64_t r = 0; r < replicates.count; ++r) {
                    const double size = least * std::pow(p.greatest / least, u[r]);
                    add(replicates.first + r, r % 2 == 0 ? size : -size, tally);
                }
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{1} << 15U; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
