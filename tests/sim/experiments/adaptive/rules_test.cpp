#include "sim/experiments/adaptive/rules.hpp"

#include <catch2/catch.hpp>

namespace assay::experiments::adaptive {
namespace {

using Vector = optim::Vector<double>;

/// Where two steps under the gradients 1 and 2 lead from 0. Rules that look ahead are told the gradient.
double after_two(const Settings& s) {
    return with_rule(s, [](const auto& rule) {
        auto state = rule.init(1);
        Vector at = Vector::Zero(1);
        rule.step(state, Vector::Constant(1, 1), at);
        rule.step(state, Vector::Constant(1, 2), at);
        return at[0];
    });
}

TEST_CASE("each name chooses its rule, and hyperparameters reach it") {
    Settings s{.learning_rate = 0.5, .decay = 0.75, .momentum = 0.5, .epsilon = 0};
    const double r1 = 0.25, r2 = 0.75 * 0.25 + 0.25 * 4, x1 = 1 / std::sqrt(r1), x2 = 2 / std::sqrt(r2);
    const auto at = [&](Rule rule) {
        s.rule = rule;
        return -after_two(s) / 0.5;
    };
    CHECK(at(Rule::gradient_descent) == Approx(3));
    CHECK(at(Rule::momentum) == Approx(1 + 2.5));
    CHECK(at(Rule::nesterov) == Approx(1 + 2.5));
    CHECK(at(Rule::adagrad) == Approx(1 + 2 / std::sqrt(5.0)));
    CHECK(at(Rule::rmsprop) == Approx(x1 + x2));
    CHECK(at(Rule::rmsprop_momentum) == Approx(x1 + 0.5 * x1 + x2));
    CHECK(at(Rule::rmsprop_nesterov) == Approx(x1 + 0.5 * x1 + x2));
    CHECK(at(Rule::normalised) == Approx(2));
    const double m2 = (0.5 * 0.5 + 0.5 * 2) / 0.75, v2 = r2 / (1 - 0.75 * 0.75);
    CHECK(at(Rule::adam) == Approx(1 + m2 / std::sqrt(v2)));
    s.epsilon = 1e-2;
    const double d1 = std::sqrt(0.01) / std::sqrt(r1 + 0.01), s1 = 0.25 * d1 * d1;
    CHECK(at(Rule::adadelta) == Approx(d1 + std::sqrt(s1 + 0.01) / std::sqrt(r2 + 0.01) * 2));
}

TEST_CASE("epsilon goes where it is told") {
    for (const Rule rule :
         {Rule::adagrad, Rule::rmsprop, Rule::rmsprop_momentum, Rule::rmsprop_nesterov, Rule::adam}) {
        Settings s{.rule = rule, .epsilon = 0.5, .place = optim::Epsilon::inside_root};
        const double inside = after_two(s);
        s.place = optim::Epsilon::outside_root;
        CHECK(after_two(s) != inside);
    }
}

TEST_CASE("the parameter table sets a member, and leaves AdaDelta out") {
    struct P {
        double other = 0;
        Settings settings;
    };
    const auto rows = rule_parameters<P>(
        &P::settings,
        {engine::real(&P::other, {.name = "other", .least = 0, .greatest = 1, .doc = "another"})});
    REQUIRE(rows.size() == 7);
    CHECK(rows.back().info.name == "other");
    CHECK(rows[0].info.choices.size() + 1 == rule_names().size());
    CHECK(rows[0].info.fallback == engine::Value("adagrad"));
    P p;
    rows[0].set(p, engine::Value("normalised"));
    rows[1].set(p, engine::Value(0.25));
    rows[5].set(p, engine::Value("inside-root"));
    CHECK(p.settings.rule == Rule::normalised);
    CHECK(p.settings.learning_rate == 0.25);
    CHECK(p.settings.place == optim::Epsilon::inside_root);
}

}  // namespace
}  // namespace assay::experiments::adaptive
