// Gradients of the examples of a small data set and of all of its minibatches, in exact arithmetic.

#include <memory>

#include "lib/exact/linear_algebra.hpp"
#include "lib/exact/rational.hpp"
#include "lib/optim/minibatch.hpp"
#include "lib/optim/objective/linear_model.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using Eigen::Index;
using exact::Rational;
using Vector = optim::Vector<Rational>;
using Value = std::vector<Rational>;
using Model = optim::LeastSquares<Rational>;

enum class Labels { noisy, realisable };

struct Parameters {
    std::int64_t examples = 5, dimension = 2, batch = 2;
    Labels labels = Labels::noisy;
};
using P = Parameters;

/// Mean and mean square of the distance from the full gradient, over equally likely batches.
struct Scatter {
    Vector mean;
    Rational variance;
};

struct Instance {
    Vector full, weighted, reweighted;
    Scatter subsets, sequences, single;  ///< single: batches of one example
    Rational population, factor;         ///< 1/m, (n - m)/(n - 1) in `factor`
    Rational inverse_batch;
    Rational at_minimum;  ///< mean square of an example's gradient at the minimum
    Rational cost, least, form;
    Vector minimum, truth;
};

Vector draw_vector(Index size, random::Stream& stream) {
    Vector v(size);
    for (Index i = 0; i < size; ++i) v[i] = exact::draw_magnitude(stream);
    return v;
}

Vector batch_gradient(const Model& model, std::span<const Index> batch, const Vector& at) {
    Vector gradient(at.size());
    model.batch_gradient(batch, at, gradient);
    return gradient;
}

/// `enumerate(visit)` visits every batch once.
template <class Enumerate>
Scatter scatter(const Model& model, const Vector& at, const Vector& full, Enumerate enumerate) {
    Scatter all{Vector::Constant(at.size(), Rational(0)), 0};
    Rational count = 0;
    enumerate([&](std::span<const Index> batch) {
        const Vector gradient = batch_gradient(model, batch, at);
        all.mean += gradient;
        all.variance += (gradient - full).squaredNorm();
        count += 1;
    });
    all.mean /= count;
    all.variance /= count;
    return all;
}

/// The mean of gradients of one example, example j with probability proportional to j + 1; reweighted: each
/// divided by n times its probability.
Vector unequal_mean(const Model& model, const Vector& at, bool reweighted) {
    const Index n = model.examples();
    Vector mean = Vector::Constant(at.size(), Rational(0));
    for (Index j = 0; j < n; ++j) {
        const Rational probability = Rational(j + 1) / Rational(n * (n + 1) / 2);
        const Rational weight = reweighted ? Rational(1) / (Rational(n) * probability) : Rational(1);
        mean += batch_gradient(model, std::span(&j, 1), at) * Rational(weight * probability);
    }
    return mean;
}

Rational cost(const Model& model, const Vector& at) {
    Vector value(1);
    model.values(at, value);
    return value[0];
}

Instance instance(const P& p, random::Stream& stream) {
    Model model{.inputs = Model::Inputs(p.examples, p.dimension),
                .targets = Vector(p.examples),
                .scaling = optim::Scaling::mean};
    for (Index j = 0; j < p.examples; ++j) model.inputs.row(j) = draw_vector(p.dimension, stream).transpose();
    Instance i;
    i.truth = draw_vector(p.dimension, stream);
    model.targets = model.inputs.lazyProduct(i.truth);
    const Vector noise = draw_vector(p.examples, stream);
    if (p.labels == Labels::noisy) model.targets += noise;
    const Vector at = draw_vector(p.dimension, stream);

    i.full.resize(p.dimension);
    model.gradient(at, i.full);
    i.subsets = scatter(model, at, i.full, [&](auto visit) {
        optim::for_each_subset(p.examples, std::min(p.batch, p.examples), visit);
    });
    i.sequences =
        scatter(model, at, i.full, [&](auto visit) { optim::for_each_sequence(p.examples, p.batch, visit); });
    i.single = scatter(model, at, i.full, [&](auto visit) { optim::for_each_subset(p.examples, 1, visit); });
    i.weighted = unequal_mean(model, at, false);
    i.reweighted = unequal_mean(model, at, true);
    i.population = i.single.variance;
    i.inverse_batch = Rational(1) / Rational(std::min(p.batch, p.examples));
    i.factor = Rational(p.examples - std::min(p.batch, p.examples)) / Rational(p.examples - 1);

    const auto x = model.inputs;
    const exact::Matrix<Rational> gram = x.transpose().lazyProduct(x);
    const exact::Matrix<Rational> right = x.transpose().lazyProduct(model.targets);
    i.minimum = exact::solve(gram, right).value();
    const Vector zero = Vector::Constant(p.dimension, Rational(0));
    i.at_minimum = scatter(model, i.minimum, zero, [&](auto visit) {
                       optim::for_each_subset(p.examples, 1, visit);
                   }).variance;
    i.cost = cost(model, at);
    i.least = cost(model, i.minimum);
    const Vector moved = x.lazyProduct(at - i.minimum);
    i.form = moved.squaredNorm() / Rational(p.examples);
    return i;
}

