# Installs the programs, and the numeric library with its headers as the CMake package `assay`:
#   find_package(assay) ... target_link_libraries(mine PRIVATE assay::assay_random assay::assay_stats)
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(ASSAY_LIBRARIES assay_eigen assay_random assay_stats assay_exact assay_linear assay_nn assay_optim)
install(TARGETS ${ASSAY_LIBRARIES} EXPORT assay-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY lib/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/assay/lib FILES_MATCHING PATTERN "*.hpp")
install(EXPORT assay-targets NAMESPACE assay:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/assay)
configure_package_config_file(cmake/assay-config.cmake.in ${PROJECT_BINARY_DIR}/assay-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/assay)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/assay-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/assay-config.cmake ${PROJECT_BINARY_DIR}/assay-config-version.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/assay)

get_property(programs DIRECTORY sim/main PROPERTY BUILDSYSTEM_TARGETS)
list(FILTER programs EXCLUDE REGEX "^assay_")
install(TARGETS ${programs} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
