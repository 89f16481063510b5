#include "lib/linear/batch.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "lib/linear/batch_cholesky-inl.hpp"
#include "lib/linear/batch_qr-inl.hpp"

namespace assay::linear {

namespace {

using detail::Const;
using detail::Mutable;
using detail::Values;
namespace hn = detail::hn;

/// One vector's worth of instances, and memory of workspace(n, d) elements.
struct Instances {
    Index n, d;
    Const X, y;
    double lambda;
    Mutable w;
    double* space;

    [[nodiscard]] double* memory(Index elements_before) const {
        return space + elements_before * Interleaved::lanes;
    }
};

void copy(Const from, Index rows, Index columns, Mutable to) {
    for (Index i = 0; i < rows; ++i)
        for (Index j = 0; j < columns; ++j) to.store(from.load(i, j), i, j);
}

void primal(const Instances& s) {
    detail::multiply_transposed(s.X, s.n, s.d, s.y, s.w);
    detail::solve_gram(s.X.transposed(), s.d, s.n, s.lambda, {s.space}, s.w);
}

void dual(const Instances& s) {
    const Mutable alpha = detail::column(s.memory(0));
    copy(s.y, s.n, 1, alpha);
    detail::solve_gram(s.X, s.n, s.d, s.lambda, {s.memory(s.n)}, alpha);
    detail::multiply_transposed(s.X, s.n, s.d, {alpha.data, 1, 0}, s.w);
}

/// Keeps -R, its diagonal inverted, and, as its column d, -Q'[0; y].
struct KeepRows {
    Mutable R;
    void diagonal(Index j, Values value) const {
        R.store(hn::Div(hn::Set(detail::lanes_tag, 1.0), value), j, j);
    }
    template <int count>
    void elements(Index j, Index c, const Values* values) const {
        detail::unrolled<count>([&](auto a) { R.store(values[a], j + a, c); });
    }
};

void rows(const Instances& s) {
    const Index width = s.d + 1;
    const Mutable B{s.memory(0), width, 1}, R{s.memory(s.n * width), width, 1};
    const Index kept = (s.n + s.d) * width;
    copy(s.X, s.n, s.d, B);
    copy(s.y, s.n, 1, {B.at(0, s.d), width, 1});
    detail::factor_augmented(B, s.n, s.d, width, std::sqrt(s.lambda),
                             {detail::column(s.memory(kept)), detail::column(s.memory(kept + s.d))},
                             KeepRows{R});
    for (Index j = s.d; j-- > 0;) {
        const Values value = hn::Mul(R.load(j, s.d), R.load(j, j));
        s.w.store(value, j, 0);
        for (Index i = 0; i < j; ++i) R.store(hn::NegMulAdd(R.load(i, j), value, R.load(i, s.d)), i, s.d);
    }
}

/// Solves R'z = y as the rows of -R arrive; z holds y first.
struct SubstituteForward {
    Mutable z;
    void diagonal(Index j, Values value) const { z.store(hn::Div(z.load(j, 0), hn::Neg(value)), j, 0); }
    template <int count>
    void elements(Index j, Index c, const Values* values) const {
        Values sum = z.load(c, 0);
        detail::unrolled<count>([&](auto a) { sum = hn::MulAdd(values[a], z.load(j + a, 0), sum); });
        z.store(sum, c, 0);
    }
};

void features(const Instances& s) {
    const Mutable z = detail::column(s.memory(0)), B{s.memory(3 * s.n), 1, s.d};
    const detail::Kept kept{detail::column(s.memory(s.n)), detail::column(s.memory(2 * s.n))};
    copy(s.y, s.n, 1, z);
    copy(s.X.transposed(), s.d, s.n, B);
    detail::factor_augmented(B, s.d, s.n, s.n, std::sqrt(s.lambda), kept, SubstituteForward{z});
    detail::expand({B.data, B.down, B.across}, s.d, s.n, kept, {z.data, z.down, z.across}, s.w);
}

/// Elements of memory that an instance needs, whatever the form.
Index workspace(Index n, Index d) {
    if (n < 1 || d < 1)
        throw std::invalid_argument("RidgeBatch: n and d must be at least 1, not " + detail::shape(n, d));
    const Index dual = n + detail::Triangle::size(n), rows = (n + d) * (d + 1) + 2 * d,
                features = n * (d + 3);
    return std::max({detail::Triangle::size(d), dual, rows, features});
}

void require_shape(const char* argument, const Interleaved& values, Index instances, Index rows,
                   Index columns) {
    if (values.instances() != instances || values.rows() != rows || values.columns() != columns)
        throw std::invalid_argument(std::string("RidgeBatch::solve: ") + argument + " must be " +
                                    std::to_string(instances) + " of " + detail::shape(rows, columns) +
                                    ", not " + std::to_string(values.instances()) + " of " +
                                    detail::shape(values.rows(), values.columns()));
}

}  // namespace

RidgeBatch::RidgeBatch(Index n, Index d) : n_(n), d_(d), space_(1, workspace(n, d), 1) {}

void RidgeBatch::solve(Form form, const Interleaved& X, const Interleaved& y, double lambda, Interleaved& w) {
    require_shape("X", X, X.instances(), n_, d_);
    require_shape("y", y, X.instances(), n_, 1);
    require_shape("w", w, X.instances(), d_, 1);
    if (!(lambda > 0 && std::isfinite(lambda)))
        throw std::invalid_argument("RidgeBatch::solve: lambda must be positive and finite, not " +
                                    detail::number(lambda));
    if (form != Form::primal && form != Form::dual && form != Form::rows && form != Form::features)
        throw std::invalid_argument("RidgeBatch::solve: form must be primal, dual, rows or features, not " +
                                    std::string(name(form)));
    const auto step = static_cast<Index>(hn::Lanes(detail::lanes_tag));
    for (Index group = 0; group < X.groups(); ++group)
        for (Index lane = 0; lane < Interleaved::lanes; lane += step) {
            const Instances instances{.n = n_,
                                      .d = d_,
                                      .X = {X.group(group) + lane, d_, 1},
                                      .y = detail::column(y.group(group) + lane),
                                      .lambda = lambda,
                                      .w = detail::column(w.group(group) + lane),
                                      .space = space_.values().data()};
            if (form == Form::primal) primal(instances);
            if (form == Form::dual) dual(instances);
            if (form == Form::rows) rows(instances);
            if (form == Form::features) features(instances);
        }
}

}  // namespace assay::linear
