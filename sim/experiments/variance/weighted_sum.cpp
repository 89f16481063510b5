// Moments of sums of random terms, by enumerating every outcome of discrete laws in exact arithmetic.
// Documents: 000 section 1.2.1; 003, slide on Kaiming initialization; 004 section 1.2.

#include "lib/nn/activation.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Rational;

/// A discrete law: outcomes with their probabilities, which sum to 1.
struct Outcome {
    Rational probability, value;
};
using Law = std::vector<Outcome>;

/// E f(x) under the law.
template <class F>
Rational expectation(const Law& law, F f) {
    Rational sum = 0;
    for (const auto& outcome : law) sum += outcome.probability * f(outcome.value);
    return sum;
}
Rational mean(const Law& law) {
    return expectation(law, [](const Rational& x) { return x; });
}
Rational second_moment(const Law& law) {
    return expectation(law, [](const Rational& x) { return Rational(x * x); });
}
Rational variance(const Law& law) {
    const Rational centre = mean(law);
    return expectation(law, [&](const Rational& x) { return Rational((x - centre) * (x - centre)); });
}
Rational second_moment_of_relu(const Law& law) {
    return expectation(law, [](const Rational& x) {
        const Rational y = nn::Relu{}.value(x);
        return Rational(y * y);
    });
}

/// The law of the sum of independent terms: all combinations of their outcomes.
Law sum(const std::vector<Law>& terms) {
    Law total = {{1, 0}};
    for (const auto& term : terms) {
        Law next;
        for (const auto& before : total)
            for (const auto& outcome : term)
                next.push_back({before.probability * outcome.probability, before.value + outcome.value});
        total = std::move(next);
    }
    return total;
}

/// -size, 0, size with probabilities p/2, 1 - p, p/2, all plus `shift`: variance p size^2.
Law three_points(const Rational& p, const Rational& size, const Rational& shift = 0) {
    return {{p / 2, shift - size}, {1 - p, shift}, {p / 2, shift + size}};
}
/// centre - size or centre + size with probability 1/2 each: variance size^2.
Law coin(const Rational& centre, const Rational& size) {
    const Rational half(1, 2);
    return {{half, centre - size}, {half, centre + size}};
}

/// d inputs with the size of a weight, the probability that it is not 0, and other free numbers.
struct Instance {
    std::vector<Rational> x;
    Rational size, p, shift, a, b;

    [[nodiscard]] Rational d() const { return static_cast<std::int64_t>(x.size()); }
    /// s = sum of w_i x_i for independent weights of this law.
    [[nodiscard]] Law weighted(const Law& weight) const {
        std::vector<Law> terms;
        for (const auto& input : x) {
            Law term = weight;
            for (auto& outcome : term) outcome.value *= input;
            terms.push_back(std::move(term));
        }
        return sum(terms);
    }
    /// The same with weights -1, 0, 1 of variance v <= 1.
    [[nodiscard]] Law with_variance(const Rational& v) const { return weighted(three_points(v, 1)); }
    [[nodiscard]] Law unit_inputs_with_variance(const Rational& v) const {
        return sum(std::vector<Law>(x.size(), three_points(v, 1)));
    }
    [[nodiscard]] Law symmetric() const { return weighted(three_points(p, size)); }
    [[nodiscard]] Law shifted() const { return weighted(three_points(p, size, shift)); }
    [[nodiscard]] Rational sum_of_inputs() const {
        Rational total = 0;
        for (const auto& input : x) total += input;
        return total;
    }
    [[nodiscard]] Rational sum_of_squares() const {
        Rational total = 0;
        for (const auto& input : x) total += input * input;
        return total;
    }
    /// Coins of variance size^2 about the inputs as their means.
    [[nodiscard]] Law independent_coins() const {
        std::vector<Law> terms;
        for (const auto& input : x) terms.push_back(coin(input, size));
        return sum(terms);
    }
    /// e1 + e2 + e1 e2 for two independent signs: pairwise uncorrelated, not independent; times `size`.
    [[nodiscard]] Law uncorrelated() const {
        Law law;
        for (const int e1 : {-1, 1})
            for (const int e2 : {-1, 1})
                law.push_back({Rational(1, 4), size * (e1 + e2 + e1 * e2) + sum_of_inputs()});
        return law;
    }
    /// a, -a, b, -b, 0, symmetric about 0.
    [[nodiscard]] Law five_points() const {
        return {{p / 4, a}, {p / 4, -a}, {p / 4, b}, {p / 4, -b}, {1 - p, 0}};
    }
    /// a with probability b/(a+b), else -b: mean 0, skewed.
    [[nodiscard]] Law skewed() const { return {{b / (a + b), a}, {a / (a + b), -b}}; }
};

