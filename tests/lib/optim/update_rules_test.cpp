// The contract of every update rule, compiled with -O3 (tests/CMakeLists.txt) so that loops are SIMD code.

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <memory>

#include "lib/optim/lockstep.hpp"
#include "lib/random/normal.hpp"
#include "tests/lib/optim/rules.hpp"

namespace {

using namespace assay::optim;
using assay::tests::Promises;
using Eigen::Index;

constexpr Index n = 37;  // four vectors of doubles, and a rest
constexpr int steps = 20;
constexpr double infinity = std::numeric_limits<double>::infinity(),
                 nan = std::numeric_limits<double>::quiet_NaN();

template <class S>
bool same_bits(const Vector<S>& a, const Vector<S>& b) {
    using Bits = std::conditional_t<sizeof(S) == 8, std::uint64_t, std::uint32_t>;
    if (a.size() != b.size()) return false;
    for (Index i = 0; i < a.size(); ++i)
        if (std::bit_cast<Bits>(a[i]) != std::bit_cast<Bits>(b[i])) return false;
    return true;
}

/// The gradients of all steps, each with its own scale: fixed, of either sign, none 0.
template <class S>
std::vector<Vector<S>> gradients(Index size) {
    assay::random::Stream stream({7, 8}, 9);
    std::vector<Vector<S>> all;
    for (int t = 0; t < steps; ++t) {
        Vector<S> g(size);
        assay::random::fill_normal(stream, std::span(g.data(), static_cast<std::size_t>(size)));
        for (Index i = 0; i < size; ++i) g[i] *= std::exp2(static_cast<S>(i % 9 - 4));
        all.push_back(g);
    }
    return all;
}

template <class S>
Vector<S> start(Index size) {
    return Vector<S>::LinSpaced(size, S(-2), S(3));
}

/// A rule on its way, whatever it is: the suite is compiled once a scalar, not once a rule.
template <class S>
struct Running {
    std::function<void(const Vector<S>&, Vector<S>&)> step;
    std::function<void(const Vector<S>&, Vector<S>&)> interim;  ///< empty for rules that do not look ahead
    std::function<std::vector<Vector<S>*>()> arrays;
    std::function<std::uint64_t*()> steps;  ///< empty for rules that do not count
};
template <class S>
using Start = std::function<Running<S>(Index)>;

template <class S>
struct AnyRule {
    std::string name;
    Promises promises;
    bool root = false;      ///< divides by a root of gradients
    Start<S> begin;         ///< init
    Start<S> bare, faster;  ///< the same without epsilon, or at twice the rate; empty where there is none
};

template <class S, class Rule>
Start<S> starting(const Rule& rule) {
    return [rule](Index size) {
        const auto state = std::make_shared<typename Rule::State>(rule.init(size));
        Running<S> running{.step = [=](const Vector<S>& g, Vector<S>& theta) { rule.step(*state, g, theta); },
                           .interim = {},
                           .arrays = [=] { return assay::tests::arrays<S>(*state); },
                           .steps = {}};
        if constexpr (LooksAhead<Rule>)
            running.interim = [=](const Vector<S>& theta, Vector<S>& at) { rule.interim(*state, theta, at); };
        if constexpr (requires { state->steps; }) running.steps = [=] { return &state->steps; };
        return running;
    };
}

template <class S>
std::vector<AnyRule<S>> every_rule() {
    std::vector<AnyRule<S>> all;
    assay::tests::for_each_rule<S>([&](const char* name, const auto& rule, const Promises& promises) {
        using Rule = std::decay_t<decltype(rule)>;
        static_assert(UpdateRule<Rule>);
        AnyRule<S> any{.name = name, .promises = promises, .begin = starting<S>(rule)};
        any.root = requires {
            rule.epsilon;
        }
        || requires {
            rule.rule.epsilon;
        };
        if constexpr (requires { rule.epsilon; } && !std::is_same_v<Rule, AdaDelta<S>>) {
            Rule bare = rule;
            bare.epsilon = 0;
            any.bare = starting<S>(bare);
        }
        if constexpr (requires { rule.learning_rate; }) {
            Rule faster = rule;
            faster.learning_rate *= 2;
            any.faster = starting<S>(faster);
        }
        all.push_back(any);
    });
    return all;
}

/// The parameters after the given gradients, wherever the rule would have wanted them.
template <class S>
Vector<S> run(const Start<S>& begin, const std::vector<Vector<S>>& gradients, Vector<S> theta) {
    const Running<S> running = begin(theta.size());
    for (const Vector<S>& g : gradients) running.step(g, theta);
    return theta;
}

template <class S, class F>
std::vector<Vector<S>> mapped(std::vector<Vector<S>> gradients, const F& f) {
    for (Vector<S>& g : gradients) g = f(g);
    return gradients;
}

TEMPLATE_TEST_CASE("every rule", "", float, double) {
    using S = TestType;
    const std::vector<Vector<S>> all = gradients<S>(n);
    const Vector<S> first = start<S>(n), origin = Vector<S>::Zero(n);

    for (const AnyRule<S>& any : every_rule<S>()) {
        const Start<S>& rule = any.begin;
        const Promises& promises = any.promises;
        DYNAMIC_SECTION(any.name) {
            Running<S> running = rule(n);

            // The state before the first step: one element a parameter (or none, for an option that is off),
            // 0.
            for (const Vector<S>* array : running.arrays()) {
                CHECK((array->size() == n || array->size() == 0));
                CHECK(array->isZero(0));
            }
            if (running.steps) CHECK(*running.steps() == 0);

            // No parameters.
            Vector<S> none(0);
            rule(0).step(Vector<S>(0), none);
            CHECK(none.size() == 0);

            // A zero gradient from the start moves nothing, to the bit, unless weights decay.
            const std::vector<Vector<S>> zeros(steps, origin);
            if (!promises.decays) {
                CHECK(same_bits(run(rule, zeros, first), first));
            } else {
                const S kept = 1 - S(1) / 32;
                CHECK(run(rule, zeros, first).isApprox(first * std::pow(kept, S(steps)), S(1e-5)));
            }
            CHECK(same_bits(run(rule, zeros, origin), origin));

            // The trajectory is not trivial, and finite.
            const Vector<S> end = run(rule, all, first);
            CHECK(end.allFinite());
            CHECK((end - first).cwiseAbs().minCoeff() > 0);

            // NaN and infinite gradients spoil their own parameter for good, and no other.
            for (const double bad : {nan, infinity, -infinity})
                for (const Index at : {Index{0}, Index{21}, n - 1}) {
                    auto spoilt = all;
                    spoilt[3][at] = static_cast<S>(bad);
                    Vector<S> result = run(rule, spoilt, first);
                    CHECK(!std::isfinite(result[at]));
                    // Rules without a root pass infinities on; a root of infinity divides one by another.
                    CHECK(std::isnan(result[at]) == (std::isnan(bad) || any.root));
                    result[at] = end[at];
                    CHECK(same_bits(result, end));
                }

            // Permuting the parameters permutes the result.
            const auto shuffled = [](const Vector<S>& v) {
                Vector<S> result(n);
                for (Index i = 0; i < n; ++i) result[i] = v[i * 10 % n];
                return result;
            };
            CHECK(same_bits(run(rule, mapped(all, shuffled), shuffled(first)), shuffled(end)));

            // Opposite gradients from the opposite start go the opposite way.
            CHECK(same_bits(
                run(rule, mapped(all, [](const Vector<S>& g) { return Vector<S>(-g); }), Vector<S>(-first)),
                Vector<S>(-end)));

            // Scale laws, exact for powers of two.
            const Vector<S> moved = run(rule, all, origin);
            const auto times = [](S c) { return [c](const Vector<S>& g) { return Vector<S>(g * c); }; };
            if (promises.linear)
                CHECK(same_bits(run(rule, mapped(all, times(8)), origin), Vector<S>(moved * 8)));
            if (promises.scale_free) {
                const Vector<S> reference = run(any.bare, all, origin);
                for (const S c : {S(0x1p-12), S(0x1p-2), S(0x1p10)})
                    CHECK(same_bits(run(any.bare, mapped(all, times(c)), origin), reference));
                // Epsilon spoils the law where it is not small.
                CHECK(!same_bits(run(rule, mapped(all, times(S(0x1p-12))), origin), moved));
            }
            CHECK((promises.decays || any.faster));
            if (any.faster) CHECK(same_bits(run(any.faster, all, origin), Vector<S>(moved * 2)));

            // Each parameter alone, and eight replicates side by side, give the same bits.
            for (Index i = 0; i < n; ++i) {
                const Vector<S> alone =
                    run(rule, mapped(all, [i](const Vector<S>& g) { return Vector<S>(g.segment(i, 1)); }),
                        Vector<S>(first.segment(i, 1)));
                CHECK(same_bits(alone, Vector<S>(end.segment(i, 1))));
            }
            const auto eight = [](const Vector<S>& v) { return side_by_side(v, 8); };
            CHECK(same_bits(run(rule, mapped(all, eight), eight(first)), eight(end)));

            // Sizes that do not fit are refused, and what is refused changes nothing.
            const Vector<S> longer = Vector<S>::Ones(n + 1);
            Vector<S> longer_theta = longer;
            Vector<S> theta = first;
            CHECK_THROWS_AS(running.step(longer, theta), std::invalid_argument);
            CHECK(same_bits(theta, first));
            if (!running.arrays().empty())
                CHECK_THROWS_WITH(running.step(longer, longer_theta),
                                  Catch::Contains("must have one element for each parameter, 38, not 37"));
            if (running.interim) {
                Vector<S> at(n + 1);
                CHECK_THROWS_WITH(running.interim(theta, at), Catch::Contains("interim: at"));
                CHECK_THROWS_WITH(running.interim(longer_theta, at), Catch::Contains("interim: velocity"));
            }
            if (running.steps) {
                *running.steps() = std::numeric_limits<std::uint64_t>::max();
                CHECK_THROWS_AS(running.step(all[0], theta), std::overflow_error);
            }
        }
    }
}

/// What init said to each value of a hyperparameter; empty where it said nothing.
template <class Rule, class Member>
void collect(const Rule& rule, Member Rule::*member, const std::vector<double>& values,
             const std::string& argument, std::vector<std::pair<std::string, std::string>>& said) {
    for (const double value : values) {
        Rule spoilt = rule;
        spoilt.*member = value;
        std::string what;
        try {
            (void)spoilt.init(3);
        } catch (const std::invalid_argument& error) {
            what = error.what();
        }
        said.emplace_back("::init: " + argument + " must be ", what);
    }
}

TEST_CASE("every rule refuses hyperparameters out of range, by name") {
    const std::vector<double> rates{0, -1, infinity, nan}, decays{-0.25, 1, 2, nan, infinity},
        epsilons{-1e-9, nan, infinity}, weights{0, -0.5, 1.5, nan};
    int rules = 0;
    std::vector<std::pair<std::string, std::string>> said;
    assay::tests::for_each_rule<double>([&](const char*, const auto& rule, const Promises&) {
        using Rule = std::decay_t<decltype(rule)>;
        ++rules;
        if constexpr (requires { rule.learning_rate; })
            collect(rule, &Rule::learning_rate, rates, "learning_rate", said);
        if constexpr (requires { rule.momentum; }) collect(rule, &Rule::momentum, decays, "momentum", said);
        if constexpr (requires { rule.decay; }) collect(rule, &Rule::decay, decays, "decay", said);
        if constexpr (requires { rule.beta1; }) collect(rule, &Rule::beta1, decays, "beta1", said);
        if constexpr (requires { rule.beta2; }) collect(rule, &Rule::beta2, decays, "beta2", said);
        if constexpr (requires { rule.weight; }) collect(rule, &Rule::weight, weights, "weight", said);
        if constexpr (requires { rule.epsilon; }) collect(rule, &Rule::epsilon, epsilons, "epsilon", said);
        if constexpr (requires { rule.weight_decay; })
            collect(rule, &Rule::weight_decay, epsilons, "weight_decay", said);
    });
    CHECK(rules == 19);
    // learning_rate, momentum, decay, both betas, weight, epsilon, weight_decay.
    CHECK(said.size() == 17 * 4 + 8 * 5 + 7 * 5 + 2 * 3 * 5 + 4 + 12 * 3 + 2 * 3);
    for (const auto& [expected, what] : said) CHECK_THAT(what, Catch::Contains(expected));
    CHECK_THROWS_WITH((AdaDelta<double>{.epsilon = 0}.init(3)), Catch::Contains("AdaDelta::init: epsilon"));
    CHECK_THROWS_WITH((AdamW<double>{.rule = {.learning_rate = 0}}.init(3)),
                      Catch::Contains("Adam::init: learning_rate must be positive and finite, not 0"));
}

}  // namespace
