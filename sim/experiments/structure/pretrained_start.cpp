// A small network trained from weights that were learned before, and from others.

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>

#include "sim/engine/experiment.hpp"
#include "sim/experiments/structure/small_training.hpp"

namespace assay::experiments {
namespace {

using namespace structure;

enum class Start { random, tenth, principal, related, unrelated, permuted };

struct Parameters {
    Start start = Start::related, other = Start::random;
    std::int64_t pretraining = 100, steps = 20;
    double learning_rate = 0.03, relation = 0.9;
};
using P = Parameters;

struct Tally {
    stats::Proportion lower_error;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.lower_error);
    }
};
using T = Tally;

constexpr nn::Index factors = 3;

/// Inputs near a plane of three dimensions: x = A s + noise/10 with normal s.
Matrix plane_inputs(const Matrix& a, nn::Index points, random::Stream& stream) {
    Matrix s(factors, points), noise(inputs, points);
    nn::fill_normal(stream, s);
    nn::fill_normal(stream, noise);
    return a * s + 0.1F * noise;
}

/// The first layer takes in only the three principal directions of the inputs, each unit a random combination
/// of them, scaled to the same mean square as before.
void use_principal_directions(Network& network, const Matrix& x) {
    const Eigen::SelfAdjointEigenSolver<Matrix> eigen(x * x.transpose());
    const Matrix directions = eigen.eigenvectors().rightCols(factors);
    auto w = network.weight(0);
    const float before = w.norm();
    const Matrix projected = w * directions * directions.transpose();
    w = projected * (before / projected.norm());
}

/// Shuffles the weights within each layer (R. A. Fisher, F. Yates), which keeps their scale and law.
void permute(Network& network, random::Stream& stream) {
    for (std::size_t l = 0; l < network.layout.layers(); ++l) {
        auto w = network.weight(l).reshaped();
        for (nn::Index i = w.size() - 1; i > 0; --i)
            std::swap(w[i], w[boost::random::uniform_int_distribution<nn::Index>(0, i)(stream)]);
    }
}

struct Task {
    Network start, teacher, relative, stranger;
    Sample training, test;
};

Task draw_task(const P& p, random::Stream& stream) {
    Task task{he_network(stream), he_network(stream), he_network(stream), he_network(stream), {}, {}};
    // A related teacher: its weights have this correlation with the teacher's.
    const auto r = static_cast<float>(p.relation);
    task.relative.parameters = r * task.teacher.parameters + std::sqrt(1 - r * r) * task.relative.parameters;
    Matrix a(inputs, factors);
    nn::fill_normal(stream, a);
    a /= std::sqrt(static_cast<float>(factors));
    task.training = sample(task.teacher, plane_inputs(a, training_points, stream), 0.1F, stream);
    task.test = sample(task.teacher, plane_inputs(a, test_points, stream), 0, stream);
    return task;
}

Network network(const P& p, Start start, const Task& task, random::Stream& stream) {
    Network made = task.start;
    const auto pretrain = [&](const Network& teacher) {
        train(made, sample(teacher, task.training.inputs, 0, stream), p.pretraining, p.learning_rate);
    };
    switch (start) {
        case Start::random:
            break;
        case Start::tenth:
            made.parameters *= 0.1F;
            break;
        case Start::principal:
            use_principal_directions(made, task.training.inputs);
            break;
        case Start::related:
            pretrain(task.relative);
            break;
        case Start::unrelated:
            pretrain(task.stranger);
            break;
        case Start::permuted:
            pretrain(task.relative);
            permute(made, stream);
            break;
    }
    return made;
}

void add(const P& p, random::Stream& stream, T& tally) {
    const Task task = draw_task(p, stream);
    const auto reached = [&](Start start) {
        Network trained = network(p, start, task, stream);
        train(trained, task.training, p.steps, p.learning_rate);
        return error(trained, task.test);
    };
    const double one = reached(p.start), other = reached(p.other);
    tally.lower_error.add(one < other);
}

}  // namespace

engine::Experiment pretrained_start() {
    using namespace engine;
    const std::vector<std::string> starts = {"random",  "tenth",     "principal",
                                             "related", "unrelated", "permuted"};
    return experiment<P, T>({
        .name = "pretrained-start",
        .doc = "A ReLU network 8-16-16-1 learns from 32 samples of another one whose inputs lie near a "
               "three-dimensional plane, by the same few steps of gradient descent from two starts.",
        .parameters =
            {
                choice(&P::start, {.name = "start",
                                   .choices = starts,
                                   .doc = "He's weights; a tenth of these; these in the principal directions "
                                          "of the inputs; trained for a related task; for an unrelated one; "
                                          "for a related one, then shuffled within each layer"}),
                choice(&P::other, {.name = "other", .choices = starts, .doc = "the start it is compared to"}),
                integer(
                    &P::pretraining,
                    {.name = "pretraining", .least = 0, .greatest = 10000, .doc = "steps on another task"}),
                integer(&P::steps,
                        {.name = "steps", .least = 0, .greatest = 10000, .doc = "steps on the task"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-12, .greatest = 10, .doc = "step size"}),
                real(&P::relation, {.name = "relation",
                                    .least = -1,
                                    .greatest = 1,
                                    .doc = "correlation of the weights behind a related task"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities = {probability<P, T>("lower_error",
                                         "probability that `start` ends with a lower test error than `other`",
                                         &T::lower_error)},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r) add(p, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return 4; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
