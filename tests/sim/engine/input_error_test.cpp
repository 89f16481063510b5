#include "sim/engine/input_error.hpp"

#include <catch2/catch.hpp>

using namespace assay::engine;

TEST_CASE("diagnostics name their place and come all at once") {
    Diagnostics diagnostics;
    CHECK(diagnostics.empty());
    CHECK_NOTHROW(diagnostics.raise());
    diagnostics.add({"a.toml", 3, 7}, "first");
    diagnostics.add({"b.toml", 1, 1}, "second");
    CHECK_THROWS_WITH(diagnostics.raise(), "a.toml:3:7: first\nb.toml:1:1: second");
    CHECK_THROWS_AS(diagnostics.raise(), InputError);
}

TEST_CASE("the nearest name is offered when one is near") {
    const std::vector<std::string> names = {"elbow", "elbow-mean", "variance"};
    CHECK(nearest("elbwo", names) == " (nearest: \"elbow\")");
    CHECK(nearest("elbow-men", names) == " (nearest: \"elbow-mean\")");
    CHECK(nearest("zzzzzz", names).empty());
    CHECK(nearest("", names).empty());
    CHECK(nearest("elbow", {}).empty());
}
