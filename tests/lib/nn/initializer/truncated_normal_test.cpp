#include "lib/nn/initializer/truncated_normal.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace {

using namespace assay;
using namespace assay::nn;

TEST_CASE("the variance that truncation leaves") {
    // SciPy: scipy.stats.truncnorm(-c, c).var().
    CHECK(truncated_variance(2) == Approx(0.7737413035499232).epsilon(1e-13));
    CHECK(truncated_variance(1) == Approx(0.29112509).epsilon(1e-7));
    CHECK(truncated_variance(30) == 1);
    CHECK_THROWS_AS(truncated_variance(0), std::invalid_argument);
    CHECK_THROWS_AS(truncated_variance(std::numeric_limits<double>::infinity()), std::invalid_argument);
}

TEST_CASE("weights follow the truncated law, raw and corrected") {
    // Sup distance of the empirical distribution of n = 40000 draws: above 0.018 with probability
    // 2 e^(-2 n 0.018^2) = 1.1e-11 (DKW). Fixed seed.
    for (const bool corrected : {false, true}) {
        random::Stream stream({1, 2}, 3);
        Matrix<double> w(400, 100);
        TruncatedNormal{.scale = 4, .cut = 1.5, .corrected = corrected}(stream, w);
        const double sd = std::sqrt((corrected ? 1 / truncated_variance(1.5) : 1) * 4 / 100);
        std::vector<double> sorted(w.data(), w.data() + w.size());
        std::sort(sorted.begin(), sorted.end());
        CHECK(sorted.front() > -1.5 * sd);
        CHECK(sorted.back() < 1.5 * sd);
        double distance = 0;
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            const double law =
                0.5 + 0.5 * std::erf(sorted[i] / sd / std::sqrt(2)) / std::erf(1.5 / std::sqrt(2));
            distance = std::max({distance, std::abs(law - static_cast<double>(i) / 40000),
                                 std::abs(law - static_cast<double>(i + 1) / 40000)});
        }
        CHECK(distance < 0.018);
    }
}

}  // namespace
