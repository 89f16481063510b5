#pragma once
// What every interval method returns.

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace assay::stats {

/// How far an interval can be trusted, best first (docs/statistics.md).
enum class Class { exact, deterministic, finite_sample, asymptotic };

[[nodiscard]] constexpr std::string_view name(Class c) {
    switch (c) {
        case Class::exact:
            return "exact";
        case Class::deterministic:
            return "deterministic";
        case Class::finite_sample:
            return "finite-sample";
        case Class::asymptotic:
            return "asymptotic";
    }
    return "";
}

/// A value with an interval that covers the truth with probability at least 1 - level (up to the promise of
/// its class). An interval of all reals says that nothing is known yet; `method` then says why.
struct Estimate {
    double value = std::numeric_limits<double>::quiet_NaN();
    double lower = -std::numeric_limits<double>::infinity();
    double upper = std::numeric_limits<double>::infinity();
    std::uint64_t replicates = 0;  ///< observations behind the value, missing ones included
    std::uint64_t missing = 0;     ///< observations that had no finite value
    std::string method = {};
    Class kind = Class::finite_sample;
    /// The parts of [lower, value] and of [value, upper] that no number of replicates removes: a cell's width
    /// or mass, missing observations, a numerical error. Used to foresee budgets, never to judge.
    double lasting_below = 0, lasting_above = 0;
};

}  // namespace assay::stats
