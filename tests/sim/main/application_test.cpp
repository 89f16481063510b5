// The program from the outside.

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>

#include "tests/sim/main/program.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

using namespace assay::tests;

std::map<std::string, std::string> folder(const fs::path& path) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(path))
        if (entry.is_regular_file() && entry.path().filename() != "timings.csv")
            files[fs::relative(entry.path(), path).string()] = slurp(entry.path());
    return files;
}

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// A claim of a user's own, with the check's lines.
std::string own_claim(const std::string& check, const std::string& known = "") {
    return "[[document]]\nid = \"mine\"\nfile = \"mine.txt\"\ntitle = \"Mine\"\n[[claim]]\nid = \"mine\"\nat "
           "= { mine = \"1\" }\nsays = \"Mine.\"\n" +
           known + "experiment = \"elbow\"\n[[claim.check]]\n" + check +
           "\n[[claim.check.control]]\nequals = \"9\"\n";
}

}  // namespace

TEST_CASE("a run writes its results, the same for any number of threads") {
    const Scratch scratch;
    const auto one = run("run cauchy-elbow elbow-location --quiet --threads 1 --out " + scratch / "a");
    INFO(one.output);
    CHECK(one.exit_code == 0);
    CHECK_THAT(one.output, Contains("cauchy-elbow") && Contains("supported"));
    CHECK(run("run cauchy-elbow elbow-location --quiet --threads 2 --out " + scratch / "b").exit_code == 0);
    const auto a = folder(scratch / "a");
    CHECK(a == folder(scratch / "b"));
    for (const char* name : {"verdicts.csv", "checks.csv", "run.json", "report.md"}) CHECK(a.contains(name));
    CHECK(fs::exists(scratch / "a" + "/timings.csv"));
    CHECK_THAT(a.at("verdicts.csv"), StartsWith("claim,topic,at,verdict,known,reason,experiment,method,alpha,"
                                                "looks,replicates,missing,controls,controls_passed"));
    CHECK(lines(a.at("verdicts.csv")) == 3);

    SECTION("another seed changes the numbers and not the verdicts") {
        const auto other = run("run cauchy-elbow elbow-location --quiet --seed 2 --out " + scratch / "a");
        CHECK(other.exit_code == 0);
        CHECK(folder(scratch / "a").at("checks.csv") != a.at("checks.csv"));
    }
    SECTION("the reports can be rebuilt") {
        fs::remove(scratch / "a" + "/report.md");
        CHECK(run("report " + scratch / "a").exit_code == 0);
        CHECK(folder(scratch / "a") == a);
    }
    SECTION("a folder of results is replaced, any other is refused") {
        write(scratch / "a" + "/series/old.csv", "x");
        fs::create_directory(scratch / "other");
        write(scratch / "other" + "/run.json", "{\"mine\": 1}");
        CHECK(run("run cauchy-elbow --quiet --out " + scratch / "other").exit_code == 3);
        CHECK(folder(scratch / "other").at("run.json") == "{\"mine\": 1}");
        fs::create_directory(scratch / "foreign");
        write(scratch / "foreign" + "/thesis.tex", "precious");
        const auto refused = run("run cauchy-elbow --quiet --out " + scratch / "foreign");
        CHECK(refused.exit_code == 3);
        CHECK_THAT(refused.output, Contains("thesis.tex"));
        CHECK(folder(scratch / "foreign") == std::map<std::string, std::string>{{"thesis.tex", "precious"}});
    }
}

TEST_CASE("a topic's own binary is the same program, restricted") {
    const Scratch scratch;
    const auto ran = run("run cauchy-elbow --quiet --out " + scratch / "a", "sim-elbow");
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    const auto short_form = run("--help", "sim-elbow");
    CHECK(short_form.exit_code == 0);
    CHECK_THAT(short_form.output, Contains("elbow") && Contains("--seed"));
    CHECK(run("list topics", "sim-elbow").exit_code == 0);
    const auto elsewhere = run("run 001 --quiet --out " + scratch / "b", "sim-elbow");
    CHECK(elsewhere.exit_code == 2);
    CHECK_THAT(elsewhere.output, Contains("document \"001\" has no claims here"));
}

