// Every file that a run writes, rendered from one fixed set of results, is compared with tests/golden. To
// approve new output after reading it: ASSAY_APPROVE=1 ctest -R golden, or ASSAY_APPROVE=1 bin/test_reports
// "[golden]".

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "reports/folder.hpp"
#include "reports/terminal.hpp"
#include "tests/reports/sample.hpp"

namespace {

namespace fs = std::filesystem;
using namespace assay;

const fs::path golden = fs::path(ASSAY_TEST_DATA) / "golden";

std::map<std::string, std::string> rendered() {
    const auto results = reports::sample::results();
    auto files = reports::render(results);
    files["terminal.txt"] = reports::verdict_table(results, {.width = 100}) + reports::summary_line(results);
    return files;
}

std::string bytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("golden: every file is as approved", "[golden]") {
    const auto files = rendered();
    if (const char* approve = std::getenv("ASSAY_APPROVE");
        approve != nullptr && std::string(approve) == "1") {
        for (const auto& [name, text] : files) {
            fs::create_directories((golden / name).parent_path());
            std::ofstream(golden / name, std::ios::binary) << text;
        }
    }
    for (const auto& [name, text] : files) {
        INFO(name);
        REQUIRE(fs::exists(golden / name));
        CHECK(text == bytes(golden / name));
    }
}

TEST_CASE("golden: no approved file is left over", "[golden]") {
    const auto files = rendered();
    for (const auto& entry : fs::recursive_directory_iterator(golden)) {
        if (!entry.is_regular_file() || entry.path().filename() == ".gitattributes") continue;
        INFO(entry.path());
        CHECK(files.contains(entry.path().lexically_relative(golden).generic_string()));
    }
}
