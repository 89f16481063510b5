// The mean of RMSProp's average of squared gradients, by step.
// Document: 002, slide on Adam.

#include <array>

#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/rmsprop.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double decay = 0.9, mean = 1, sd = 1;
};
using P = Parameters;

constexpr std::array<double, 7> points = {1, 2, 5, 10, 20, 50, 100};
constexpr Eigen::Index lanes = 512;  ///< replicates side by side

struct Tally {
    std::vector<stats::Moments> second_moment = std::vector<stats::Moments>(points.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.second_moment);
    }
};
using T = Tally;

void run(const P& p, random::Stream& stream, Eigen::Index replicates, T& tally) {
    const optim::RmsProp<double> rule{.learning_rate = 1e-3, .decay = p.decay};
    auto state = rule.init(replicates);
    optim::Vector<double> gradient(replicates), parameters = optim::Vector<double>::Zero(replicates);
    std::size_t next = 0;
    for (double t = 1; t <= points.back(); ++t) {
        optim::draw_normal_gradient(stream, p.mean, p.sd, gradient);
        rule.step(state, gradient, parameters);
        if (t != points[next]) continue;
        tally.second_moment[next].add(std::span(state.second.data(), std::size_t(replicates)));
        ++next;
    }
}

}  // namespace

engine::Experiment second_moment_bias() {
    using namespace engine;
    return experiment<P, T>({
        .name = "second-moment-bias",
        .doc = "RMSProp's average r of squared gradients, from r = 0, when gradients are independent normal "
               "numbers.",
        .parameters = {real(&P::decay, {.name = "decay",
                                        .least = 0,
                                        .greatest = 0.9999,
                                        .doc = "rho, the share of the old average that is kept"}),
                       real(&P::mean, {.name = "mean", .least = -1e3, .greatest = 1e3, .doc = "of g"}),
                       real(
                           &P::sd,
                           {.name = "sd", .least = 1e-3, .greatest = 1e3, .doc = "standard deviation of g"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {series<P, T>(
            "second_moment", "step", "mean of r after this many steps",
            [](const P&) { return std::vector<double>(points.begin(), points.end()); },
            [](const P&, const T& t, std::size_t i, double level) {
                return stats::student_mean(t.second_moment[i], level);
            })},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t done = 0; done < replicates.count; done += lanes)
                    run(p, stream, std::min<Eigen::Index>(lanes, Eigen::Index(replicates.count - done)),
                        tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{8192}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
