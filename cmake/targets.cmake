# How every target of this project is compiled.

# No value depends on the last two; they let loops with square roots and comparisons become SIMD code.
set(ASSAY_COMPILE_OPTIONS -Wall -Wextra -Wno-missing-field-initializers -Wconversion -Wshadow
    -ffp-contract=off -fno-math-errno -fno-trapping-math)
if(ASSAY_ARCH)
    list(APPEND ASSAY_COMPILE_OPTIONS -march=${ASSAY_ARCH} -mtune=generic)
endif()
if(ASSAY_WERROR)
    list(APPEND ASSAY_COMPILE_OPTIONS -Werror)
endif()
set(ASSAY_LINK_OPTIONS "")
if(ASSAY_SANITIZE)
    list(APPEND ASSAY_COMPILE_OPTIONS -fsanitize=${ASSAY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    list(APPEND ASSAY_LINK_OPTIONS -fsanitize=${ASSAY_SANITIZE})
endif()

# assay_simd_sources(files...): sources that Highway compiles once for every instruction set and chooses from at run
# time. A target that the compiler's flags assume hides the lesser ones, so they are compiled for the oldest processor,
# whatever ASSAY_ARCH says, and scheduled for Skylake: on Zen 3 normals are 8 to 10 % faster so than scheduled for
# Haswell or for Zen 3 itself. Vectors of unknown length (ARM SVE) cannot be members of a class; ARM has NEON.
# Always -O3: at -O2 the vectors side by side stay in memory and take twice as long. GCC schedules before it allocates
# registers only when told to: without, normals take 1.25 times as long (no value depends on it).
function(assay_simd_sources)
    set(options -O3)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        list(APPEND options -march=x86-64 -mtune=skylake)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        list(APPEND options -fschedule-insns -fsched-pressure --param=sched-pressure-algorithm=2)
    endif()
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS "${options}" SKIP_PRECOMPILE_HEADERS ON
        COMPILE_DEFINITIONS "HWY_DISABLED_TARGETS=(HWY_SVE|HWY_SVE2|HWY_SVE_256|HWY_SVE2_128)")
endfunction()

# assay_library(name [USES libraries...]): a static library of the .cpp files beside the calling CMakeLists, in
# folder of that name; an interface library where there are only headers.
function(assay_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "USES;PRIVATELY;SOURCES")
    set(sources "")
    if(arg_FOLDER)
        file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER}/*.cpp)
    endif()
    list(APPEND sources ${arg_SOURCES})
    if(sources)
        add_library(${name} STATIC ${sources})
        set(scope PUBLIC)
        target_compile_options(${name} PRIVATE ${ASSAY_COMPILE_OPTIONS})
        target_link_options(${name} PUBLIC ${ASSAY_LINK_OPTIONS})
        target_link_libraries(${name} PRIVATE ${arg_PRIVATELY})
    else()
        add_library(${name} INTERFACE)
        set(scope INTERFACE)
    endif()
    target_compile_features(${name} ${scope} cxx_std_20)
    target_include_directories(${name} ${scope} $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include/assay>)
    target_link_libraries(${name} ${scope} ${arg_USES})
endfunction()

# assay_precompile(name ...): target_precompile_headers, which halves the time to compile. Not with ccache: it finds a file's
# object again only without them.
function(assay_precompile name)
    if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
        target_precompile_headers(${name} ${ARGN})
    endif()
endfunction()

# assay_program(name sources... USES libraries...)
function(assay_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES")
    add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
    target_compile_options(${name} PRIVATE ${ASSAY_COMPILE_OPTIONS})
    target_link_options(${name} PRIVATE ${ASSAY_LINK_OPTIONS})
    target_link_libraries(${name} PRIVATE ${arg_USES})
endfunction()
