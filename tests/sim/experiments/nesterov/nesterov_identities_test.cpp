#include <catch2/catch.hpp>

#include "tests/sim/experiments/proofs.hpp"

namespace assay::experiments {
engine::Experiment nesterov_identities();

namespace {

using testing::disproven;
using testing::proven;

TEST_CASE("Nesterov's steps, exactly") {
    const testing::Measured m(nesterov_identities(), {}, 1);
    const auto same = [&](const char* a, const char* b) { return m.same(a, b); };
    const char* const step = "Nesterov's step";
    CHECK(proven(same(step, "gradient at theta + alpha v")));
    CHECK(disproven(same(step, "gradient at theta + v")));
    CHECK(disproven(same(step, "gradient at theta")));
    CHECK(disproven(same(step, "heavy ball's step")));
    CHECK(proven(same("heavy ball's step", "gradient at theta")));
    CHECK(proven(same("interim point", "theta + alpha v")));
    CHECK(disproven(same("interim point", "theta + v")));

    CHECK(proven(same("Nesterov's points without momentum", "gradient descent's points")));
    CHECK(disproven(same("Nesterov's points from rest", "gradient descent's points")));
    CHECK(proven(same("Nesterov's points on a linear loss", "heavy ball's points on a linear loss")));
    CHECK(disproven(same("Nesterov's points on a quadratic", "heavy ball's points on a quadratic")));

    CHECK(proven(same("heavy ball's velocity minus Nesterov's", "eta alpha H v")));
    CHECK(disproven(same("heavy ball's velocity minus Nesterov's", "eta H v")));
    const char* const velocity = "Nesterov's velocity on a quadratic";
    CHECK(proven(same(velocity, "alpha (1 - eta H) v - eta H theta")));
    CHECK(disproven(same(velocity, "alpha (1 + eta H) v - eta H theta")));
    CHECK(disproven(same(velocity, "alpha v - eta H theta")));

    const char* const scheduled = "scheduled Nesterov's points";
    CHECK(proven(same(scheduled, "two sequences with (k - 1)/(k + 2)")));
    CHECK(disproven(same(scheduled, "two sequences with k/(k + 3)")));
    CHECK(disproven(same(scheduled, "two sequences with the gradient at x_k")));

    const char* const next = "next points in one direction";
    CHECK(proven(same(next, "(1 + alpha)(1 - eta h) theta_t - alpha (1 - eta h) theta_(t-1)")));
    CHECK(disproven(same(next, "(1 + alpha - eta h) theta_t - alpha theta_(t-1)")));
}

}  // namespace
}  // namespace assay::experiments
