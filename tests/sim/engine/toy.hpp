#pragma once
// A small experiment with every kind of quantity, and claim files about it.

#include <cmath>
#include <vector>

#include "sim/engine/catalogue.hpp"
#include "sim/engine/experiment.hpp"

namespace toy {

using namespace assay;

enum class Coin { fair, bent };

struct Parameters {
    double shift = 0;
    std::int64_t steps = 4;
    Coin coin = Coin::fair;
};

struct Tally {
    stats::Proportion heads;
    stats::Moments level;
    std::vector<stats::Proportion> walk;  // P(uniform < k / steps), k = 1 .. steps
    stats::Histogram cauchy;
    exact::Certificate statement{.proof = exact::Proof::sampled};
    exact::Sides sides;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.heads, self.level, self.walk, self.cauchy, self.statement, self.sides);
    }
};

/// Uniforms u by hand from the stream's words; the law of shift + tan(pi (u - 1/2)) is Cauchy around shift. A
/// replicate is missing when its word is 0 in the top 8 bits, and shift is 13.
inline std::uint64_t block(const Parameters& p, random::Stream& stream, engine::Replicates replicates,
                           Tally& t) {
    std::uint64_t missing = 0;
    std::vector<double> xs;
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
        const std::uint32_t word = stream();
        const double u = (static_cast<double>(word) + 0.5) / 4294967296.0;
        if (p.shift == 13 && (word >> 24U) == 0) {
            ++missing;
            ++t.heads.missing;
            continue;
        }
        t.heads.add(u < (p.coin == Coin::fair ? 0.5 : 0.6));
        t.level.add(p.shift + u);
        for (std::int64_t k = 1; k <= p.steps; ++k)
            t.walk[static_cast<std::size_t>(k - 1)].add(u < static_cast<double>(k) /
                                                                static_cast<double>(p.steps));
        xs.push_back(p.shift + std::tan(3.14159265358979323846 * (u - 0.5)));
        t.statement.add(replicates.first + i, u > 0 && p.shift < 100);
        const double a = std::floor(u * 1024), b = std::floor(u * 77);
        t.sides.add(replicates.first + i, std::span<const double>(std::vector<double>{
                                              (a + b) * (a + b), a * a + 2 * a * b + b * b, a * a + b * b}));
    }
    t.cauchy.add(xs);
    return missing;
}

inline engine::Experiment experiment(std::uint64_t blocks = 64, std::uint64_t replicates = 4096) {
    using namespace engine;
    using P = Parameters;
    using T = Tally;
    const auto cells = std::make_shared<const stats::Cells>(stats::Cells::cauchy(256));
    const std::vector<SideRow> rows = {
        {"(a+b)^2", "square of a sum"}, {"a^2+2ab+b^2", "expanded"}, {"a^2+b^2", "without the cross term"}};
    return engine::experiment<P, T>({
        .name = "toy",
        .doc = "Uniform numbers, seen in several ways.",
        .parameters =
            {real(&P::shift,
                  {.name = "shift", .least = -100, .greatest = 1000, .doc = "added to every number"}),
             integer(&P::steps, {.name = "steps", .least = 1, .greatest = 16, .doc = "points of the series"}),
             choice(&P::coin, {.name = "coin", .choices = {"fair", "bent"}, .doc = "which coin"})},
        .tally =
            [cells, rows](const P& p) {
                return T{{},
                         {},
                         std::vector<stats::Proportion>(static_cast<std::size_t>(p.steps)),
                         stats::Histogram(cells),
                         {},
                         exact::Sides(names(rows),
                                      {.proof = exact::Proof::polynomial, .degree = 2, .values = 77})};
            },
        .quantities = {probability<P, T>("heads", "probability of heads", &T::heads),
                       mean<P, T>("level", "mean", &T::level),
                       series<P, T>(
                           "walk", "step", "distribution function at step / steps",
                           [](const P& p) {
                               std::vector<double> all;
                               for (std::int64_t k = 1; k <= p.steps; ++k)
                                   all.push_back(static_cast<double>(k));
                               return all;
                           },
                           [](const P&, const T& t, std::size_t i, double level) {
                               return stats::clopper_pearson(t.walk[i], level);
                           }),
                       law<P, T>("law", "Cauchy around shift", &T::cauchy),
                       identity<P, T>("small_shift", "shift is below 100", &T::statement),
                       sides<P, T>(&T::sides, rows)},
        .block = block,
        .replicates_per_block = [replicates](const P&) { return replicates; },
        .blocks = blocks,
    });
}

/// A claim file with one document and the given tables.
inline engine::ClaimFile file(const std::string& tables) {
    return {"toy.toml", "[[document]]\nid = \"T\"\nfile = \"toy.txt\"\ntitle = \"Toy\"\n\n" + tables};
}

/// A whole claim about the toy from the lines of its check and control.
inline std::string claim(const std::string& id, const std::string& check, const std::string& control,
                         const std::string& more = "") {
    return "[[claim]]\nid = \"" + id + "\"\nat = { T = \"1\" }\nsays = \"A claim.\"\nexperiment = \"toy\"\n" +
           more + "\n[[claim.check]]\n" + check +
           (control.empty() ? "" : "\n[[claim.check.control]]\n" + control) + "\n\n";
}

inline engine::Catalogue catalogue(const std::string& tables, std::uint64_t blocks = 64,
                                   std::uint64_t replicates = 4096) {
    return engine::load_catalogue({file(tables)}, {experiment(blocks, replicates)});
}

}  // namespace toy
