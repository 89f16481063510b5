#include "reports/files.hpp"

#include <catch2/catch.hpp>

#include "tests/reports/scratch.hpp"

using namespace assay::reports;
using Catch::Contains;

TEST_CASE("a file comes back byte by byte") {
    const sample::Scratch scratch;
    const std::string bytes("a\r\n\0b\xFF", 6);
    write_file(scratch.path() / "f", bytes);
    CHECK(read_file(scratch.path() / "f") == bytes);
    write_file(scratch.path() / "empty", "");
    CHECK(read_file(scratch.path() / "empty").empty());
    const std::string large(1U << 20U, 'x');
    write_file(scratch.path() / "large", large);
    CHECK(read_file(scratch.path() / "large") == large);
}

TEST_CASE("an existing file is not overwritten") {
    const sample::Scratch scratch;
    write_file(scratch.path() / "f", "first");
    CHECK_THROWS_WITH(write_file(scratch.path() / "f", "second"),
                      Contains("cannot create") && Contains("File exists"));
    CHECK(read_file(scratch.path() / "f") == "first");
}

TEST_CASE("errors name path and reason") {
    const sample::Scratch scratch;
    const auto nowhere = scratch.path() / "no" / "f";
    CHECK_THROWS_AS(read_file(nowhere), IoError);
    CHECK_THROWS_WITH(read_file(nowhere), "cannot open " + nowhere.string() + ": No such file or directory");
    CHECK_THROWS_WITH(write_file(nowhere, ""),
                      "cannot create " + nowhere.string() + ": No such file or directory");
    CHECK_THROWS_WITH(read_file(scratch.path()),
                      "cannot read " + scratch.path().string() + ": Is a directory");
}

TEST_CASE("a full device is told") {
    const sample::Scratch scratch;
    const sample::FileSizeLimit limit(1000);
    CHECK_THROWS_WITH(write_file(scratch.path() / "f", std::string(2000, 'x')),
                      "cannot write " + (scratch.path() / "f").string() + ": File too large");
}
