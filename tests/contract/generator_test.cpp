// The random numbers as the experiments use them, streams keyed by seed, run and block, on trial before our
// own judge: each claim at level 1e-9, with a bad generator as its control. Seed 1: a claim that came out
// wrong would do so with probability 1e-9, one that stays open would show a defect.

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <memory>

#include "lib/random/normal.hpp"
#include "lib/random/uniform.hpp"
#include "sim/engine/catalogue.hpp"
#include "sim/engine/runner.hpp"
#include "sim/engine/summary.hpp"

using namespace assay;

namespace {

enum class Source { philox, congruential };
enum class Other { next_block, next_seed, other_run };

struct Parameters {
    Source source = Source::philox;
    Other other = Other::next_block;
};

struct Tally {
    std::vector<stats::Proportion> bits{32};
    stats::Histogram normal, normal32, spacings;
    stats::Moments mean, square, across;
    std::vector<stats::Moments> lags{4};
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.bits, self.normal, self.normal32, self.spacings, self.mean, self.square,
                        self.across, self.lags);
    }
};

constexpr std::size_t window = 64;      // consecutive normals of a replicate
constexpr std::size_t birthdays = 512;  // in a year of 2^24 days: Poisson with mean 512^3 / 2^26 = 2

/// x -> 1664525 x + 1013904223 mod 2^32 (Numerical Recipes): its low bits repeat after a few steps.
struct Congruential {
    std::uint32_t state;
    std::uint32_t operator()() { return state = 1664525U * state + 1013904223U; }
};

/// Repeated values among the spacings of sorted birthdays (G. Marsaglia).
double repeated_spacings(std::array<std::uint32_t, birthdays> days) {
    std::sort(days.begin(), days.end());
    for (std::size_t i = days.size() - 1; i > 0; --i) days[i] -= days[i - 1];
    std::sort(days.begin(), days.end());
    double repeated = 0;
    for (std::size_t i = 1; i < days.size(); ++i) repeated += days[i] == days[i - 1] ? 1 : 0;
    return repeated;
}

std::uint64_t block(const Parameters& p, random::Stream& stream, engine::Replicates replicates, Tally& t) {
    const std::uint64_t number = stream.block();
    // The stream beside which this one must look independent.
    random::Stream other =
        p.other == Other::next_block
            ? random::Stream(stream.key(), number + 1)
            : random::Stream(p.other == Other::next_seed ? random::run_key(2, "generator")
                                                         : random::run_key(1, "generator "),
                             number);
    Congruential bad{static_cast<std::uint32_t>(number)};
    std::array<double, window> xs{}, ys{};
    std::array<float, window> fs{};
    for (std::uint64_t r = 0; r < replicates.count; ++r) {
        std::array<std::uint32_t, birthdays> words{};
        for (auto& word : words) word = p.source == Source::philox ? stream() : bad();
        for (std::size_t b = 0; b < t.bits.size(); ++b) t.bits[b].add((words[0] >> b & 1U) != 0);
        for (auto& word : words) word &= 0xFFFFFFU;  // the low bits, where weak generators fail
        t.spacings.add(std::vector{std::min(repeated_spacings(words), 20.0)});

        random::fill_normal(stream, xs);
        random::fill_normal(other, ys);
        random::fill_normal(stream, fs);
        if (p.source == Source::congruential) {
            ys = xs;  // two streams that are one
            for (std::size_t i = 1; i < window; ++i)
                xs[i] += xs[i - 1] / 10;  // and their numbers lean on each other
        }
        t.normal.add(xs);
        t.normal32.add(std::vector<double>(fs.begin(), fs.end()));
        double sum = 0, squares = 0, products = 0;
        for (std::size_t i = 0; i < window; ++i) {
            sum += xs[i];
            squares += xs[i] * xs[i];
            products += xs[i] * ys[i];
        }
        t.mean.add(sum / window);
        t.square.add(squares / window);
        t.across.add(products / window);
        for (std::size_t lag = 1; lag <= t.lags.size(); ++lag) {
            double lagged = 0;
            for (std::size_t i = 0; i + lag < window; ++i) lagged += xs[i] * xs[i + lag];
            t.lags[lag - 1].add(lagged / static_cast<double>(window - lag));
        }
    }
    return 0;
}

