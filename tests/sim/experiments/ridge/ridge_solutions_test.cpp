#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment ridge_solutions();

namespace {

using testing::disproven;
using testing::proven;
using testing::whole;

testing::Measured measured(std::int64_t rows, std::int64_t columns, const std::string& arithmetic) {
    return {ridge_solutions(), {{"rows", rows}, {"columns", columns}, {"arithmetic", arithmetic}}, 1};
}

const std::vector<std::pair<const char*, const char*>> identities = {
    {"ridge", "X' (X X' + lambda I)^-1 y"},
    {"ridge", "least squares of [X; sqrt(lambda) I], [y; 0]"},
    {"ridge", "its w"},
    {"ridge with lambda^2", "X' (X X' + lambda^2 I)^-1 y"},
    {"ridge with lambda^2", "least squares of [X; lambda I], [y; 0]"},
    {"ridge with lambda^2", "w of [X lambda I]"},
    {"ridge with n lambda", "minimiser of the mean loss"},
    {"shape of [X; sqrt(lambda) I]", "(n + d) x d"},
    {"residuals of the fake rows", "-sqrt(lambda) w"},
    {"features of the fake rows", "sqrt(lambda) for each feature"},
    {"least-norm solution of [X sqrt(lambda) I]", "[X sqrt(lambda) I]' (X X' + lambda I)^-1 y"},
    {"[X sqrt(lambda) I] times the least-norm solution", "y"},
    {"[X sqrt(lambda) I] times another solution", "y"},
    {"dimension of the solutions", "d"},
    {"|u|^2 of another solution u", "|u0|^2 + |u - u0|^2"},
    {"training points of each fake feature", "one for each fake feature"},
    {"prediction with fake features 0", "x' w"},
    {"k(x)' (K + lambda I)^-1 y", "x' w"},
};

TEST_CASE("the forms of ridge regression agree in either arithmetic, for tall, square and wide data") {
    const auto arithmetic = GENERATE("rational", "modular");
    const auto [rows, columns] =
        GENERATE(table<std::int64_t, std::int64_t>({{1, 1}, {4, 2}, {3, 3}, {2, 5}, {5, 5}}));
    const auto m = measured(rows, columns, arithmetic);
    CHECK(m.missing() == 0);
    for (const auto& [one, other] : identities) {
        CAPTURE(arithmetic, rows, columns, one, other);
        CHECK(proven(m.same(one, other)));
    }
}

TEST_CASE("neighbouring forms disagree in every instance") {
    const auto arithmetic = GENERATE("rational", "modular");
    const auto m = measured(4, 3, arithmetic);
    for (const auto* other :
         {"ridge with 2 lambda", "ridge with lambda^2", "ridge with n lambda", "minimiser of the mean loss",
          "least squares of [X; lambda I], [y; 0]", "w of [X lambda I]", "X' (X X' + lambda^2 I)^-1 y"}) {
        CAPTURE(arithmetic, other);
        CHECK(disproven(m.same("ridge", other)));
    }
    CHECK(disproven(m.same("x' w", "prediction with fake features 1")));
    CHECK(disproven(m.same("x' w", "k(x)' (K + lambda^2 I)^-1 y")));
    CHECK(disproven(m.same("|u|^2 of another solution u", "|u0|^2")));
    CHECK(disproven(m.same("features of the fake rows", "zero for each feature")));
    CHECK(disproven(m.same("shape of [X; sqrt(lambda) I]", "2n x n")));
    CHECK(disproven(m.same("dimension of the solutions", "0")));
}

}  // namespace
}  // namespace assay::experiments
