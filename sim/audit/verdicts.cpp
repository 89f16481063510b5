#include "sim/audit/verdicts.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <memory>

#include "lib/stats/estimate.hpp"
#include "sim/audit/samples.hpp"
#include "sim/engine/catalogue.hpp"
#include "sim/engine/plan.hpp"
#include "sim/engine/runner.hpp"

namespace assay::audit {
namespace {

using engine::Verdict;

/// A check whose truth lies `effect` margins from the prediction.
struct Subject {
    std::string quantity;
    std::string method;
    stats::Class kind = stats::Class::finite_sample;
    std::string words;     ///< of the relation: what is claimed
    std::string relation;  ///< a line of a claim file; {0} stands for the effect in margins
    std::string margin;    ///< about twice the half-width of the last look's interval
    std::string wrong;     ///< the control's line
};

std::vector<Subject> small_subjects() {
    using enum stats::Class;
    return {
        {"event", "Clopper-Pearson", finite_sample, "a probability", R"(equals = "0.3 + {0} * 0.08")", "0.08",
         R"(equals = "1.5")"},
        {"event", "Clopper-Pearson", finite_sample, "an upper bound", R"(at_most = "0.3 - {0} * 0.08")",
         "0.08", R"(at_most = "-1")"},
        {"uniform", "betting (fixed n)", finite_sample, "a bounded mean", R"(equals = "0.5 + {0} * 0.06")",
         "0.06", R"(equals = "1.5")"},
        {"normal_mean", "Student (normal data)", finite_sample, "a normal mean", R"(equals = "{0} * 0.18")",
         "0.18", R"(equals = "3")"},
        {"normal_variance", "chi-square", finite_sample, "a normal variance", R"(equals = "1 + {0} * 0.26")",
         "0.26", R"(equals = "5")"},
        {"median", "order statistics", finite_sample, "a median", R"(equals = "{0} * 0.28")", "0.28",
         R"(equals = "5")"},
        {"law", "DKW", finite_sample, "a law",
         R"(follows = "1/2 + atan(x - 2 * tan(pi/2 * {0} * 0.15)) / pi")", "0.15",
         R"(follows = "1/2 + atan(x - 20) / pi")"},
        {"steps", "Clopper-Pearson", finite_sample, "a series, wrong at one point of four",
         R"(equals = "step/5 + (step == 2) * {0} * 0.1")", "0.1", R"(equals = "2")"},
    };
}

std::vector<Subject> large_subjects() {
    return {{"mean", "Student", stats::Class::asymptotic, "an exponential mean",
             R"(equals = "1 + {0} * 0.013")", "0.013", R"(equals = "2")"}};
}

/// Distances of truth and prediction, in margins. On the margin at 1; the claim is true below, false above.
constexpr std::array effects = {0.0, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0, 3.0};

std::string claim_file(const std::vector<Subject>& subjects, const std::string& experiment) {
    std::string text = "[[document]]\nid = \"audit\"\nfile = \"none\"\ntitle = \"Claims of known truth\"\n";
    for (std::size_t i = 0; i < subjects.size(); ++i)
        for (const double effect : effects) {
            const auto& s = subjects[i];
            text += fmt::format(
                "[[claim]]\nid = \"{}-{}\"\nat = {{ audit = \"\" }}\nsays = \"{}\"\nknown = \"open\"\n"
                "experiment = \"{}\"\n[[claim.check]]\nquantity = \"{}\"\n{}\nwithin = \"{}\"\n"
                "[[claim.check.control]]\n{}\n",
                i, effect, s.words, experiment, s.quantity, fmt::format(fmt::runtime(s.relation), effect),
                s.margin, s.wrong);
        }
    return text;
}

/// What a row counts.
struct Counted {
    std::size_t claim;
    bool supported, refuted;  ///< which verdicts
    bool wrong;               ///< and whether these are wrong
};

/// The rows of one claim, and what they count: wrong verdicts under a nominal level, right ones without.
void add_rows(const Subject& s, std::size_t claim, double effect, double alpha, Study& study,
              std::vector<Counted>& counted) {
    const auto add = [&](const char* what, double nominal, bool supported, bool refuted) {
        study.rows.push_back({.method = "judge, " + s.method,
                              .kind = std::string(stats::name(s.kind)),
                              .counted = what,
                              .subject = fmt::format("{}, alpha = {}", s.words, alpha),
                              .condition = fmt::format("truth {} margins away", effect),
                              .nominal = nominal});
        counted.push_back({claim, supported, refuted, !std::isnan(nominal)});
    };
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (effect == 1) add("decided on the margin", alpha, true, true);
    if (effect < 1) add("false refutation", alpha, false, true);
    if (effect < 1) add("power", none, true, false);
    if (effect > 1) add("false support", alpha, true, false);
    if (effect > 1) add("power", none, false, true);
}

Study judged(const std::vector<Subject>& subjects, const engine::Experiment& experiment, double alpha,
             std::uint64_t trials) {
    Study study{.trials = trials};
    std::vector<Counted> counted;
    auto kind = stats::Class::exact;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        kind = std::max(kind, subjects[i].kind);
        for (std::size_t k = 0; k < effects.size(); ++k)
            add_rows(subjects[i], i * effects.size() + k, effects[k], alpha, study, counted);
    }
    const std::size_t claims = subjects.size() * effects.size();
    study.rows.push_back({.method = "judge",
                          .kind = std::string(stats::name(kind)),
                          .counted = "any wrong verdict",
                          .subject = fmt::format("{} claims, alpha = {}", claims, alpha),
                          .condition = "one run",
                          .nominal = std::min(1.0, static_cast<double>(claims) * alpha)});
    // The plan points into the catalogue; both are only read from now on.
    const auto catalogue = std::make_shared<const engine::Catalogue>(
        engine::load_catalogue({{"audit.toml", claim_file(subjects, experiment.name)}}, {experiment}));
    engine::Diagnostics diagnostics;
    const auto plan = std::make_shared<const engine::Plan>(
        engine::make_plan(*catalogue, engine::select(*catalogue, {}), diagnostics));
    diagnostics.raise();
    study.trial = [catalogue, plan, alpha, counted](random::Stream& stream, std::span<Trial> outcomes) {
        const std::uint64_t high = stream(), low = stream();
        const auto report = engine::run(*plan, {.seed = high << 32U | low, .alpha = alpha});
        std::vector<Verdict> verdicts;
        for (std::size_t c = 0; c < plan->claims.size(); ++c)
            verdicts.push_back(engine::conclude(plan->claims[c], report.claims[c]).verdict);
        bool any_wrong = false;
        for (std::size_t r = 0; r < counted.size(); ++r) {
            const Verdict verdict = verdicts[counted[r].claim];
            outcomes[r].counted = (counted[r].supported && verdict == Verdict::supported) ||
                                  (counted[r].refuted && verdict == Verdict::refuted);
            any_wrong = any_wrong || (outcomes[r].counted && counted[r].wrong);
        }
        outcomes.back().counted = any_wrong;
    };
    return study;
}

}  // namespace

std::vector<Study> verdict_studies() {
    std::vector<Study> all;
    for (const double alpha : {0.05, 0.01, 0.001})
        all.push_back(judged(small_subjects(), small_sample(), alpha, 6144));
    all.push_back(judged(large_subjects(), large_sample(), 0.05, 1024));
    return all;
}

}  // namespace assay::audit