engine::Experiment generator() {
    using namespace engine;
    using P = Parameters;
    using T = Tally;
    const auto normal = std::make_shared<const stats::Cells>(stats::Cells::normal(4096));
    const auto counts = std::make_shared<const stats::Cells>(stats::Cells::lattice(20));
    const auto index = [](std::size_t count, double first) {
        return [count, first](const P&) {
            std::vector<double> all;
            for (std::size_t i = 0; i < count; ++i) all.push_back(first + static_cast<double>(i));
            return all;
        };
    };
    return experiment<P, T>(
        {.name = "generator",
         .doc = "Random numbers as the experiments use them.",
         .parameters = {choice(&P::source,
                               {.name = "source", .choices = {"philox", "congruential"}, .doc = "words"}),
                        choice(&P::other, {.name = "other",
                                           .choices = {"next_block", "next_seed", "other_run"},
                                           .doc = "the stream compared with"})},
         .tally =
             [normal, counts](const P&) {
                 return T{.normal = stats::Histogram(normal),
                          .normal32 = stats::Histogram(normal),
                          .spacings = stats::Histogram(counts)};
             },
         .quantities = {series<P, T>("bits", "bit", "P(bit is set)", index(32, 0),
                                     [](const P&, const T& t, std::size_t i, double level) {
                                         return stats::clopper_pearson(t.bits[i], level);
                                     }),
                        law<P, T>("normal", "law of doubles", &T::normal),
                        law<P, T>("normal32", "law of floats", &T::normal32),
                        law<P, T>("spacings", "repeated birthday spacings", &T::spacings),
                        mean<P, T>("mean", "mean", &T::mean), mean<P, T>("square", "mean square", &T::square),
                        mean<P, T>("across", "covariance with another stream", &T::across),
                        series<P, T>("serial", "lag", "serial covariance", index(4, 1),
                                     [](const P&, const T& t, std::size_t i, double level) {
                                         return stats::student_mean(t.lags[i], level);
                                     })},
         .block = block,
         .replicates_per_block = [](const P&) { return std::uint64_t{2048}; },
         .blocks = 32});
}

const char* const claims = R"toml(
[[document]]
id    = "generator"
file  = "none"
title = "What a random number generator promises"

[[claim]]
id         = "bits"
at         = { generator = "" }
says       = "Every bit of a word is set with probability 1/2."
experiment = "generator"
  [[claim.check]]
  quantity = "bits"
  equals   = "1/2"
  within   = "0.03"
    [[claim.check.control]]
    equals = "0.5 + 0.08*(bit == 31)"

[[claim]]
id         = "spacings"
at         = { generator = "" }
says       = "The number of repeated spacings of 512 birthdays in 2^24 days is a Poisson variable of mean 2."
experiment = "generator"
  [[claim.check]]
  quantity = "spacings"
  follows  = "exp(-2)*(1 + 2*(x > 1) + 2*(x > 2) + 4/3*(x > 3) + 2/3*(x > 4) + 4/15*(x > 5) + 4/45*(x > 6) + 8/315*(x > 7) + 2/315*(x > 8) + 4/2835*(x > 9))"
  within   = "0.03"
    [[claim.check.control]]
    with = { source = "congruential" }

[[claim]]
id         = "laws"
at         = { generator = "" }
says       = "Normals follow the normal law, in double and in float."
experiment = "generator"
  [[claim.check]]
  quantity = "normal"
  follows  = "Phi(x)"
  within   = "0.004"
    [[claim.check.control]]
    follows = "Phi(x*1.05)"
  [[claim.check]]
  quantity = "normal32"
  follows  = "Phi(x)"
  within   = "0.004"
    [[claim.check.control]]
    follows = "Phi(x + 0.05)"

[[claim]]
id         = "moments"
at         = { generator = "" }
says       = "Their mean is 0 and their mean square 1."
experiment = "generator"
  [[claim.check]]
  quantity = "mean"
  equals   = "0"
  within   = "0.008"
    [[claim.check.control]]
    equals = "0.03"
  [[claim.check]]
  quantity = "square"
  equals   = "1"
  within   = "0.012"
    [[claim.check.control]]
    equals = "1.04"

[[claim]]
id         = "serial"
at         = { generator = "" }
says       = "Neighbours up to a distance of four are uncorrelated."
experiment = "generator"
  [[claim.check]]
  quantity = "serial"
  equals   = "0"
  within   = "0.008"
    [[claim.check.control]]
    with = { source = "congruential" }

[[claim]]
id         = "streams"
at         = { generator = "" }
says       = "Streams of neighbouring blocks, of neighbouring seeds and of two runs are uncorrelated."
experiment = "generator"
  [[claim.check]]
  quantity = "across"
  equals   = "0"
  within   = "0.008"
  for_each = { other = ["next_block", "next_seed", "other_run"] }
    [[claim.check.control]]
    with = { source = "congruential" }
)toml";

}  // namespace

TEST_CASE("the generator keeps its promises before our own judge") {
    const auto catalogue = engine::load_catalogue({{"generator.toml", claims}}, {generator()});
    engine::Diagnostics diagnostics;
    const auto plan = engine::make_plan(catalogue, engine::select(catalogue, {}), diagnostics);
    diagnostics.raise();
    const engine::RunOptions options{.threads = 2};
    const auto results = engine::summarise(catalogue, plan, engine::run(plan, options), options);
    CHECK(results.verdicts.size() == 6);
    for (const auto& row : results.verdicts) {
        INFO(row.claim << ": " << row.reason);
        CHECK(row.verdict == engine::Verdict::supported);
        CHECK(row.controls == row.controls_passed);
    }
}
