#include "sim/engine/catalogue.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <boost/uuid/detail/sha1.hpp>
#include <set>

#include "sim/engine/plan.hpp"

namespace assay::engine {
namespace {

std::string sha1(const std::string& bytes) {
    boost::uuids::detail::sha1 hash;
    hash.process_bytes(bytes.data(), bytes.size());
    unsigned int digest[5];
    hash.get_digest(digest);
    return fmt::format("sha1:{:08x}{:08x}{:08x}{:08x}{:08x}", digest[0], digest[1], digest[2], digest[3],
                       digest[4]);
}

template <class Items>
std::vector<std::string> ids(const Items& items) {
    std::vector<std::string> all;
    for (const auto& item : items) all.push_back(item.id);
    return all;
}

void check_ids(const Catalogue& catalogue, const std::vector<Where>& document_places,
               Diagnostics& diagnostics) {
    std::map<std::string, Where> documents, claims;
    const auto once = [&](std::map<std::string, Where>& seen, const std::string& id, const Where& where,
                          const char* what) {
        if (const auto [first, fresh] = seen.emplace(id, where); !fresh && !id.empty())
            diagnostics.add(where, fmt::format("{} \"{}\" is already declared at {}:{}", what, id,
                                               first->second.file, first->second.line));
    };
    for (std::size_t i = 0; i < catalogue.documents.size(); ++i)
        once(documents, catalogue.documents[i].id, document_places[i], "document");
    for (const auto& claim : catalogue.claims) once(claims, claim.id, claim.where, "claim");
    for (const auto& unchecked : catalogue.unchecked) once(claims, unchecked.id, unchecked.where, "id");
}

void check_documents(const Catalogue& catalogue, Diagnostics& diagnostics) {
    const auto documents = ids(catalogue.documents);
    const auto known = [&](const auto& item) {
        for (const auto& [document, place] : item.at)
            if (std::find(documents.begin(), documents.end(), document) == documents.end())
                diagnostics.add(item.where,
                                fmt::format("document \"{}\" is not declared by any [[document]]{}", document,
                                            nearest(document, documents)));
    };
    for (const auto& claim : catalogue.claims) known(claim);
    for (const auto& unchecked : catalogue.unchecked) known(unchecked);
}

std::set<std::string> experiments_of(const Claim& claim) {
    std::set<std::string> all;
    for (const auto& check : claim.checks) all.insert(check.measurement.experiment);
    return all;
}

void check_twins(const Catalogue& catalogue, Diagnostics& diagnostics) {
    for (const auto& claim : catalogue.claims) {
        if (claim.instead.empty()) continue;
        const Claim* twin = catalogue.find_claim(claim.instead);
        if (twin == nullptr) {
            diagnostics.add(claim.where, fmt::format("instead = \"{}\" names no claim{}", claim.instead,
                                                     nearest(claim.instead, ids(catalogue.claims))));
            continue;
        }
        if (twin->known != Known::supported)
            diagnostics.add(claim.where, fmt::format("instead = \"{}\" must name a claim known as supported",
                                                     claim.instead));
        const auto ours = experiments_of(claim), theirs = experiments_of(*twin);
        if (!std::includes(theirs.begin(), theirs.end(), ours.begin(), ours.end()))
            diagnostics.add(claim.where,
                            fmt::format("its corrected claim \"{}\" must be measured by the same experiment",
                                        claim.instead));
    }
}

std::string why_nothing(const Catalogue& catalogue, const std::string& word,
                        const std::vector<std::string>& valid) {
    for (const auto& document : catalogue.documents)
        if (document.id == word) return fmt::format("document \"{}\" has no claims here", word);
    for (const auto& unchecked : catalogue.unchecked)
        if (unchecked.id == word) return fmt::format("\"{}\" is not checked: {}", word, unchecked.because);
    return fmt::format("\"{}\" is no claim, glob, topic or document{}; see `assay list`", word,
                       nearest(word, valid));
}

}  // namespace

const Claim* Catalogue::find_claim(std::string_view id) const {
    const auto found = std::find_if(claims.begin(), claims.end(), [&](const Claim& c) { return c.id == id; });
    return found == claims.end() ? nullptr : &*found;
}

const Experiment* Catalogue::find_experiment(std::string_view wanted) const {
    const auto found = std::find_if(experiments.begin(), experiments.end(),
                                    [&](const Experiment& e) { return e.name == wanted; });
    return found == experiments.end() ? nullptr : &*found;
}

std::vector<std::string> Catalogue::topics() const {
    std::set<std::string> all;
    for (const auto& claim : claims) all.insert(claim.topic);
    for (const auto& one : unchecked) all.insert(one.topic);
    return {all.begin(), all.end()};
}

Catalogue load_catalogue(const std::vector<ClaimFile>& files, std::vector<Experiment> experiments) {
    Catalogue catalogue;
    catalogue.experiments = std::move(experiments);
    Diagnostics diagnostics;
    std::vector<Where> document_places;
    const auto append = [](auto& into, auto& from) {
        into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    for (const auto& file : files) {
        Statements statements = parse_claim_file(file, diagnostics);
        append(catalogue.documents, statements.documents);
        append(document_places, statements.document_places);
        append(catalogue.claims, statements.claims);
        append(catalogue.unchecked, statements.unchecked);
        if (!catalogue.file_hashes.emplace(file.name, sha1(file.text)).second)
            throw InputError(fmt::format("{}: given twice", file.name));
    }
    diagnostics.raise();  // what has the wrong form cannot be looked up
    check_ids(catalogue, document_places, diagnostics);
    check_documents(catalogue, diagnostics);
    check_twins(catalogue, diagnostics);
    std::vector<const Claim*> all;
    for (const auto& claim : catalogue.claims) all.push_back(&claim);
    static_cast<void>(make_plan(catalogue, all, diagnostics));
    diagnostics.raise();
    return catalogue;
}

std::vector<const Claim*> select(const Catalogue& catalogue, const std::vector<std::string>& words,
                                 const std::string& topic) {
    std::set<std::string> chosen;
    std::vector<std::string> valid = catalogue.topics();
    for (const auto& document : catalogue.documents) valid.push_back(document.id);
    for (const auto& claim : catalogue.claims)
        if (topic.empty() || claim.topic == topic) valid.push_back(claim.id);
    for (const auto& word : words.empty() ? std::vector<std::string>{"*"} : words) {
        bool any = false;
        for (const auto& claim : catalogue.claims) {
            if (!topic.empty() && claim.topic != topic) continue;
            const bool cited = std::any_of(claim.at.begin(), claim.at.end(),
                                           [&](const auto& at) { return at.first == word; });
            if (claim.id == word || claim.topic == word || cited ||
                fnmatch(word.c_str(), claim.id.c_str(), 0) == 0) {
                any = true;
                chosen.insert(claim.id);
                if (!claim.instead.empty()) chosen.insert(claim.instead);
            }
        }
        if (!any && !words.empty()) throw InputError(why_nothing(catalogue, word, valid));
    }
    std::vector<const Claim*> selected;
    for (const auto& claim : catalogue.claims)
        if (chosen.contains(claim.id)) selected.push_back(&claim);
    return selected;
}

}  // namespace assay::engine
