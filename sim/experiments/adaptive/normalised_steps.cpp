// Steps of one size: by the norm of each component of the gradient, or of the whole.
// Document: 001, "per-component learning rate".

#include "lib/random/normal.hpp"
#include "sim/experiments/adaptive/near.hpp"
#include "sim/experiments/adaptive/variants.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using namespace adaptive;
using Vector = optim::Vector<double>;

struct Parameters {
    std::int64_t dimension = 3;
    double learning_rate = 0.1;
};
using P = Parameters;

struct Instance {
    double eta = 0;
    Vector gradient;
};

/// How the rule moves parameters at 0.
template <class RuleType>
Vector moved(const RuleType& rule, const Vector& gradient) {
    Vector parameters = Vector::Zero(gradient.size());
    auto state = rule.init(gradient.size());
    rule.step(state, gradient, parameters);
    return parameters;
}
Vector component_step(const Instance& i, double factor = 1) {
    return moved(NormalisedStep<double>{i.eta}, factor * i.gradient);
}
Vector vector_step(const Instance& i, double factor = 1) {
    return moved(NormalisedVectorStep<double>{i.eta}, factor * i.gradient);
}

template <class Expression>
Near near(const Expression& expression) {
    const Vector values = expression;
    return {{values.begin(), values.end()}};
}
Near near(double value) {
    return {{value}};
}

Expressions<Instance, Near> expressions() {
    using I = Instance;
    return {
        {"sizes of the component step", "|w' - w| of each component, by componentwise norm",
         [](const I& i) { return near(component_step(i).cwiseAbs()); }},
        {"eta for each component", "the learning rate",
         [](const I& i) { return near(Vector::Constant(i.gradient.size(), i.eta)); }},
        {"eta |g| for each component", "proportional to the gradient",
         [](const I& i) { return near(i.eta * i.gradient.cwiseAbs()); }},
        {"sizes of the component step for 10 g", "under a gradient ten times as large",
         [](const I& i) { return near(component_step(i, 10).cwiseAbs()); }},
        {"a tenth of the sizes of the component step", "smaller where the gradient is larger",
         [](const I& i) { return near(component_step(i).cwiseAbs() / 10); }},
        {"rates of the component step for 10 g", "step over gradient, of a gradient ten times as large",
         [](const I& i) { return near(component_step(i, 10).cwiseQuotient(-10 * i.gradient)); }},
        {"rates of the component step", "step over gradient",
         [](const I& i) { return near(component_step(i).cwiseQuotient(-i.gradient)); }},
        {"a tenth of the rates of the component step", "the same, over 10",
         [](const I& i) { return near(component_step(i).cwiseQuotient(-10 * i.gradient)); }},
        {"direction of the vector step", "over its length",
         [](const I& i) { return near(vector_step(i).normalized()); }},
        {"direction of the component step", "over its length",
         [](const I& i) { return near(component_step(i).normalized()); }},
        {"direction of -g", "steepest descent", [](const I& i) { return near(-i.gradient.normalized()); }},
        {"length of the vector step", "by the norm of the whole gradient",
         [](const I& i) { return near(vector_step(i).norm()); }},
        {"length of the component step", "by componentwise norm",
         [](const I& i) { return near(component_step(i).norm()); }},
        {"eta", "the learning rate", [](const I& i) { return near(i.eta); }},
        {"eta sqrt(d)", "the learning rate times the root of the dimension",
         [](const I& i) { return near(i.eta * std::sqrt(double(i.gradient.size()))); }},
    };
}

Instance draw(const P& p, random::Stream& stream) {
    Instance one{p.learning_rate, Vector(p.dimension)};
    random::fill_normal(stream, std::span(one.gradient.data(), std::size_t(p.dimension)));
    return one;
}

}  // namespace

engine::Experiment normalised_steps() {
    using namespace engine;
    return identities<P>({
        .name = "normalised-steps",
        .doc = "One step of size eta g/|g| under a random normal gradient g, |g| being the norm of each "
               "component or of the vector; equal within 1e-10.",
        .parameters = {integer(&P::dimension,
                               {.name = "dimension", .least = 1, .greatest = 100, .doc = "parameters"}),
                       real(&P::learning_rate,
                            {.name = "learning_rate", .least = 1e-12, .greatest = 100, .doc = "eta"})},
        .sides = drawn<P>(expressions(), draw),
        .replicates_per_block = 256,
        .blocks = 16,
    });
}

}  // namespace assay::experiments
