#include "sim/engine/claim_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sim/engine/toml_reader.hpp"

namespace assay::engine {
namespace {

constexpr std::array relations = {Relation::equals, Relation::at_most, Relation::at_least, Relation::between,
                                  Relation::holds,  Relation::follows, Relation::same_as};

/// Reads the one relation of a check; a control may name none and keep its check's.
void read_relation(Reader& reader, bool inherited, Measurement& into) {
    std::vector<std::string> found;
    for (const Relation relation : relations) {
        const std::string key(name(relation));
        const toml::node* node = reader.find(key);
        if (node == nullptr) continue;
        found.push_back(key);
        into.relation = relation;
        into.right.clear();
        if (relation == Relation::holds) {
            if (node->value_exact<bool>() != true)
                reader.complain(reader.place(*node), "\"holds\" can only be true");
        } else if (relation == Relation::between) {
            const auto* pair = node->as_array();
            if (pair == nullptr || pair->size() != 2)
                reader.complain(reader.place(*node), "\"between\" must be a list of two formulas");
            else
                for (const auto& end : *pair)
                    if (auto term = reader.formula(key, end)) into.right.push_back(*term);
        } else if (auto term = reader.formula(key, *node)) {
            into.right.push_back(*term);
        }
    }
    if (found.size() > 1)
        reader.complain(reader.place(),
                        fmt::format("one relation, not {}: {}", found.size(), fmt::join(found, ", ")));
    if (found.empty() && !inherited)
        reader.complain(
            reader.place(),
            "a check needs a relation: equals, at_most, at_least, between, holds, follows or same_as");
}

void read_versus(Reader& reader, Measurement& into) {
    const toml::table* table = reader.table("versus");
    if (table == nullptr) return;
    Reader inner = reader.inner(*table, "\"versus\"");
    Versus versus;
    versus.where = inner.place();
    inner.settings("with", versus.with);
    versus.quantity = inner.text("quantity", false);
    const std::string as = inner.text("as", true);
    if (as == "ratio")
        versus.as = Versus::As::ratio;
    else if (as != "difference")
        inner.complain(inner.place(), "\"as\" must be \"ratio\" or \"difference\"");
    inner.finish();
    into.versus = versus;
}

void read_exponent(Reader& reader, Measurement& into) {
    const toml::table* table = reader.table("exponent");
    if (table == nullptr) return;
    Reader inner = reader.inner(*table, "\"exponent\"");
    Exponent exponent{.where = inner.place()};
    for (auto [key, end] : {std::pair{"from", &exponent.from}, std::pair{"to", &exponent.to}}) {
        const toml::node* node = inner.find(key);
        if (node != nullptr && node->is_number())
            *end = *node->value<double>();
        else
            inner.complain(inner.place(), fmt::format("\"exponent\" needs the number \"{}\"", key));
    }
    inner.finish();
    into.exponent = exponent;
}

void read_for_each(Reader& reader, Measurement& into) {
    const toml::table* table = reader.table("for_each");
    if (table == nullptr) return;
    for (const auto& [key, node] : *table) {
        const std::string name(key.str());
        std::vector<Setting> values;
        if (const auto* list = node.as_array())
            for (const auto& element : *list)
                if (auto value = reader.setting(name, element)) values.push_back(*value);
        if (values.empty())
            reader.complain(reader.place(node),
                            fmt::format("\"for_each.{}\" must be a list of values", name));
        into.for_each.insert_or_assign(name, values);
    }
}

/// Everything that claims, checks and controls may state: `into` comes with what is inherited.
void read_measurement(Reader& reader, bool is_control, Measurement& into) {
    into.where = reader.place();
    if (const toml::node* node = reader.find("experiment")) {
        if (const auto s = node->value_exact<std::string>())
            into.experiment = *s;
        else
            reader.complain(reader.place(*node), "\"experiment\" must be a string");
        into.experiment_where = reader.place(*node);
    }
    reader.settings("with", into.with);
    // A control that fixes a parameter no longer runs over it.
    if (const auto* with = is_control ? reader.table("with") : nullptr)
        for (const auto& [key, node] : *with) into.for_each.erase(std::string(key.str()));
    if (const toml::node* node = reader.find("quantity")) {
        if (const auto s = node->value_exact<std::string>())
            into.quantity = *s;
        else
            reader.complain(reader.place(*node), "\"quantity\" must be a string");
        into.quantity_where = reader.place(*node);
    } else if (!is_control) {
        reader.complain(reader.place(), "a check needs the key \"quantity\"");
    }
    read_relation(reader, is_control, into);
    const auto within = reader.formula("within"), within_ratio = reader.formula("within_ratio");
    if (within && within_ratio) reader.complain(within->where, "\"within\" or \"within_ratio\", not both");
    if (within) into.within = within, into.within_ratio.reset();
    if (within_ratio) into.within_ratio = within_ratio, into.within.reset();
    read_for_each(reader, into);
    if (auto filter = reader.formula("where")) into.filter = filter;
    read_exponent(reader, into);
    read_versus(reader, into);
}

std::vector<std::pair<std::string, std::string>> read_at(Reader& reader) {
    std::vector<std::pair<std::string, std::string>> at;
    if (const auto* table = reader.table("at"))
        for (const auto& [key, node] : *table) {
            const auto place = node.value_exact<std::string>();
            if (!place)
                reader.complain(reader.place(node),
                                fmt::format("the place in document {} must be a string", key.str()));
            at.emplace_back(std::string(key.str()), place.value_or(""));
        }
    if (at.empty())
        reader.complain(reader.place(),
                        "needs \"at\": the documents and places that say it, at = { 000 = \"1.1\" }");
    return at;
}

std::vector<Abbreviation> read_define(Reader& reader) {
    // A table loses the order of its keys; their places restore it, since an abbreviation sees those before
    // it.
    std::vector<std::pair<toml::source_position, Abbreviation>> all;
    if (const auto* table = reader.table("define"))
        for (const auto& [key, node] : *table) {
            const std::string name(key.str());
            const toml::source_position position = node.source().begin;
            if (!is_formula_name(name))
                reader.complain(
                    reader.place(node),
                    fmt::format("\"{}\" cannot be a name in a formula: letters, digits and _ only", name));
            if (const auto* recurrence = node.as_table()) {
                Reader inner = reader.inner(*recurrence, fmt::format("\"define.{}\"", name));
                const auto first = inner.formula("first"), next = inner.formula("next");
                if (!first || !next)
                    inner.complain(inner.place(), "a recurrence needs \"first\" and \"next\"");
                inner.finish();
                if (first && next) all.emplace_back(position, Abbreviation{name, first->text, next->text});
            } else if (auto term = reader.formula(name, node)) {
                all.emplace_back(position, Abbreviation{name, term->text, std::nullopt});
            }
        }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first.line, a.first.column) < std::pair(b.first.line, b.first.column);
    });
    std::vector<Abbreviation> ordered;
    for (auto& [position, abbreviation] : all) ordered.push_back(std::move(abbreviation));
    return ordered;
}

