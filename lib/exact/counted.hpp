#pragma once
// Numbers that count the multiplications done with them, to measure what a computation costs.

#include <Eigen/Core>
#include <cstdint>

namespace assay::exact {

/// A double that adds to `*multiplications` whenever it takes part in a product. Numbers without a counter
/// are plain; a product or sum counts on where either operand does. The counter must outlive the numbers.
struct Counted {
    double value = 0;
    std::uint64_t* multiplications = nullptr;

    Counted() = default;
    explicit(false) Counted(double number, std::uint64_t* counter = nullptr)
        : value(number), multiplications(counter) {}

    friend Counted operator+(const Counted& a, const Counted& b) { return {a.value + b.value, either(a, b)}; }
    friend Counted operator-(const Counted& a, const Counted& b) { return {a.value - b.value, either(a, b)}; }
    friend Counted operator*(const Counted& a, const Counted& b) {
        std::uint64_t* const counter = either(a, b);
        if (counter != nullptr) ++*counter;
        return {a.value * b.value, counter};
    }
    Counted& operator+=(const Counted& other) { return *this = *this + other; }
    friend bool operator<(const Counted& a, const Counted& b) { return a.value < b.value; }
    friend bool operator>(const Counted& a, const Counted& b) { return a.value > b.value; }
    friend bool operator==(const Counted& a, const Counted& b) { return a.value == b.value; }

  private:
    static std::uint64_t* either(const Counted& a, const Counted& b) {
        return a.multiplications != nullptr ? a.multiplications : b.multiplications;
    }
};

}  // namespace assay::exact

template <>
struct Eigen::NumTraits<assay::exact::Counted> : Eigen::GenericNumTraits<assay::exact::Counted> {
    using Real = assay::exact::Counted;
    using NonInteger = assay::exact::Counted;
    using Nested = assay::exact::Counted;
    using Literal = double;
    enum {
        IsComplex = 0,
        IsInteger = 0,
        IsSigned = 1,
        RequireInitialization = 1,
        ReadCost = 1,
        AddCost = 2,
        MulCost = 4
    };
};
