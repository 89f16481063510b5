// What a change of the gradients does to the path of a rule: rescaled, reordered, rotated, replaced.
// Documents: 002 algorithm 8.7; 001.

#include <algorithm>

#include "lib/optim/gradient_noise.hpp"
#include "sim/experiments/adam/rules.hpp"

namespace assay::experiments {
namespace {

using namespace adam;

struct Parameters : Hyperparameters {
    Form form = Form::adam;
    double factor = 1024;
    std::int64_t power = 0;
    Parameters() { epsilon = 0; }
};
using P = Parameters;

struct Tally {
    exact::Certificate rescaled, rescaled_bitwise, permuted, rotated, elementwise;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.rescaled, self.rescaled_bitwise, self.permuted, self.rotated, self.elementwise);
    }
};
using T = Tally;

constexpr Index dimension = 4;
constexpr std::size_t steps = 50;
constexpr double tolerance = 1e-9;

using Vectors = std::vector<Vector<double>>;

template <class F>
Vectors each(const Vectors& vectors, const F& f) {
    Vectors all;
    for (const auto& v : vectors) all.emplace_back(f(v));
    return all;
}

/// The parameters after every step, from 0.
Vectors path(const P& p, const Vectors& gradients) {
    Vectors all;
    with_rule(p.form, p, [&](const auto& rule) {
        Vector<double> theta = Vector<double>::Zero(dimension);
        auto state = rule.init(dimension);
        for (const auto& gradient : gradients) {
            rule.step(state, gradient, theta);
            all.push_back(theta);
        }
    });
    return all;
}

/// Equal up to `tolerance` of the farthest coordinate of either path; a path with a NaN equals none.
bool close(const Vectors& a, const Vectors& b) {
    double farthest = 0, difference = 0;
    for (std::size_t t = 0; t < a.size(); ++t) {
        if (!a[t].allFinite() || !b[t].allFinite()) return false;
        farthest = std::max({farthest, a[t].cwiseAbs().maxCoeff(), b[t].cwiseAbs().maxCoeff()});
        difference = std::max(difference, (a[t] - b[t]).cwiseAbs().maxCoeff());
    }
    return difference <= tolerance * farthest;
}

/// The reflection v - 2 n (n'v)/(n'n).
Vector<double> reflected(const Vector<double>& v, const Vector<double>& normal) {
    return v - normal * (2 * normal.dot(v) / normal.squaredNorm());
}

void add(const P& p, random::Stream& stream, std::uint64_t replicate, T& tally) {
    Vectors gradients(steps, Vector<double>(dimension)), others = gradients;
    for (auto* const set : {&gradients, &others})
        for (auto& gradient : *set) optim::draw_normal_gradient(stream, 0.0, 1.0, gradient);
    Vector<double> normal(dimension);
    optim::draw_normal_gradient(stream, 0.0, 1.0, normal);
    const Vectors original = path(p, gradients);

    const double moved = std::pow(p.factor, static_cast<double>(p.power));
    const Vectors expected = each(original, [&](const auto& v) { return Vector<double>(v * moved); });
    const Vectors rescaled =
        path(p, each(gradients, [&](const auto& g) { return Vector<double>(g * p.factor); }));
    tally.rescaled.add(replicate, close(rescaled, expected));
    tally.rescaled_bitwise.add(replicate, rescaled == expected);

    const auto reverse = [](const auto& v) { return Vector<double>(v.reverse()); };
    tally.permuted.add(replicate, path(p, each(gradients, reverse)) == each(original, reverse));

    const auto reflect = [&](const auto& v) { return reflected(v, normal); };
    tally.rotated.add(replicate, close(path(p, each(gradients, reflect)), each(original, reflect)));

    for (std::size_t t = 0; t < steps; ++t) others[t][0] = gradients[t][0];
    const auto first = [](const auto& v) { return Vector<double>(v.head(1)); };
    tally.elementwise.add(replicate, each(path(p, others), first) == each(original, first));
}

constexpr exact::Certificate sampled = {.proof = exact::Proof::sampled};

}  // namespace

engine::Experiment adam_symmetries() {
    using namespace engine;
    return experiment<P, T>({
        .name = "adam-symmetries",
        .doc =
            "50 steps from 0 in 4 dimensions under standard normal gradients, and under changed ones; what "
            "is true of every sequence of gradients is true on every objective.",
        .parameters = with_hyperparameters<P>(
            {form_parameter(&P::form),
             real(&P::factor, {.name = "factor",
                               .least = 1e-6,
                               .greatest = 1e6,
                               .doc = "factor c of the loss, and so of its gradients"}),
             integer(&P::power, {.name = "power",
                                 .least = 0,
                                 .greatest = 2,
                                 .doc = "power of c with which the path is compared"})}),
        .tally =
            [](const P&) {
                return T{sampled, sampled, sampled, sampled, sampled};
            },
        .quantities =
            {
                identity<P, T>("rescaled",
                               "gradients times c give c^power times the path, up to 1e-9 of its length",
                               &T::rescaled),
                identity<P, T>("rescaled_bitwise", "the same to the last bit", &T::rescaled_bitwise),
                identity<P, T>("permuted",
                               "gradients with their coordinates in another order give the path in that "
                               "order, to the last bit",
                               &T::permuted),
                identity<P, T>("rotated",
                               "gradients reflected at a random plane give the reflected path, up to 1e-9 "
                               "of its length",
                               &T::rotated),
                identity<P, T>("elementwise",
                               "other gradients in the other coordinates leave the path of the first one, to "
                               "the last bit",
                               &T::elementwise),
            },
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r)
                    add(p, stream, replicates.first + r, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return std::uint64_t{256}; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
