#include "reports/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "reports/audit.hpp"
#include "reports/markdown_text.hpp"
#include "reports/numbers.hpp"
#include "reports/tables.hpp"
#include "reports/words.hpp"

namespace assay::reports {
namespace {

using namespace engine;

/// The results, with what the sections look up.
struct Report {
    const Results& results;
    std::map<std::string, std::vector<CheckGroup>, std::less<>> checks;
    std::map<std::string_view, const ClaimText*> texts;
    std::map<std::string_view, const VerdictRow*> verdicts;
    std::vector<std::string> topics;  ///< of the verdicts, in their order

    explicit Report(const Results& all) : results(all), checks(groups(all.checks)) {
        for (const auto& text : all.claims) texts[text.id] = &text;
        for (const auto& row : all.verdicts) {
            verdicts[row.claim] = &row;
            if (std::find(topics.begin(), topics.end(), row.topic) == topics.end())
                topics.push_back(row.topic);
        }
    }
    [[nodiscard]] const ClaimText* text(std::string_view claim) const {
        const auto found = texts.find(claim);
        return found == texts.end() ? nullptr : found->second;
    }
    [[nodiscard]] std::span<const CheckGroup> checks_of(std::string_view claim) const {
        const auto found = checks.find(claim);
        return found == checks.end() ? std::span<const CheckGroup>() : found->second;
    }
};

/// Parts joined by blanks, empty ones left out.
[[nodiscard]] std::string joined(std::initializer_list<std::string> parts) {
    std::string text;
    for (const auto& part : parts) {
        if (!text.empty() && !part.empty()) text += ' ';
        text += part;
    }
    return text;
}

/// `Lecture notes (000), 1.1; Slides (003), L12`
[[nodiscard]] std::string sources_text(std::string_view at, const Report& report) {
    std::string text;
    for (const auto& source : sources(at, report.results.documents)) {
        const auto from = document(source.document, report.results.documents);
        text += fmt::format("{}{} ({}){}{}", text.empty() ? "" : "; ", prose(from.title), code(from.id),
                            source.where.empty() ? "" : ", ", prose(source.where));
    }
    return text;
}

[[nodiscard]] std::string claim_words(const ClaimText& text) {
    return joined({sentence(text.says), math(text.math)});
}

[[nodiscard]] std::string demand_text(const CheckRow& row) {
    const auto wanted = demand(row);
    return joined({code(row.quantity), prose(wanted.relation), code(wanted.formula), prose(wanted.margin)});
}

[[nodiscard]] std::string topic_heading(std::string_view topic) {
    return fmt::format("Topic {}", topic);
}

// ---- summary
// --------------------------------------------------------------------------------------------------

[[nodiscard]] std::string level_text(const RunInfo& run) {
    std::string text = fmt::format(
        "The probability that any of these verdicts is wrong is at most {}, the sum of the levels of all "
        "intervals",
        rounded(run.total_level()));
    const auto asymptotic = run.levels.find("asymptotic");
    if (asymptotic != run.levels.end() && asymptotic->second > 0)
        text += fmt::format(" ({} of it rests on large-sample theory)", rounded(asymptotic->second));
    return text + ".";
}

[[nodiscard]] std::string known_text(const Tally& all) {
    if (all.as_known == all.total()) return "Every verdict is the one that the catalogue of claims expects.";
    return fmt::format("{} of the {} verdicts {} the catalogue of claims expects.", all.as_known, all.total(),
                       all.as_known == 1 ? "is the one that" : "are those that");
}

[[nodiscard]] std::string summary(const Report& report) {
    const auto& results = report.results;
    const auto all = tally(results.verdicts);
    std::set<std::string> cited;
    for (const auto& row : results.verdicts)
        for (const auto& source : sources(row.at, results.documents)) cited.insert(source.document);
    std::string text = "# Assay: what the documents claim, and what was measured\n\n";
    if (results.run.interrupted)
        text += fmt::format("**The run was interrupted**; claims without a verdict: {}. ",
                            results.claims.size() - std::min(results.claims.size(), all.total()));
    text += fmt::format(
        "Assay put {} from {} to the test: {} supported, {} refuted, {} inconclusive. {} {} "
        "Measured by Assay {} with seed {} and budget {}. To measure it all again, with the same numbers:\n\n"
        "    {}\n\n",
        plural(all.total(), "claim"), plural(cited.size(), "document"), all.supported, all.refuted,
        all.inconclusive, known_text(all), level_text(results.run), prose(results.run.version),
        results.run.seed, prose(results.run.budget), run_command(results.run, results.run.selection));
    text +=
        "| topic | supported | refuted | inconclusive | as expected |\n| --- | ---: | ---: | ---: | ---: |\n";
    for (const auto& topic : report.topics) {
        Tally of_topic;
        for (const auto& row : results.verdicts)
            if (row.topic == topic) of_topic.add(row);
        text += fmt::format("| [{}](#{}) | {} | {} | {} | {} of {} |\n", prose(topic),
                            anchor(topic_heading(topic)), of_topic.supported, of_topic.refuted,
                            of_topic.inconclusive, of_topic.as_known, of_topic.total());
    }
    return text +
           "\nBelow: [errors found in the documents](#errors-found-in-the-documents), the verdicts by topic, "
           "[what was not checked](#not-checked), and [how to read this](#how-to-read-this).\n";
}

[[nodiscard]] std::string surprises(const Report& report) {
    std::string text;
    for (const auto& row : report.results.verdicts)
        if (!row.as_known())
            text += fmt::format("* {} came out **{}**, expected was {}. {}\n", code(row.claim),
                                name(row.verdict), name(row.known), sentence(row.reason));
    if (text.empty()) return text;
    return "\n## Verdicts that differ from the catalogue\n\nEach is an error of the document that was not "
           "known so "
           "far, or a fault of Assay, or a budget too small.\n\n" +
           text;
}

// ---- errors found in the documents
// ----------------------------------------------------------------------------

[[nodiscard]] std::string twin_text(const std::string& twin, const Report& report) {
    const auto found = report.verdicts.find(twin);
    return fmt::format("{}, {}", code(twin),
                       found == report.verdicts.end() ? "not measured" : name(found->second->verdict));
}

[[nodiscard]] std::string error_text(const VerdictRow& row, const std::string& where, const Report& report) {
    const auto* claim = report.text(row.claim);
    std::string text = fmt::format("* {}{}. {}\n", code(row.claim), where.empty() ? "" : ", " + prose(where),
                                   claim == nullptr ? "" : "*The document says:* " + claim_words(*claim));
    if (claim != nullptr && !claim->because.empty())
        text += fmt::format("  * *What is wrong:* {}\n", sentence(claim->because));
    if (const auto* check = deciding(row, report.checks_of(row.claim)))
        text +=
            fmt::format("  * *Claimed:* {}. *Measured:* {}.\n", demand_text(*check), prose(measured(*check)));
    if (claim == nullptr || claim->instead.empty()) return text;
    const auto* corrected = report.text(claim->instead);
    return text + fmt::format("  * *Correct instead* ({}): {}\n", twin_text(claim->instead, report),
                              corrected == nullptr ? "see there." : claim_words(*corrected));
}

[[nodiscard]] std::string errors_found(const Report& report) {
    // An error is told under the first document that makes it; the others refer to it.
    std::map<std::string, std::string> by_document;
    for (const auto& row : report.results.verdicts) {
        if (row.verdict != Verdict::refuted || row.known != Known::refuted) continue;
        const auto places = sources(row.at, report.results.documents);
        for (const auto& place : places)
            by_document[place.document] +=
                &place == &places.front() ? error_text(row, place.where, report)
                                          : fmt::format("* {}, {}: as in {}.\n", code(row.claim),
                                                        prose(place.where), code(places.front().document));
    }
    std::string text = "\n## Errors found in the documents\n";
    if (by_document.empty()) return text + "\nNone.\n";
    for (const auto& [id, entries] : by_document) {
        const auto of = document(id, report.results.documents);
        text += fmt::format("\n### {} ({})\n\n{}", prose(of.title), code(of.id), entries);
    }
    return text;
}

// ---- verdicts by topic
// ----------------------------------------------------------------------------------------

[[nodiscard]] std::string control_text(const CheckRow& check, const CheckRow& control) {
    std::string how;
    for (const auto& difference : differences(check, control))
        how += fmt::format("{}{}", how.empty() ? "" : ", ",
                           joined({prose(difference.words), code(difference.code)}));
    const auto outcome = control.verdict == Verdict::refuted
                             ? std::string("refuted, as it must be")
                             : fmt::format("**{}: the wrong twin was not caught**", name(control.verdict));
    return fmt::format("  * Control, {}: {}; {}.\n", how.empty() ? "a wrong twin by another experiment" : how,
                       prose(measured(control)), outcome);
}

/// Where the worst point of a series lies, and where to find the others; nothing for a single number.
[[nodiscard]] std::string series_text(const CheckRow& check, const Report& report) {
    const auto found = report.results.series.find(check.claim);
    if (found == report.results.series.end()) return {};
    const auto& series = found->second;
    std::size_t points = 0;
    const SeriesRow* worst = nullptr;
    for (const auto& row : series.rows) {
        if (row.check != check.index) continue;
        ++points;
        const bool same =
            row.estimate == check.estimate && row.lower == check.lower && row.upper == check.upper;
        if (worst == nullptr && same) worst = &row;
    }
    if (points == 0) return {};
    std::string where;
    for (std::size_t i = 0; worst != nullptr && i < series.index.size(); ++i)
        if (!worst->index[i].empty())  // an index of another check of the claim
            where += fmt::format("{}{} = {}", where.empty() ? "" : ", ", series.index[i], worst->index[i]);
    return fmt::format(" The worst of {}{}; all are in [series/{}.csv](series/{}.csv).",
                       plural(points, "point"), where.empty() ? "" : ", at " + code(where),
                       prose(check.claim), check.claim);
}

[[nodiscard]] std::string check_text(const CheckGroup& group, const Report& report) {
    const auto& check = *group.check;
    std::string text = fmt::format(
        "* {}: **{}**: {}; {} ({}{}), {}{}{}.{}\n", demand_text(check), name(check.verdict),
        prose(measured(check)), prose(check.method.empty() ? "no method" : check.method), prose(check.kind),
        proof(check).empty() ? "" : "; " + prose(proof(check)),
        grouped(check.replicates) + (check.replicates == 1 ? " replicate" : " replicates"),
        check.missing == 0 ? "" : fmt::format(", {} of them missing", grouped(check.missing)),
        check.parameters.empty() ? "" : ", " + code(check.parameters), series_text(check, report));
    for (const auto* control : group.controls) text += control_text(check, *control);
    return text;
}

[[nodiscard]] std::string claim_text(const VerdictRow& row, const Report& report) {
    std::string text = fmt::format("\n### {}: {}{}\n\n", code(row.claim), name(row.verdict),
                                   row.as_known() ? "" : fmt::format(", expected was {}", name(row.known)));
    const auto* claim = report.text(row.claim);
    if (claim != nullptr) text += fmt::format("**Claim.** {}\n\n", claim_words(*claim));
    if (!row.at.empty()) text += fmt::format("* *Source:* {}\n", sources_text(row.at, report));
    for (const auto& group : report.checks_of(row.claim)) text += check_text(group, report);
    if (claim != nullptr && row.known == Known::refuted && !claim->instead.empty())
        text += fmt::format(
            "* *Correct instead*, measured by the same experiment: {}; see "
            "[errors found in the documents](#errors-found-in-the-documents)\n",
            twin_text(claim->instead, report));
    if (row.known == Known::open)
        text += "* *Open:* a rule of thumb whose outcome depends on the test bed; any verdict is accepted.\n";
    if (row.verdict == Verdict::inconclusive || !row.as_known())
        text += fmt::format("* *Why {}:* {}\n", name(row.verdict), sentence(row.reason));
    const std::vector<std::string> selection{row.claim};
    return text + fmt::format("* *Again:* {}\n", code(run_command(report.results.run, selection)));
}

[[nodiscard]] std::string topics_text(const Report& report) {
    std::string text;
    for (const auto& topic : report.topics) {
        text += fmt::format("\n## {}\n", prose(topic_heading(topic)));
        for (const auto& row : report.results.verdicts)
            if (row.topic == topic) text += claim_text(row, report);
    }
    return text;
}

// ---- the rest
// -------------------------------------------------------------------------------------------------

[[nodiscard]] std::string not_checked(const Report& report) {
    std::string text = "\n## Not checked\n\n";
    if (report.results.unchecked.empty()) return text + "Every catalogued claim was put to the test.\n";
    text += "These statements cannot be tested, for the reason given.\n\n";
    for (const auto& item : report.results.unchecked)
        text +=
            fmt::format("* {} (topic {}). {} *Source:* {}. *Why not:* {}\n", code(item.id), prose(item.topic),
                        sentence(item.says), sources_text(item.at, report), sentence(item.because));
    return text;
}

[[nodiscard]] std::string how_to_read(const RunInfo& run) {
    std::string text =
        "\n## How to read this\n\n"
        "* **Supported**: the interval of every check lies inside the region that the claim allows. That is "
        "evidence "
        "within the stated margin, not a proof, unless the class is exact.\n"
        "* **Refuted**: an interval lies outside that region.\n"
        "* **Inconclusive**: the budget did not suffice to tell, or a control was not caught.\n"
        "* **Measured** is the estimate with its interval in brackets, rounded outwards; the interval misses "
        "the true "
        "value with at most the probability called its level. Margins were fixed before anything was "
        "measured.\n"
        "* A **control** is a deliberately wrong twin of a check. It must come out refuted, which shows that "
        "the "
        "measurement would have noticed such an error.\n"
        "* `checks.csv` and `verdicts.csv` have every number in full.\n\n"
        "The levels add up, by class of method, to a bound on the probability of any wrong verdict:\n\n"
        "| class | what it rests on | sum of levels |\n| --- | --- | ---: |\n";
    const std::map<std::string_view, std::string_view> promises{
        {"exact",
         "exact arithmetic: a proof, or random tests of an identity with a known failure probability"},
        {"deterministic", "a computation with a bound on its numerical error"},
        {"finite-sample", "a theorem that holds for every sample size"},
        {"asymptotic", "large-sample theory, admitted only where the sample is large for its skewness"}};
    for (const auto& [kind, promise] : promises)
        if (const auto found = run.levels.find(std::string(kind)); found != run.levels.end())
            text += fmt::format("| {} | {} | {} |\n", kind, promise, rounded(found->second));
    return text + fmt::format("| all | | {} |\n", rounded(run.total_level()));
}

}  // namespace

std::string report_markdown(const Results& results) {
    if (results.verdicts.empty() && results.audit)
        return "# Assay: an audit of its judge\n" + audit_markdown(*results.audit);
    const Report report(results);
    return summary(report) + surprises(report) + errors_found(report) + tables_markdown(results) +
           topics_text(report) + not_checked(report) + (results.audit ? audit_markdown(*results.audit) : "") +
           how_to_read(results.run);
}

}  // namespace assay::reports
