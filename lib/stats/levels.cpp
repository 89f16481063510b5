#include "lib/stats/levels.hpp"

#include <stdexcept>
#include <string>

namespace assay::stats {

double share(double level, const Split& split) {
    require_level("share", level);
    if (split.looks == 0 || split.checks == 0 || split.points == 0)
        throw std::domain_error("share: split must have at least one look, one check and one point");
    return level / static_cast<double>(split.looks) / static_cast<double>(split.checks) /
           static_cast<double>(split.points);
}

void require_level(std::string_view function, double level) {
    if (!(level > 0 && level < 1))
        throw std::domain_error(std::string(function) + ": level is " + std::to_string(level) +
                                ", it must lie strictly between 0 and 1");
}

}  // namespace assay::stats
