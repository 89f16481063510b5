#include "sim/main/coverage_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/markdown_text.hpp"

namespace assay {
namespace {

using engine::Catalogue;
using engine::Claim;
using engine::Known;
using reports::code;
using reports::prose;
using reports::sentence;

using Sources = std::vector<std::pair<std::string, std::string>>;

std::string statement(const std::string& id) {
    return id.substr(0, id.find('.'));
}

bool cites(const Sources& at, const std::string& document) {
    return std::any_of(at.begin(), at.end(), [&](const auto& source) { return source.first == document; });
}

/// A row of the counts over the claims and the unchecked statements that `belongs` keeps.
template <class Belongs>
std::string counts(const Catalogue& catalogue, const std::string& name, Belongs belongs) {
    std::set<std::string> checked, all;
    std::size_t claims = 0, supported = 0, refuted = 0, open = 0, unchecked = 0;
    for (const auto& claim : catalogue.claims) {
        if (!belongs(claim)) continue;
        checked.insert(statement(claim.id));
        ++claims;
        ++(claim.known == Known::supported ? supported : claim.known == Known::refuted ? refuted : open);
    }
    all = checked;
    for (const auto& entry : catalogue.unchecked) {
        if (!belongs(entry)) continue;
        all.insert(statement(entry.id));
        ++unchecked;
    }
    return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", name, all.size(), checked.size(),
                       claims, supported, refuted, open, unchecked);
}

std::string head(const std::string& first) {
    return fmt::format(
        "| {} | statements | tested | claims | supported | refuted | open | not checkable |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
        first);
}

}  // namespace

std::string coverage_page(const Catalogue& catalogue) {
    std::string page =
        "# What of the documents is tested\n\n"
        "Written by `assay coverage`. A statement of a document is tested by one claim or by several, one "
        "for each of its "
        "parts and of the circumstances in which it holds or fails; `assay run` finds the verdicts counted "
        "here. *Open* "
        "claims ask what has no known answer. `assay show ID` tells how a claim is tested.\n\n"
        "## By topic\n\n" +
        head("topic");
    for (const auto& topic : catalogue.topics())
        page += counts(catalogue, topic, [&](const auto& item) { return item.topic == topic; });
    page += counts(catalogue, "all", [](const auto&) { return true; });

    page += "\n## By document\n\nA claim counts for every document that makes it.\n\n" + head("document");
    for (const auto& document : catalogue.documents)
        page += counts(catalogue, fmt::format("{}: {}", document.id, prose(document.title)),
                       [&](const auto& item) { return cites(item.at, document.id); });

    page +=
        "\n## Refuted\n\nWhat the documents say and measurement denies.\n\n"
        "| claim | where | what is said | why it is wrong | instead |\n| --- | --- | --- | --- | --- |\n";
    for (const auto& claim : catalogue.claims)
        if (claim.known == Known::refuted)
            page +=
                fmt::format("| {} | {} | {} | {} | {} |\n", code(claim.id), prose(engine::sources(claim.at)),
                            sentence(claim.says), sentence(claim.because), code(claim.instead));

    page +=
        "\n## Not checkable\n\n| statement | where | what is said | why it is not tested |\n"
        "| --- | --- | --- | --- |\n";
    for (const auto& entry : catalogue.unchecked)
        page += fmt::format("| {} | {} | {} | {} |\n", code(entry.id), prose(engine::sources(entry.at)),
                            sentence(entry.says), sentence(entry.because));
    return page;
}

}  // namespace assay
