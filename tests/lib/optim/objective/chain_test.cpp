#include "lib/optim/objective/chain.hpp"

#include "tests/lib/optim/objective/exactly.hpp"

namespace {

using namespace assay::optim;
using assay::exact::Rational;
using V = Vector<Rational>;

TEST_CASE("the chain's gradient is that of its values, and vanishes at its minimizer") {
    for (const Eigen::Index links : {1, 2, 7}) {
        const Chain<Rational> chain{.links = links, .smoothness = Rational(4)};
        assay::tests::check_polynomial(chain, 3);
        V gradient(links);
        const V best = chain.minimizer();
        chain.gradient(best, gradient);
        CHECK(gradient == V(V::Zero(links)));
        CHECK(value(chain, best) == chain.minimum());
    }
    assay::tests::check_sizes(Chain<double>{.links = 5, .smoothness = 1}, "Chain");
}

TEST_CASE("from 0 the gradient reaches one more link at a time, and the curvature is below L") {
    const Chain<Rational> chain{.links = 6, .smoothness = Rational(1)};
    V x = V::Zero(6), gradient(6);
    for (Eigen::Index k = 0; k < 6; ++k) {
        chain.gradient(x, gradient);
        for (Eigen::Index i = 0; i < 6; ++i) CHECK((gradient[i] != 0) == (i <= k));
        x -= gradient;
    }
    // L/4 (2 - 2 cos(pi j/(n + 1))) < L: on alternating signs the quotient is L/4 (4 - 2/n) with n links.
    V zigzag(6), at_zero(6);
    for (Eigen::Index i = 0; i < 6; ++i) zigzag[i] = i % 2 == 0 ? 1 : -1;
    chain.gradient(zigzag, gradient);
    chain.gradient(V::Zero(6), at_zero);
    CHECK(zigzag.dot(gradient - at_zero) / 6 == Rational(1, 4) * (4 - Rational(2, 6)));
}

}  // namespace
