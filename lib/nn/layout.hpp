#pragma once
// Where the weights and biases of a dense network lie in one flat vector of parameters. Update rules see only
// the flat vector; gradients and velocities share its layout.

#include <Eigen/Core>
#include <stdexcept>
#include <string>
#include <vector>

namespace assay::nn {

using Index = Eigen::Index;
template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;
template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

/// Layer l (from 0) maps widths[l] values to widths[l+1] by a weight matrix of shape widths[l+1] x widths[l],
/// stored by columns, and a bias of length widths[l+1] behind it.
class Layout {
  public:
    /// Widths from the input to the output: at least two, each at least 1; throws std::invalid_argument
    /// otherwise.
    explicit Layout(std::vector<Index> widths) : widths_(std::move(widths)) {
        if (widths_.size() < 2)
            throw std::invalid_argument("Layout: widths must name the input and the output at least, not " +
                                        std::to_string(widths_.size()) + " of them");
        for (const Index width : widths_)
            if (width < 1)
                throw std::invalid_argument("Layout: widths must be at least 1, not " +
                                            std::to_string(width));
        for (std::size_t l = 0; l + 1 < widths_.size(); ++l) {
            offsets_.push_back(size_);
            size_ += (widths_[l] + 1) * widths_[l + 1];
        }
    }

    [[nodiscard]] std::size_t layers() const noexcept { return offsets_.size(); }
    /// Number of parameters.
    [[nodiscard]] Index size() const noexcept { return size_; }
    [[nodiscard]] Index fan_in(std::size_t layer) const { return widths_.at(layer); }
    [[nodiscard]] Index fan_out(std::size_t layer) const { return widths_.at(layer + 1); }

    /// The weights of a layer within `flat`, which must have size() elements and outlive the view.
    template <class Scalar>
    [[nodiscard]] Eigen::Map<Matrix<Scalar>> weight(Vector<Scalar>& flat, std::size_t layer) const {
        return {flat.data() + offsets_.at(layer), fan_out(layer), fan_in(layer)};
    }
    template <class Scalar>
    [[nodiscard]] Eigen::Map<const Matrix<Scalar>> weight(const Vector<Scalar>& flat,
                                                          std::size_t layer) const {
        return {flat.data() + offsets_.at(layer), fan_out(layer), fan_in(layer)};
    }
    /// The biases of a layer within `flat`, as above.
    template <class Scalar>
    [[nodiscard]] Eigen::Map<Vector<Scalar>> bias(Vector<Scalar>& flat, std::size_t layer) const {
        return {flat.data() + bias_offset(layer), fan_out(layer)};
    }
    template <class Scalar>
    [[nodiscard]] Eigen::Map<const Vector<Scalar>> bias(const Vector<Scalar>& flat, std::size_t layer) const {
        return {flat.data() + bias_offset(layer), fan_out(layer)};
    }

  private:
    [[nodiscard]] Index bias_offset(std::size_t layer) const {
        return offsets_.at(layer) + fan_in(layer) * fan_out(layer);
    }

    std::vector<Index> widths_;
    std::vector<Index> offsets_;
    Index size_ = 0;
};

}  // namespace assay::nn
