#pragma once
// Every experiment of the build.

#include <vector>

#include "sim/engine/experiment.hpp"

namespace assay::experiments {

/// One value for each file sim/experiments/TOPIC/NAME.cpp, which defines `engine::Experiment NAME()`; sorted
/// by file.
[[nodiscard]] std::vector<engine::Experiment> all();

}  // namespace assay::experiments
