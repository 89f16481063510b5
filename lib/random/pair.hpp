#pragma once
// Two values of one kind, as Box-Muller's transform takes and gives them. Internal to lib/random.

namespace assay::random::detail {

template <class T>
struct Pair {
    T first, second;
};

}  // namespace assay::random::detail
