#pragma once
// Runs a few blocks of an experiment without the engine, and looks at its quantities by name.

#include <any>
#include <cstdint>
#include <string_view>

#include "sim/engine/experiment.hpp"

namespace assay::testing {

class Measured {
  public:
    /// Runs `blocks` blocks with the experiment's defaults but for `changes`, each from its own stream of a
    /// fixed key.
    Measured(engine::Experiment experiment, const engine::Parameters& changes, std::uint64_t blocks,
             random::Key key = {11, 2022});
    Measured(const Measured&);
    Measured(Measured&&) noexcept;
    ~Measured();

    [[nodiscard]] std::uint64_t missing() const { return missing_; }
    [[nodiscard]] stats::Estimate number(std::string_view name, double level, std::size_t point = 0) const;
    [[nodiscard]] stats::Histogram law(std::string_view name) const;
    [[nodiscard]] exact::Certificate identity(std::string_view name, std::size_t point = 0) const;
    [[nodiscard]] exact::Certificate same(std::string_view side, std::string_view other) const;
    /// Tried at least once, never violated.
    [[nodiscard]] bool always(std::string_view name) const;
    /// Tried at least once, always violated.
    [[nodiscard]] bool never(std::string_view name) const;

  private:
    engine::Experiment experiment_;
    engine::BoundExperiment bound_;
    std::any tally_;
    std::uint64_t missing_ = 0;
};

/// An integer parameter's value; a bare literal would be ambiguous.
[[nodiscard]] inline engine::Value whole(std::int64_t value) {
    return value;
}

}  // namespace assay::testing
