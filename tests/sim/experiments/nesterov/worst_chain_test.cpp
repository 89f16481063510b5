#include <catch2/catch.hpp>
#include <tuple>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment worst_chain();

namespace {

testing::Measured measured(const char* method, const char* length) {
    return {worst_chain(), {{"method", std::string(method)}, {"length", std::string(length)}}, 1};
}

// The same recursions in NumPy: 10 steps on 21 links, 100 on 400.
TEST_CASE("excess on the chain by method") {
    const std::tuple<const char*, double, double> all[] = {
        {"gradient-descent", 0.0996583985204118, 0.03852324180270633},
        {"heavy-ball", 0.10456186613986274, 0.011531830608636329},
        {"nesterov", 0.04419940151333451, 0.011567208193438705},
        {"scheduled-nesterov", 0.06450313791911177, 0.009250762157139436}};
    for (const auto& [method, tied, fixed] : all) {
        CAPTURE(method);
        CHECK(measured(method, "tied").number("excess", 0.01, 1).value == Approx(tied).epsilon(1e-10));
        CHECK(measured(method, "fixed").number("excess", 0.01, 4).value == Approx(fixed).epsilon(1e-10));
    }
}

// The least excess in the span of k gradients is L/(16 (k + 1)): Nesterov (2004), proof of theorem 2.1.7.
TEST_CASE("conjugate gradients are optimal") {
    const auto m = measured("conjugate-gradients", "tied");
    const double steps[] = {2, 10, 25, 50, 100, 200};
    for (std::size_t i = 0; i < 6; ++i) {
        const double k = steps[i], n = 2 * k + 1, square = n * (2 * n + 1) / (6 * (n + 1));
        CHECK(m.number("excess", 0.01, i).value == Approx(4 / (16 * (k + 1))).epsilon(1e-9));
        CHECK(m.number("lower_share", 0.01, i).value ==
              Approx(4 / (16 * (k + 1)) / (3 * 4 * square / (32 * (k + 1) * (k + 1)))).epsilon(1e-9));
        CHECK(m.number("first_order_share", 0.01, i).value ==
              Approx(4 / (16 * (k + 1)) * 2 * k / (4 * square)).epsilon(1e-9));
        CHECK(m.number("second_order_share", 0.01, i).value ==
              Approx(4 / (16 * (k + 1)) * (k + 1) * (k + 1) / (8 * square)).epsilon(1e-9));
    }
}

}  // namespace
}  // namespace assay::experiments
