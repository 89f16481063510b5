// Every method with its best rate, on an ill-conditioned quadratic and on a regression with rare features,
// both along the axes and turned against them.
// Documents: 002, slides on algorithms with adaptive learning rates; 003, "Motivation" and "Idea".

#include <array>
#include <cmath>
#include <memory>

#include "lib/optim/advance.hpp"
#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "lib/stats/combine.hpp"
#include "sim/experiments/adaptive/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;
using Vector = optim::Vector<double>;

enum class Problem { aligned, rotated, sparse, sparse_rotated };

struct Parameters {
    Rule rule = Rule::adagrad;
    Problem problem = Problem::aligned;
    double condition = 1000, noise = 1;
};
using P = Parameters;

constexpr Eigen::Index dimension = 8;
constexpr Eigen::Index lanes = 32;  ///< replicates side by side
constexpr std::array<double, 3> points = {100, 300, 1000};
/// 10^-3, 10^-2.75, ..., 10^1.5.
constexpr std::size_t rates = 19;
double rate(std::size_t i) {
    return std::pow(10.0, -3 + 0.25 * double(i));
}

struct Tally {
    std::vector<stats::Histogram> losses;  ///< log10, of each rate at each point
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.losses);
    }
};
using T = Tally;

/// The orthogonal and symmetric matrix of entries +-8^(-1/2), times a vector: parameter i of every replicate
/// is a segment of `values`. Each eigenvector gets an equal share of every axis.
void turn(Vector& values) {
    const Eigen::Index n = values.size() / dimension;
    for (Eigen::Index half = 1; half < dimension; half *= 2)
        for (Eigen::Index i = 0; i < dimension; ++i) {
            if ((i & half) != 0) continue;
            for (Eigen::Index r = 0; r < n; ++r) {
                double& a = values[i * n + r];
                double& b = values[(i + half) * n + r];
                const double sum = a + b;
                b = a - b;
                a = sum;
            }
        }
    values *= 1 / std::sqrt(double(dimension));
}

/// Curvatures: condition^(i/7), or the probability 2^-i that feature i is not 0.
std::array<double, dimension> curvatures(const P& p) {
    std::array<double, dimension> h{};
    for (std::size_t i = 0; i < h.size(); ++i)
        h[i] = p.problem <= Problem::rotated ? std::pow(p.condition, double(i) / (dimension - 1))
                                             : std::pow(0.5, double(i));
    return h;
}

/// Gradients of replicates side by side.
class Gradient {
  public:
    Gradient(const P& p, random::Stream& stream)
        : p_(p),
          stream_(stream),
          h_(curvatures(p)),
          turned_(p.problem == Problem::rotated || p.problem == Problem::sparse_rotated),
          own_(dimension * lanes),
          uniform_(dimension * lanes),
          noise_(lanes) {}

    /// The gradient of sum of h_i u_i^2 / 2 with u the parameters, or Q times them; or of (x'u - z)^2 / 2 for
    /// a new example of features x_i = -1 or 1 with probability h_i/2 each, or 0, and noise z.
    void operator()(const Vector& at, Vector& out) {
        own_ = at;
        if (turned_) turn(own_);
        if (p_.problem <= Problem::rotated)
            for (Eigen::Index i = 0; i < dimension; ++i)
                out.segment(i * lanes, lanes) = own_.segment(i * lanes, lanes) * h_[std::size_t(i)];
        else
            example_gradient(out);
        if (turned_) turn(out);
    }
    /// log10 of the expected loss less its minimum, sum of h_i u_i^2 / 2, within [-16, 8]; 8 when it is no
    /// number.
    std::array<double, lanes> log_losses(const Vector& at) {
        own_ = at;
        if (turned_) turn(own_);
        std::array<double, lanes> all{};
        for (Eigen::Index r = 0; r < lanes; ++r) {
            double loss = 0;
            for (Eigen::Index i = 0; i < dimension; ++i)
                loss += h_[std::size_t(i)] * own_[i * lanes + r] * own_[i * lanes + r] / 2;
            all[std::size_t(r)] = loss < 1e8 ? std::log10(std::max(loss, 1e-16)) : 8;
        }
        return all;
    }

  private:
    void example_gradient(Vector& out) {
        random::fill_uniform(stream_, uniform_);
        random::fill_normal(stream_, std::span(noise_.data(), lanes));
        noise_ *= -p_.noise;
        for (Eigen::Index i = 0; i < dimension; ++i) {
            const auto half = static_cast<float>(h_[std::size_t(i)] / 2);
            for (Eigen::Index r = 0; r < lanes; ++r) {
                const float u = uniform_[std::size_t(i * lanes + r)];
                out[i * lanes + r] = u < half ? -1 : u > 1 - half ? 1 : 0;
                noise_[r] += out[i * lanes + r] * own_[i * lanes + r];
            }
        }
        for (Eigen::Index i = 0; i < dimension; ++i) out.segment(i * lanes, lanes).array() *= noise_.array();
    }

