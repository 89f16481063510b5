#pragma once
// `sim-momentum demo`: gradient descent against gradient descent with momentum, parameter by parameter, on a
// quadratic.

#include <Eigen/Core>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace assay {

struct DemoOptions {
    std::vector<double> spectrum = {0.01, 0.1, 1};  ///< curvatures h of sum_i h_i theta_i^2 / 2
    double learning_rate = 1;
    double beta = 0.9;       ///< what momentum keeps: alpha of 002, beta of 001, 1 - beta of 000
    double accuracy = 1e-3;  ///< distance from the minimum that counts as arrived, the start's being 1
    std::uint64_t steps = 200;
    std::string out;  ///< folder for the CSV files; empty: none are written
};

/// One method on its way from (1, ..., 1).
struct DemoPath {
    std::string method, tuning;  ///< tuning: given, or best
    double learning_rate = 0;
    std::optional<double> beta;
    double limit = 0;        ///< learning rate from which on it is unstable, with that beta
    double rate = 0;         ///< spectral radius: factor of the distance a step, in the long run
    Eigen::MatrixXd points;  ///< a column a step, the start first; ends before a point is beyond 1e100
    std::vector<double> losses;
    std::optional<std::uint64_t> diverged;  ///< step that led beyond 1e100
    std::optional<std::uint64_t> arrived;   ///< first step from which on it is within the accuracy
};

/// How many curvatures, steps and steps to the accuracy there may be.
inline constexpr std::uint64_t most_curvatures = 32, most_demo_steps = 10'000,
                               most_steps_to_accuracy = 100'000;

/// Gradient descent, the filtered gradient of 000, the heavy ball of 002 and Nesterov's momentum, each with
/// the learning rate and beta given and then with the best ones for the spectrum. Throws engine::InputError
/// unless the spectrum has 1 to most_curvatures positive finite elements, the learning rate is positive and
/// finite, beta is in [0, 1), the accuracy in (0, 1), and the steps are 1 to most_demo_steps.
[[nodiscard]] std::vector<DemoPath> momentum_demo(const DemoOptions& options);

/// What the terminal shows: the methods with their limits, rates and losses, then every parameter at some of
/// the steps.
[[nodiscard]] std::string demo_page(const DemoOptions& options, const std::vector<DemoPath>& paths);

/// methods.csv, losses.csv and trajectories.csv. A path that diverges ends with its last point.
[[nodiscard]] std::map<std::string, std::string> demo_files(const DemoOptions& options,
                                                            const std::vector<DemoPath>& paths);

}  // namespace assay
