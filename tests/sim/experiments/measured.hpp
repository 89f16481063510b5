#pragma once
// Runs a few blocks of an experiment without the engine, and looks at its quantities by name.

#include <algorithm>
#include <any>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "sim/engine/experiment.hpp"

namespace assay::testing {

class Measured {
  public:
    /// Runs `blocks` blocks with the experiment's defaults but for `changes`, each from its own stream of a
    /// fixed key.
    Measured(engine::Experiment experiment, const engine::Parameters& changes, std::uint64_t blocks,
             random::Key key = {11, 2022})
        : experiment_(std::move(experiment)) {
        engine::Parameters parameters;
        for (const auto& info : experiment_.parameters) parameters[info.name] = info.fallback;
        for (const auto& [name, value] : changes) parameters.at(name) = value;
        bound_ = experiment_.bind(parameters);
        tally_ = bound_.empty();
        for (std::uint64_t block = 0; block < blocks; ++block) {
            random::Stream stream(key, block);
            std::any part = bound_.empty();
            missing_ += bound_.block(
                stream, {block * bound_.replicates_per_block, bound_.replicates_per_block}, part);
            bound_.merge(tally_, part);
        }
    }

    [[nodiscard]] std::uint64_t missing() const { return missing_; }
    [[nodiscard]] stats::Estimate number(std::string_view name, double level, std::size_t point = 0) const {
        return get<engine::MeasureScalar>(name)(tally_, point, level);
    }
    [[nodiscard]] stats::Histogram law(std::string_view name) const {
        return get<engine::MeasureLaw>(name)(tally_, 0);
    }
    [[nodiscard]] exact::Certificate identity(std::string_view name, std::size_t point = 0) const {
        return get<engine::MeasureIdentity>(name)(tally_, point);
    }
    [[nodiscard]] exact::Certificate same(std::string_view side, std::string_view other) const {
        return get<engine::MeasureSides>(side)(tally_, other);
    }
    /// Tried at least once, never violated.
    [[nodiscard]] bool always(std::string_view name) const {
        const auto certificate = identity(name);
        return certificate.trials > 0 && certificate.violations == 0;
    }
    /// Tried at least once, always violated.
    [[nodiscard]] bool never(std::string_view name) const {
        const auto certificate = identity(name);
        return certificate.trials > 0 && certificate.violations == certificate.trials;
    }

  private:
    template <class Measure>
    [[nodiscard]] const Measure& get(std::string_view name) const {
        const auto& all = experiment_.quantities;
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const auto& q) { return q.name == name; });
        if (found == all.end()) throw std::invalid_argument("no quantity " + std::string(name));
        return std::get<Measure>(bound_.quantities[static_cast<std::size_t>(found - all.begin())].measure);
    }

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
