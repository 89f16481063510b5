// A maxout unit trained from sparse and from dense filters.
//   I. J. Goodfellow, D. Warde-Farley, M. Mirza, A. Courville, Y. Bengio: Maxout networks. ICML 2013.

#include <cmath>

#include "lib/nn/fill.hpp"
#include "lib/nn/initializer/sparse.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using Matrix = nn::Matrix<double>;
using Vector = nn::Vector<double>;

struct Parameters {
    std::int64_t filters = 2, fan_in = 32, nonzeros = 4, points = 64, steps = 40;
    double learning_rate = 0.02;
};
using P = Parameters;

struct Tally {
    stats::Proportion sparse_is_worse;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sparse_is_worse);
    }
};
using T = Tally;

/// The greatest of the filters' responses to each input, and which filter it is.
struct Responses {
    Vector value;
    std::vector<nn::Index> filter;
};
Responses respond(const Matrix& w, const Matrix& x) {
    const Matrix all = w * x;
    Responses responses{Vector(x.cols()), std::vector<nn::Index>(std::size_t(x.cols()))};
    for (nn::Index i = 0; i < x.cols(); ++i)
        responses.value[i] = all.col(i).maxCoeff(&responses.filter[std::size_t(i)]);
    return responses;
}

/// The mean squared error after gradient descent.
double trained_error(const P& p, Matrix w, const Matrix& x, const Vector& y) {
    for (std::int64_t step = 0; step < p.steps; ++step) {
        const Responses out = respond(w, x);
        Matrix gradient = Matrix::Zero(w.rows(), w.cols());
        for (nn::Index i = 0; i < x.cols(); ++i)
            gradient.row(out.filter[std::size_t(i)]) += 2 * (out.value[i] - y[i]) * x.col(i).transpose();
        w -= p.learning_rate / double(x.cols()) * gradient;
    }
    const double error = (respond(w, x).value - y).squaredNorm();
    return std::isfinite(error) ? error : std::numeric_limits<double>::infinity();
}

/// The target is a maxout unit of dense normal filters; both starts have weights of the same mean square.
void add(const P& p, random::Stream& stream, T& tally) {
    Matrix x(p.fan_in, p.points), teacher(p.filters, p.fan_in), dense = teacher, sparse = teacher;
    nn::fill_normal(stream, x);
    nn::fill_normal(stream, teacher);
    nn::fill_normal(stream, dense);
    nn::Sparse{.nonzeros = p.nonzeros}(stream, sparse);
    const double sd = std::sqrt(double(p.nonzeros) / double(p.fan_in));
    const Vector y = respond(sd * teacher, x).value;
    tally.sparse_is_worse.add(trained_error(p, sparse, x, y) > trained_error(p, sd * dense, x, y));
}

}  // namespace

engine::Experiment maxout_start() {
    using namespace engine;
    return experiment<P, T>({
        .name = "maxout-start",
        .doc = "A maxout unit learns another one of dense weights by gradient descent, from sparse and from "
               "dense filters whose weights have the same mean square.",
        .parameters =
            {
                integer(&P::filters,
                        {.name = "filters", .least = 1, .greatest = 8, .doc = "filters of the unit"}),
                integer(&P::fan_in, {.name = "fan_in", .least = 8, .greatest = 256, .doc = "inputs"}),
                integer(&P::nonzeros, {.name = "nonzeros",
                                       .least = 1,
                                       .greatest = 8,
                                       .doc = "weights of a sparse filter that are not 0"}),
                integer(&P::points, {.name = "points", .least = 1, .greatest = 1024, .doc = "data points"}),
                integer(&P::steps,
                        {.name = "steps", .least = 0, .greatest = 10000, .doc = "steps of descent"}),
                real(&P::learning_rate,
                     {.name = "learning_rate", .least = 1e-12, .greatest = 1, .doc = "step size"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities = {probability<P, T>(
            "sparse_is_worse", "probability that the sparse start ends with the larger error on the data",
            &T::sparse_is_worse)},
        .block =
            [](const P& p, random::Stream& stream, Replicates replicates, T& tally) {
                for (std::uint64_t r = 0; r < replicates.count; ++r) add(p, stream, tally);
                return std::uint64_t{0};
            },
        .replicates_per_block = [](const P&) { return 4; },
        .blocks = 64,
    });
}

}  // namespace assay::experiments
