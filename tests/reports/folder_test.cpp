#include "reports/folder.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/reports/sample.hpp"
#include "tests/reports/scratch.hpp"

using namespace assay;
using namespace assay::reports;
using Catch::Contains;
using sample::snapshot;

namespace {

namespace fs = std::filesystem;

/// Other results than the sample's, with one series of another name.
engine::Results later() {
    auto results = sample::results();
    results.run.seed = 2;
    results.verdicts.pop_back();
    results.series.erase("gain");
    results.series["late"] = {.index = {"step"}, .rows = {{{"1"}, 1, "0", 0, 0, 0, 1}}};
    return results;
}

}  // namespace

TEST_CASE("render gives the files of the contract") {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : render(sample::results())) names.push_back(name);
    CHECK(names == std::vector<std::string>{"checks.csv", "report.md", "run.json", "series/drift.csv",
                                            "series/gain.csv", "timings.csv", "verdicts.csv"});
}

TEST_CASE("render refuses an id that would leave the folder") {
    engine::Results results;
    results.series["../x"];
    CHECK_THROWS_WITH(render(results), "render: the claim \"../x\" cannot name a file");
}

TEST_CASE("write, read, write gives the same bytes") {
    const sample::Scratch scratch;
    write_folder(scratch.path() / "a", sample::results());
    write_folder(scratch.path() / "b", read_folder(scratch.path() / "a"));
    const auto a = snapshot(scratch.path() / "a");
    CHECK(a.size() == 8);  // seven files and series/
    CHECK(a == snapshot(scratch.path() / "b"));
    for (const auto& [name, bytes] : render(sample::results())) CHECK(a.at(name) == bytes);
}

TEST_CASE("writing replaces earlier results and removes series that are gone") {
    const sample::Scratch scratch;
    write_folder(scratch.path(), sample::results());
    write_folder(scratch.path(), later());
    const auto files = snapshot(scratch.path());
    CHECK_FALSE(files.contains("series/gain.csv"));
    CHECK(files.contains("series/late.csv"));
    for (const auto& [name, bytes] : render(later())) CHECK(files.at(name) == bytes);
    write_folder(scratch.path(), {});
    CHECK_FALSE(fs::exists(scratch.path() / "series"));
}

TEST_CASE("an audit lies beside the results of a run, and goes when a run replaces them") {
    const sample::Scratch scratch;
    auto results = sample::results();
    CHECK_FALSE(holds_results(scratch.path()));
    write_folder(scratch.path(), results);
    CHECK(holds_results(scratch.path()));
    CHECK_FALSE(fs::exists(scratch.path() / "audit.csv"));
    results.audit = sample::audit();
    write_folder(scratch.path(), results);
    const auto again = read_folder(scratch.path());
    REQUIRE(again.audit);
    CHECK(again.audit->seed == 7);
    CHECK(again.audit->rows.size() == sample::audit().rows.size());
    CHECK(render(again) == render(results));
    CHECK(render(again).at("report.md").find("## The judge, judged") != std::string::npos);
    write_folder(scratch.path(), later());
    CHECK_FALSE(fs::exists(scratch.path() / "audit.csv"));
}

TEST_CASE("an audit alone has a report of its own") {
    engine::Results results;
    results.audit = sample::audit();
    const auto report = render(results).at("report.md");
    CHECK(report.starts_with("# Assay: an audit of its judge\n"));
    CHECK(report.find("claims") != std::string::npos);
    CHECK(report.find("How to read this") == std::string::npos);
}

TEST_CASE("files of others in a result folder are left alone") {
    const sample::Scratch scratch;
    write_folder(scratch.path(), sample::results());
    write_file(scratch.path() / "notes.txt", "mine");
    write_file(scratch.path() / "series" / "mine.csv", "a,b\n");
    write_folder(scratch.path(), later());
    CHECK(read_file(scratch.path() / "notes.txt") == "mine");
    CHECK(read_file(scratch.path() / "series" / "mine.csv") == "a,b\n");
    CHECK_FALSE(read_folder(scratch.path()).series.contains("mine"));
}

TEST_CASE("a run.json of others is refused") {
    for (const auto* text : {"{}", "{\"program\": \"sand\"}", "not JSON", ""}) {
        const sample::Scratch scratch;
        write_file(scratch.path() / "run.json", text);
        CHECK_THROWS_AS(open_folder(scratch.path()), IoError);
        CHECK(read_file(scratch.path() / "run.json") == text);
    }
}

TEST_CASE("a run.json of ours that cannot be understood is replaced, and no series is taken for ours") {
    const sample::Scratch scratch;
    write_file(scratch.path() / "run.json", "{\"program\": \"assay\", \"version\": 7}");
    fs::create_directory(scratch.path() / "series");
    write_file(scratch.path() / "series" / "gain2.csv", "?");
    write_folder(scratch.path(), sample::results());
    CHECK(fs::exists(scratch.path() / "series" / "gain2.csv"));
    CHECK(read_folder(scratch.path()).run.budget == "quick");
}

TEST_CASE("open_folder creates folders and leaves nothing behind") {
    const sample::Scratch scratch;
    open_folder(scratch.path() / "a" / "b");
    CHECK(fs::is_directory(scratch.path() / "a" / "b"));
    CHECK(fs::is_empty(scratch.path() / "a" / "b"));
    open_folder(scratch.path() / "a" / "b");
    CHECK(fs::is_empty(scratch.path() / "a" / "b"));
}

