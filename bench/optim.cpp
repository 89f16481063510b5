// workload/sgd, workload/adam: replicates in lockstep, a tile in the first-level cache through all of its
// steps. kernel/adam-step: one step of Adam on arrays beyond every cache; kernel/adam-step/stream moves the
// same bytes with an addition an element, as STREAM does.

#include <algorithm>
#include <bit>
#include <span>
#include <vector>

#include "bench/measured.hpp"
#include "lib/optim/adam.hpp"
#include "lib/optim/lockstep.hpp"
#include "lib/optim/moment_estimates.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/schedule.hpp"
#include "lib/optim/spectrum.hpp"
#include "lib/random/normal.hpp"
#include "lib/stats/moments.hpp"

namespace {

using namespace assay;
using Eigen::Index;

/// 4096 replicates of 1000 steps on a quadratic with eigenvalues 1 to 10 in 16 dimensions, from 1, at rate
/// 1/(k + 20), with N(0,1) noise on the gradients; the moments of the excess at powers of two. Items are
/// replicate-steps. Gradient and step, theta_i <- theta_i - eta (h_i theta_i + noise_i), are one pass, eight
/// replicates at a time: columns of fixed size need no loops for what is not aligned.
void sgd(benchmark::State& state) {
    using Eights = Eigen::Map<Eigen::Array<double, 8, Eigen::Dynamic>, Eigen::AlignedMax>;
    constexpr Index d = 16, replicates = 4096, tile = optim::replicates_in_tile(d);
    static_assert(tile % 8 == 0 && replicates % 8 == 0);
    constexpr std::uint64_t steps = 1000;
    const optim::Quadratic<double> objective{optim::equally_spaced(1.0, 10.0, d)};
    const optim::InverseRate<double> rate{.scale = 1, .offset = 20};
    random::Stream stream = bench::stream_of(state, "workload/sgd");
    for (auto _ : state) {
        std::vector<stats::Moments> curve(std::bit_width(steps));
        for (Index done = 0; done < replicates; done += tile) {
            const Index n = std::min(tile, replicates - done);
            optim::Vector<double> theta = optim::Vector<double>::Ones(d * n), noise(d * n), excess(n);
            Eights parameters(theta.data(), 8, d * n / 8), noises(noise.data(), 8, d * n / 8);
            for (std::uint64_t k = 1; k <= steps; ++k) {
                random::fill_normal(stream, std::span(noise.data(), static_cast<std::size_t>(d * n)));
                const double eta = rate(k);
                const Eigen::Array<double, d, 1> kept = 1 - eta * objective.eigenvalues.array();
                for (Index i = 0, j = 0; i < d; ++i)
                    for (Index end = j + n / 8; j < end; ++j)
                        parameters.col(j) = kept[i] * parameters.col(j) - eta * noises.col(j);
                if (std::has_single_bit(k)) {
                    objective.values(theta, excess);
                    curve[static_cast<std::size_t>(std::bit_width(k)) - 1].add(
                        std::span(excess.data(), static_cast<std::size_t>(n)));
                }
            }
        }
        benchmark::DoNotOptimize(curve.data());
        benchmark::ClobberMemory();
    }
    bench::count_items(state, replicates * steps);
}

/// A vector register of values. The additions of a sum wait for each other, but four sums run side by side.
using Lanes = Eigen::Array<double, 4, 1>;
struct Sums {
    Lanes first = Lanes::Zero(), first_squared = first, second = first, second_squared = first;

    void operator+=(const Sums& more) {
        first += more.first;
        first_squared += more.first_squared;
        second += more.second;
        second_squared += more.second_squared;
    }
};

/// Adam's raw moments after a gradient 0.5 + z each, and the sums of either and of its square.
Sums update(const optim::MomentEstimates<double>& rule, std::span<const double> z,
            optim::MomentEstimates<double>::State& moments) {
    Sums sums;
    for (std::size_t i = 0; i < z.size(); i += Lanes::SizeAtCompileTime) {
        const auto at = static_cast<Index>(i);
        const Lanes gradient = Eigen::Map<const Lanes>(z.data() + i) + 0.5;
        auto first = moments.first.segment<Lanes::SizeAtCompileTime>(at).array(),
             second = moments.second.segment<Lanes::SizeAtCompileTime>(at).array();
        first = rule.beta1 * first + (1 - rule.beta1) * gradient;
        second = rule.beta2 * second + (1 - rule.beta2) * gradient.square();
        sums.first += first;
        sums.first_squared += first.square();
        sums.second += second;
        sums.second_squared += second.square();
    }
    return sums;
}

/// 65536 replicates of 200 gradients N(0.5, 1): the raw moments of Adam, and the sums of either and of its
/// square over the replicates at every step, from which mean and variance follow. Items are replicate-steps.
/// Moments and sums are one pass.
void adam(benchmark::State& state) {
    constexpr Index replicates = 65536, tile = optim::replicates_in_tile(1);
    static_assert(tile % Lanes::SizeAtCompileTime == 0 && replicates % Lanes::SizeAtCompileTime == 0);
    constexpr std::size_t steps = 200;
    const optim::MomentEstimates<double> rule;
    random::Stream stream = bench::stream_of(state, "workload/adam");
    std::vector<double> normals(tile);
    for (auto _ : state) {
        std::vector<Sums> sums(steps);
        for (Index done = 0; done < replicates; done += tile) {
            const Index n = std::min(tile, replicates - done);
            const auto z = std::span(normals).first(static_cast<std::size_t>(n));
            auto moments = rule.init(n);
            for (Sums& at_step : sums) {
                random::fill_normal(stream, z);
                at_step += update(rule, z, moments);
            }
        }
        benchmark::DoNotOptimize(sums.data());
        benchmark::ClobberMemory();
    }
    bench::count_items(state, static_cast<std::size_t>(replicates) * steps);
}

constexpr Index parameters = 4'000'000;

/// Items are parameters.
void adam_step(benchmark::State& state) {
    const optim::Adam<float> rule;
    auto moments = rule.init(parameters);
    optim::Vector<float> theta = optim::Vector<float>::Zero(parameters),
                         gradient = optim::Vector<float>::Ones(parameters);
    for (auto _ : state) {
        rule.step(moments, gradient, theta);
        benchmark::DoNotOptimize(theta.data());
        benchmark::ClobberMemory();
    }
    bench::count_items(state, parameters);
}

/// Four arrays read, three of them written.
void adam_stream(benchmark::State& state) {
    optim::Vector<float> theta = optim::Vector<float>::Zero(parameters), gradient = theta, first = theta,
                         second = theta;
    for (auto _ : state) {
        for (Index i = 0; i < parameters; ++i) {
            const float g = gradient[i];
            first[i] += g;
            second[i] += g;
            theta[i] += g;
        }
        benchmark::DoNotOptimize(theta.data());
        benchmark::DoNotOptimize(first.data());
        benchmark::DoNotOptimize(second.data());
        benchmark::ClobberMemory();
    }
    bench::count_items(state, parameters);
}

BENCHMARK(sgd)->Name("workload/sgd")->Apply(bench::on_threads);
BENCHMARK(adam)->Name("workload/adam")->Apply(bench::on_threads);
BENCHMARK(adam_step)->Name("kernel/adam-step")->Apply(bench::on_threads);
BENCHMARK(adam_stream)->Name("kernel/adam-step/stream")->Apply(bench::on_threads);

}  // namespace
