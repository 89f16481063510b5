#include "sim/experiments/adaptive/near.hpp"

#include <catch2/catch.hpp>
#include <limits>

namespace assay::experiments::adaptive {
namespace {

TEST_CASE("numbers are near within 1e-10 of the largest size") {
    CHECK(Near{{1, -2e6}} == Near{{1 + 1e-4, -2e6 - 1e-4}});
    CHECK_FALSE(Near{{1, -2e6}} == Near{{1 + 1e-3, -2e6}});
    CHECK_FALSE(Near{{1, 2}} == Near{{1, 2 + 1e-9}});
    CHECK_FALSE(Near{{1e-200}} == Near{{-1e-200}});
    CHECK(Near{{0}} == Near{{0}});
    CHECK_FALSE(Near{{0}} == Near{{1e-300}});
}

TEST_CASE("vectors of other sizes differ, and what is no number equals nothing") {
    CHECK(Near{} == Near{});
    CHECK_FALSE(Near{{1}} == Near{{1, 1}});
    const double nan = std::numeric_limits<double>::quiet_NaN(),
                 infinity = std::numeric_limits<double>::infinity();
    CHECK_FALSE(Near{{nan}} == Near{{nan}});
    CHECK_FALSE(Near{{1, nan}} == Near{{1, 0}});
    CHECK_FALSE(Near{{infinity}} == Near{{infinity}});
}

}  // namespace
}  // namespace assay::experiments::adaptive
