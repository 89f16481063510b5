#include "sim/experiments/adaptive/near.hpp"

#include <catch2/catch.hpp>
#include <limits>

namespace assay::experiments::adaptive {
namespace {

TEST_CASE("numbers are near within 1e-10 of their size") {
    CHECK(Near{{1, -2e6}} == Near{{1 + 5e-11, -2e6 - 1e-4}});
    CHECK_FALSE(Near{{1, 2}} == Near{{1, 2 + 1e-9}});
    CHECK_FALSE(Near{{1e-200}} == Near{{-1e-200}});
    CHECK(Near{{0}} == Near{{0}});
    CHECK_FALSE(Near{{0}} == Near{{1e-300}});
}

TEST_CASE("vectors of other sizes differ, and what is no number equals nothing") {
    CHECK(Near{} == Near{});
    CHECK_FALSE(Near{{1}} == Near{{1, 1}});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(Near{{nan}} == Near{{nan}});
}

}  // namespace
}  // namespace assay::experiments::adaptive
