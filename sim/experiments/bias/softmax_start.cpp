// Biases for which a softmax gives prescribed probabilities.
// Document: 002, slide on output biases.

#include <cmath>

#include "lib/nn/bias.hpp"
#include "lib/nn/loss.hpp"
#include "lib/random/uniform.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using nn::Index;
using Matrix = nn::Matrix<double>;
using Vector = nn::Vector<double>;

struct Parameters {
    std::int64_t classes = 3;
    double offset = 0, first = 0.9, second = 0.07;
};
using P = Parameters;

constexpr std::array<double, 6> bounds = {1, 5, 13, 20, 100, 350};
constexpr double tolerance = 1e-12;

struct Tally {
    exact::Certificate solves, solves_shifting_one, solves_itself, only_solution, centred_is_unique;
    stats::Computed start_loss, start_loss_at_zero;
    std::vector<stats::Computed> least_probability = std::vector<stats::Computed>(bounds.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.solves, self.solves_shifting_one, self.solves_itself, self.only_solution,
                        self.centred_is_unique, self.start_loss, self.start_loss_at_zero,
                        self.least_probability);
    }
};
using T = Tally;

Vector softmax(const Vector& logits) {
    Matrix probabilities;
    nn::softmax(Matrix(logits), probabilities);
    return probabilities;
}
bool close(const Vector& a, const Vector& b) {
    return (a - b).cwiseAbs().maxCoeff() <= tolerance;
}

/// Probabilities proportional to cubes of uniform numbers: most of them skewed.
Vector draw_probabilities(Index classes, random::Stream& stream) {
    Vector c(classes);
    random::fill_uniform(stream, std::span(c.data(), static_cast<std::size_t>(classes)));
    c = c.array().cube() + 1e-6;
    return c / c.sum();
}

void add_random(const P& p, random::Stream& stream, std::uint64_t number, T& tally) {
    const Vector c = draw_probabilities(p.classes, stream), b = nn::softmax_bias(c);
    const Vector shifted = b.array() + p.offset;
    Vector one_shifted = b;
    one_shifted[0] += p.offset;
    tally.solves.add(number, close(softmax(shifted), c));
    tally.solves_shifting_one.add(number, close(softmax(one_shifted), c));
    tally.solves_itself.add(number, close(softmax(c), c));
    tally.only_solution.add(number, close(shifted, b) || !close(softmax(shifted), c));
    // Any solution, centred, is the same one: here that of logarithms without a constant.
    const Vector logarithms = c.array().log() + p.offset;
    tally.centred_is_unique.add(
        number, close(softmax(logarithms), c) && close(logarithms.array() - logarithms.mean(), b));
}

/// The mean cross-entropy over data whose classes have the shares c; rounding adds a few units of 10^-16.
stats::Computed loss(const Vector& bias, const Vector& c) {
    return {nn::softmax_cross_entropy(Matrix(bias), Matrix(c), nn::Reduction::mean), 1e-14};
}

void add_fixed(const P& p, T& tally) {
    const double third = 1 - p.first - p.second;
    if (third > 0) {
        const Vector c = (Vector(3) << p.first, p.second, third).finished();
        tally.start_loss = loss(nn::softmax_bias(c), c);
        tally.start_loss_at_zero = loss(Vector::Zero(3), c);
    }
    // A class is the less probable the lower its own bias and the higher those of the others.
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        Vector b = Vector::Constant(p.classes, bounds[i]);
        b[0] = -bounds[i];
        const double least = softmax(b)[0];
        tally.least_probability[i] = {least, 1e-14 * least};
    }
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment softmax_start() {
    using namespace engine;
    return experiment<P, T>({
        .name = "softmax-start",
        .doc = "A softmax of biases alone: which probabilities it gives, for random ones that it should give "
               "and for three of the first parameters.",
        .parameters =
            {
                integer(&P::classes, {.name = "classes", .least = 2, .greatest = 1000, .doc = "classes"}),
                real(&P::offset, {.name = "offset",
                                  .least = -300,
                                  .greatest = 300,
                                  .doc = "number added to the biases found"}),
                real(&P::first,
                     {.name = "first", .least = 1e-6, .greatest = 1, .doc = "share of the first class"}),
                real(&P::second,
                     {.name = "second", .least = 1e-6, .greatest = 1, .doc = "share of the second class"}),
            },
        .tally = [](const P&) { return T{sampled, sampled, sampled, sampled, sampled, {}, {}}; },
        .quantities =
            {
                identity<P, T>("solves", "softmax(b + offset) is c, to 10^-12, for the b found for c",
                               &T::solves),
                identity<P, T>("solves_shifting_one", "the same with the offset in the first class alone",
                               &T::solves_shifting_one),
                identity<P, T>("solves_itself", "softmax(c) is c, to 10^-12", &T::solves_itself),
                identity<P, T>("only_solution", "b + offset is b, or does not give c", &T::only_solution),
                identity<P, T>("centred_is_unique",
                               "ln c + offset gives c as well and, less its mean, is b, to 10^-12",
                               &T::centred_is_unique),
                computed<P, T>("start_loss",
                               "cross-entropy before training with biases from the shares of three classes: "
                               "first, second and the rest",
                               &T::start_loss),
                computed<P, T>("start_loss_at_zero", "the same with biases 0", &T::start_loss_at_zero),
                series<P, T>(
                    "least_probability", "bound",
                    "the least probability of a class that biases of at most this size give",
                    [](const P&) { return std::vector<double>(bounds.begin(), bounds.end()); },
                    [](const P&, const T& t, std::size_t i, double) {
                        return t.least_probability[i].estimate();
                    }),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add_random(p, stream, replicates.first + r, tally);
                add_fixed(p, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{256}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
