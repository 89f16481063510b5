// What a step of Newton's method and one of limited-memory BFGS cost, counted.
// Document: 001.
//   J. Nocedal: Updating quasi-Newton matrices with limited storage. Math. Comp. 35 (1980): the two loops.

#include "lib/exact/counted.hpp"
#include "sim/engine/experiment.hpp"
#include "sim/experiments/descent/bowl.hpp"

namespace assay::experiments {
namespace {

using descent::counted;
using exact::Counted;
using Numbers = std::vector<Counted>;

enum class Method { newton, limited_memory };

struct Parameters {
    Method method = Method::newton;
    std::int64_t memory = 10;
};
using P = Parameters;

struct Tally {
    std::vector<stats::Computed> multiplications, numbers;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.multiplications, self.numbers);
    }
};
using T = Tally;

std::vector<double> sizes(const P&) {
    return {16, 32, 64, 128, 256};
}

struct Cost {
    double multiplications = 0, numbers = 0;
};

Counted dot(const Numbers& a, const Numbers& b) {
    Counted sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}
void add_multiple(const Counted& factor, const Numbers& of, Numbers& to) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += factor * of[i];
}

/// H = L D L' of a symmetric matrix with 4 on the diagonal and small elements elsewhere, then H x = g;
/// divisions count as products with an inverse.
Cost newton(std::size_t p) {
    std::uint64_t count = 0;
    std::vector<Numbers> h(p, Numbers(p));
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j < p; ++j)
            h[i][j] = Counted(i == j ? 4.0 : 1.0 / static_cast<double>(p + i + j), &count);
    const double numbers = static_cast<double>(h.size() * h.front().size());
    Numbers x(p, Counted(1.0, &count)), inverse(p);
    for (std::size_t k = 0; k < p; ++k) {
        inverse[k] = Counted(1 / h[k][k].value, &count);
        for (std::size_t i = k + 1; i < p; ++i) {
            const Counted l = h[i][k] * inverse[k];
            for (std::size_t j = k + 1; j <= i; ++j) h[i][j] = h[i][j] - l * h[j][k];
            x[i] = x[i] - l * x[k];
            h[i][k] = l;
        }
    }
    for (std::size_t k = p; k-- > 0;) {
        x[k] = x[k] * inverse[k];
        for (std::size_t i = k + 1; i < p; ++i) x[k] = x[k] - h[i][k] * x[i];
    }
    return {static_cast<double>(count), numbers};
}

/// The two loops over the last `memory` pairs of steps s and differences of gradients y.
Cost limited_memory(std::size_t p, std::size_t memory) {
    std::uint64_t count = 0;
    const auto vector = [&](double first) {
        Numbers all;
        for (std::size_t i = 0; i < p; ++i) all.emplace_back(first + 1 / static_cast<double>(i + 1), &count);
        return all;
    };
    std::vector<Numbers> s, y;
    Numbers rho, alpha(memory), q = vector(1);
    double numbers = 0;
    for (std::size_t k = 0; k < memory; ++k) {
        s.push_back(vector(1));
        y.push_back(vector(2));
        rho.emplace_back(0.1, &count);
        numbers += static_cast<double>(s.back().size() + y.back().size() + 1);
    }
    for (std::size_t k = memory; k-- > 0;) {
        alpha[k] = rho[k] * dot(s[k], q);
        add_multiple(Counted(-alpha[k].value, &count), y[k], q);
    }
    for (Counted& element : q) element = element * Counted(0.5, &count);
    for (std::size_t k = 0; k < memory; ++k) {
        const Counted beta = rho[k] * dot(y[k], q);
        add_multiple(alpha[k] - beta, s[k], q);
    }
    return {static_cast<double>(count), numbers};
}

std::function<stats::Estimate(const P&, const T&, std::size_t, double)> counts(
    std::vector<stats::Computed> T::*part) {
    return [part](const P&, const T& t, std::size_t i, double) { return (t.*part)[i].estimate(); };
}

}  // namespace

engine::Experiment newton_cost() {
    using namespace engine;
    return experiment<P, T>({
        .name = "newton-cost",
        .doc = "Multiplications and numbers held for one direction of descent, by the number of parameters.",
        .parameters = {choice(&P::method, {.name = "method",
                                           .choices = {"newton", "limited-memory"},
                                           .doc = "solve with the Hessian, or the two loops of L-BFGS"}),
                       integer(&P::memory, {.name = "memory",
                                            .least = 1,
                                            .greatest = 100,
                                            .doc = "pairs of vectors that L-BFGS keeps"})},
        .tally =
            [](const P& p) {
                const std::vector<stats::Computed> empty(sizes(p).size());
                return T{empty, empty};
            },
        .quantities =
            {
                series<P, T>("multiplications", "parameters", "products for one direction", sizes,
                             counts(&T::multiplications)),
                series<P, T>("numbers", "parameters", "numbers that must be held beside the gradient", sizes,
                             counts(&T::numbers)),
            },
        .block =
            [](const P& p, random::Stream&, Replicates, T& tally) {
                const auto all = sizes(p);
                for (std::size_t i = 0; i < all.size(); ++i) {
                    const auto n = static_cast<std::size_t>(all[i]);
                    const Cost cost = p.method == Method::newton
                                          ? newton(n)
                                          : limited_memory(n, static_cast<std::size_t>(p.memory));
                    tally.multiplications[i] = counted(cost.multiplications);
                    tally.numbers[i] = counted(cost.numbers);
                }
                return std::uint64_t{0};
            },
    });
}

}  // namespace assay::experiments
