#include "sim/main/momentum_demo.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "lib/optim/advance.hpp"
#include "lib/optim/dynamics.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "reports/csv_text.hpp"
#include "sim/engine/input_error.hpp"
#include "sim/main/page_table.hpp"

namespace assay {
namespace {

using Vector = optim::Vector<double>;

constexpr double far = 1e100;  // squares of such points and sums of them are finite

void check(const DemoOptions& options) {
    const auto refuse = [](const std::string& message) { throw engine::InputError(message); };
    if (options.spectrum.empty()) refuse("--spectrum must have at least one curvature, such as 0.01,0.1,1");
    if (options.spectrum.size() > most_curvatures)
        refuse(fmt::format("--spectrum must have at most {} curvatures, not {}", most_curvatures,
                           options.spectrum.size()));
    for (const double h : options.spectrum)
        if (!(h >= 1e-50 && h <= 1e50))
            refuse(fmt::format("--spectrum must have positive curvatures, from 1e-50 to 1e50, not {}", h));
    const auto [least, greatest] = std::minmax_element(options.spectrum.begin(), options.spectrum.end());
    if (*greatest > 1e12 * *least)
        refuse(fmt::format(
            "--spectrum must have a largest curvature of at most 1e12 times the smallest, not {:.4g}",
            *greatest / *least));
    if (!(options.learning_rate > 0 && std::isfinite(options.learning_rate)))
        refuse(fmt::format("--learning-rate must be positive and finite, not {}", options.learning_rate));
    if (!(options.beta >= 0 && options.beta < 1))
        refuse(fmt::format("--beta must be at least 0 and below 1, not {}", options.beta));
    if (!(options.accuracy > 1e-100 && options.accuracy < 1))
        refuse(fmt::format("--accuracy must be between 1e-100 and 1, not {}", options.accuracy));
    if (options.steps < 1 || options.steps > most_demo_steps)
        refuse(fmt::format("--steps must be from 1 to {}, not {}", most_demo_steps, options.steps));
}

/// Goes on beyond the steps that are kept until two points in a row are well within the accuracy, so that no
/// passage through the minimum is taken for an arrival.
template <class Rule>
void walk(const DemoOptions& options, const Rule& rule, DemoPath& path) {
    const optim::Quadratic<double> quadratic{Eigen::Map<const Vector>(
        options.spectrum.data(), static_cast<Eigen::Index>(options.spectrum.size()))};
    const Eigen::Index d = quadratic.dimension();
    Vector theta = Vector::Ones(d), loss(1);
    auto state = rule.init(d);
    optim::Workspace<double> workspace(d);
    path.points.resize(d, static_cast<Eigen::Index>(options.steps) + 1);
    const double start = theta.norm();
    std::uint64_t last_outside = 0, inside = 0, step = 0;
    for (;; ++step) {
        if (!(theta.lpNorm<1>() <= far)) {
            path.diverged = step;
            break;
        }
        if (step <= options.steps) {
            path.points.col(static_cast<Eigen::Index>(step)) = theta;
            quadratic.values(theta, loss);
            path.losses.push_back(loss[0]);
        }
        const double distance = theta.norm() / start;
        if (distance > options.accuracy) last_outside = step;
        inside = distance < 1e-3 * options.accuracy ? inside + 1 : 0;
        if (step >= options.steps && (inside >= 2 || step == most_steps_to_accuracy)) break;
        optim::advance(
            rule, state, [&](const Vector& at, Vector& out) { quadratic.gradient(at, out); }, theta,
            workspace);
    }
    if (!path.diverged && last_outside < step) path.arrived = last_outside + 1;
    path.points.conservativeResize(Eigen::NoChange, static_cast<Eigen::Index>(path.losses.size()));
}

template <class Rule>
DemoPath path(const DemoOptions& options, const std::string& method, const std::string& tuning,
              const Rule& rule) {
    const auto [least, greatest] = std::minmax_element(options.spectrum.begin(), options.spectrum.end());
    DemoPath result{.method = method,
                    .tuning = tuning,
                    .learning_rate = rule.learning_rate,
                    .beta = {},
                    .limit = optim::learning_rate_limit(rule, *greatest),
                    .points = {},
                    .losses = {},
                    .diverged = {},
                    .arrived = {}};
    for (const double h : options.spectrum)
        result.rate = std::max(result.rate, optim::spectral_radius(rule, h));
    if constexpr (requires { rule.momentum; }) result.beta = rule.momentum;
    if constexpr (requires { rule.weight; }) result.beta = 1 - rule.weight;
    walk(options, rule, result);
    return result;
}

std::string text(double value) {
    return fmt::format("{:.4g}", value);
}
std::string text(const std::optional<double>& value) {
    return value ? text(*value) : "-";
}

/// A block a column, from the loss of the start, or more, down to that of the accuracy, or less; blanks after
/// divergence.
std::string picture(const DemoOptions& options, const DemoPath& path) {
    constexpr std::array blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    constexpr std::size_t columns = 40;
    const double digits = -2 * std::log10(options.accuracy);
    std::string line;
    for (std::size_t c = 0; c < columns; ++c) {
        const std::size_t step = c * options.steps / (columns - 1);
        if (step >= path.losses.size()) break;
        const double left =
            1 + std::log10(path.losses[step] / path.losses[0]) / digits;  // -inf for a loss of 0
        line += blocks[static_cast<std::size_t>(std::clamp(left * 7, 0.0, 7.0))];
    }
    return line;
}

std::string arrival(const DemoPath& path) {
    if (path.diverged) return fmt::format("diverges (beyond {:g} at step {})", far, *path.diverged);
    if (!path.arrived) return fmt::format("not in {}", most_steps_to_accuracy);
    return std::to_string(*path.arrived);
}

std::string methods_table(const DemoOptions& options, const std::vector<DemoPath>& paths) {
    Table table{
        {"method", "tuning", "learning rate", "beta", "stable below", "rate",
         fmt::format("steps to {}", options.accuracy), fmt::format("loss over {} steps", options.steps)},
        {}};
    for (const auto& p : paths)
        table.rows.push_back({p.method, p.tuning, text(p.learning_rate), text(p.beta), text(p.limit),
                              fmt::format("{:.6g}", p.rate), arrival(p), picture(options, p)});
    return formatted(table, Format::table);
}

std::string parameters_table(const DemoOptions& options, const std::vector<DemoPath>& paths) {
    std::vector<std::uint64_t> steps = {0};
    for (std::uint64_t decade = 1; decade <= options.steps; decade *= 10)
        for (const std::uint64_t digit : {1U, 2U, 5U})
            if (digit * decade <= options.steps) steps.push_back(digit * decade);
    Table table{{"curvature", "method", "tuning"}, {}};
    for (const auto step : steps) table.headers.push_back(fmt::format("step {}", step));
    for (std::size_t i = 0; i < options.spectrum.size(); ++i)
        for (const auto& p : paths) {
            std::vector<std::string> row = {text(options.spectrum[i]), p.method, p.tuning};
            for (const auto step : steps)
                row.push_back(step < p.losses.size()
                                  ? fmt::format("{:.3g}", p.points(static_cast<Eigen::Index>(i),
                                                                   static_cast<Eigen::Index>(step)))
                                  : "-");
            table.rows.push_back(std::move(row));
        }
    return formatted(table, Format::table);
}

std::string count_of_diverged(const std::vector<DemoPath>& paths) {
    const auto n =
        std::count_if(paths.begin(), paths.end(), [](const DemoPath& p) { return p.diverged.has_value(); });
    if (n == 0) return "";
    return fmt::format("{} of the {} ways diverge: their learning rate is not below where they are stable.\n",
                       n, paths.size());
}

}  // namespace

std::vector<DemoPath> momentum_demo(const DemoOptions& options) {
    check(options);
    const auto [least, greatest] = std::minmax_element(options.spectrum.begin(), options.spectrum.end());
    const double eta = options.learning_rate, mu = *least, L = *greatest;
    const auto with = [&](const char* method, const char* tuning, const auto& rule) {
        return path(options, method, tuning, rule);
    };
    return {with("gradient descent", "given", optim::GradientDescent<double>{eta}),
            with("filtered gradient", "given", optim::EmaMomentum<double>{eta, 1 - options.beta}),
            with("heavy ball", "given", optim::HeavyBall<double>{eta, options.beta}),
            with("Nesterov", "given", optim::Nesterov<double>{eta, options.beta}),
            with("gradient descent", "best", optim::best_gradient_descent(mu, L).rule),
            with("filtered gradient", "best", optim::best_ema_momentum(mu, L).rule),
            with("heavy ball", "best", optim::best_heavy_ball(mu, L).rule),
            with("Nesterov", "best", optim::best_nesterov(mu, L).rule)};
}

std::string demo_page(const DemoOptions& options, const std::vector<DemoPath>& paths) {
    const auto [least, greatest] = std::minmax_element(options.spectrum.begin(), options.spectrum.end());
    return fmt::format(
               "Loss sum_i h_i theta_i^2 / 2 from theta = (1, ..., 1); curvatures h = {}, condition number "
               "{:.4g}.\n"
               "filtered gradient: a <- beta a - (1 - beta) g, theta <- theta + learning rate a (001; 000, "
               "whose beta is 1 - beta here).\n"
               "heavy ball: v <- beta v - learning rate g, theta <- theta + v (002).\n"
               "Nesterov: the same with the gradient at theta + beta v.\n\n",
               fmt::join(options.spectrum, ", "), *greatest / *least) +
           methods_table(options, paths) + count_of_diverged(paths) + "\nParameter by parameter\n\n" +
           parameters_table(options, paths);
}

std::map<std::string, std::string> demo_files(const DemoOptions& options,
                                              const std::vector<DemoPath>& paths) {
    using reports::csv_number;
    using Row = std::vector<std::string>;
    const auto count = [](const std::optional<std::uint64_t>& n) {
        return n ? std::to_string(*n) : std::string();
    };
    std::string methods =
        reports::csv_record(Row{"method", "tuning", "learning_rate", "beta", "learning_rate_limit", "rate",
                                "accuracy", "steps_to_accuracy", "diverged_at_step"});
    std::string losses = reports::csv_record(Row{"method", "tuning", "step", "loss"});
    std::string points =
        reports::csv_record(Row{"method", "tuning", "step", "parameter", "curvature", "theta"});
    for (const auto& p : paths) {
        methods += reports::csv_record(Row{p.method, p.tuning, csv_number(p.learning_rate),
                                           p.beta ? csv_number(*p.beta) : "", csv_number(p.limit),
                                           csv_number(p.rate), csv_number(options.accuracy), count(p.arrived),
                                           count(p.diverged)});
        for (std::size_t t = 0; t < p.losses.size(); ++t) {
            losses +=
                reports::csv_record(Row{p.method, p.tuning, std::to_string(t), csv_number(p.losses[t])});
            for (std::size_t i = 0; i < options.spectrum.size(); ++i)
                points += reports::csv_record(
                    Row{p.method, p.tuning, std::to_string(t), std::to_string(i + 1),
                        csv_number(options.spectrum[i]),
                        csv_number(p.points(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(t)))});
        }
    }
    return {{"methods.csv", methods}, {"losses.csv", losses}, {"trajectories.csv", points}};
}

}  // namespace assay
