#pragma once
// Reads the reference tables under tests/reference: comma-separated, without quoting, one header line.

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace assay::tests {

/// The rows below the header of tests/reference/`path`, as text. Throws std::runtime_error when there are
/// none.
[[nodiscard]] inline std::vector<std::vector<std::string>> read_table(const std::string& path) {
    std::ifstream file(std::string(ASSAY_TEST_DATA) + "/reference/" + path);
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) boost::split(rows.emplace_back(), line, boost::is_any_of(","));
    if (rows.empty()) throw std::runtime_error("read_table: no rows in tests/reference/" + path);
    return rows;
}

}  // namespace assay::tests
