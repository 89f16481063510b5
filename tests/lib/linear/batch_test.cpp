#include "lib/linear/batch.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include "lib/linear/spectrum.hpp"
#include "tests/lib/linear/exactly.hpp"

namespace assay::linear {
namespace {

constexpr std::array batch_forms{Form::primal, Form::dual, Form::rows, Form::features};

void put(const Matrix<double>& values, Interleaved& batch, Index instance) {
    for (Index i = 0; i < values.rows(); ++i)
        for (Index j = 0; j < values.cols(); ++j) batch(instance, i, j) = values(i, j);
}

Vector<double> get(const Interleaved& batch, Index instance) {
    Vector<double> values(batch.rows());
    for (Index i = 0; i < values.size(); ++i) values[i] = batch(instance, i);
    return values;
}

bool same_bits(const Vector<double>& a, const Vector<double>& b) {
    return a.size() == b.size() &&
           std::memcmp(a.data(), b.data(), sizeof(double) * static_cast<std::size_t>(a.size())) == 0;
}

/// Solves instances whose data are normals(n, d, seed), one for each of the seeds.
std::vector<Vector<double>> solve(Form form, Index n, Index d, double lambda,
                                  const std::vector<std::uint64_t>& seeds) {
    const auto instances = static_cast<Index>(seeds.size());
    Interleaved X(instances, n, d), y(instances, n, 1), w(instances, d, 1);
    for (Index k = 0; k < instances; ++k) {
        const std::uint64_t seed = seeds[static_cast<std::size_t>(k)];
        put(normals(n, d, seed), X, k);
        put(normals(n, 1, 1000 + seed), y, k);
    }
    RidgeBatch batch(n, d);
    batch.solve(form, X, y, lambda, w);
    std::vector<Vector<double>> solutions;
    for (Index k = 0; k < instances; ++k) solutions.push_back(get(w, k));
    return solutions;
}

TEST_CASE("interleaved matrices lie element by element, group by group") {
    Interleaved X(5, 2, 3);
    REQUIRE(X.values().size() == 2 * 2 * 3 * Interleaved::lanes);
    CHECK(X.groups() == 2);
    X(1, 0, 2) = 7;
    X(4, 1, 0) = 8;
    CHECK(X.values()[2 * Interleaved::lanes + 1] == 7);
    CHECK(X.values()[(6 + 3) * Interleaved::lanes] == 8);
    CHECK(X.group(1)[3 * Interleaved::lanes] == 8);
    const Interleaved copy = X;
    CHECK(copy(1, 0, 2) == 7);
    CHECK(reinterpret_cast<std::uintptr_t>(copy.group(1)) % 32 == 0);
    double sum = 0;
    for (const double value : copy.values()) sum += value;
    CHECK(sum == 15);
    CHECK_THROWS_WITH(Interleaved(0, 2, 3), Catch::Contains("not 0 of 2 x 3"));
    CHECK_THROWS_AS(Interleaved(1, 0, 3), std::invalid_argument);
    CHECK_THROWS_AS(Interleaved(1, 2, -1), std::invalid_argument);
}

/// Both a batch and ridge() are within 20 kappa epsilon of the exact solution (ridge_test.cpp), kappa of the
/// matrix factored, where |w| is not small by cancellation in X'y: hence the second term.
void require_agreement(Form form, Index n, Index d, double lambda, const std::vector<std::uint64_t>& seeds) {
    const auto w = solve(form, n, d, lambda, seeds);
    for (std::size_t k = 0; k < w.size(); ++k) {
        const Matrix<double> X = normals(n, d, seeds[k]);
        const Vector<double> y = normals(n, 1, 1000 + seeds[k]), alone = ridge(form, X, y, lambda);
        const double s = singular_values(X)[0], kappa = 1 + s * s / lambda;
        CAPTURE(n, d, lambda, k, kappa, name(form));
        CHECK((w[k] - alone).norm() <= 40 * kappa * std::numeric_limits<double>::epsilon() *
                                           (alone.norm() + s * y.norm() / (s * s + lambda)));
    }
}

TEST_CASE("a batch meets the forms for one instance, for every remainder of the tiles") {
    for (Index n = 1; n <= 14; ++n)
        for (Index d = 1; d <= 14; ++d)
            for (const Form form : batch_forms) require_agreement(form, n, d, 0.5, {1, 2, 3, 4, 5});
}

TEST_CASE("a batch meets the forms for one instance at the size of the benchmark, for every lambda") {
    for (const auto& [n, d] : {std::pair<Index, Index>{64, 16}, {16, 64}})
        for (const double lambda : {1e-3, 1.0, 1e6, 1e12})
            for (const Form form : batch_forms) require_agreement(form, n, d, lambda, {6});
}

TEST_CASE("an instance has the same bits in every lane, place and batch") {
    for (const Form form : batch_forms) {
        const Vector<double> alone = solve(form, 9, 5, 0.25, {7})[0];
        for (std::uint64_t size = 2; size <= 11; ++size)
            for (std::uint64_t place = 0; place < size; ++place) {
                std::vector<std::uint64_t> seeds;
                for (std::uint64_t k = 0; k < size; ++k) seeds.push_back(k == place ? 7 : 100 + k);
                const auto w = solve(form, 9, 5, 0.25, seeds);
                CAPTURE(name(form), size, place);
                CHECK(same_bits(w[place], alone));
                CHECK_FALSE(same_bits(w[place == 0 ? 1 : 0], alone));
            }
    }
}

TEST_CASE("a batch can be solved again, and its memory keeps nothing") {
    Interleaved X(3, 6, 4), y(3, 6, 1), w(3, 4, 1), again(3, 4, 1);
    for (Index k = 0; k < 3; ++k) {
        put(normals(6, 4, static_cast<std::uint64_t>(k)), X, k);
        put(normals(6, 1, static_cast<std::uint64_t>(10 + k)), y, k);
    }
    const Interleaved X_before = X, y_before = y;
    RidgeBatch batch(6, 4);
    for (const Form form : batch_forms) {
        RidgeBatch(6, 4).solve(form, X, y, 2, w);
        batch.solve(form, X, y, 2, again);
        for (Index k = 0; k < 3; ++k) CHECK(same_bits(get(w, k), get(again, k)));
    }
    CHECK(std::equal(X.values().begin(), X.values().end(), X_before.values().begin()));
    CHECK(std::equal(y.values().begin(), y.values().end(), y_before.values().begin()));
}

TEST_CASE("an instance that cannot be solved harms no other") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const Form form : batch_forms) {
        Interleaved X(4, 5, 3), y(4, 5, 1), w(4, 3, 1), bad(4, 3, 1);
        for (Index k = 0; k < 4; ++k) {
            put(normals(5, 3, static_cast<std::uint64_t>(20 + k)), X, k);
            put(normals(5, 1, static_cast<std::uint64_t>(30 + k)), y, k);
        }
        RidgeBatch batch(5, 3);
        batch.solve(form, X, y, 1, w);
        X(2, 1, 1) = nan;
        batch.solve(form, X, y, 1, bad);
        for (Index k = 0; k < 4; ++k) {
            if (k == 2)
                CHECK(get(bad, k).array().isNaN().all());
            else
                CHECK(same_bits(get(bad, k), get(w, k)));
        }
    }
}