Value elements(const Vector& v) {
    return {v.data(), v.data() + v.size()};
}

Expressions<Instance, Value> expressions() {
    using I = Instance;
    return {
        {"full gradient", "of the mean squared error over all examples",
         [](const I& i) { return elements(i.full); }},
        {"mean over subsets", "of the gradients of all batches drawn without replacement",
         [](const I& i) { return elements(i.subsets.mean); }},
        {"mean over sequences", "of the gradients of all batches drawn with replacement",
         [](const I& i) { return elements(i.sequences.mean); }},
        {"mean under unequal probabilities", "of one example's gradient, the j-th drawn j times as often",
         [](const I& i) { return elements(i.weighted); }},
        {"mean under unequal probabilities, reweighted", "each divided by n times its probability",
         [](const I& i) { return elements(i.reweighted); }},
        {"variance over subsets", "mean square distance of a batch's gradient from the full one",
         [](const I& i) { return Value{i.subsets.variance}; }},
        {"variance over sequences", "the same with replacement",
         [](const I& i) { return Value{i.sequences.variance}; }},
        {"S/m", "S: mean square distance of an example's gradient from the full one",
         [](const I& i) { return Value{i.population * i.inverse_batch}; }},
        {"S/m (n - m)/(n - 1)", "the same times (n - m)/(n - 1)",
         [](const I& i) { return Value{i.population * i.inverse_batch * i.factor}; }},
        {"S/m^2", "S over the square of m",
         [](const I& i) { return Value{i.population * i.inverse_batch * i.inverse_batch}; }},
        {"noise at the minimum", "mean square of an example's gradient where the full one is 0",
         [](const I& i) { return Value{i.at_minimum}; }},
        {"0", "the number", [](const I&) { return Value{Rational(0)}; }},
        {"J - min J", "the cost at a point less the least one",
         [](const I& i) { return Value{i.cost - i.least}; }},
        {"|X (w - w*)|^2/n", "w* being the minimum", [](const I& i) { return Value{i.form}; }},
        {"J min J", "the product of both costs", [](const I& i) { return Value{i.cost * i.least}; }},
        {"minimum", "the weights of least squares", [](const I& i) { return elements(i.minimum); }},
        {"true weights", "from which the labels come", [](const I& i) { return elements(i.truth); }},
    };
}

struct Tally {
    exact::Sides sides;
    exact::Certificate noise_persists, excess_positive, least_is_zero;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides, self.noise_persists, self.excess_positive, self.least_is_zero);
    }
};
using T = Tally;

/// Degrees, with d <= 3 unknowns and labels of degree 2: w* has numerators of degree at most 2 d + 2 over a
/// common determinant of degree 2 d; a residual 2 d + 3 over it, an example's gradient there 2 d + 4, its
/// square 4 d + 8 over 4 d; the product of two costs 4 + 4 d + 6 over 4 d. Differences of two sides: below
/// 64.
constexpr exact::Certificate polynomial = {
    .proof = exact::Proof::polynomial, .degree = 64, .values = exact::magnitudes};
constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment example_gradients() {
    using namespace engine;
    const auto table = std::make_shared<const Expressions<Instance, Value>>(expressions());
    return experiment<P, T>({
        .name = "example-gradients",
        .doc = "A linear model and the mean squared error: gradients of single examples, of all minibatches "
               "of m of the n examples and of the whole data set, exactly.",
        .parameters =
            {
                integer(&P::examples, {.name = "examples", .least = 4, .greatest = 7, .doc = "n"}),
                integer(&P::dimension, {.name = "dimension", .least = 1, .greatest = 3, .doc = "weights"}),
                integer(&P::batch, {.name = "batch", .least = 1, .greatest = 4, .doc = "m, at most n"}),
                choice(&P::labels, {.name = "labels",
                                    .choices = {"noisy", "realisable"},
                                    .doc = "with noise, or exactly linear in the inputs"}),
            },
        .tally =
            [table](const P&) {
                return T{sides(*table, polynomial), sampled, sampled, sampled};
            },
        .quantities =
            {
                engine::sides<P, T>(&T::sides, rows(*table)),
                identity<P, T>("noise_persists", "at the minimum the examples' gradients are not all 0",
                               &T::noise_persists),
                identity<P, T>("excess_positive", "the cost is above the least one", &T::excess_positive),
                identity<P, T>("least_is_zero", "the least cost is 0", &T::least_is_zero),
            },
        .block = block_of<P, T>(*table, instance,
                                [](T& tally, std::uint64_t r, const Instance& i) {
                                    tally.noise_persists.add(r, i.at_minimum > 0);
                                    tally.excess_positive.add(r, i.cost > i.least);
                                    tally.least_is_zero.add(r, i.least == 0);
                                }),
        .replicates_per_block = [](const P&) { return 64; },
        .blocks = 16,
    });
}

}  // namespace assay::experiments
