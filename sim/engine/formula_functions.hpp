#pragma once
// The functions that formulas have beyond muParser's own.

namespace mu {
class Parser;
}

namespace assay::engine {

/// Defines the functions that formula.hpp lists.
void define_functions(mu::Parser& parser);

}  // namespace assay::engine
