#pragma once
// What can go wrong with results that were written, or are to be written.

#include <stdexcept>

namespace assay::reports {

/// The results cannot be understood: malformed, or written by something else. The message names file and
/// place.
struct ResultsError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A file or folder cannot be read or written. The message names the path and the system's reason.
struct IoError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace assay::reports