TEST_CASE("bad usage gets one clear message and exit code 2") {
    const Scratch scratch;
    const std::string out = " --quiet --out " + scratch / "a";
    const auto bad = [&](const std::string& arguments, const std::string& message) {
        const auto ran = run(arguments);
        INFO(arguments << "\n" << ran.output);
        CHECK(ran.exit_code == 2);
        CHECK_THAT(ran.output, Contains(message));
        CHECK(lines(ran.output) <= 2);
        CHECK_FALSE(fs::exists(scratch / "a"));
    };
    bad("run cauchy-elbwo" + out, "nearest: \"cauchy-elbow\"");
    bad("run 'zz*'" + out, "\"zz*\"");
    bad("run elbwo" + out, "nearest: \"elbow\"");
    bad("run --seed abc" + out, "--seed");
    bad("run --seed -1" + out, "--seed");
    bad("run --seed 1.5" + out, "--seed");
    bad("run --seed 99999999999999999999" + out, "--seed");
    bad("run --seed ''" + out, "--seed");
    bad("run --threads 0" + out, "from 1 to 1024");
    bad("run --threads x" + out, "--threads");
    bad("run --alpha 0" + out, "between 1e-200 and 1");
    bad("run --alpha 1" + out, "between 1e-200 and 1");
    bad("run --alpha 1e-323" + out, "between 1e-200 and 1");
    bad("run --alpha nan" + out, "between 1e-200 and 1");
    bad("run --budget huge" + out, "--budget");
    bad("run --budget 2" + out, "--budget");
    bad("run loss-pushes-down.move-y" + out, "is not checked");
    bad("run --frobnicate" + out, "--frobnicate");
    bad("", "subcommand");
    bad("rnu", "nearest: \"run\"");
    bad("show nothing-like-it", "neither a claim nor an experiment");
    bad("list planets", "planets");
    bad("list --format xml", "--format");
    bad("run --claims /nonexistent.toml" + out, "/nonexistent.toml");
}

TEST_CASE("seeds are decimal numbers") {
    const Scratch scratch;
    CHECK(run("run elbow-location --quiet --seed 010 --out " + scratch / "a").exit_code == 0);
    CHECK_THAT(slurp(scratch / "a" + "/run.json"), Contains("\"seed\": 10"));
}

TEST_CASE("the option --claims takes one file and leaves the words that follow") {
    const Scratch scratch;
    write(scratch / "own.toml", own_claim("quantity = \"median\"\nequals = 0\nwithin = 0.01"));
    const auto ran = run("run --quiet --claims " + scratch / "own.toml" + " mine --out " + scratch / "a");
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK(lines(slurp(scratch / "a" + "/verdicts.csv")) == 2);
}

TEST_CASE("bad claim files are refused with file, line and column") {
    const Scratch scratch;
    const auto bad = [&](const std::string& text, const std::string& message) {
        write(scratch / "own.toml", text);
        const auto ran = run("run mine --quiet --claims " + scratch / "own.toml" + " --out " + scratch / "a");
        INFO(ran.output);
        CHECK(ran.exit_code == 2);
        CHECK_THAT(ran.output, Contains("own.toml:") && Contains(message));
        CHECK_FALSE(fs::exists(scratch / "a"));
    };
    bad("[[claim\n", "own.toml:");
    bad(own_claim("quantity = \"median\"\nequal = 0\nwithin = 0.1"), "nearest: \"equals\"");
    bad(own_claim("quantity = \"medain\"\nequals = 0\nwithin = 0.1"), "nearest: \"median\"");
    bad(own_claim("quantity = \"median\"\nequals = \"1 +\"\nwithin = 0.1"), "1 +");
    bad(own_claim("quantity = \"median\"\nequals = 0\nwithin = 0.1\nwith = { weight_sd = -1 }"),
        "must be in [0");
    bad("[[claim]]\nid = \"x\"\n", "needs");
}

TEST_CASE("a verdict that differs from the known one gives exit code 1, and is reported") {
    const Scratch scratch;
    write(scratch / "own.toml", own_claim("quantity = \"median\"\nequals = 1\nwithin = 0.1"));
    const auto ran = run("run mine --quiet --claims " + scratch / "own.toml" + " --out " + scratch / "a");
    INFO(ran.output);
    CHECK(ran.exit_code == 1);
    CHECK_THAT(slurp(scratch / "a" + "/verdicts.csv"), Contains("mine,own,mine:1,refuted,supported"));
}

TEST_CASE("places that cannot be written to give exit code 3 before anything is measured") {
    const Scratch scratch;
    write(scratch / "file", "x");
    for (const std::string& out : {std::string("/proc/assay"), scratch / "file", scratch / "file/below"}) {
        const auto ran = run("run cauchy-elbow --quiet --out " + out);
        INFO(ran.output);
        CHECK(ran.exit_code == 3);
        CHECK(lines(ran.output) == 1);
    }
    CHECK(run("report " + scratch / "nothing").exit_code != 0);
}

