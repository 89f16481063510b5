#include "reports/json.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "reports/errors.hpp"

namespace assay::reports {
namespace {

using namespace engine;
using Json = nlohmann::ordered_json;

// The members of the structs of words, by name.
template <class T>
using Words = std::pair<const char*, std::string T::*>;
constexpr std::array<Words<Document>, 3> document_words{
    {{"id", &Document::id}, {"file", &Document::file}, {"title", &Document::title}}};
constexpr std::array<Words<ClaimText>, 8> claim_words{{{"id", &ClaimText::id},
                                                       {"topic", &ClaimText::topic},
                                                       {"at", &ClaimText::at},
                                                       {"says", &ClaimText::says},
                                                       {"math", &ClaimText::math},
                                                       {"because", &ClaimText::because},
                                                       {"instead", &ClaimText::instead},
                                                       {"table", &ClaimText::table}}};
constexpr std::array<Words<UncheckedText>, 5> unchecked_words{{{"id", &UncheckedText::id},
                                                               {"topic", &UncheckedText::topic},
                                                               {"at", &UncheckedText::at},
                                                               {"says", &UncheckedText::says},
                                                               {"because", &UncheckedText::because}}};

template <class T, std::size_t N>
[[nodiscard]] Json write_all(const std::vector<T>& items, const std::array<Words<T>, N>& words) {
    Json all = Json::array();
    for (const auto& item : items) {
        Json one = Json::object();
        for (const auto& [name, pointer] : words) one[name] = item.*pointer;
        all.push_back(std::move(one));
    }
    return all;
}

/// A member of an object, of the type that is wanted; `where` leads to the object, for the message.
[[nodiscard]] const Json& member(const Json& object, const std::string& name, const std::string& where,
                                 bool (*is)(const Json&), const char* type) {
    if (!object.is_object()) throw ResultsError(fmt::format("{} is no object", where));
    const auto found = object.find(name);
    if (found == object.end()) throw ResultsError(fmt::format("{} has no \"{}\"", where, name));
    if (!is(*found)) throw ResultsError(fmt::format("\"{}\" of {} is no {}", name, where, type));
    return *found;
}

bool is_text(const Json& json) {
    return json.is_string();
}
bool is_number(const Json& json) {
    return json.is_number();
}
bool is_count(const Json& json) {
    return json.is_number_unsigned();
}
bool is_truth(const Json& json) {
    return json.is_boolean();
}
bool is_list(const Json& json) {
    return json.is_array();
}
bool is_object(const Json& json) {
    return json.is_object();
}

[[nodiscard]] std::string text(const Json& object, const std::string& name, const std::string& where) {
    return member(object, name, where, is_text, "text").get<std::string>();
}

[[nodiscard]] std::vector<std::string> texts(const Json& object, const std::string& name,
                                             const std::string& where) {
    std::vector<std::string> all;
    for (const auto& item : member(object, name, where, is_list, "list")) {
        if (!item.is_string())
            throw ResultsError(fmt::format("\"{}\" of {} is no list of texts", name, where));
        all.push_back(item.get<std::string>());
    }
    return all;
}

template <class T, std::size_t N>
[[nodiscard]] std::vector<T> read_all(const Json& object, const std::string& name, const std::string& where,
                                      const std::array<Words<T>, N>& words) {
    std::vector<T> all;
    for (const auto& item : member(object, name, where, is_list, "list")) {
        T one;
        for (const auto& [word, pointer] : words)
            one.*pointer =
                text(item, word, fmt::format("{}, item {} of \"{}\"", where, all.size() + 1, name));
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace

std::string run_json(const Results& results) {
    const RunInfo& run = results.run;
    Json series = Json::array();
    for (const auto& [claim, unused] : results.series) series.push_back(claim);
    Json levels = Json::object();
    for (const auto& [kind, level] : run.levels) levels[kind] = level;
    Json files = Json::object();
    for (const auto& [file, hash] : run.claim_files) files[file] = hash;

    Json json = Json::object();
    json["program"] = "assay";
    json["version"] = run.version;
    json["seed"] = run.seed;
    json["budget"] = run.budget;
    json["alpha"] = run.alpha;
    json["selection"] = run.selection;
    json["own_files"] = run.own_files;
    json["interrupted"] = run.interrupted;
    json["claim_files"] = std::move(files);
    json["sum_of_levels"] = Json::object({{"by_class", std::move(levels)}, {"total", run.total_level()}});
    json["documents"] = write_all(results.documents, document_words);
    json["claims"] = write_all(results.claims, claim_words);
    json["unchecked"] = write_all(results.unchecked, unchecked_words);
    json["series"] = std::move(series);
    if (results.audit) json["audit_seed"] = results.audit->seed;
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

bool is_run_json(std::string_view text) {
    const auto json = nlohmann::ordered_json::parse(text, nullptr, false);
    return json.is_object() && json.contains("program") && json["program"] == "assay";
}

Results read_run_json(std::string_view bytes, std::string_view file) {
    const std::string where(file);
    Json json;
    try {
        json = Json::parse(bytes);
    } catch (const Json::parse_error& error) {
        throw ResultsError(fmt::format("{}: {}", file, error.what()));
    }
    Results results;
    RunInfo& run = results.run;
    if (text(json, "program", where) != "assay")
        throw ResultsError(
            fmt::format("{} was written by another program, \"{}\"", file, text(json, "program", where)));
    run.version = text(json, "version", where);
    run.seed = member(json, "seed", where, is_count, "count").get<std::uint64_t>();
    run.budget = text(json, "budget", where);
    run.alpha = member(json, "alpha", where, is_number, "number").get<double>();
    run.selection = texts(json, "selection", where);
    run.own_files = texts(json, "own_files", where);
    run.interrupted = member(json, "interrupted", where, is_truth, "true or false").get<bool>();
    const Json& files = member(json, "claim_files", where, is_object, "object");
    for (const auto& [name, unused] : files.items())
        run.claim_files[name] = text(files, name, where + ", \"claim_files\"");
    const Json& levels = member(member(json, "sum_of_levels", where, is_object, "object"), "by_class",
                                where + ", \"sum_of_levels\"", is_object, "object");
    for (const auto& [kind, unused] : levels.items())
        run.levels[kind] = member(levels, kind, where + ", \"by_class\"", is_number, "number").get<double>();
    results.documents = read_all(json, "documents", where, document_words);
    results.claims = read_all(json, "claims", where, claim_words);
    results.unchecked = read_all(json, "unchecked", where, unchecked_words);
    for (const auto& claim : texts(json, "series", where)) results.series[claim];
    if (json.contains("audit_seed"))
        results.audit = {member(json, "audit_seed", where, is_count, "count").get<std::uint64_t>(), {}};
    return results;
}

}  // namespace assay::reports
