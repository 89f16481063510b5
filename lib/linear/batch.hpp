#pragma once
// Ridge regression of many small instances at once, one in each SIMD lane.

#include "lib/linear/interleaved.hpp"
#include "lib/linear/ridge.hpp"

namespace assay::linear {

/// Solves instances of one shape and keeps the memory for it: solve() allocates nothing. One object a thread.
class RidgeBatch {
  public:
    /// For X of shape n x d. Throws std::invalid_argument when n or d is below 1.
    RidgeBatch(Index n, Index d);

    /// w of every instance, (X'X + lambda I)^-1 X'y, in one of four forms:
    ///   primal, dual  Cholesky's factorization without pivoting of X'X + lambda I, or of XX' + lambda I;
    ///   rows          Householder's QR factorization of [sqrt(lambda) I; X], with [0; y] as one more column;
    ///   features      that of [sqrt(lambda) I; X'] = QR, then R'z = y and [f; w] = Q [z; 0].
    /// The augmented block comes first, so that a reflection touches one row of it and all of X, and the
    /// zeros of the block are never computed with; apart from the order of rows this is what ridge() does. An
    /// instance's bits depend neither on its lane nor on the other instances. X has shape n x d, y and w are
    /// columns of n and d. Data are neither checked nor scaled: an instance with a NaN, an infinity, or
    /// squares beyond double's range gets NaN or infinite coefficients or loses digits, and harms no other;
    /// so does one for which lambda is lost in rounding. Multiply-adds an instance: primal n d^2/2 + d^3/6,
    /// dual n^2 d/2 + n^3/6, rows n d^2, features d n^2, and lower orders. Throws std::invalid_argument when
    /// a shape or the number of instances does not fit, lambda is not positive and finite, or the form is
    /// svd.
    void solve(Form form, const Interleaved& X, const Interleaved& y, double lambda, Interleaved& w);

  private:
    Index n_, d_;
    Interleaved space_;
};

}  // namespace assay::linear
