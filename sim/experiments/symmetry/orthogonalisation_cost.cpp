// What Gram-Schmidt orthogonalisation of random units costs, counted, beside drawing them.
// Document: 002, slides on random initialization and Gram-Schmidt.

#include <cmath>
#include <vector>

#include "lib/exact/counted.hpp"
#include "lib/random/normal.hpp"
#include "sim/engine/experiment.hpp"

namespace assay::experiments {
namespace {

using exact::Counted;

struct Parameters {
    std::int64_t vectors = 16, length = 32;
};
using P = Parameters;

struct Tally {
    stats::Computed multiplications, per_draw, deviation, deviation_before;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.multiplications, self.per_draw, self.deviation, self.deviation_before);
    }
};
using T = Tally;

using Vectors = std::vector<std::vector<Counted>>;

Counted dot(const std::vector<Counted>& a, const std::vector<Counted>& b) {
    Counted sum;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

/// Modified Gram-Schmidt: G. H. Golub, C. F. Van Loan: Matrix Computations, 4th edition, algorithm 5.2.6.
void orthonormalise(Vectors& q) {
    for (std::size_t k = 0; k < q.size(); ++k) {
        const Counted inverse(1 / std::sqrt(dot(q[k], q[k]).value));
        for (Counted& x : q[k]) x = x * inverse;
        for (std::size_t j = k + 1; j < q.size(); ++j) {
            const Counted projection = dot(q[k], q[j]);
            for (std::size_t i = 0; i < q[j].size(); ++i) q[j][i] = q[j][i] - projection * q[k][i];
        }
    }
}

/// The largest cosine of two vectors in size.
double largest_cosine(const Vectors& q) {
    double largest = 0;
    for (std::size_t j = 0; j < q.size(); ++j)
        for (std::size_t k = 0; k < j; ++k)
            largest = std::max(largest, std::abs(dot(q[j], q[k]).value) /
                                            std::sqrt(dot(q[j], q[j]).value * dot(q[k], q[k]).value));
    return largest;
}

std::uint64_t block(const P& p, random::Stream& stream, engine::Replicates, T& tally) {
    std::uint64_t count = 0, draws = 0;
    Vectors q;
    std::vector<double> normals(static_cast<std::size_t>(p.length));
    for (std::int64_t k = 0; k < std::min(p.vectors, p.length); ++k) {
        random::fill_normal(stream, std::span(normals));
        draws += normals.size();
        auto& vector = q.emplace_back();
        for (const double x : normals) vector.emplace_back(x, &count);
    }
    tally.deviation_before = {.value = largest_cosine(q), .error = 0};
    count = 0;
    orthonormalise(q);
    tally.multiplications = {.value = double(count), .error = 0};
    tally.per_draw = {.value = double(count) / double(draws), .error = 0};
    tally.deviation = {.value = largest_cosine(q), .error = 0};
    return 0;
}

}  // namespace

engine::Experiment orthogonalisation_cost() {
    using namespace engine;
    return experiment<P, T>({
        .name = "orthogonalisation-cost",
        .doc = "Modified Gram-Schmidt on independent normal vectors, with multiplications counted.",
        .parameters =
            {
                integer(&P::vectors,
                        {.name = "vectors",
                         .least = 1,
                         .greatest = 256,
                         .doc = "vectors n, of which at most as many as their length are drawn"}),
                integer(&P::length,
                        {.name = "length", .least = 1, .greatest = 1024, .doc = "length m of a vector"}),
            },
        .tally = [](const P&) { return T{}; },
        .quantities =
            {
                computed<P, T>("multiplications", "multiplications of the orthogonalisation",
                               &T::multiplications),
                computed<P, T>("multiplications_per_draw", "the same over the number of weights drawn",
                               &T::per_draw),
                computed<P, T>("deviation", "largest cosine of two vectors in size, after it", &T::deviation),
                computed<P, T>("deviation_before", "the same of the vectors drawn", &T::deviation_before),
            },
        .block = block,
    });
}

}  // namespace assay::experiments