    P p_;
    random::Stream& stream_;
    std::array<double, dimension> h_;
    bool turned_;
    Vector own_;
    std::vector<float> uniform_;
    Vector noise_;
};

/// The hyperparameters that the documents and PyTorch give, but for the rate.
Settings settings(Rule rule, double learning_rate) {
    Settings s{.rule = rule, .learning_rate = learning_rate};
    switch (rule) {
        case Rule::adam:
            s.decay = 0.999;
            s.epsilon = 1e-8;
            break;
        case Rule::adadelta:
            s.decay = 0.95;
            [[fallthrough]];
        case Rule::rmsprop:
        case Rule::rmsprop_momentum:
        case Rule::rmsprop_nesterov:
            s.epsilon = 1e-6;
            s.place = optim::Epsilon::inside_root;
            break;
        default:
            break;
    }
    return s;
}

/// Starts are standard normal. Every rate sees the same starts and examples.
void run(const P& p, random::Stream& stream, T& tally) {
    Vector start(dimension * lanes);
    random::fill_normal(stream, std::span(start.data(), std::size_t(start.size())));
    const random::Stream examples = stream;
    for (std::size_t i = 0; i < rates; ++i) {
        stream = examples;
        with_rule(settings(p.rule, rate(i)), [&](const auto& rule) {
            Gradient gradient(p, stream);
            const auto gradient_of = [&](const Vector& at, Vector& out) { gradient(at, out); };
            auto state = rule.init(start.size());
            optim::Workspace<double> workspace(start.size());
            Vector at = start;
            std::size_t next = 0;
            for (double t = 1; t <= points.back(); ++t) {
                optim::advance(rule, state, gradient_of, at, workspace);
                if (t != points[next]) continue;
                tally.losses[i * points.size() + next].add(gradient.log_losses(at));
                ++next;
            }
        });
    }
}

/// The least of the rates' medians: each at its share of the level, so that the least of the ends holds.
stats::Estimate best(const T& t, std::size_t point, double level) {
    stats::Estimate least;
    for (std::size_t i = 0; i < rates; ++i) {
        auto one = stats::quantile(t.losses[i * points.size() + point], 0.5, level / rates);
        if (i == 0) {
            least = one;
            continue;
        }
        const double lower = std::min(least.lower, one.lower), upper = std::min(least.upper, one.upper);
        if (one.value < least.value) least = one;
        least.lower = lower;
        least.upper = upper;
    }
    least.lasting_below = least.lasting_above = 0.01;
    return least;
}

}  // namespace

engine::Experiment convergence() {
    using namespace engine;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(4096));
    return experiment<P, T>({
        .name = "convergence",
        .doc =
            "Loss after 100, 300 and 1000 steps in 8 parameters from standard normal starts, by the best of "
            "the rates 10^-3, 10^-2.75, ..., 10^1.5 for that number of steps. Momenta are 0.9; decays and "
            "epsilons are those of the documents: RMSProp 0.9 and 1e-6, Adam 0.9, 0.999 and 1e-8, AdaDelta "
            "0.95 and 1e-6, AdaGrad 1e-7.",
        .parameters =
            {choice(&P::rule, {.name = "rule", .choices = rule_names(), .doc = "the update rule"}),
             choice(
                 &P::problem,
                 {.name = "problem",
                  .choices = {"aligned", "rotated", "sparse", "sparse-rotated"},
                  .doc = "a quadratic with curvatures from 1 to the condition, or a linear regression, an "
                         "example a step, with features of 1 or -1 that are there with probability 1, 1/2, "
                         "..., 1/128; along the axes, or turned so that all have a part in each parameter"}),
             real(&P::condition, {.name = "condition",
                                  .least = 1,
                                  .greatest = 1e4,
                                  .doc = "of the quadratic: largest over smallest curvature"}),
             real(&P::noise, {.name = "noise",
                              .least = 0,
                              .greatest = 10,
                              .doc = "of the regression: standard deviation of the targets' noise"})},
        .tally =
            [cells](const P&) {
                return T{std::vector<stats::Histogram>(rates * points.size(), stats::Histogram(cells))};
            },
        .quantities = {series<P, T>(
            "log_loss", "step",
            "median of log10 of the excess loss, between 1e-16 and 1e8, with the best rate for this step",
            [](const P&) { return std::vector<double>(points.begin(), points.end()); },
            [](const P&, const T& t, std::size_t i, double level) { return best(t, i, level); })},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t done = 0; done < replicates.count; done += lanes) run(p, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{lanes}; },
        .blocks = 256,
    });
}

}  // namespace assay::experiments
