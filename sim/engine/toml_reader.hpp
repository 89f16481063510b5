#pragma once
// Reading TOML tables key by key, with complaints that name the place. Internal to the reading of claim
// files.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/claim.hpp"
#include "sim/engine/input_error.hpp"

namespace assay::engine {

/// A TOML table that knows which of its keys were asked for, so that the others can be reported.
class Reader {
  public:
    Reader(const toml::table& table, std::string file, std::string what, Diagnostics& diagnostics)
        : table_(table), file_(std::move(file)), what_(std::move(what)), diagnostics_(diagnostics) {}

    [[nodiscard]] Where place(const toml::node& node) const {
        return {file_, static_cast<unsigned>(node.source().begin.line),
                static_cast<unsigned>(node.source().begin.column)};
    }
    [[nodiscard]] Where place() const { return place(table_); }
    void complain(const Where& where, const std::string& message) { diagnostics_.add(where, message); }
    [[nodiscard]] Reader inner(const toml::table& table, std::string what) {
        return {table, file_, std::move(what), diagnostics_};
    }

    [[nodiscard]] const toml::node* find(const std::string& key) {
        known_.push_back(key);
        return table_.get(key);
    }
    [[nodiscard]] std::string text(const std::string& key, bool required) {
        const toml::node* node = find(key);
        if (node == nullptr) {
            if (required) complain(place(), fmt::format("{} needs the key \"{}\"", what_, key));
            return "";
        }
        if (const auto value = node->value_exact<std::string>()) {
            if (required && value->empty()) complain(place(*node), fmt::format("\"{}\" is empty", key));
            if (value->find('\n') != std::string::npos)
                complain(place(*node), fmt::format("\"{}\" must be one line", key));
            return *value;
        }
        complain(place(*node), fmt::format("\"{}\" must be a string", key));
        return "";
    }
    /// A formula: a string, or a number for convenience.
    [[nodiscard]] std::optional<Term> formula(const std::string& key) {
        const toml::node* node = find(key);
        return node == nullptr ? std::nullopt : formula(key, *node);
    }
    [[nodiscard]] std::optional<Term> formula(const std::string& key, const toml::node& node) {
        if (const auto s = node.value_exact<std::string>()) return Term{*s, place(node)};
        if (const auto i = node.value_exact<std::int64_t>()) return Term{fmt::format("{}", *i), place(node)};
        if (const auto d = node.value_exact<double>()) return Term{fmt::format("{}", *d), place(node)};
        complain(place(node), fmt::format("\"{}\" must be a formula (a string) or a number", key));
        return std::nullopt;
    }
    [[nodiscard]] const toml::table* table(const std::string& key) {
        const toml::node* node = find(key);
        if (node == nullptr) return nullptr;
        if (node->as_table() == nullptr) complain(place(*node), fmt::format("\"{}\" must be a table", key));
        return node->as_table();
    }
    [[nodiscard]] std::vector<const toml::table*> tables(const std::string& key) {
        std::vector<const toml::table*> all;
        const toml::node* node = find(key);
        if (node == nullptr) return all;
        if (const auto* array = node->as_array())
            for (const auto& element : *array) {
                if (const auto* one = element.as_table())
                    all.push_back(one);
                else
                    complain(place(element),
                             fmt::format("\"{}\" must be a list of tables ([[...{}]])", key, key));
            }
        else
            complain(place(*node), fmt::format("\"{}\" must be a list of tables ([[...{}]])", key, key));
        return all;
    }
    [[nodiscard]] std::optional<Setting> setting(const std::string& key, const toml::node& node) {
        if (const auto s = node.value_exact<std::string>()) return Setting{*s, place(node)};
        if (const auto i = node.value_exact<std::int64_t>()) return Setting{*i, place(node)};
        if (const auto d = node.value_exact<double>()) return Setting{*d, place(node)};
        complain(place(node), fmt::format("parameter \"{}\" must be a number or a string", key));
        return std::nullopt;
    }
    void settings(const std::string& key, Settings& into) {
        if (const auto* with = table(key))
            for (const auto& [name, node] : *with)
                if (auto value = setting(std::string(name.str()), node))
                    into.insert_or_assign(std::string(name.str()), *value);
    }
    /// Reports the keys that nobody asked for.
    void finish() {
        for (const auto& [key, node] : table_) {
            const std::string name(key.str());
            if (std::find(known_.begin(), known_.end(), name) == known_.end())
                complain(place(node), fmt::format("unknown key \"{}\" in {}{}; known: {}", name, what_,
                                                  nearest(name, known_), fmt::join(known_, ", ")));
        }
    }

  private:
    const toml::table& table_;
    std::string file_, what_;
    Diagnostics& diagnostics_;
    std::vector<std::string> known_;
};

}  // namespace assay::engine
