#pragma once
// Counts the requests for memory of a test program, whose linker must send all calls of malloc and operator
// new through here: link it with -Wl,--wrap=malloc,--wrap=_Znwm, as tests/CMakeLists.txt does, and include
// this file in one of its sources only.

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace assay::tests {

inline std::atomic<std::uint64_t> requests = 0;

/// How many requests for memory body() makes.
template <class Body>
[[nodiscard]] std::uint64_t requests_of(const Body& body) {
    const std::uint64_t before = requests;
    body();
    return requests - before;
}

}  // namespace assay::tests

// NOLINTBEGIN: the linker's names; _Znwm is operator new.
extern "C" {
void* __real_malloc(std::size_t size);
void* __real__Znwm(std::size_t size);
void* __wrap_malloc(std::size_t size);
void* __wrap__Znwm(std::size_t size);

void* __wrap_malloc(std::size_t size) {
    ++assay::tests::requests;
    return __real_malloc(size);
}
void* __wrap__Znwm(std::size_t size) {
    ++assay::tests::requests;
    return __real__Znwm(size);
}
}
// NOLINTEND
