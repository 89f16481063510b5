#pragma once
// Householder's QR factorization of [root I; B] in SIMD lanes. Internal to lib/linear/batch.cpp.

#include "lib/linear/batch-inl.hpp"

namespace assay::linear::detail {

// For B of shape m x k, column j of [root I; B] is root at row j of the block, 0 elsewhere in it, and B's
// column b. The reflection that removes b,
//   H = I - v v' / (s h),  v = h e_j + b,  h = root + s,  s = sqrt(root^2 + b'b),
// leaves R_jj = -s and touches row j of the block and the rows of B, no more. So the zeros of the block stay,
// the rows of R come into being one by one, and B keeps the lower parts of v: the b at the time. Golub, Van
// Loan, Matrix Computations, 4th ed., section 5.1.

/// `width` reflections from column j on: h, 1 / (s h), and v_b' v_a for b < a. Together they take from a
/// column c that is 0 in its block the sum over a of v_a p_a,
///   p_a = (v_a' c - sum over b < a of v_b' v_a p_b) / (s_a h_a).
template <int width>
struct Reflections {
    Values head[width];
    Values factor[width];
    Values products[width][width];
};

/// Where h and 1 / (s h) are kept for all columns.
struct Kept {
    Mutable head, factor;
};

/// Reflects column j + a of B, in a panel of columns j .. j + width - 1. One pass over the rows finishes the
/// reflection before, of which p[e] is v' column (j + e) / (s h), and adds up the products for this one,
/// whose p it leaves.
template <int width, int a, class Row>
HWY_INLINE void reflect_column(Mutable B, Index m, Values root, Index j, const Row& row, const Kept& kept,
                               Reflections<width>& reflections, Values (&p)[width]) {
    Values dots[width];  // with the v before it, itself, and the columns to come
    unrolled<width>([&](auto e) { dots[e] = hn::Zero(lanes_tag); });
    for (Index t = 0; t < m; ++t) {
        Values values[width];
        unrolled<width>([&](auto e) { values[e] = B.load(t, j + e); });
        if constexpr (a > 0)
            unrolled<width - a>([&](auto later) {
                constexpr int e = a + later;
                values[e] = hn::NegMulAdd(values[a - 1], p[e], values[e]);
                B.store(values[e], t, j + e);
            });
        unrolled<width>([&](auto e) { dots[e] = hn::MulAdd(values[a], values[e], dots[e]); });
    }
    const Values norm = hn::Sqrt(hn::MulAdd(root, root, dots[a])), head = hn::Add(root, norm);
    const Values factor = hn::Div(hn::Set(lanes_tag, 1.0), hn::Mul(norm, head));
    reflections.head[a] = head;
    reflections.factor[a] = factor;
    kept.head.store(head, j + a, 0);
    kept.factor.store(factor, j + a, 0);
    unrolled<a>([&](auto b) { reflections.products[b][a] = dots[b]; });
    row.diagonal(j + a, norm);
    unrolled<width - a - 1>([&](auto later) {
        constexpr int e = a + 1 + later;
        p[e] = hn::Mul(dots[e], factor);
        const Values element = hn::Mul(p[e], head);
        row.template elements<1>(j + a, j + e, &element);
    });
}

/// Applies reflections of columns j .. j + width - 1 to `across` columns from c. Twelve sums and the four
/// factors fill the sixteen registers of AVX2.
template <int width, int across, class Row>
void apply_reflections(const Reflections<width>& reflections, Mutable B, Index m, Index j, Index c,
                       const Row& row) {
    Values p[across][width];
    unrolled<across>([&](auto e) { unrolled<width>([&](auto a) { p[e][a] = hn::Zero(lanes_tag); }); });
    for (Index t = 0; t < m; ++t) {
        Values values[across];
        unrolled<across>([&](auto e) { values[e] = B.load(t, c + e); });
        unrolled<width>([&](auto a) {
            const Values v = B.load(t, j + a);
            unrolled<across>([&](auto e) { p[e][a] = hn::MulAdd(v, values[e], p[e][a]); });
        });
    }
    unrolled<width>([&](auto a) {
        unrolled<a>([&](auto b) {
            unrolled<across>(
                [&](auto e) { p[e][a] = hn::NegMulAdd(reflections.products[b][a], p[e][b], p[e][a]); });
        });
        unrolled<across>([&](auto e) { p[e][a] = hn::Mul(p[e][a], reflections.factor[a]); });
    });
    unrolled<across>([&](auto e) {
        Values elements[width];
        unrolled<width>([&](auto a) { elements[a] = hn::Mul(p[e][a], reflections.head[a]); });
        row.template elements<width>(j, c + e, elements);
    });
    for (Index t = 0; t < m; ++t) {
        Values values[across];
        unrolled<across>([&](auto e) { values[e] = B.load(t, c + e); });
        unrolled<width>([&](auto a) {
            const Values v = B.load(t, j + a);
            unrolled<across>([&](auto e) { values[e] = hn::NegMulAdd(v, p[e][a], values[e]); });
        });
        unrolled<across>([&](auto e) { B.store(values[e], t, c + e); });
    }
}

/// The factorization of [root I; B] = Q R, B of shape m x k, for `columns` >= k columns of B, those beyond k
/// standing below zeros. B's first k columns become the lower parts of v. R comes with its sign reversed:
/// row.diagonal(j, -R_jj), and row.elements<count>(j, c, -R_jc .. -R_(j + count - 1)c) for every c > j, after
/// the diagonals of its rows and in the order of j for each c.
template <class Row>
void factor_augmented(Mutable B, Index m, Index k, Index columns, double root, const Kept& kept,
                      const Row& row) {
    const Values top = hn::Set(lanes_tag, root);
    tiles<4>(0, k, [&](auto width, Index j) {
        Reflections<width> reflections;
        Values p[width];
        unrolled<width>([&](auto a) { reflect_column<width, a>(B, m, top, j, row, kept, reflections, p); });
        tiles<3>(j + width, columns, [&](auto across, Index c) {
            apply_reflections<width, across>(reflections, B, m, j, c, row);
        });
    });
}

/// The last m elements of Q [z; 0], z of k elements, for a factored B.
inline void expand(Const B, Index m, Index k, const Kept& kept, Const z, Mutable lower) {
    for (Index t = 0; t < m; ++t) lower.store(hn::Zero(lanes_tag), t, 0);
    for (Index j = k; j-- > 0;) {
        Values sums[4] = {hn::Mul(kept.head.load(j, 0), z.load(j, 0)), hn::Zero(lanes_tag),
                          hn::Zero(lanes_tag), hn::Zero(lanes_tag)};
        tiles<4>(0, m, [&](auto height, Index t) {
            unrolled<height>(
                [&](auto r) { sums[r] = hn::MulAdd(B.load(t + r, j), lower.load(t + r, 0), sums[r]); });
        });
        const Values p =
            hn::Mul(hn::Add(hn::Add(sums[0], sums[1]), hn::Add(sums[2], sums[3])), kept.factor.load(j, 0));
        for (Index t = 0; t < m; ++t) lower.store(hn::NegMulAdd(B.load(t, j), p, lower.load(t, 0)), t, 0);
    }
}

}  // namespace assay::linear::detail
