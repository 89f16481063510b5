#pragma once
// Named expressions, evaluated on the same instances: any two of them may be claimed to be identical.

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lib/exact/certificate.hpp"

namespace assay::exact {

/// A certificate for each pair of n named expressions. Memory and the cost of an instance grow as n^2.
class Sides {
  public:
    /// `instance` gives the proof's kind, degree and number of values for every pair (the largest degree).
    Sides(std::vector<std::string> names, Certificate instance)
        : names_(std::move(names)), pairs_(names_.size() * names_.size(), instance) {}

    [[nodiscard]] std::span<const std::string> names() const noexcept { return names_; }

    /// One instance: the values of the expressions, in the order of the names.
    template <class Scalar>
    void add(std::uint64_t replicate, std::span<const Scalar> values) {
        if (values.size() != names_.size())
            throw std::invalid_argument("Sides::add: one value for each name");
        for (std::size_t i = 0; i < values.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const bool equal = values[i] == values[j];
                at(i, j).add(replicate, equal);
                at(j, i).add(replicate, equal);
            }
    }

    void merge(const Sides& other) {
        for (std::size_t i = 0; i < pairs_.size(); ++i) pairs_[i].merge(other.pairs_[i]);
    }

    /// The identity of two expressions; throws std::invalid_argument for an unknown name.
    [[nodiscard]] const Certificate& same(std::string_view a, std::string_view b) const {
        return pairs_[find(a) * names_.size() + find(b)];
    }

  private:
    [[nodiscard]] Certificate& at(std::size_t i, std::size_t j) { return pairs_[i * names_.size() + j]; }
    [[nodiscard]] std::size_t find(std::string_view name) const {
        const auto found = std::find(names_.begin(), names_.end(), name);
        if (found == names_.end())
            throw std::invalid_argument("Sides: no expression is named \"" + std::string(name) + '"');
        return static_cast<std::size_t>(found - names_.begin());
    }

    std::vector<std::string> names_;
    std::vector<Certificate> pairs_;
};

}  // namespace assay::exact
