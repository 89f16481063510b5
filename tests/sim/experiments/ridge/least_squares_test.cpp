#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment least_squares();

namespace {

using testing::disproven;
using testing::proven;

testing::Measured measured(std::int64_t rows, std::int64_t columns, const std::string& data,
                           const std::string& arithmetic) {
    return {least_squares(),
            {{"rows", rows}, {"columns", columns}, {"data", data}, {"arithmetic", arithmetic}},
            1};
}

TEST_CASE("what holds for every least squares solution, with and without independent columns") {
    const auto arithmetic = GENERATE("rational", "modular");
    const auto data = GENERATE("generic", "repeated-column");
    for (const std::int64_t columns : {2, 4}) {
        const auto m = measured(4, columns, data, arithmetic);
        CAPTURE(arithmetic, data, columns);
        CHECK(m.missing() == 0);
        CHECK(proven(m.same("X'(y - X w)", "zero for each feature")));
        CHECK(proven(m.same("rise of the loss", "|X delta|^2")));
        CHECK(proven(m.same("rise of the ridge loss", "|X delta|^2 + lambda |delta|^2")));
        CHECK(proven(m.same("ridge loss with lambda 0", "|y - X w|^2")));
        CHECK(proven(m.same("X w + residual", "y")));
        CHECK(proven(m.same("|X w|^2 + |y - X w|^2", "|y|^2")));
        CHECK(proven(m.same("ridge - least squares", "-lambda (X'X + lambda I)^-1 X^+ y")));
        CHECK(proven(m.same("det X'X", "sum of squared d x d minors of X")));
        CHECK(proven(m.same("det(X'X + lambda I)", "lambda^d + lambda^(d-1) |X|^2 + ...")));
        CHECK(disproven(m.same("rise of the loss", "|delta|^2")));
        CHECK(disproven(m.same("X' y", "zero for each feature")));
        CHECK(disproven(m.same("ridge loss", "|y - X w|^2")));
        CHECK(disproven(m.same("|X delta|^2 + |y - X delta|^2", "|y|^2")));
        CHECK(disproven(m.same("ridge - least squares", "-lambda^2 (X'X + lambda I)^-1 X^+ y")));
    }
}

TEST_CASE("the formula of least squares needs independent columns") {
    const auto generic = measured(3, 3, "generic", "rational"),
               repeated = measured(3, 3, "repeated-column", "rational");
    CHECK(generic.always("inverse_exists"));
    CHECK(proven(generic.same("(X'X)^-1 X'y", "least squares")));
    CHECK(disproven(generic.same("(X X')^-1 X'y", "least squares")));
    CHECK(disproven(generic.same("det X'X", "0")));
    CHECK(repeated.never("inverse_exists"));
    CHECK(disproven(repeated.same("(X'X)^-1 X'y", "least squares")));
    CHECK(proven(repeated.same("det X'X", "0")));
}

TEST_CASE("more independent features than data points are missing, not made up") {
    const auto m = measured(2, 4, "generic", "modular");
    CHECK(m.missing() == 8);
    CHECK(m.identity("inverse_exists").trials == 0);
}

}  // namespace
}  // namespace assay::experiments
