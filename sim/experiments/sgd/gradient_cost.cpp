// Multiplications of a full gradient and of a minibatch's.

#include "lib/exact/counted.hpp"
#include "lib/linear/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using exact::Counted;

struct Parameters {
    std::int64_t examples = 1000, dimension = 10, batch = 10;
};
using P = Parameters;

struct Tally {
    stats::Computed full, batch;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.full, self.batch);
    }
};
using T = Tally;

/// Products with an input, counted in the library's own gradient of the first `rows` examples: inputs times
/// weights and inputs times residuals. The sum's factor 2, once for each weight whatever the number of
/// examples, is not among them.
stats::Computed cost(const P& p, std::int64_t rows) {
    std::uint64_t count = 0;
    const auto inputs = linear::Matrix<Counted>::Constant(rows, p.dimension, Counted(1, &count)).eval();
    const auto targets = linear::Vector<Counted>::Constant(rows, Counted(1)).eval();
    const auto weights = linear::Vector<Counted>::Constant(p.dimension, Counted(1)).eval();
    (void)linear::gradient(inputs, targets, weights, Counted(0));
    return {static_cast<double>(count) - static_cast<double>(p.dimension), 0};
}

std::uint64_t block(const P& p, random::Stream&, engine::Replicates, T& tally) {
    tally.full = cost(p, p.examples);
    tally.batch = cost(p, std::min(p.batch, p.examples));
    return 0;
}

}  // namespace

engine::Experiment gradient_cost() {
    using namespace engine;
    return experiment<P, T>({
        .name = "gradient-cost",
        .doc = "Multiplications over examples of the gradient of a linear model's squared error, of all "
               "examples and of a minibatch, counted.",
        .parameters =
            {
                integer(&P::examples, {.name = "examples", .least = 1, .greatest = 10000, .doc = "n"}),
                integer(&P::dimension, {.name = "dimension", .least = 1, .greatest = 100, .doc = "weights"}),
                integer(&P::batch, {.name = "batch", .least = 1, .greatest = 10000, .doc = "m, at most n"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("full_cost", "multiplications of the full gradient", &T::full),
                computed<P, T>("batch_cost", "multiplications of a minibatch's", &T::batch),
                scalar<P, T>("cost_ratio", "the former over the latter",
                             [](const P&, const T& t, double) {
                                 return stats::Computed{t.full.value / t.batch.value,
                                                        t.full.value / t.batch.value * 0x1p-52}
                                     .estimate();
                             }),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
