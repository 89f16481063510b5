#pragma once
// What every objective must satisfy, for the tests of this folder.

#include <catch2/catch.hpp>

#include "lib/exact/rational.hpp"
#include "lib/optim/objective/objective.hpp"

namespace assay::tests {

/// The gradient of a polynomial objective of degree 4 at most is that of its values, exactly, by the
/// five-point difference f'(x) = (8 (f(x+h) - f(x-h)) - (f(x+2h) - f(x-2h))) / (12 h); and replicates side by
/// side have the values and gradients that each has alone.
template <optim::Objective O>
void check_polynomial(const O& objective, Eigen::Index replicates) {
    using exact::Rational;
    using V = optim::Vector<Rational>;
    const Eigen::Index d = objective.dimension();
    V all(d * replicates), all_gradients(d * replicates), all_values(replicates);
    for (Eigen::Index i = 0; i < all.size(); ++i)
        all[i] = Rational((i * i * 7 + i) % 23 - 11) / Rational(i % 5 + 1);
    objective.gradient(all, all_gradients);
    objective.values(all, all_values);
    for (Eigen::Index r = 0; r < replicates; ++r) {
        V at(d), gradient(d);
        for (Eigen::Index i = 0; i < d; ++i) at[i] = all[i * replicates + r];
        objective.gradient(at, gradient);
        CHECK(optim::value(objective, at) == all_values[r]);
        for (Eigen::Index i = 0; i < d; ++i) {
            CHECK(gradient[i] == all_gradients[i * replicates + r]);
            if (r > 2) continue;
            const Rational h(1, 3);
            const auto beside = [&](int steps) {
                V moved = at;
                moved[i] += h * steps;
                return optim::value(objective, moved);
            };
            CHECK(gradient[i] == (8 * (beside(1) - beside(-1)) - (beside(2) - beside(-2))) / (12 * h));
        }
    }
}

/// Sizes that do not fit are refused, by name. The objective has two parameters or more.
template <optim::Objective O>
void check_sizes(const O& objective, const std::string& name) {
    using V = optim::Vector<typename O::Scalar>;
    const Eigen::Index d = objective.dimension();
    V at(d), odd(d + 1), none(0), one(1), two(2);
    CHECK_THROWS_WITH(objective.values(odd, one), Catch::Contains(name + "::values: at must have"));
    CHECK_THROWS_WITH(objective.values(none, one), Catch::Contains(name + "::values: at must have"));
    CHECK_THROWS_WITH(objective.values(at, two), Catch::Contains(name + "::values: out must have"));
    CHECK_THROWS_WITH(objective.gradient(odd, odd), Catch::Contains(name + "::gradient: at must have"));
    CHECK_THROWS_WITH(objective.gradient(at, odd), Catch::Contains(name + "::gradient: out must have"));
}

}  // namespace assay::tests