Check read_check(Reader& claim, const toml::table& table, const Measurement& inherited) {
    Reader reader = claim.inner(table, "[[claim.check]]");
    Check check{.measurement = inherited, .controls = {}};
    read_measurement(reader, false, check.measurement);
    if (check.measurement.experiment.empty())
        reader.complain(reader.place(), "names no experiment, and neither does its claim");
    for (const auto* one : reader.tables("control")) {
        Reader control = reader.inner(*one, "[[claim.check.control]]");
        Measurement measurement = check.measurement;
        read_measurement(control, true, measurement);
        if (one->empty()) control.complain(control.place(), "a control must differ from its check");
        control.finish();
        check.controls.push_back(std::move(measurement));
    }
    reader.finish();
    return check;
}

/// Ids become file names: series/ID.csv.
bool is_id(const std::string& id) {
    const auto plain = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    };
    return id.empty() || (id.size() <= 100 && std::isalnum(static_cast<unsigned char>(id[0])) != 0 &&
                          std::all_of(id.begin(), id.end(), plain));
}

/// A table is written beside these CSV files of a result folder.
constexpr std::array<std::string_view, 4> other_files = {"verdicts", "checks", "timings", "audit"};

bool can_name_table(const std::string& name) {
    return is_id(name) && std::find(other_files.begin(), other_files.end(), name) == other_files.end();
}

