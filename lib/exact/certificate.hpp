#pragma once
// What is known about a statement that holds or does not, after trying it on instances.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

namespace assay::exact {

/// Why the trials prove something.
enum class Proof {
    exhaustive,  ///< every instance was tried: no violation is a proof
    polynomial,  ///< an identity of polynomials, on instances from a finite set: Schwartz-Zippel
    sampled      ///< random instances of any other statement: bounds the probability of a violation, no more
};

/// Trials of a statement, the violations among them, and the first one as witness.
struct Certificate {
    Proof proof = Proof::sampled;
    /// polynomial only: total degree of the difference of the two sides, denominators cleared, and the number
    /// of values from which each variable is drawn.
    double degree = 0, values = 0;
    std::uint64_t trials = 0, violations = 0;
    std::optional<std::uint64_t> witness = {};  ///< number of the first replicate that violates it

    void add(std::uint64_t replicate, bool holds) noexcept {
        ++trials;
        if (!holds) {
            ++violations;
            if (!witness || replicate < *witness) witness = replicate;
        }
    }
    void merge(const Certificate& other) noexcept {
        trials += other.trials;
        violations += other.violations;
        if (other.witness && (!witness || *other.witness < *witness)) witness = other.witness;
    }
    /// The probability that a false polynomial identity survives all trials: (degree / values)^trials
    /// (J. T. Schwartz: Fast probabilistic algorithms for verification of polynomial identities. J. ACM 27
    /// (1980)). 0 for a finished exhaustion; 1 without trials or for a merely sampled statement.
    [[nodiscard]] double failure_probability() const noexcept {
        if (trials == 0 || proof == Proof::sampled) return 1;
        if (proof == Proof::exhaustive) return 0;
        return std::pow(std::min(1.0, degree / values), static_cast<double>(trials));
    }
};

}  // namespace assay::exact
