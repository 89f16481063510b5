#include "sim/main/catalogue_pages.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/engine/plan.hpp"

namespace assay {
namespace {

using engine::Claim;
using engine::Experiment;
using engine::Measurement;

std::string_view kind_name(engine::Kind kind) {
    switch (kind) {
        case engine::Kind::scalar:
            return "number";
        case engine::Kind::law:
            return "law";
        case engine::Kind::identity:
            return "statement";
        case engine::Kind::side:
            return "side of an identity";
    }
    return "";
}

/// A measurement in words: what it compares with what.
std::string statement(const Measurement& m) {
    std::string words = fmt::format("{} {}", m.quantity, engine::name(m.relation));
    std::vector<std::string> right;
    for (const auto& term : m.right) right.push_back(term.text);
    if (!right.empty()) words += fmt::format(" {}", fmt::join(right, " and "));
    if (m.within) words += fmt::format(", within {}", m.within->text);
    if (m.within_ratio) words += fmt::format(", within a ratio of {}", m.within_ratio->text);
    for (const auto& [name, values] : m.for_each) {
        std::vector<std::string> all;
        for (const auto& value : values) all.push_back(engine::text(value.value));
        words += fmt::format(", for {} = {}", name, fmt::join(all, ", "));
    }
    if (m.filter) words += fmt::format(", where {}", m.filter->text);
    if (m.exponent) words += fmt::format(", as the exponent from {} to {}", m.exponent->from, m.exponent->to);
    if (m.versus)
        words += m.versus->as == engine::Versus::As::ratio ? ", as the ratio to a second run"
                                                           : ", as the difference from a second run";
    std::vector<std::string> with;
    for (const auto& [name, setting] : m.with) with.push_back(name + "=" + engine::text(setting.value));
    if (!with.empty()) words += fmt::format("  [{}]", fmt::join(with, "; "));
    return words;
}

std::string claim_page(const engine::Catalogue& catalogue, const Claim& claim) {
    std::string page = fmt::format("{}  (topic {}, known as {})\n\n  {}\n", claim.id, claim.topic,
                                   engine::name(claim.known), claim.says);
    if (!claim.math.empty()) page += fmt::format("  {}\n", claim.math);
    page += "\n";
    for (const auto& [id, place] : claim.at) {
        const auto document = std::find_if(catalogue.documents.begin(), catalogue.documents.end(),
                                           [&](const auto& d) { return d.id == id; });
        page += fmt::format("  document {}, {}  ({})\n", id, place, document->title);
    }
    if (!claim.because.empty())
        page += fmt::format("\n  wrong because: {}\n  instead: {}\n", claim.because, claim.instead);
    for (const auto& a : claim.define)
        page += a.next ? fmt::format("\n  {} = {} at first, then {}\n", a.name, a.text, *a.next)
                       : fmt::format("\n  {} = {}\n", a.name, a.text);
    for (std::size_t i = 0; i < claim.checks.size(); ++i) {
        const auto& check = claim.checks[i];
        page += fmt::format("\n  check {}: {}\n           by experiment {}\n", i + 1,
                            statement(check.measurement), check.measurement.experiment);
        for (const auto& control : check.controls)
            page += fmt::format("    control, to be refuted: {}\n", statement(control));
    }
    return page + fmt::format("\n  assay run {}\n", claim.id);
}

std::string experiment_page(const engine::Catalogue& catalogue, const Experiment& experiment) {
    std::string page = fmt::format("{}  (experiment)\n\n  {}\n\n", experiment.name, experiment.doc);
    Table parameters{{"  parameter", "type", "range", "default", "meaning"}, {}};
    for (const auto& p : experiment.parameters) {
        const std::string range = p.type == engine::Type::choice
                                      ? fmt::format("{}", fmt::join(p.choices, "|"))
                                      : fmt::format("[{}, {}]", p.least, p.greatest);
        const char* type = p.type == engine::Type::real      ? "real"
                           : p.type == engine::Type::integer ? "integer"
                                                             : "choice";
        parameters.rows.push_back({"  " + p.name, type, range, engine::text(p.fallback),
                                   p.unit.empty() || p.unit == "1" ? p.doc : p.doc + " (" + p.unit + ")"});
    }
    if (!parameters.rows.empty()) page += formatted(parameters, Format::table) + "\n";
    Table quantities{{"  quantity", "kind", "index", "meaning"}, {}};
    for (const auto& q : experiment.quantities)
        quantities.rows.push_back({"  " + q.name, std::string(kind_name(q.kind)), q.index, q.doc});
    quantities.rows.push_back({"  missing", "number", "", "share of replicates without a finite outcome"});
    page += formatted(quantities, Format::table) + "\n  used by:";
    for (const auto& claim : catalogue.claims)
        if (std::any_of(claim.checks.begin(), claim.checks.end(),
                        [&](const auto& c) { return c.measurement.experiment == experiment.name; }))
            page += " " + claim.id;
    return page + "\n";
}

}  // namespace

std::string list_page(const engine::Catalogue& catalogue, const std::string& what, const std::string& topic,
                      Format format) {
    Table table;
    if (what == "experiments") {
        table.headers = {"experiment", "blocks", "doc"};
        for (const auto& e : catalogue.experiments)
            table.rows.push_back({e.name, fmt::format("{}", e.blocks), e.doc});
    } else if (what == "documents") {
        table.headers = {"document", "file", "title"};
        for (const auto& d : catalogue.documents) table.rows.push_back({d.id, d.file, d.title});
    } else if (what == "topics") {
        table.headers = {"topic", "claims", "unchecked"};
        for (const auto& t : catalogue.topics()) {
            const auto of = [&](const auto& items) {
                return std::count_if(items.begin(), items.end(), [&](const auto& i) { return i.topic == t; });
            };
            table.rows.push_back(
                {t, fmt::format("{}", of(catalogue.claims)), fmt::format("{}", of(catalogue.unchecked))});
        }
    } else {
        table.headers = {"claim", "topic", "known", "at", "says"};
        for (const auto& c : catalogue.claims)
            if (topic.empty() || c.topic == topic)
                table.rows.push_back(
                    {c.id, c.topic, std::string(engine::name(c.known)), engine::sources(c.at), c.says});
    }
    return formatted(table, format);
}

std::string show_page(const engine::Catalogue& catalogue, const std::string& id) {
    if (const Claim* claim = catalogue.find_claim(id)) return claim_page(catalogue, *claim);
    if (const Experiment* experiment = catalogue.find_experiment(id))
        return experiment_page(catalogue, *experiment);
    std::vector<std::string> known;
    for (const auto& claim : catalogue.claims) known.push_back(claim.id);
    for (const auto& experiment : catalogue.experiments) known.push_back(experiment.name);
    throw engine::InputError(fmt::format("\"{}\" is neither a claim nor an experiment{}; see `assay list`",
                                         id, engine::nearest(id, known)));
}

}  // namespace assay