Expressions<Instance> expressions() {
    using I = Instance;
    return {
        {"0", "zero", [](const I&) { return Rational(0); }},
        {"1", "one", [](const I&) { return Rational(1); }},
        {"Var of d independent", "variance of the sum of d independent variables of variance k, any means",
         [](const I& i) { return variance(i.independent_coins()); }},
        {"d k", "d times the common variance", [](const I& i) { return i.d() * i.size * i.size; }},
        {"d^2 k", "the square of d times the common variance",
         [](const I& i) { return i.d() * i.d() * i.size * i.size; }},
        {"Var of d copies", "variance of the sum of d copies of one variable of variance k",
         [](const I& i) { return variance(coin(0, i.d() * i.size)); }},
        {"Var of 3 uncorrelated", "variance of the sum of 3 uncorrelated, dependent variables of variance k",
         [](const I& i) { return variance(i.uncorrelated()); }},
        {"3 k", "three times the common variance", [](const I& i) { return 3 * i.size * i.size; }},
        {"9 k", "nine times the common variance", [](const I& i) { return 9 * i.size * i.size; }},
        {"E s", "mean of s = sum of w_i x_i for independent weights of mean 0",
         [](const I& i) { return mean(i.symmetric()); }},
        {"E s, weights of mean mu", "the same for weights of mean mu",
         [](const I& i) { return mean(i.shifted()); }},
        {"mu sum of x", "mu times the sum of the inputs",
         [](const I& i) { return i.shift * i.sum_of_inputs(); }},
        {"E s^2", "second moment of s for independent weights of mean 0",
         [](const I& i) { return second_moment(i.symmetric()); }},
        {"sum of E w^2 x^2", "sum of the terms' second moments, weights of mean 0",
         [](const I& i) { return i.p * i.size * i.size * i.sum_of_squares(); }},
        {"E s^2, weights of mean mu", "second moment of s for independent weights of mean mu",
         [](const I& i) { return second_moment(i.shifted()); }},
        {"sum of E w^2 x^2, weights of mean mu", "sum of the terms' second moments",
         [](const I& i) { return (i.p * i.size * i.size + i.shift * i.shift) * i.sum_of_squares(); }},
        {"E s^2 at variance 1/d", "second moment of s for weights of variance 1/d",
         [](const I& i) { return second_moment(i.with_variance(1 / i.d())); }},
        {"E s^2 at variance 1/(d+1)", "the same for variance 1/(d + 1)",
         [](const I& i) { return second_moment(i.with_variance(1 / (i.d() + 1))); }},
        {"mean of x^2", "mean of the squared inputs", [](const I& i) { return i.sum_of_squares() / i.d(); }},
        {"mean square deviation of x", "variance of the inputs about their own mean",
         [](const I& i) {
             const Rational centre = i.sum_of_inputs() / i.d();
             return i.sum_of_squares() / i.d() - centre * centre;
         }},
        {"sum of variances, k = 1/d", "variance of s for d inputs of size 1 and weights of variance 1/d",
         [](const I& i) { return variance(i.unit_inputs_with_variance(1 / i.d())); }},
        {"sum of variances, k = 1/(d+1)", "the same for weights of variance 1/(d + 1)",
         [](const I& i) { return variance(i.unit_inputs_with_variance(1 / (i.d() + 1))); }},
        {"sum of variances, any k", "the same for weights of any variance k = p",
         [](const I& i) { return variance(i.unit_inputs_with_variance(i.p)); }},
        {"d p", "d times that variance", [](const I& i) { return i.d() * i.p; }},
        {"E relu(s)^2, s symmetric", "second moment of relu(s) for a law symmetric about 0",
         [](const I& i) { return second_moment_of_relu(i.five_points()); }},
        {"Var(s)/2, s symmetric", "half the variance of s",
         [](const I& i) { return variance(i.five_points()) / 2; }},
        {"E relu(s)^2, s skewed", "second moment of relu(s) for a skewed law of mean 0",
         [](const I& i) { return second_moment_of_relu(i.skewed()); }},
        {"Var(s)/2, s skewed", "half the variance of s", [](const I& i) { return variance(i.skewed()) / 2; }},
    };
}

struct Parameters {
    std::int64_t inputs = 3;
};
using P = Parameters;

/// No side branches on a sign: outcomes that a rectifier tells apart are a or b and their negatives. Degrees:
/// each of up to 4 probabilities is rational of degree 1 over 1, values have degree 2, so a variance
/// has at most 12 over 8; the difference of two sides at most 24.
exact::Certificate polynomial(const P&) {
    return {.proof = exact::Proof::polynomial, .degree = 32, .values = exact::magnitudes};
}

Instance instance(const P& p, random::Stream& stream) {
    const auto draw = [&] { return exact::draw_magnitude(stream); };
    Instance i;
    for (Rational* number : {&i.size, &i.shift, &i.a, &i.b}) *number = draw();
    const Rational on = draw();
    i.p = on / (on + draw());
    for (std::int64_t n = 0; n < p.inputs; ++n) i.x.push_back(draw());
    return i;
}

}  // namespace

engine::Experiment weighted_sum() {
    using namespace engine;
    return identities<P>({
        .name = "weighted-sum",
        .doc = "Variances and second moments of sums of random terms of discrete laws, exactly, by "
               "enumeration.",
        .parameters = {integer(&P::inputs,
                               {.name = "inputs", .least = 1, .greatest = 4, .doc = "d: terms of the sum"})},
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
    });
}

}  // namespace assay::experiments
