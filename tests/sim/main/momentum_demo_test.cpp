#include "sim/main/momentum_demo.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "lib/optim/dynamics.hpp"
#include "reports/csv_text.hpp"
#include "sim/engine/input_error.hpp"
#include "tests/sim/main/program.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

using namespace assay;
using tests::run;

const DemoPath& find(const std::vector<DemoPath>& paths, const std::string& method,
                     const std::string& tuning) {
    const auto found = std::find_if(paths.begin(), paths.end(), [&](const DemoPath& p) {
        return p.method == method && p.tuning == tuning;
    });
    REQUIRE(found != paths.end());
    return *found;
}

/// Every number of the files is finite, and every file has as many fields in each record.
void check_numbers(const std::map<std::string, std::string>& files) {
    for (const auto& [name, text] : files) {
        INFO(name);
        const auto records = reports::parse_csv(text, name);
        CHECK(records.size() > 1);
        for (const auto& record : records) REQUIRE(record.fields.size() == records.front().fields.size());
        for (const char* word : {"nan", "NaN", "inf"}) CHECK(text.find(word) == std::string::npos);
    }
}

}  // namespace

TEST_CASE("every coordinate of the demonstration is that of the closed form") {
    const DemoOptions options{.spectrum = {0.01, 0.1, 1}};
    const auto paths = momentum_demo(options);
    REQUIRE(paths.size() == 8);
    for (const auto& p : paths) REQUIRE(p.points.cols() == 201);
    const auto ball = find(paths, "heavy ball", "given");
    const auto filtered = find(paths, "filtered gradient", "given");
    const auto nesterov = find(paths, "Nesterov", "given");
    for (const Eigen::Index i : {0, 1, 2})
        for (const Eigen::Index t : {0, 1, 2, 50, 200}) {
            const double h = options.spectrum[static_cast<std::size_t>(i)];
            const auto after = [&](const auto& rule) {
                return optim::coordinate_after(rule, h, static_cast<std::uint64_t>(t));
            };
            CHECK(find(paths, "gradient descent", "given").points(i, t) ==
                  Approx(std::pow(1 - h, t)).margin(1e-15));
            CHECK(filtered.points(i, t) == Approx(after(optim::EmaMomentum<double>{1, 0.1})).margin(1e-12));
            CHECK(ball.points(i, t) == Approx(after(optim::HeavyBall<double>{1, 0.9})).margin(1e-12));
            CHECK(nesterov.points(i, t) == Approx(after(optim::Nesterov<double>{1, 0.9})).margin(1e-12));
            CHECK(ball.losses[static_cast<std::size_t>(t)] ==
                  Approx((0.01 * std::pow(ball.points(0, t), 2) + 0.1 * std::pow(ball.points(1, t), 2) +
                          std::pow(ball.points(2, t), 2)) /
                         2));
        }
}

TEST_CASE("limits, rates and steps are those of the mathematics") {
    const auto paths = momentum_demo({});
    CHECK(find(paths, "gradient descent", "given").limit == 2);
    CHECK(find(paths, "filtered gradient", "given").limit == Approx(38));
    CHECK(find(paths, "heavy ball", "given").limit == Approx(3.8));
    CHECK(find(paths, "Nesterov", "given").limit == Approx(3.8 / 2.8));
    CHECK(find(paths, "gradient descent", "given").rate == Approx(0.99));
    CHECK(find(paths, "heavy ball", "given").rate == Approx(std::sqrt(0.9)));
    CHECK(find(paths, "gradient descent", "best").rate == Approx(99.0 / 101));
    CHECK(find(paths, "heavy ball", "best").rate == Approx(9.0 / 11).margin(1e-7));
    CHECK(find(paths, "Nesterov", "best").rate == Approx(1 - 2 / std::sqrt(301)).margin(1e-7));
    CHECK(!find(paths, "gradient descent", "best").beta);
    CHECK(find(paths, "filtered gradient", "best").beta.value() == Approx(81.0 / 121));
    // The slowest of three coordinates alone is left: 0.99^t = 1e-3 sqrt(3).
    CHECK(find(paths, "gradient descent", "given").arrived ==
          static_cast<std::uint64_t>(std::ceil(std::log(1e-3 * std::sqrt(3.0)) / std::log(0.99))));
    // Two conventions of the same rule.
    CHECK(find(paths, "heavy ball", "best")
              .points.isApprox(find(paths, "filtered gradient", "best").points, 1e-12));
    CHECK(find(paths, "heavy ball", "best").arrived == find(paths, "filtered gradient", "best").arrived);
}

