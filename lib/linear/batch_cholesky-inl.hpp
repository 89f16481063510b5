#pragma once
// Cholesky's factorization of Gram matrices in SIMD lanes. Internal to lib/linear/batch.cpp.

#include "lib/linear/batch-inl.hpp"

namespace assay::linear::detail {

/// The lower triangle of L with L L' = B B' + lambda I, for B of shape k x m, row after row without gaps, the
/// diagonal inverted.
struct Triangle {
    double* data;

    /// Row i; its elements are 0 .. i.
    [[nodiscard]] Mutable row(Index i) const { return column(data + i * (i + 1) / 2 * Interleaved::lanes); }
    [[nodiscard]] static Index size(Index k) { return k * (k + 1) / 2; }
};

/// sums[r][c] = row i + r of B B' - L L' in column j + c, as far as L's columns below j go. Twelve sums and
/// the four factors fill the sixteen registers of AVX2.
template <int height, int width>
HWY_INLINE void remainder(Const B, Index m, Triangle L, Index i, Index j, Values (&sums)[height][width]) {
    unrolled<height>([&](auto r) { unrolled<width>([&](auto c) { sums[r][c] = hn::Zero(lanes_tag); }); });
    for (Index t = 0; t < m; ++t) {
        Values left[height];
        unrolled<height>([&](auto r) { left[r] = B.load(i + r, t); });
        unrolled<width>([&](auto c) {
            const Values right = B.load(j + c, t);
            unrolled<height>([&](auto r) { sums[r][c] = hn::MulAdd(left[r], right, sums[r][c]); });
        });
    }
    for (Index t = 0; t < j; ++t) {
        Values left[height];
        unrolled<height>([&](auto r) { left[r] = L.row(i + r).load(t, 0); });
        unrolled<width>([&](auto c) {
            const Values right = L.row(j + c).load(t, 0);
            unrolled<height>([&](auto r) { sums[r][c] = hn::NegMulAdd(left[r], right, sums[r][c]); });
        });
    }
}

/// Rows i .. i + height - 1 of L in columns j .. j + width - 1, given L's rows from j.
template <int height, int width>
void factor_rows(Const B, Index m, Triangle L, Index i, Index j) {
    Values sums[height][width];
    remainder(B, m, L, i, j, sums);
    unrolled<width>([&](auto c) {
        const Mutable above = L.row(j + c);
        unrolled<c>([&](auto e) {
            const Values factor = above.load(j + e, 0);
            unrolled<height>([&](auto r) { sums[r][c] = hn::NegMulAdd(sums[r][e], factor, sums[r][c]); });
        });
        const Values inverse = above.load(j + c, 0);
        unrolled<height>([&](auto r) {
            sums[r][c] = hn::Mul(sums[r][c], inverse);
            L.row(i + r).store(sums[r][c], j + c, 0);
        });
    });
}

/// Factors columns j .. j + width - 1, those before being done, and solves L z = b as far, in place.
template <int width>
void factor_columns(Const B, Index k, Index m, Values lambda, Triangle L, Mutable z, Index j) {
    Values block[width][width], values[width];  // of block, the lower triangle
    unrolled<width>([&](auto r) {
        values[r] = z.load(j + r, 0);
        unrolled<r + 1>([&](auto c) { block[r][c] = hn::Zero(lanes_tag); });
    });
    for (Index t = 0; t < m; ++t) {
        Values rows[width];
        unrolled<width>([&](auto r) {
            rows[r] = B.load(j + r, t);
            unrolled<r + 1>([&](auto c) { block[r][c] = hn::MulAdd(rows[r], rows[c], block[r][c]); });
        });
    }
    for (Index t = 0; t < j; ++t) {
        const Values solved = z.load(t, 0);
        Values rows[width];
        unrolled<width>([&](auto r) {
            rows[r] = L.row(j + r).load(t, 0);
            values[r] = hn::NegMulAdd(rows[r], solved, values[r]);
            unrolled<r + 1>([&](auto c) { block[r][c] = hn::NegMulAdd(rows[r], rows[c], block[r][c]); });
        });
    }
    unrolled<width>([&](auto c) {
        const Values inverse = hn::Div(hn::Set(lanes_tag, 1.0), hn::Sqrt(hn::Add(block[c][c], lambda)));
        L.row(j + c).store(inverse, j + c, 0);
        values[c] = hn::Mul(values[c], inverse);
        z.store(values[c], j + c, 0);
        unrolled<width - c - 1>([&](auto below) {
            constexpr int r = c + 1 + below;
            block[r][c] = hn::Mul(block[r][c], inverse);
            L.row(j + r).store(block[r][c], j + c, 0);
            values[r] = hn::NegMulAdd(block[r][c], values[c], values[r]);
            unrolled<below + 1>([&](auto before) {
                constexpr int e = c + 1 + before;
                block[r][e] = hn::NegMulAdd(block[r][c], block[e][c], block[r][e]);
            });
        });
    });
    tiles<3>(j + width, k, [&](auto height, Index i) { factor_rows<height, width>(B, m, L, i, j); });
}

/// z <- L'^-1 z, rows i .. i + height - 1, those behind being done.
template <int height>
void substitute_back(Triangle L, Mutable z, Index i) {
    Values values[height];
    unrolled<height>([&](auto up) {
        constexpr int r = height - 1 - up;
        values[r] = z.load(i + r, 0);
        unrolled<up>([&](auto later) {
            constexpr int e = height - 1 - later;
            values[r] = hn::NegMulAdd(L.row(i + e).load(i + r, 0), values[e], values[r]);
        });
        values[r] = hn::Mul(values[r], L.row(i + r).load(i + r, 0));
        z.store(values[r], i + r, 0);
    });
    for (Index t = 0; t < i; ++t) {
        Values sum = z.load(t, 0);
        unrolled<height>([&](auto r) { sum = hn::NegMulAdd(L.row(i + r).load(t, 0), values[r], sum); });
        z.store(sum, t, 0);
    }
}

/// z <- (B B' + lambda I)^-1 z for B of shape k x m. L is memory for Triangle::size(k) elements.
inline void solve_gram(Const B, Index k, Index m, double lambda, Triangle L, Mutable z) {
    const Values shift = hn::Set(lanes_tag, lambda);
    tiles<4>(0, k, [&](auto width, Index j) { factor_columns<width>(B, k, m, shift, L, z, j); });
    Index i = k;
    for (; i % 4 != 0; --i) substitute_back<1>(L, z, i - 1);
    for (; i > 0; i -= 4) substitute_back<4>(L, z, i - 4);
}

}  // namespace assay::linear::detail
