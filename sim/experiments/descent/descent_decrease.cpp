// Does each step of gradient descent lower the cost, and by how much at least?
// Document: 004 section 2.2.1.
//   Y. Nesterov: Introductory lectures on convex optimization (2004), section 1.2.3, equation 1.2.12: with a
//   gradient of Lipschitz constant L, f(theta - eta g) <= f(theta) - eta (1 - eta L/2) |g|^2.

#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/objective/linear_model.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/objective/separable.hpp"
#include "lib/optim/spectrum.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/normals.hpp"

namespace assay::experiments {
namespace {

using namespace descent;

enum class Cost { quadratic, log_cosh, logistic };

struct Parameters {
    Cost cost = Cost::quadratic;
    double learning_rate = 1, share = 1;
    std::int64_t steps = 30;
};
using P = Parameters;

struct Tally {
    exact::Certificate falls, falls_enough;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.falls, self.falls_enough);
    }
};
using T = Tally;

constexpr Eigen::Index dimension = 5, examples = 20;

/// Over all steps: no step raises the cost, each lowers it by share eta (1 - eta L/2) |g|^2. Both up to the
/// rounding of the cost.
template <optim::Objective Objective>
void add_descent(const P& p, const Objective& objective, double smoothness, Vector at,
                 std::uint64_t replicate, T& tally) {
    const optim::GradientDescent<double> rule{.learning_rate = p.learning_rate / smoothness};
    auto state = rule.init(at.size());
    Vector gradient(at.size());
    bool falls = true, enough = true;
    double before = optim::value(objective, at);
    for (std::int64_t t = 0; t < p.steps; ++t) {
        const double rounding = 1e-13 * std::abs(before);
        objective.gradient(at, gradient);
        rule.step(state, gradient, at);
        const double after = optim::value(objective, at);
        const double least =
            p.share * rule.learning_rate * (1 - p.learning_rate / 2) * gradient.squaredNorm();
        falls = falls && after <= before + rounding;
        enough = enough && before - after >= least - rounding;
        before = after;
    }
    tally.falls.add(replicate, falls);
    tally.falls_enough.add(replicate, enough);
}

/// The second derivative of the logistic loss is at most 1/4: the mean over examples has a curvature of at
/// most |X|^2 / (4 n), the norm that of the matrix's elements.
void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    const Vector start = normals(dimension, stream);
    if (p.cost == Cost::quadratic) {
        const optim::Quadratic<double> bowl{optim::equally_spaced(0.2, 1.0, dimension)};
        add_descent(p, bowl, 1, start, replicate, tally);
    } else if (p.cost == Cost::log_cosh) {
        const optim::Separable<optim::LogCosh<double>> flat{.parameters = dimension};
        add_descent(p, flat, 1, Vector(3 * start), replicate, tally);
    } else {
        optim::LogisticRegression<double> model{.inputs = normals(examples, dimension, stream),
                                                .targets = normals(examples, stream),
                                                .scaling = optim::Scaling::mean};
        for (double& label : model.targets) label = label < 0 ? -1 : 1;
        const double smoothness = model.inputs.squaredNorm() / (4.0 * examples);
        add_descent(p, model, smoothness, start, replicate, tally);
    }
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment descent_decrease() {
    using namespace engine;
    return experiment<P, T>({
        .name = "descent-decrease",
        .doc = "The cost along gradient descent from a random start: a quadratic with curvatures 0.2 to 1, "
               "ln cosh of each parameter, or the mean logistic loss on random data.",
        .parameters = {choice(&P::cost, {.name = "cost",
                                         .choices = {"quadratic", "log-cosh", "logistic"},
                                         .doc = "what is minimised"}),
                       real(&P::learning_rate, {.name = "learning_rate",
                                                .least = 1e-6,
                                                .greatest = 100,
                                                .unit = "1/L",
                                                .doc = "step size, L bounding the curvature"}),
                       real(&P::share,
                            {.name = "share",
                             .least = 0,
                             .greatest = 100,
                             .doc = "multiple of eta (1 - eta L/2) |gradient|^2 that is demanded"}),
                       integer(&P::steps,
                               {.name = "steps", .least = 1, .greatest = 1000, .doc = "steps of descent"})},
        .tally =
            [](const P&) {
                return T{sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>("falls", "no step raises the cost", &T::falls),
                identity<P, T>("falls_enough",
                               "each step lowers the cost by at least share eta (1 - eta L/2) |gradient|^2",
                               &T::falls_enough),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{128}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
