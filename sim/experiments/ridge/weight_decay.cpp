// What the factor 1 - 2 eta lambda does to weights that no data pull at: exactly.
// Document: 004 section 2.2.1.

#include "lib/exact/power.hpp"
#include "lib/linear/gradient_descent.hpp"
#include "sim/experiments/ridge/arithmetic.hpp"

namespace assay::experiments {
namespace {

using namespace ridge;
using exact::Vector;

struct Parameters {
    double eta_lambda = 0.25;
    std::int64_t steps = 5;
};
using P = Parameters;

struct Tally {
    exact::Sides sides;
    exact::Certificate decays, keeps_signs, alternates;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides, self.decays, self.keeps_signs, self.alternates);
    }
};
using T = Tally;

struct Instance {
    std::vector<Vector<Rational>> weights;  ///< before the first step, and after each
    Rational factor;                        ///< 1 - 2 eta lambda
};

/// Inputs that are all 0: the loss without its penalty has gradient 0.
Instance instance(const P& p, random::Stream& stream) {
    const Rational lambda = exact::draw_magnitude(stream), eta = Rational(p.eta_lambda) / lambda;
    const exact::Matrix<Rational> x = exact::Matrix<Rational>::Zero(2, 3);
    const Vector<Rational> y = draw<Rational>(2, 1, stream);
    Instance i{{Vector<Rational>(3)}, 1 - 2 * Rational(p.eta_lambda)};
    for (Rational& w : i.weights.front()) w = exact::draw_magnitude(stream);
    for (std::int64_t step = 0; step < p.steps; ++step)
        i.weights.push_back(linear::decayed_step(x, y, i.weights.back(), lambda, eta));
    return i;
}

Elements<Rational> power_times_start(const Instance& i, const Rational& factor) {
    return elements(i.weights.front() * exact::power(factor, i.weights.size() - 1));
}

Expressions<Instance, Elements<Rational>> expressions() {
    using I = Instance;
    return {
        {"weights after the steps", "updates (1 - 2 eta lambda) w + 2 eta X'(y - X w) with X = 0",
         [](const I& i) { return elements(i.weights.back()); }},
        {"(1 - 2 eta lambda)^steps start", "the start times a power",
         [](const I& i) { return power_times_start(i, i.factor); }},
        {"(1 - eta lambda)^steps start", "with half the decay",
         [](const I& i) { return power_times_start(i, (1 + i.factor) / 2); }},
    };
}

/// Does `relation` hold between each weight and the one after it?
template <class Relation>
bool always(const Instance& i, Relation relation) {
    for (std::size_t step = 1; step < i.weights.size(); ++step)
        for (Eigen::Index j = 0; j < i.weights[step].size(); ++j)
            if (!relation(i.weights[step - 1](j), i.weights[step](j))) return false;
    return true;
}

/// Degrees: an update has 3 over 1 in lambda and the weights before it; eight of them 24 over 8. The
/// inequalities follow from the identity that is tested with them, for any weights but 0.
constexpr exact::Certificate identity_of_rational_functions = {
    .proof = exact::Proof::polynomial, .degree = 64, .values = exact::magnitudes};

void add_relations(std::uint64_t replicate, const Instance& i, T& tally) {
    const bool powers =
        always(i, [&](const Rational& before, const Rational& after) { return after == i.factor * before; });
    tally.decays.add(replicate, powers && always(i, [](const Rational& before, const Rational& after) {
                                    return abs(after) < abs(before);
                                }));
    tally.keeps_signs.add(replicate, powers && always(i, [](const Rational& before, const Rational& after) {
                                         return after * before > 0;
                                     }));
    tally.alternates.add(replicate, powers && always(i, [](const Rational& before, const Rational& after) {
                                        return after * before < 0;
                                    }));
}

}  // namespace

engine::Experiment weight_decay() {
    using namespace engine;
    const auto table = expressions();
    return experiment<P, T>({
        .name = "weight-decay",
        .doc = "The ridge update of weights without data, exactly: a start that is nowhere 0, and steps from "
               "it.",
        .parameters =
            {real(&P::eta_lambda,
                  {.name = "eta_lambda", .least = 0, .greatest = 10, .doc = "learning rate times penalty"}),
             integer(&P::steps, {.name = "steps", .least = 1, .greatest = 8, .doc = "updates"})},
        .tally =
            [table](const P&) {
                return T{sides(table, identity_of_rational_functions), identity_of_rational_functions,
                         identity_of_rational_functions, identity_of_rational_functions};
            },
        .quantities =
            {
                engine::sides<P, T>(&T::sides, rows(table)),
                identity<P, T>("decays", "every update shrinks every weight", &T::decays),
                identity<P, T>("keeps_signs", "no update takes a weight to 0 or beyond", &T::keeps_signs),
                identity<P, T>("alternates", "every update changes the sign of every weight", &T::alternates),
            },
        .block =
            block_of<P, T>(table, instance,
                           [](T& tally, std::uint64_t r, const Instance& i) { add_relations(r, i, tally); }),
        .replicates_per_block = [](const P&) { return std::uint64_t{8}; },
    });
}

}  // namespace assay::experiments
