#include "sim/audit/samples.hpp"

#include <cmath>
#include <memory>
#include <numbers>

#include "lib/stats/betting.hpp"
#include "lib/stats/normal_sample.hpp"
#include "sim/audit/draws.hpp"

namespace assay::audit {
namespace {

struct None {};

struct Small {
    stats::Proportion event;
    stats::BoundedSample uniform{stats::Range{0, 1}};
    stats::Moments normal;
    stats::Histogram cauchy;
    std::vector<stats::Proportion> steps{4};
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.event, self.uniform, self.normal, self.cauchy, self.steps);
    }
};

struct Large {
    stats::Moments exponential;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.exponential);
    }
};

}  // namespace

engine::Experiment small_sample() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(1024));
    return experiment<None, Small>(
        {.name = "small-sample",
         .doc = "Quantities of known truth, few replicates.",
         .tally = [cells](const None&) { return Small{.cauchy = stats::Histogram(cells)}; },
         .quantities = {probability<None, Small>("event", "an event of probability 0.3", &Small::event),
                        bounded_mean<None, Small>("uniform", "mean of a number in [0, 1]", &Small::uniform),
                        scalar<None, Small>("normal_mean", "mean of a normal number",
                                            [](const None&, const Small& t, double level) {
                                                return stats::normal_mean(t.normal, level);
                                            }),
                        scalar<None, Small>("normal_variance", "variance of a normal number",
                                            [](const None&, const Small& t, double level) {
                                                return stats::normal_variance(t.normal, level);
                                            }),
                        quantile<None, Small>("median", "median of a Cauchy number", &Small::cauchy, 0.5),
                        law<None, Small>("law", "law of a Cauchy number", &Small::cauchy),
                        series<None, Small>(
                            "steps", "step", "P(uniform < step/5)",
                            [](const None&) {
                                return std::vector<double>{1, 2, 3, 4};
                            },
                            [](const None&, const Small& t, std::size_t point, double level) {
                                return stats::clopper_pearson(t.steps[point], level);
                            })},
         .block =
             [](const None&, random::Stream& stream, Replicates replicates, Small& t) {
                 add_trials(stream, replicates.count, 0.3, t.event);
                 t.uniform.add(uniforms(stream, replicates.count));
                 t.normal.add(normals(stream, replicates.count));
                 t.cauchy.add(mapped(uniforms(stream, replicates.count),
                                     [](double u) { return std::tan(std::numbers::pi * (u - 0.5)); }));
                 for (const double u : uniforms(stream, replicates.count))
                     for (std::size_t k = 0; k < t.steps.size(); ++k)
                         t.steps[k].add(u < static_cast<double>(k + 1) / 5);
                 return std::uint64_t{0};
             },
         .replicates_per_block = [](const None&) { return std::uint64_t{64}; },
         .blocks = 16});
}

engine::Experiment large_sample() {
    using namespace engine;
    return experiment<None, Large>(
        {.name = "large-sample",
         .doc = "A quantity of known truth, many replicates.",
         .tally = [](const None&) { return Large{}; },
         .quantities = {mean<None, Large>("mean", "mean of an exponential number", &Large::exponential)},
         .block =
             [](const None&, random::Stream& stream, Replicates replicates, Large& t) {
                 t.exponential.add(
                     mapped(uniforms(stream, replicates.count), [](double u) { return -std::log(u); }));
                 return std::uint64_t{0};
             },
         .replicates_per_block = [](const None&) { return std::uint64_t{12800}; },
         .blocks = 16});
}

}  // namespace assay::audit