Claim read_claim(Reader& reader, const std::string& topic) {
    Claim claim{.topic = topic, .where = reader.place()};
    claim.id = reader.text("id", true);
    if (!is_id(claim.id))
        reader.complain(
            reader.place(),
            fmt::format("\"{}\" cannot be an id: at most 100 letters, digits, '-', '_' and '.', the "
                        "first one a letter or digit (it names a file)",
                        claim.id));
    claim.at = read_at(reader);
    claim.says = reader.text("says", true);
    claim.math = reader.text("math", false);
    claim.define = read_define(reader);
    Measurement inherited;
    inherited.experiment = reader.text("experiment", false);
    inherited.experiment_where = reader.place();
    reader.settings("with", inherited.with);
    const std::string known = reader.text("known", false);
    if (known == "refuted")
        claim.known = Known::refuted;
    else if (known == "open")
        claim.known = Known::open;
    else if (!known.empty() && known != "supported")
        reader.complain(reader.place(),
                        fmt::format("\"known\" is supported, refuted or open, not \"{}\"", known));
    claim.because = reader.text("because", claim.known == Known::refuted);
    claim.instead = reader.text("instead", claim.known == Known::refuted);
    if (!claim.instead.empty() && claim.known != Known::refuted)
        reader.complain(reader.place(), "\"instead\" goes with known = \"refuted\"");
    claim.table = reader.text("table", false);
    if (!claim.table.empty() && !can_name_table(claim.table))
        reader.complain(
            reader.place(),
            fmt::format("\"{}\" cannot name a table: an id, but none of {}, which are other files",
                        claim.table, fmt::join(other_files, ", ")));
    for (const auto* table : reader.tables("check"))
        claim.checks.push_back(read_check(reader, *table, inherited));
    if (claim.checks.empty()) reader.complain(reader.place(), "needs at least one [[claim.check]]");
    if (claim.known == Known::supported)
        for (const auto& check : claim.checks)
            if (check.controls.empty())
                reader.complain(check.measurement.where,
                                "needs a [[claim.check.control]]: a wrong twin that must be refuted");
    reader.finish();
    return claim;
}

}  // namespace

std::string_view name(Relation relation) {
    switch (relation) {
        case Relation::equals:
            return "equals";
        case Relation::at_most:
            return "at_most";
        case Relation::at_least:
            return "at_least";
        case Relation::between:
            return "between";
        case Relation::holds:
            return "holds";
        case Relation::follows:
            return "follows";
        case Relation::same_as:
            return "same_as";
    }
    return "";
}

std::string sources(const std::vector<std::pair<std::string, std::string>>& at) {
    std::vector<std::string> all;
    for (const auto& [document, place] : at) all.push_back(document + ":" + place);
    return fmt::format("{}", fmt::join(all, "; "));
}

ClaimFile read_claim_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (std::filesystem::is_directory(path) || !file || !(text << file.rdbuf()))
        throw InputError(
            fmt::format("{}: cannot be read; --claims takes the path of a claim file (TOML)", path));
    return {path, text.str()};
}

Statements parse_claim_file(const ClaimFile& file, Diagnostics& diagnostics) {
    Statements statements;
    toml::table root;
    try {
        root = toml::parse(file.text, file.name);
    } catch (const toml::parse_error& error) {
        diagnostics.add({file.name, static_cast<unsigned>(error.source().begin.line),
                         static_cast<unsigned>(error.source().begin.column)},
                        std::string(error.description()));
        return statements;
    }
    const std::string topic = std::filesystem::path(file.name).stem().string();
    Reader reader(root, file.name, "a claim file", diagnostics);
    for (const auto* table : reader.tables("document")) {
        Reader one = reader.inner(*table, "[[document]]");
        statements.documents.push_back(
            {one.text("id", true), one.text("file", true), one.text("title", true)});
        statements.document_places.push_back(one.place());
        one.finish();
    }
    for (const auto* table : reader.tables("claim")) {
        Reader one = reader.inner(*table, "[[claim]]");
        statements.claims.push_back(read_claim(one, topic));
    }
    for (const auto* table : reader.tables("unchecked")) {
        Reader one = reader.inner(*table, "[[unchecked]]");
        Unchecked unchecked{.topic = topic, .where = one.place()};
        unchecked.id = one.text("id", true);
        unchecked.at = read_at(one);
        unchecked.says = one.text("says", true);
        unchecked.because = one.text("because", true);
        one.finish();
        statements.unchecked.push_back(std::move(unchecked));
    }
    reader.finish();
    return statements;
}

}  // namespace assay::engine
