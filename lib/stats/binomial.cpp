#include "lib/stats/binomial.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <stdexcept>
#include <string>

#include "lib/stats/in_double.hpp"
#include "lib/stats/levels.hpp"

namespace assay::stats {

Estimate clopper_pearson(const Proportion& counts, double level) {
    require_level("clopper_pearson", level);
    if (counts.successes > counts.trials)
        throw std::invalid_argument("clopper_pearson: counts has " + std::to_string(counts.successes) +
                                    " successes in " + std::to_string(counts.trials) +
                                    " trials, there cannot be more successes than trials");
    const std::uint64_t n = counts.trials + counts.missing;
    const std::uint64_t fewest = counts.successes, most = counts.successes + counts.missing;
    Estimate estimate{
        .lower = 0, .upper = 1, .replicates = n, .missing = counts.missing, .method = "Clopper-Pearson"};
    if (counts.trials > 0) {
        const double missing = static_cast<double>(counts.missing) / static_cast<double>(n);
        estimate.value = static_cast<double>(counts.successes) / static_cast<double>(counts.trials);
        estimate.lasting_below = missing * estimate.value;
        estimate.lasting_above = missing * (1 - estimate.value);
    }
    if (fewest > 0)
        estimate.lower = boost::math::ibeta_inv(static_cast<double>(fewest),
                                                static_cast<double>(n - fewest + 1), level / 2, InDouble());
    if (most < n)
        estimate.upper = boost::math::ibetac_inv(static_cast<double>(most + 1), static_cast<double>(n - most),
                                                 level / 2, InDouble());
    return estimate;
}

}  // namespace assay::stats
