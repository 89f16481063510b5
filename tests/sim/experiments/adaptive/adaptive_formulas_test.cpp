// Seeds are fixed: random instances tell formulas apart but for a sliver.
#include <catch2/catch.hpp>
#include <string>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adaptive_formulas();

namespace {

bool always(const testing::Measured& m, const char* a, const char* b) {
    const auto c = m.same(a, b);
    return c.trials == 128 && c.violations == 0;
}
bool never(const testing::Measured& m, const char* a, const char* b) {
    const auto c = m.same(a, b);
    return c.trials == 128 && c.violations == c.trials;
}

TEST_CASE("the library's rules are their formulas, and no others") {
    const testing::Measured m(adaptive_formulas(), {}, 1);
    CHECK(always(m, "AdaGrad", "eta g / (epsilon + sqrt(sum of g^2))"));
    CHECK(always(m, "AdaGrad, epsilon inside", "eta g / sqrt(sum of g^2 + epsilon)"));
    CHECK(always(m, "AdaGrad, epsilon inside", "RMSProp's recursion with weights 1 and 1"));
    CHECK(always(m, "RMSProp", "eta g / sqrt(average of g^2 + epsilon)"));
    CHECK(always(m, "RMSProp", "eta / sqrt(G + epsilon) times g, G <- beta G + (1 - beta) g^2"));
    CHECK(always(m, "RMSProp, epsilon outside", "eta g / (epsilon + sqrt(average of g^2))"));
    CHECK(always(m, "RMSProp with momentum", "eta sum of alpha^j g_(t-j) / sqrt(r_(t-j) + epsilon)"));
    for (const char* other :
         {"AdaGrad, epsilon inside", "eta g / (epsilon + sum of g^2)", "eta g / (epsilon + |g|)",
          "eta g / sqrt(g^2 + epsilon)", "RMSProp", "RMSProp, epsilon outside", "RMSProp with momentum"})
        CHECK(never(m, "AdaGrad", other));
    for (const char* other : {"eta g / sqrt(average of g^2 + epsilon), rho and 1 - rho exchanged",
                              "eta g / sqrt(rho r + g^2 + epsilon)", "RMSProp, epsilon outside"})
        CHECK(never(m, "RMSProp", other));
    CHECK(never(m, "RMSProp with momentum", "eta sum of alpha^j g_(t-j) / sqrt(r_t + epsilon)"));
}

TEST_CASE("under gradients of one size the orders of momentum and root agree") {
    const testing::Measured m(adaptive_formulas(), {{"gradients", "one-size"}}, 1);
    CHECK(always(m, "RMSProp with momentum", "eta sum of alpha^j g_(t-j) / sqrt(r_t + epsilon)"));
    CHECK(always(m, "AdaGrad", "eta g / (epsilon + sqrt(sum of g^2))"));
    CHECK(never(m, "AdaGrad", "RMSProp"));
}

}  // namespace
}  // namespace assay::experiments
