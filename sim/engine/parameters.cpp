#include "sim/engine/parameters.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

namespace assay::engine {
namespace {

/// The value in the parameter's type, or the reason why it is none.
std::variant<Value, std::string> convert(const ParameterInfo& info, const Value& value) {
    if (info.type == Type::choice) {
        const auto* word = std::get_if<std::string>(&value);
        if (word == nullptr ||
            std::find(info.choices.begin(), info.choices.end(), *word) == info.choices.end())
            return fmt::format("must be one of {}, not {}{}", fmt::join(info.choices, ", "), text(value),
                               word == nullptr ? "" : nearest(*word, info.choices));
        return value;
    }
    const auto* whole = std::get_if<std::int64_t>(&value);
    const auto* real = std::get_if<double>(&value);
    if (info.type == Type::integer && whole == nullptr)
        return fmt::format("must be an integer, not {}", text(value));
    if (whole == nullptr && real == nullptr) return fmt::format("must be a number, not {}", text(value));
    const double number = whole != nullptr ? static_cast<double>(*whole) : *real;
    if (!(number >= info.least && number <= info.greatest))
        return fmt::format("must be in [{}, {}], not {}", info.least, info.greatest, text(value));
    if (info.type == Type::integer) return Value(*whole);
    return Value(number);
}

}  // namespace

std::vector<std::string> parameter_names(const Experiment& experiment) {
    std::vector<std::string> all;
    for (const auto& parameter : experiment.parameters) all.push_back(parameter.name);
    return all;
}

std::string canonical(const Parameters& parameters) {
    std::vector<std::string> parts;
    for (const auto& [name, value] : parameters) parts.push_back(name + "=" + text(value));
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string text(const Value& value) {
    return std::visit([](const auto& v) { return fmt::format("{}", v); }, value);
}

Parameters resolve(const Experiment& experiment, const Settings& settings, Diagnostics& diagnostics) {
    Parameters parameters;
    for (const auto& parameter : experiment.parameters) parameters[parameter.name] = parameter.fallback;
    for (const auto& [name, setting] : settings) {
        const auto info = std::find_if(experiment.parameters.begin(), experiment.parameters.end(),
                                       [&](const ParameterInfo& p) { return p.name == name; });
        if (info == experiment.parameters.end()) {
            diagnostics.add(setting.where,
                            fmt::format("experiment \"{}\" has no parameter \"{}\"{}; see `assay show {}`",
                                        experiment.name, name, nearest(name, parameter_names(experiment)),
                                        experiment.name));
            continue;
        }
        const auto converted = convert(*info, setting.value);
        if (const auto* reason = std::get_if<std::string>(&converted))
            diagnostics.add(setting.where, fmt::format("parameter \"{}\" {}", name, *reason));
        else
            parameters[name] = std::get<Value>(converted);
    }
    return parameters;
}

}  // namespace assay::engine
