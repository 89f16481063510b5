// Seeds are fixed.
#include <catch2/catch.hpp>

#include "tests/sim/experiments/measured.hpp"

namespace assay::experiments {
engine::Experiment adam_relatives();

namespace {

bool same(const testing::Measured& m, const char* a, const char* b) {
    const auto certificate = m.same(a, b);
    CHECK(certificate.trials == 128);
    return certificate.violations == 0;
}
bool different(const testing::Measured& m, const char* a, const char* b) {
    return m.same(a, b).violations == m.same(a, b).trials;
}

TEST_CASE("who takes Adam's path under normal gradients") {
    const testing::Measured m(adam_relatives(), {}, 1);
    CHECK(same(m, "counted from 0, exponent t + 1", "Adam, epsilon inside the root"));
    CHECK(different(m, "counted from 0, exponent t", "Adam, epsilon inside the root"));
    CHECK(same(m, "Adam, uncorrected, beta1 = 0", "RMSProp"));
    CHECK(different(m, "Adam, uncorrected", "RMSProp"));
    CHECK(different(m, "Adam, uncorrected", "Adam"));
    CHECK(same(m, "Adam, beta1 = beta2 = epsilon = 0", "sign descent"));
    CHECK(different(m, "Adam", "sign descent"));
    CHECK(different(m, "Adam, uncorrected, from v = 1", "EMA momentum"));
    CHECK(different(m, "RMSProp with momentum beta1, from r = 1", "Adam, uncorrected, from v = 1"));
    CHECK(same(m, "RMSProp with momentum - Adam, both from 1",
               "steps of eta (1 - a) sum_j a^j g_(t-j) (1/root_t - 1/root_(t-j))"));
    CHECK(different(m, "RMSProp with momentum - Adam, both from 1", "still"));
}

TEST_CASE("who takes Adam's path under gradients of constant size") {
    const testing::Measured m(adam_relatives(), {{"gradients", "signs"}}, 1);
    CHECK(same(m, "Adam, uncorrected, from v = 1", "EMA momentum"));
    CHECK(same(m, "RMSProp with momentum beta1, from r = 1", "Adam, uncorrected, from v = 1"));
    CHECK(different(m, "RMSProp", "EMA momentum"));
}

TEST_CASE("a large epsilon at either place") {
    for (const char* place : {"inside-root", "outside-root"}) {
        const testing::Measured m(adam_relatives(), {{"place", std::string(place)}, {"epsilon", 0.5}}, 1);
        CAPTURE(place);
        CHECK(same(m, "Adam, uncorrected, beta1 = 0", "RMSProp"));
        CHECK(same(m, "counted from 0, exponent t + 1", "Adam, epsilon inside the root"));
        CHECK(different(m, "Adam", "Adam, epsilon inside the root"));
        CHECK(same(m, "RMSProp with momentum - Adam, both from 1",
                   "steps of eta (1 - a) sum_j a^j g_(t-j) (1/root_t - 1/root_(t-j))"));
    }
}

}  // namespace
}  // namespace assay::experiments