TEST_CASE("a batch says which argument is wrong") {
    RidgeBatch batch(5, 3);
    const Interleaved X(4, 5, 3), y(4, 5, 1);
    Interleaved w(4, 3, 1), few(3, 3, 1);
    for (const Form form : batch_forms) {
        CHECK_THROWS_WITH(batch.solve(form, Interleaved(4, 3, 5), y, 1, w),
                          "RidgeBatch::solve: X must be 4 of 5 x 3, not 4 of 3 x 5");
        CHECK_THROWS_WITH(batch.solve(form, X, Interleaved(4, 3, 1), 1, w),
                          Catch::Contains("y must be 4 of 5 x 1, not 4 of 3 x 1"));
        CHECK_THROWS_WITH(batch.solve(form, X, y, 1, few),
                          Catch::Contains("w must be 4 of 3 x 1, not 3 of 3 x 1"));
        for (const double lambda :
             {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
            CHECK_THROWS_WITH(batch.solve(form, X, y, lambda, w),
                              Catch::Contains("lambda must be positive and finite"));
    }
    CHECK_THROWS_WITH(batch.solve(Form::svd, X, y, 1, w),
                      Catch::Contains("primal, dual, rows or features, not svd"));
    CHECK_THROWS_WITH(RidgeBatch(0, 3), "RidgeBatch: n and d must be at least 1, not 0 x 3");
    CHECK_THROWS_AS(RidgeBatch(3, 0), std::invalid_argument);
}

}  // namespace
}  // namespace assay::linear
