#include "sim/audit/draws.hpp"

#include <catch2/catch.hpp>

using namespace assay;
using namespace assay::audit;

TEST_CASE("draws are those of the stream") {
    random::Stream stream(random::run_key(1, "draws"), 0);
    const auto us = uniforms(stream, 100);
    const auto doubled = mapped(us, [](double u) { return 2 * u; });
    REQUIRE(us.size() == 100);
    for (std::size_t i = 0; i < us.size(); ++i) CHECK(doubled[i] == 2 * us[i]);
    CHECK(normals(stream, 3).size() == 3);
    CHECK(uniforms(stream, 0).empty());
}

TEST_CASE("trials are counted once each") {
    random::Stream stream(random::run_key(1, "draws"), 0);
    stats::Proportion counts;
    add_trials(stream, 1000, 0, counts);
    CHECK(counts.successes == 0);
    add_trials(stream, 500, 1, counts);
    CHECK(counts.successes == 500);
    CHECK(counts.trials == 1500);
}

TEST_CASE("the width of the normal limit") {
    // 2 x 1.959963984540054 x 3 / 10
    CHECK(normal_width(3, 100, 0.05) == Approx(1.1759783907240326).epsilon(1e-14));
}