TEST_CASE("one curvature, and passages through the minimum that are no arrivals") {
    const auto one = momentum_demo({.spectrum = {4}, .learning_rate = 0.25, .beta = 0.9, .accuracy = 0.1});
    CHECK(find(one, "gradient descent", "given").arrived == 1U);
    CHECK(find(one, "heavy ball", "best").arrived == 1U);
    // theta_1 = 0 on the way out: the ball goes on with its velocity, and swings until 0.9^(t/2) is small.
    const auto& ball = find(one, "heavy ball", "given");
    CHECK(ball.points(0, 1) == 0);
    REQUIRE(ball.arrived);
    for (auto t = static_cast<Eigen::Index>(*ball.arrived); t < ball.points.cols(); ++t)
        CHECK(std::abs(ball.points(0, t)) <= 0.1);
    CHECK(std::abs(ball.points(0, static_cast<Eigen::Index>(*ball.arrived) - 1)) > 0.1);
    CHECK(*ball.arrived > 20);
}

TEST_CASE("divergence is counted and said, and no number is without end") {
    const DemoOptions options{.learning_rate = 3};
    const auto paths = momentum_demo(options);
    const auto& descent = find(paths, "gradient descent", "given");
    // (1 - 3)^t is beyond 1e100 from t = 333 on: after the steps shown.
    CHECK(descent.diverged == 333U);
    CHECK(!descent.arrived);
    CHECK(descent.points.cols() == 201);
    CHECK(find(paths, "heavy ball", "given").arrived);
    CHECK(find(paths, "Nesterov", "given").diverged);
    const auto page = demo_page(options, paths);
    CHECK_THAT(page, Contains("2 of the 8 ways diverge") && Contains("diverges (beyond 1e+100 at step 333)"));
    check_numbers(demo_files(options, paths));
    const DemoOptions wild{.spectrum = {1, 1e10}, .learning_rate = 1e300, .steps = 10'000};
    const auto ways = momentum_demo(wild);
    CHECK(find(ways, "gradient descent", "given").diverged == 1U);
    CHECK(find(ways, "gradient descent", "given").points.cols() == 1);
    const auto files = demo_files(wild, ways);
    for (const char* name : {"losses.csv", "trajectories.csv"})
        CHECK(files.at(name).find("inf") == std::string::npos);
    for (const auto& [name, text] : files) CHECK(text.find("nan") == std::string::npos);
    // At the limit it neither diverges nor arrives.
    const auto limit = momentum_demo({.spectrum = {1}, .learning_rate = 2});
    CHECK(!find(limit, "gradient descent", "given").diverged);
    CHECK(!find(limit, "gradient descent", "given").arrived);
    CHECK_THAT(demo_page({.spectrum = {1}, .learning_rate = 2}, limit), Contains("not in 100000"));
}

TEST_CASE("what the demonstration cannot show is refused") {
    const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
    CHECK_THROWS_WITH(momentum_demo({.spectrum = {}}),
                      Contains("--spectrum must have at least one curvature"));
    CHECK_THROWS_WITH(momentum_demo({.spectrum = std::vector<double>(33, 1.0)}), Contains("at most 32"));
    for (const double h : {-1.0, 0.0, nan, inf, 1e-60, 1e60})
        CHECK_THROWS_WITH(momentum_demo({.spectrum = {1, h}}),
                          Contains("--spectrum must have positive curvatures"));
    CHECK_THROWS_WITH(momentum_demo({.spectrum = {1, 1e13}}), Contains("1e12 times the smallest"));
    for (const double eta : {-1.0, 0.0, nan, inf})
        CHECK_THROWS_WITH(momentum_demo({.learning_rate = eta}),
                          Contains("--learning-rate must be positive"));
    for (const double beta : {-0.1, 1.0, nan})
        CHECK_THROWS_WITH(momentum_demo({.beta = beta}), Contains("--beta must be at least 0 and below 1"));
    for (const double accuracy : {0.0, 1.0, nan})
        CHECK_THROWS_WITH(momentum_demo({.accuracy = accuracy}), Contains("--accuracy"));
    for (const std::uint64_t steps : {std::uint64_t{0}, most_demo_steps + 1})
        CHECK_THROWS_WITH(momentum_demo({.steps = steps}), Contains("--steps"));
    // The hardest spectrum and memory that are allowed.
    CHECK(momentum_demo({.spectrum = {1e-12, 1}, .beta = 1 - 1e-16, .steps = 1}).size() == 8);
}

TEST_CASE("sim-momentum demo shows methods and parameters, and writes CSV files") {
    const tests::Scratch scratch;
    const auto shown = run("demo --out " + scratch / "a", "sim-momentum");
    CHECK(shown.exit_code == 0);
    CHECK_THAT(shown.output, Contains("condition number 100") && Contains("Parameter by parameter") &&
                                 Contains("heavy ball         best") && Contains("█"));
    std::map<std::string, std::string> files;
    for (const char* name : {"methods.csv", "losses.csv", "trajectories.csv"})
        files[name] = tests::slurp(scratch / "a" + "/" + name);
    CHECK(std::distance(std::filesystem::directory_iterator(scratch / "a"), {}) == 3);
    check_numbers(files);
    CHECK_THAT(
        files["trajectories.csv"],
        StartsWith("method,tuning,step,parameter,curvature,theta\r\ngradient descent,given,0,1,0.01,1\r\n"));
    CHECK(reports::parse_csv(files["methods.csv"], "m").size() == 9);
    CHECK(reports::parse_csv(files["losses.csv"], "l").size() == 1 + 8 * 201);
    CHECK(reports::parse_csv(files["trajectories.csv"], "t").size() == 1 + 8 * 201 * 3);

    const auto same = run("demo momentum --out " + scratch / "a");
    CHECK(same.exit_code == 0);
    CHECK(same.output == shown.output);
    CHECK(tests::slurp(scratch / "a" + "/losses.csv") == files["losses.csv"]);
    const auto other = run(
        "demo --spectrum 1,2 --learning-rate 0.5 --beta 0 --steps 3 --accuracy 0.01 --out " + scratch / "a",
        "sim-momentum");
    CHECK(other.exit_code == 0);
    CHECK(reports::parse_csv(tests::slurp(scratch / "a" + "/trajectories.csv"), "t").size() == 1 + 8 * 4 * 2);

    tests::write(scratch / "a" + "/letter.txt", "mine");
    const auto refused = run("demo --out " + scratch / "a", "sim-momentum");
    CHECK(refused.exit_code == 3);
    CHECK_THAT(refused.output, Contains("letter.txt, which this command does not write"));
    CHECK(reports::parse_csv(tests::slurp(scratch / "a" + "/trajectories.csv"), "t").size() == 1 + 8 * 4 * 2);
}

TEST_CASE("sim-momentum demo refuses bad input with one message") {
    for (const char* arguments :
         {"--learning-rate 0", "--learning-rate=-1", "--learning-rate nan", "--learning-rate x", "--beta 1",
          "--beta=-0.5", "--spectrum \"\"", "--spectrum 1,-2", "--spectrum=-1,2", "--spectrum 0",
          "--spectrum 1,x", "--steps 0", "--steps=-1", "--accuracy 0", "--accuracy 1"}) {
        INFO(arguments);
        const auto ran = run(std::string("demo ") + arguments, "sim-momentum");
        CHECK(ran.exit_code == 2);
        CHECK_THAT(ran.output, StartsWith("sim-momentum: ") && Contains("must"));
    }
    CHECK(run("demo elbow").exit_code == 2);
    CHECK(run("demo").exit_code == 2);
    CHECK(run("demo", "sim-elbow").exit_code == 2);
}
