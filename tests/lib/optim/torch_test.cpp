// Trajectories of PyTorch's optimizers (tests/reference/optim/make_torch.py), each by the rule of ours that
// docs/optimizers.md says it is.

#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/lib/optim/rules.hpp"
#include "tests/reference/read_table.hpp"

namespace {

using namespace assay::optim;
using V = Vector<double>;

V parameters(const std::vector<std::string>& row, std::size_t from) {
    V result(4);
    for (std::size_t i = 0; i < 4; ++i)
        result[static_cast<Eigen::Index>(i)] = std::strtod(row[from + i].c_str(), nullptr);
    return result;
}

std::vector<V> gradients() {
    std::vector<V> all;
    for (const auto& row : assay::tests::read_table("optim/gradients.csv")) all.push_back(parameters(row, 1));
    return all;
}

/// The points of the case, the start first.
std::vector<V> torch(const std::string& name) {
    std::vector<V> all;
    for (const auto& row : assay::tests::read_table("optim/torch.csv"))
        if (row[0] == name) all.push_back(parameters(row, 2));
    return all;
}

struct Result {
    double worst = 0;  ///< largest error of a parameter, in units of the largest value it has had
    std::size_t points = 0;
};

/// `shown(state, theta)` is what PyTorch calls the parameters.
template <class Rule, class Shown>
Result compare(const std::string& name, const Rule& rule, typename Rule::State state, const Shown& shown) {
    const std::vector<V> expected = torch(name), all = gradients();
    REQUIRE(expected.size() == all.size() + 1);
    V theta = expected[0], largest = theta.cwiseAbs();
    Result result;
    for (std::size_t t = 0; t < all.size(); ++t) {
        rule.step(state, all[t], theta);
        const V ours = shown(state, theta);
        largest = largest.cwiseMax(expected[t + 1].cwiseAbs());
        result.worst = std::max(result.worst,
                                ((ours - expected[t + 1]).cwiseAbs().array() / largest.array()).maxCoeff());
        ++result.points;
    }
    return result;
}
template <class Rule>
Result compare(const std::string& name, const Rule& rule, const typename Rule::State& state) {
    return compare(name, rule, state, [](const auto&, const V& theta) { return theta; });
}
template <class Rule>
Result compare(const std::string& name, const Rule& rule) {
    return compare(name, rule, rule.init(4));
}

void check(const Result& result, double tolerance) {
    CHECK(result.points == 100);
    CHECK(result.worst <= tolerance);
}

constexpr double sgd = 1e-14, adaptive = 1e-12;

TEST_CASE("torch.optim.SGD is gradient descent") {
    check(compare("sgd", GradientDescent<double>{.learning_rate = 0.1}), sgd);
    CHECK(compare("sgd", GradientDescent<double>{.learning_rate = 0.1 + 1e-9}).worst > sgd);
}

TEST_CASE("torch.optim.SGD's momentum is the heavy ball's with its rate outside the velocity") {
    const HeavyBall<double> rule{.learning_rate = 0.1, .momentum = 0.9};
    check(compare("sgd-momentum", rule), sgd);
    CHECK(compare("sgd-nesterov", rule).worst > 0.01);
}

TEST_CASE(
    "torch.optim.SGD does not dampen its first step, which a velocity or an average at the start makes up "
    "for") {
    const V first = gradients()[0];
    // alpha v_0 - (1 - d) eta g_1 = -eta g_1
    const HeavyBall<double> ball{.learning_rate = 0.05, .momentum = 0.9};
    check(compare("sgd-dampening", ball, {V(first * (-0.05 / 0.9))}), sgd);
    CHECK(compare("sgd-dampening", ball).worst > 0.01);
    // (1 - b) a_0 - b g_1 = -g_1
    const EmaMomentum<double> average{.learning_rate = 0.1, .weight = 0.1};
    check(compare("sgd-average", average, {V(-first)}), sgd);
    CHECK(compare("sgd-average", average).worst > 0.01);
}

TEST_CASE("torch.optim.SGD's Nesterov parameters are the interim points") {
    const Nesterov<double> rule{.learning_rate = 0.1, .momentum = 0.9};
    check(compare("sgd-nesterov", rule, rule.init(4),
                  [&](const auto& state, const V& theta) {
                      V at(4);
                      rule.interim(state, theta, at);
                      return at;
                  }),
          sgd);
    CHECK(compare("sgd-nesterov", rule).worst > 0.01);
}

TEST_CASE("torch.optim.Adagrad has epsilon outside the root") {
    AdaGrad<double> rule{.learning_rate = 0.1};
    check(compare("adagrad", rule), adaptive);
    rule.place = Epsilon::inside_root;
    CHECK(compare("adagrad", rule).worst > 0.1);
    rule = {.learning_rate = 0.1, .epsilon = 1e-10};
    check(compare("adagrad-accumulator", rule, {V::Constant(4, 0.1)}), adaptive);
    CHECK(compare("adagrad-accumulator", rule).worst > 0.1);
}

TEST_CASE("torch.optim.RMSprop has epsilon outside the root, and its rate outside the velocity") {
    RmsProp<double> rule{
        .learning_rate = 0.01, .decay = 0.99, .epsilon = 1e-8, .place = Epsilon::outside_root};
    check(compare("rmsprop", rule), adaptive);
    rule.place = Epsilon::inside_root;
    CHECK(compare("rmsprop", rule).worst > 0.1);
    rule = {.learning_rate = 0.01, .epsilon = 1e-8, .place = Epsilon::outside_root, .momentum = 0.8};
    check(compare("rmsprop-momentum", rule), adaptive);
    rule.centred = true;
    check(compare("rmsprop-centred-momentum", rule), adaptive);
    rule.momentum = 0;
    check(compare("rmsprop-centred", rule), adaptive);
}

TEST_CASE("torch.optim.Adadelta is AdaDelta times a rate") {
    check(compare("adadelta", AdaDelta<double>{.decay = 0.9}), adaptive);
    check(compare("adadelta-slow", AdaDelta<double>{.learning_rate = 0.25, .epsilon = 1e-10}), adaptive);
}

TEST_CASE("torch.optim.Adam and AdamW have epsilon outside the root of the corrected moment") {
    check(compare("adam", Adam<double>{}), adaptive);
    CHECK(compare("adam", Adam<double>{.place = Epsilon::inside_root}).worst > 0.1);
    CHECK(compare("adam", Adam<double>{.beta1 = 0.999, .beta2 = 0.9}).worst > 0.1);
    CHECK(compare("adam", Adam<double>{.correct_second = false}).worst > 0.1);
    check(compare("adam-fast",
                  Adam<double>{.learning_rate = 0.05, .beta1 = 0.5, .beta2 = 0.75, .epsilon = 1e-3}),
          adaptive);
    const AdamW<double> decayed{.rule = {.learning_rate = 0.01}, .weight_decay = 0.25};
    check(compare("adamw", decayed), adaptive);
    CHECK(compare("adamw", decayed.rule).worst > 0.1);
}

}  // namespace
