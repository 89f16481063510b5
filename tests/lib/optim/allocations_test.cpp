// Rules, objectives and what goes with them allocate nothing after set-up.

#include <catch2/catch.hpp>
#include <cstdint>

#include "lib/optim/clip.hpp"
#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/objective/chain.hpp"
#include "lib/optim/objective/linear_model.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/objective/separable.hpp"
#include "lib/optim/polyak_average.hpp"
#include "tests/lib/optim/rules.hpp"
#include "tests/lib/requests_of.hpp"

namespace {

using namespace assay::optim;
using assay::tests::requests_of;

TEST_CASE("the count sees an allocation") {
    CHECK(requests_of([] {
              const Vector<double> v = Vector<double>::Zero(100);
              CHECK(v.size() == 100);
          }) > 0);
}

TEST_CASE("no rule allocates in a step, with noise, clipping and averaging") {
    std::vector<std::pair<std::string, std::uint64_t>> counts;
    assay::tests::for_each_rule<double>([&](const char* name, const auto& rule, const auto&) {
        const Quadratic<double> objective{Vector<double>::LinSpaced(16, 1, 10)};
        auto state = rule.init(16 * 8);
        Vector<double> theta = Vector<double>::Ones(16 * 8), buffer(16 * 8);
        Workspace<double> workspace(16 * 8);
        PolyakAverage<double> average(16 * 8);
        assay::random::Stream stream({1, 2}, 3);
        const auto noisy = [&](const Vector<double>& at, Vector<double>& gradient) {
            objective.gradient(at, gradient);
            add_normal_noise(stream, 0.5, buffer, gradient);
            clip_by_norm(gradient, 5.0, 8);
            clip_by_value(gradient, 2.0);
        };
        const std::uint64_t count = requests_of([&] {
            for (int t = 0; t < 10; ++t) {
                advance(rule, state, noisy, theta, workspace);
                average.add(theta);
            }
        });
        counts.emplace_back(name, count);
    });
    for (const auto& [name, count] : counts) {
        INFO(name);
        CHECK(count == 0);
    }
}

TEST_CASE("no objective allocates") {
    const auto check = [](const auto& objective) {
        for (const Eigen::Index replicates : {1, 100}) {
            const Vector<double> at = Vector<double>::Ones(objective.dimension() * replicates);
            Vector<double> gradient(at.size()), values(replicates);
            const std::uint64_t count = requests_of([&] {
                objective.values(at, values);
                objective.gradient(at, gradient);
            });
            CHECK(count == 0);
        }
    };
    const Vector<double> spectrum = Vector<double>::LinSpaced(9, 1, 10);
    check(Quadratic<double>{spectrum});
    check(DenseQuadratic<double>{spectrum.asDiagonal()});
    check(Chain<double>{.links = 9, .smoothness = 4});
    check(Separable<AbsoluteValue<double>>{.parameters = 9});
    check(Separable<Quartic<double>>{.parameters = 9});
    check(Separable<LogCosh<double>>{.parameters = 9});
    check(Separable<DoubleWell<double>>{.parameters = 9});
    check(LeastSquares<double>{LeastSquares<double>::Inputs::Random(20, 9), Vector<double>::Ones(20)});
    check(LogisticRegression<double>{LogisticRegression<double>::Inputs::Random(20, 9),
                                     Vector<double>::Ones(20)});
}

}  // namespace
