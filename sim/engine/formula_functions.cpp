#include "sim/engine/formula_functions.hpp"

#include <muParser.h>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "lib/nn/log_step.hpp"

namespace assay::engine {
namespace {

// Outside its domain a function is NaN, which Formula reports as "not finite here".
using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

double density(double z) {
    return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}
double distribution(double z) {
    return std::erfc(-z / std::numbers::sqrt2) / 2;
}

/// E f(m + sd z), z standard normal: adaptive Gauss-Kronrod on [-12, 12], beyond which lies 4e-33 of the
/// mass.
template <class F>
double expectation(F f, double m, double sd) {
    if (sd < 0) return std::numeric_limits<double>::quiet_NaN();
    if (sd == 0) return f(m);
    return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
        [&](double z) { return f(m + sd * z) * density(z); }, -12.0, 12.0, 12, 1e-13);
}
double sigmoid(double s) {
    return 1 / (1 + std::exp(-s));
}

/// What a layer of n rectified units adds to the log of the mean square, in the mean and in variance:
/// nn::log_step for normal weights of variance v / fan_in, which changes the mean by ln(v) alone.
double relu_log_mean(double n, double v) {
    if (!(n >= 1 && v > 0)) return std::numeric_limits<double>::quiet_NaN();
    return nn::log_step(nn::Relu{}, static_cast<nn::Index>(n), v).mean;
}
double relu_log_variance(double n) {
    if (!(n >= 1)) return std::numeric_limits<double>::quiet_NaN();
    return nn::log_step(nn::Relu{}, static_cast<nn::Index>(n), 1).variance;
}

/// E relu(m + sd z) = m Phi(m/sd) + sd phi(m/sd).
double mean_relu(double m, double sd) {
    if (sd <= 0) return sd == 0 ? std::max(m, 0.0) : std::numeric_limits<double>::quiet_NaN();
    return m * distribution(m / sd) + sd * density(m / sd);
}
/// E relu(m + sd z)^2 = (m^2 + sd^2) Phi(m/sd) + m sd phi(m/sd).
double second_relu(double m, double sd) {
    if (sd <= 0)
        return sd == 0 ? std::max(m, 0.0) * std::max(m, 0.0) : std::numeric_limits<double>::quiet_NaN();
    return (m * m + sd * sd) * distribution(m / sd) + m * sd * density(m / sd);
}

}  // namespace

void define_functions(mu::Parser& parser) {
    parser.DefineFun(
        "floor", +[](double x) { return std::floor(x); });
    parser.DefineFun(
        "ceil", +[](double x) { return std::ceil(x); });
    parser.DefineFun("Phi", distribution);
    parser.DefineFun("phi", density);
    parser.DefineFun(
        "erf", +[](double x) { return std::erf(x); });
    parser.DefineFun(
        "lgamma", +[](double x) { return boost::math::lgamma(x, Quiet()); });
    parser.DefineFun(
        "digamma", +[](double x) { return boost::math::digamma(x, Quiet()); });
    parser.DefineFun(
        "trigamma", +[](double x) { return boost::math::trigamma(x, Quiet()); });
    parser.DefineFun(
        "beta_inc", +[](double a, double b, double x) { return boost::math::ibeta(a, b, x, Quiet()); });
    parser.DefineFun(
        "student_cdf", +[](double x, double nu) {
            if (!(nu > 0)) return std::numeric_limits<double>::quiet_NaN();
            return boost::math::cdf(boost::math::students_t_distribution<double, Quiet>(nu), x);
        });
    parser.DefineFun("relu_log_mean", relu_log_mean);
    parser.DefineFun("relu_log_variance", relu_log_variance);
    parser.DefineFun("mean_relu", mean_relu);
    parser.DefineFun("second_relu", second_relu);
    parser.DefineFun(
        "mean_tanh",
        +[](double m, double sd) { return expectation([](double s) { return std::tanh(s); }, m, sd); });
    parser.DefineFun(
        "second_tanh", +[](double m, double sd) {
            return expectation([](double s) { return std::tanh(s) * std::tanh(s); }, m, sd);
        });
    parser.DefineFun(
        "second_slope_tanh", +[](double m, double sd) {
            const auto slope = [](double s) { return 1 - std::tanh(s) * std::tanh(s); };
            return expectation([&](double s) { return slope(s) * slope(s); }, m, sd);
        });
    parser.DefineFun(
        "mean_sigmoid", +[](double m, double sd) { return expectation(sigmoid, m, sd); });
    parser.DefineFun(
        "second_sigmoid", +[](double m, double sd) {
            return expectation([](double s) { return sigmoid(s) * sigmoid(s); }, m, sd);
        });
    parser.DefineFun(
        "second_slope_sigmoid", +[](double m, double sd) {
            const auto slope = [](double s) { return sigmoid(s) * sigmoid(-s); };
            return expectation([&](double s) { return slope(s) * slope(s); }, m, sd);
        });
}

}  // namespace assay::engine
