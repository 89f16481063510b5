#pragma once
// How lib/stats calls the special functions of Boost.Math.

#include <boost/math/policies/policy.hpp>

namespace assay::stats {

/// Boost computes in long double otherwise, three times slower; the tests hold either to 1e-10.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace assay::stats
