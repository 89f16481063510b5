// workload/sgd, workload/adam: replicates in lockstep, a tile in the first-level cache through all of its
// steps. kernel/adam-step: one step of Adam on arrays beyond every cache; kernel/adam-step/stream moves the
// same bytes with an addition an element, as STREAM does.

#include <bit>
#include <span>
#include <vector>

#include "bench/measured.hpp"
#include "lib/optim/adam.hpp"
#include "lib/optim/gradient_descent.hpp"
#include "lib/optim/gradient_noise.hpp"
#include "lib/optim/objective/quadratic.hpp"
#include "lib/optim/schedule.hpp"
#include "lib/optim/spectrum.hpp"
#include "lib/stats/moments.hpp"

namespace {

using namespace assay;
using Eigen::Index;

/// 4096 replicates of 1000 steps on a quadratic with eigenvalues 1 to 10 in 16 dimensions, from 1, at rate
/// 1/(k + 20), with N(0,1) noise on the gradients; the moments of the excess at powers of two. Items are
/// replicate-steps.
void sgd(benchmark::State& state) {
    constexpr Index d = 16, replicates = 4096, tile = optim::replicates_in_tile(d);
    constexpr std::uint64_t steps = 1000;
    const optim::Quadratic<double> objective{optim::equally_spaced(1.0, 10.0, d)};
    const optim::InverseRate<double> rate{.scale = 1, .offset = 20};
    random::Stream stream = bench::stream_of(state, "workload/sgd");
    optim::Vector<double> theta(d * tile), gradient(d * tile), excess(tile);
    for (auto _ : state) {
        std::vector<stats::Moments> curve(std::bit_width(steps));
        for (Index done = 0; done < replicates; done += tile) {
            optim::GradientDescent<double> rule{.learning_rate = rate(1)};
            auto rest = rule.init(theta.size());
            theta.setOnes();
            for (std::uint64_t k = 1; k <= steps; ++k) {
                rule.learning_rate = rate(k);
                random::fill_normal(stream, std::span(gradient.data(), static_cast<std::size_t>(d * tile)));
                objective.add_gradient(theta, gradient);
                rule.step(rest, gradient, theta);
                if (std::has_single_bit(k)) {
                    objective.values(theta, excess);
                    curve[static_cast<std::size_t>(std::bit_width(k)) - 1].add(
                        std::span(excess.data(), static_cast<std::size_t>(tile)));
                }
            }
        }
        benchmark::DoNotOptimize(curve.data());
        benchmark::ClobberMemory();
    }
    bench::count_items(state, replicates * steps);
}

/// Sums of values and of their squares, in lanes, so that no addition waits for the one before.
struct Sums {
    using Lanes = Eigen::Array<double, 16, 1>;
    Lanes values = Lanes::Zero(), squares = Lanes::Zero();

    void add(const optim::Vector<double>& xs) {
        Lanes sum = values, square_sum = squares;  // in registers
        for (Index i = 0; i + Lanes::SizeAtCompileTime <= xs.size(); i += Lanes::SizeAtCompileTime) {
            const Eigen::Map<const Lanes> some(xs.data() + i);
            sum += some;
            square_sum += some.square();
        }
        values = sum;
        squares = square_sum;
    }
};

/// 65536 replicates of 200 gradients N(0.5, 1): the raw moments of Adam, and the sums of either and of its
/// square over the replicates at every step, from which mean and variance follow. Items are replicate-steps.
void adam(benchmark::State& state) {
    constexpr Index replicates = 65536, tile = 1024;
    constexpr std::size_t steps = 200;
    const optim::MomentEstimates<double> moments;
    random::Stream stream = bench::stream_of(state, "workload/adam");
    optim::Vector<double> gradient(tile);
    for (auto _ : state) {
        std::vector<Sums> first(steps), second(steps);
        for (Index done = 0; done < replicates; done += tile) {
            auto estimates = moments.init(tile);
            for (std::size_t t = 0; t < steps; ++t) {
                optim::draw_normal_gradient(stream, 0.5, 1.0, gradient);
                moments.update(estimates, gradient);
                first[t].add(estimates.first);
                second[t].add(estimates.second);
            }
        }
        benchmark::DoNotOptimize(first.data());
        benchmark::DoNotOptimize(second.data());
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
