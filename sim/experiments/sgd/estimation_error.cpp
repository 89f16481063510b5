// How the error of an estimate falls with the number of observations, for a regular model and for one whose
// support depends on the parameter.

#include <algorithm>

#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

enum class Estimator { normal_mean, uniform_maximum, uniform_mean };

struct Parameters {
    Estimator estimator = Estimator::normal_mean;
    std::int64_t dimension = 4;
};
using P = Parameters;

constexpr std::size_t most = 64;

std::vector<double> sizes(const P&) {
    return {4, 8, 16, 32, most};
}

struct Tally {
    std::vector<stats::Moments> error = std::vector<stats::Moments>(5);
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.error);
    }
};
using T = Tally;

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates replicates, T& tally) {
    const std::size_t d = p.estimator == Estimator::normal_mean ? static_cast<std::size_t>(p.dimension) : 1;
    std::vector<double> data(most * d), sum(d);
    const auto counts = sizes(p);
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        if (p.estimator == Estimator::normal_mean)
            random::fill_normal(stream, data);
        else
            random::fill_uniform(stream, data);
        std::fill(sum.begin(), sum.end(), 0.0);
        double greatest = 0;
        for (std::size_t i = 0, used = 0; i < counts.size(); ++i) {
            const auto n = static_cast<std::size_t>(counts[i]);
            for (; used < n; ++used)
                for (std::size_t j = 0; j < d; ++j) {
                    sum[j] += data[used * d + j];
                    greatest = std::max(greatest, data[used * d + j]);
                }
            double error = 0;
            for (const double s : sum) {
                const double mean = s / counts[i];
                const double off = p.estimator == Estimator::normal_mean    ? mean
                                   : p.estimator == Estimator::uniform_mean ? 2 * mean - 1
                                                                            : greatest - 1;
                error += off * off;
            }
            tally.error[i].add(error);
        }
    }
    return 0;
}

}  // namespace

engine::Experiment estimation_error() {
    using namespace engine;
    return experiment<P, T>({
        .name = "estimation-error",
        .doc = "Mean squared error of an estimate from n observations: of the mean of a standard normal law "
               "by their mean; of the end 1 of the uniform law on [0,1] by the largest of them, or by twice "
               "their mean.",
        .parameters = {choice(&P::estimator, {.name = "estimator",
                                              .choices = {"normal-mean", "uniform-maximum", "uniform-mean"},
                                              .doc = "what is estimated, and how"}),
                       integer(&P::dimension, {.name = "dimension",
                                               .least = 1,
                                               .greatest = 64,
                                               .doc = "p, of the normal law; the uniform one has 1"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {series<P, T>("error", "observations", "mean squared distance from the true value",
                                    sizes,
                                    [](const P&, const T& t, std::size_t i, double level) {
                                        return stats::student_mean(t.error[i], level);
                                    })},
        .block = block,
        .replicates_per_block =
            [](const P& p) { return p.estimator == Estimator::normal_mean ? 8192 : 65536; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
