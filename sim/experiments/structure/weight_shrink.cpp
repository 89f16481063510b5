// How long gradient descent takes to shrink a weight that should be 0.

#include <cmath>

#include "lib/linear/gradient_descent.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

struct Parameters {
    double curvature = 0.1, learning_rate = 0.5, tolerance = 0.01;
};
using P = Parameters;

constexpr std::array<double, 4> starts = {1, 10, 100, 1000};

struct Tally {
    std::vector<stats::Computed> steps = std::vector<stats::Computed>(starts.size());
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.steps);
    }
};
using T = Tally;

/// Least squares with two features that do not overlap: the first explains the responses, the second is 0 in
/// truth and starts at `start`. X'X = diag(1/2, curvature/2), so that the loss |y - X w|^2 has curvature
/// `curvature` along the second. Steps until that weight is at most the tolerance; NaN if it takes 10^6.
double steps(const P& p, double start) {
    linear::Matrix<double> x = linear::Matrix<double>::Zero(2, 2);
    x(0, 0) = std::sqrt(0.5);
    x(1, 1) = std::sqrt(p.curvature / 2);
    linear::Vector<double> y(2), w(2);
    y << std::sqrt(0.5), 0;
    w << 0, start;
    for (int step = 0; step < 1'000'000; ++step) {
        if (std::abs(w[1]) <= p.tolerance) return step;
        w -= p.learning_rate * linear::gradient<double>(x, y, w, 0);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

engine::Experiment weight_shrink() {
    using namespace engine;
    return experiment<P, T>({
        .name = "weight-shrink",
        .doc = "Gradient descent on least squares from one weight that is far too large.",
        .parameters =
            {real(&P::curvature, {.name = "curvature",
                                  .least = 1e-5,
                                  .greatest = 1,
                                  .doc = "second derivative of the loss along that weight"}),
             real(&P::learning_rate,
                  {.name = "learning_rate", .least = 0.01, .greatest = 0.9, .doc = "step size"}),
             real(&P::tolerance,
                  {.name = "tolerance", .least = 1e-6, .greatest = 0.5, .doc = "what counts as shrunk"})},
        .tally = [](const P&) { return T{}; },
        .quantities = {series<P, T>(
            "steps", "start", "steps until the weight is at most the tolerance, by its initial value",
            [](const P&) { return std::vector<double>(starts.begin(), starts.end()); },
            [](const P&, const T& t, std::size_t i, double) { return t.steps[i].estimate(); })},
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                for (std::size_t i = 0; i < starts.size(); ++i) tally.steps[i] = {steps(p, starts[i]), 0};
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
