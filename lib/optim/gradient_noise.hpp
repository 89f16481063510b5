#pragma once
// Additive noise of stochastic gradients.

#include <cstddef>
#include <span>

#include "lib/optim/hyperparameter.hpp"
#include "lib/optim/update_rule.hpp"
#include "lib/random/normal.hpp"

namespace assay::optim {

/// gradient += sd z with z independent standard normals, drawn in the order of the elements into `buffer`,
/// which has the gradient's size and should stay in the first-level cache with it. Throws
/// std::invalid_argument when it has not that size or sd is negative. Advances the stream as
/// random::fill_normal does, also for sd = 0.
template <std::floating_point S>
void add_normal_noise(random::Stream& stream, S sd, Vector<S>& buffer, Vector<S>& gradient) {
    detail::require_nonnegative("add_normal_noise", "sd", sd);
    detail::require_size("add_normal_noise: buffer", gradient.size(), buffer.size());
    random::fill_normal(stream, std::span(buffer.data(), static_cast<std::size_t>(buffer.size())));
    gradient += buffer * sd;
}

/// gradient = mean + sd z, the same for a gradient that is all noise about one mean, without a buffer.
template <std::floating_point S>
void draw_normal_gradient(random::Stream& stream, S mean, S sd, Vector<S>& gradient) {
    detail::require_nonnegative("draw_normal_gradient", "sd", sd);
    random::fill_normal(stream, std::span(gradient.data(), static_cast<std::size_t>(gradient.size())));
    gradient.array() = gradient.array() * sd + mean;
}

}  // namespace assay::optim
