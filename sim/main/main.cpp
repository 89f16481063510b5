// `assay`, or a topic's own binary. Compiled for any processor of the family.

#include <cstdio>
#include <cstring>

#include "sim/main/application.hpp"

int main(int argc, char** argv) {
#if defined(__x86_64__)
    if (std::strcmp(ASSAY_ARCH, "x86-64-v3") == 0 &&
        !(__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
          __builtin_cpu_supports("bmi2"))) {
        std::fputs(
            "assay: this build needs a processor with AVX2, FMA and BMI2 (x86-64-v3); "
            "build with -DASSAY_ARCH=x86-64 for this one\n",
            stderr);
        return 2;
    }
#endif
    return assay::run_application(argc, argv, ASSAY_TOPIC);
}
