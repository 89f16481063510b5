// Which patterns a random weight matrix loses, forwards and backwards, when some units repeat another one: in
// the field of 2^61 - 1 elements.
// Document: 002, slide on breaking symmetry.

#include "lib/exact/linear_algebra.hpp"
#include "lib/exact/prime_field.hpp"
#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using exact::Index;
using exact::Mod61;
using Matrix = exact::Matrix<Mod61>;

enum class Repeats { equal, multiples };

struct Parameters {
    std::int64_t units = 8, inputs = 8, alike = 1;
    Repeats repeats = Repeats::equal;
};
using P = Parameters;

struct Instance {
    std::int64_t units, inputs, alike;
    Matrix weights;  ///< units x inputs
};

Instance instance(const P& p, random::Stream& stream) {
    Matrix w(p.units, p.inputs);
    for (Index j = 0; j < w.cols(); ++j)
        for (Index i = 0; i < w.rows(); ++i) w(i, j) = exact::draw_element(stream);
    const std::int64_t alike = std::min(p.alike, p.units);
    for (Index i = 1; i < alike; ++i) {
        const Mod61 factor = p.repeats == Repeats::equal ? Mod61(1) : exact::draw_element(stream);
        w.row(i) = w.row(0) * factor;
    }
    return {p.units, p.inputs, alike, std::move(w)};
}

std::int64_t distinct(const Instance& i) {
    return std::min(i.units - i.alike + 1, i.inputs);
}

Expressions<Instance, std::int64_t> expressions() {
    using I = Instance;
    return {
        {"rank", "of the weight matrix", [](const I& i) { return exact::rank(i.weights); }},
        {"min(m, n)", "the lesser of units and inputs",
         [](const I& i) { return std::min(i.units, i.inputs); }},
        {"min(m - k + 1, n)", "the same, with the k units that are alike counted once", distinct},
        {"input directions lost", "dimension of the null space of the weights: what no unit sees",
         [](const I& i) { return exact::null_space(i.weights).cols(); }},
        {"gradient directions lost",
         "dimension of the null space of the transposed weights: what does not reach the inputs",
         [](const I& i) { return exact::null_space(i.weights.transpose()).cols(); }},
        {"n - min(m - k + 1, n)", "inputs less the rank predicted",
         [](const I& i) { return i.inputs - distinct(i); }},
        {"m - min(m - k + 1, n)", "units less the rank predicted",
         [](const I& i) { return i.units - distinct(i); }},
        {"n - min(m, n)", "inputs beyond the units",
         [](const I& i) { return i.inputs - std::min(i.units, i.inputs); }},
        {"m - min(m, n)", "units beyond the inputs",
         [](const I& i) { return i.units - std::min(i.units, i.inputs); }},
        {"0", "none", [](const I&) { return std::int64_t{0}; }},
    };
}

/// One matrix of rank r proves that almost all have at least r; that none has more is the vanishing of
/// minors, of degree 2 min(m, n) at most.
exact::Certificate polynomial(const P& p) {
    return {.proof = exact::Proof::polynomial,
            .degree = 2 * double(std::min(p.units, p.inputs)),
            .values = exact::field_size};
}

}  // namespace

engine::Experiment null_space() {
    using namespace engine;
    return identities<P>({
        .name = "null-space",
        .doc = "Rank and null spaces of a random weight matrix, some of whose rows may repeat the first.",
        .parameters =
            {
                integer(&P::units, {.name = "units", .least = 1, .greatest = 32, .doc = "units m"}),
                integer(&P::inputs, {.name = "inputs", .least = 1, .greatest = 32, .doc = "inputs n"}),
                integer(&P::alike, {.name = "alike",
                                    .least = 1,
                                    .greatest = 32,
                                    .doc = "units that are alike k, of those there are; 1 for none"}),
                choice(&P::repeats, {.name = "repeats",
                                     .choices = {"equal", "multiples"},
                                     .doc = "whether they are equal or random multiples of each other"}),
            },
        .sides = drawn<P>(expressions(), instance),
        .proof = polynomial,
        .replicates_per_block = 4,
    });
}

}  // namespace assay::experiments