TEST_CASE("a folder of others is refused with what was found, and stays as it is") {
    const sample::Scratch scratch;
    for (const auto* name : {"d", "b", "a", "c", ".hidden"}) write_file(scratch.path() / name, name);
    const auto before = snapshot(scratch.path());
    CHECK_THROWS_AS(open_folder(scratch.path()), IoError);
    CHECK_THROWS_WITH(open_folder(scratch.path()),
                      scratch.path().string() +
                          " is not empty and holds no run.json, so its files are not Assay's "
                          "(found .hidden, a, b and 2 more); choose another folder with --out, "
                          "or empty this one");
    CHECK_THROWS_AS(write_folder(scratch.path(), sample::results()), IoError);
    CHECK(snapshot(scratch.path()) == before);
}

TEST_CASE("what a killed run left in staging is no obstacle") {
    const sample::Scratch scratch;
    fs::create_directories(scratch.path() / ".assay-staging" / "new");
    write_file(scratch.path() / ".assay-staging" / "new" / "run.json", "{");
    write_folder(scratch.path(), sample::results());
    CHECK_FALSE(fs::exists(scratch.path() / ".assay-staging"));
    CHECK(read_folder(scratch.path()).verdicts.size() == 7);
}

TEST_CASE("a place where nothing can be written is told before anything is measured") {
    const sample::Scratch scratch;
    write_file(scratch.path() / "file", "");
    CHECK_THROWS_WITH(open_folder(scratch.path() / "file"),
                      "cannot write to " + (scratch.path() / "file").string() + ": Not a directory");
    CHECK_THROWS_WITH(open_folder(scratch.path() / "file" / "out"),
                      Contains((scratch.path() / "file" / "out").string()) && Contains("Not a directory"));
    // No process may create files there, root included.
    CHECK_THROWS_AS(open_folder("/proc/self/assay"), IoError);
}

TEST_CASE("a full disk is told by open_folder, and no new folder stays") {
    const sample::Scratch scratch;
    const sample::FileSizeLimit limit(100);
    CHECK_THROWS_WITH(open_folder(scratch.path() / "out"),
                      Contains("cannot write") && Contains("File too large"));
    CHECK(fs::is_empty(scratch.path()));
}

TEST_CASE("a disk that fills up while writing leaves the earlier results as they were") {
    const sample::Scratch scratch;
    write_folder(scratch.path(), sample::results());
    const auto before = snapshot(scratch.path());
    auto large = later();
    for (auto& row : large.verdicts) row.reason = std::string(10000, 'x');
    {
        const sample::FileSizeLimit limit(20000);  // enough for open_folder's probe, not for the results
        CHECK_THROWS_WITH(write_folder(scratch.path(), large),
                          Contains("cannot write") && Contains("File too large"));
    }
    CHECK(snapshot(scratch.path()) == before);
}

TEST_CASE("a failure between two files puts back those that were replaced") {
    const sample::Scratch scratch;
    auto results = sample::results();
    write_folder(scratch.path(), results);
    // A folder with a file in it stands where verdicts.csv, the last one, belongs: renaming must fail.
    fs::remove(scratch.path() / "verdicts.csv");
    fs::create_directory(scratch.path() / "verdicts.csv");
    write_file(scratch.path() / "verdicts.csv" / "mine", "mine");
    const auto before = snapshot(scratch.path());
    CHECK_THROWS_WITH(write_folder(scratch.path(), later()),
                      "cannot replace " + (scratch.path() / "verdicts.csv").string() + ": Is a directory");
    CHECK(snapshot(scratch.path()) == before);
}

TEST_CASE("a failure in a folder that was empty leaves it empty but for what was there") {
    const sample::Scratch scratch;
    write_file(scratch.path() / "run.json", "{}");
    write_file(scratch.path() / "series", "a file where a folder belongs");
    const auto before = snapshot(scratch.path());
    CHECK_THROWS_AS(write_folder(scratch.path(), sample::results()), IoError);
    CHECK(snapshot(scratch.path()) == before);
}

TEST_CASE("read_folder says what is wrong") {
    const sample::Scratch scratch;
    const auto path = scratch.path().string();
    CHECK_THROWS_WITH(read_folder(scratch.path()),
                      path + " holds no run.json: it is no result folder; `assay run --out DIR` writes one");
    CHECK_THROWS_AS(read_folder(scratch.path() / "absent"), ResultsError);
    write_folder(scratch.path(), sample::results());
    fs::remove(scratch.path() / "series" / "gain.csv");
    CHECK_THROWS_WITH(read_folder(scratch.path()),
                      "cannot open " + path + "/series/gain.csv: No such file or directory");
    std::ofstream(scratch.path() / "checks.csv") << "a,b\n";
    CHECK_THROWS_WITH(read_folder(scratch.path()), Contains(path + "/checks.csv:1: the columns are a,b"));
}

TEST_CASE("files of a command are written all together, into a folder of their own") {
    const sample::Scratch scratch;
    const auto folder = scratch.path() / "demo";
    write_files(folder, {{"a.csv", "1"}, {"b.csv", "2"}});
    write_files(folder, {{"a.csv", "3"}, {"b.csv", "4"}});
    const auto written = snapshot(folder);
    CHECK(written.size() == 2);
    CHECK(written.at("a.csv") == "3");
    CHECK(written.at("b.csv") == "4");
    CHECK_THROWS_WITH(
        write_files(folder, {{"a.csv", "5"}}),
        folder.string() +
            " holds b.csv, which this command does not write; choose another folder with --out, "
            "or empty this one");
    {
        const sample::FileSizeLimit limit(20000);  // enough for the probe
        CHECK_THROWS_AS(write_files(folder, {{"a.csv", "5"}, {"b.csv", std::string(30000, 'x')}}), IoError);
    }
    CHECK(snapshot(folder) == written);
    // The folder of a run holds other files.
    write_folder(scratch.path() / "run", sample::results());
    CHECK_THROWS_AS(write_files(scratch.path() / "run", {{"a.csv", "1"}}), IoError);
}
