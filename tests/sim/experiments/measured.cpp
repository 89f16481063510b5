#include "tests/sim/experiments/measured.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace assay::testing {
namespace {

template <class Measure>
const Measure& find(const engine::Experiment& experiment, const engine::BoundExperiment& bound,
                    std::string_view name) {
    const auto& all = experiment.quantities;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& q) { return q.name == name; });
    if (found == all.end()) throw std::invalid_argument("no quantity " + std::string(name));
    return std::get<Measure>(bound.quantities[static_cast<std::size_t>(found - all.begin())].measure);
}

}  // namespace

Measured::Measured(engine::Experiment experiment, const engine::Parameters& changes, std::uint64_t blocks,
                   random::Key key)
    : experiment_(std::move(experiment)) {
    engine::Parameters parameters;
    for (const auto& info : experiment_.parameters) parameters[info.name] = info.fallback;
    for (const auto& [name, value] : changes) parameters.at(name) = value;
    bound_ = experiment_.bind(parameters);
    tally_ = bound_.empty();
    for (std::uint64_t block = 0; block < blocks; ++block) {
        random::Stream stream(key, block);
        std::any part = bound_.empty();
        missing_ +=
            bound_.block(stream, {block * bound_.replicates_per_block, bound_.replicates_per_block}, part);
        bound_.merge(tally_, part);
    }
}
Measured::Measured(const Measured&) = default;
Measured::Measured(Measured&&) noexcept = default;
Measured::~Measured() = default;

stats::Estimate Measured::number(std::string_view name, double level, std::size_t point) const {
    return find<engine::MeasureScalar>(experiment_, bound_, name)(tally_, point, level);
}
stats::Histogram Measured::law(std::string_view name) const {
    return find<engine::MeasureLaw>(experiment_, bound_, name)(tally_, 0);
}
exact::Certificate Measured::identity(std::string_view name, std::size_t point) const {
    return find<engine::MeasureIdentity>(experiment_, bound_, name)(tally_, point);
}
exact::Certificate Measured::same(std::string_view side, std::string_view other) const {
    return find<engine::MeasureSides>(experiment_, bound_, side)(tally_, other);
}
bool Measured::always(std::string_view name) const {
    const auto certificate = identity(name);
    return certificate.trials > 0 && certificate.violations == 0;
}
bool Measured::never(std::string_view name) const {
    const auto certificate = identity(name);
    return certificate.trials > 0 && certificate.violations == certificate.trials;
}

}  // namespace assay::testing