TEST_CASE("an interrupted run saves what was decided") {
    const Scratch scratch;
    // A claim that cannot be decided and would take a while.
    write(scratch / "own.toml", own_claim("quantity = \"median\"\nequals = 0\nwithin = 1e-9"));
    const auto ran =
        run("run mine --budget deep --quiet --threads 1 --claims " + scratch / "own.toml" + " --out " +
            scratch / "a & p=$!; while [ ! -d " + scratch / "a ] && kill -0 $p; do sleep 0.02; done; " +
            "kill -INT $p; wait $p");  // the folder appears once interruptions are caught
    INFO(ran.output);
    CHECK(ran.exit_code == 130);
    CHECK_THAT(slurp(scratch / "a" + "/verdicts.csv"), Contains("inconclusive") && Contains("interrupted"));
}

TEST_CASE("lists and pages") {
    CHECK_THAT(run("list").output, Contains("cauchy-elbow"));
    CHECK_THAT(run("list experiments").output, Contains("elbow"));
    CHECK_THAT(run("list documents --format csv").output, StartsWith("document,file,title\r\n000,"));
    CHECK_THAT(run("list topics --format json").output, Contains("\"topic\": \"elbow\""));
    CHECK_THAT(run("show cauchy-elbow").output, Contains("atan") && Contains("control"));
    CHECK_THAT(run("show elbow").output, Contains("weight_sd") && Contains("missing"));
    CHECK(run("--version").exit_code == 0);
    CHECK(run("--help").exit_code == 0);
    CHECK(run("run --help").exit_code == 0);
}

TEST_CASE("ten true and ten slightly false claims of a user are all told apart") {
    const Scratch scratch;
    const auto ran =
        run("run 'own-*' --quiet --claims " ASSAY_TEST_DATA "/sim/main/twenty_claims.toml --out " +
            scratch / "o");
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, Contains("20 claims: 10 supported, 10 refuted, 0 inconclusive; all as expected"));
}

TEST_CASE("an audit is added to the results of a run, and stands alone where there are none") {
    const Scratch scratch;
    REQUIRE(run("run elbow-location --quiet --out " + scratch / "o").exit_code == 0);
    const auto before = slurp(scratch.path / "o" / "verdicts.csv");
    const auto ran = run("audit --budget quick --quiet --out " + scratch / "o");
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, Contains("promises of theorems were kept") && Contains("Wrong verdicts"));
    CHECK(slurp(scratch.path / "o" / "verdicts.csv") == before);
    CHECK_THAT(slurp(scratch.path / "o" / "audit.csv"),
               StartsWith("method,class,case,nominal,trials,realised,lower,upper,relative_width\r\n"));
    const auto report = slurp(scratch.path / "o" / "report.md");
    CHECK_THAT(report, Contains("## The judge, judged") && Contains("elbow-location"));
    CHECK(run("report " + scratch / "o").exit_code == 0);
    CHECK(slurp(scratch.path / "o" / "report.md") == report);

    CHECK(run("audit --alpha 0.1").exit_code == 2);
    CHECK(run("audit elbow").exit_code == 2);
    CHECK(run("audit", "sim-elbow").exit_code == 2);
    write(scratch / "foreign", "");
    CHECK(run("audit --out " + scratch / "foreign").exit_code == 3);
}

TEST_CASE("random numbers can be drawn for outside tests") {
    const auto text = run("draw normal64 --count 3");
    CHECK(text.exit_code == 0);
    CHECK(lines(text.output) == 3);
    CHECK(run("draw --count 3").output == text.output);
    CHECK(run("draw normal64 --count 3 --seed 2").output != text.output);
    CHECK(run("draw normal64 --count 3 --block 1").output != text.output);
    CHECK(run("draw normal64 --count 3 --run other").output != text.output);
    CHECK(run("draw normal64 --count 0").output.empty());
    for (const auto& [kind, size] : std::map<std::string, std::size_t>{
             {"word32", 4}, {"uniform32", 4}, {"uniform64", 8}, {"normal32", 4}, {"normal64", 8}})
        CHECK(run("draw " + kind + " --count 1000 --raw").output.size() == 1000 * size);
    // The first number of the second block follows the last of the first.
    const auto raw = run("draw word32 --raw --count 1048577").output;
    CHECK(raw.substr(4U << 20U) == run("draw word32 --raw --count 1 --block 1").output);
    CHECK(run("draw gaussian").exit_code == 2);
    CHECK(run("draw --count -1").exit_code == 2);
    CHECK(run("draw --count 100000 > /dev/full; exit $?").exit_code == 3);
}
