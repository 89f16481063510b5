#include "sim/engine/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "lib/stats/binomial.hpp"
#include "lib/stats/combine.hpp"
#include "lib/stats/dkw.hpp"

namespace assay::engine {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

const BoundQuantity& quantity(const Plan& plan, const Target& target) {
    return plan.runs[target.run].bound.quantities[target.quantity];
}

stats::Estimate number(const Plan& plan, const Target& target, const std::vector<Observed>& observed,
                       double level) {
    const Observed& run = observed[target.run];
    if (target.quantity == Target::missing)
        return stats::clopper_pearson({run.missing, run.replicates}, level);
    return std::get<MeasureScalar>(quantity(plan, target).measure)(*run.tally, target.point, level);
}

stats::Histogram law(const Plan& plan, const Target& target, const std::vector<Observed>& observed) {
    return std::get<MeasureLaw>(quantity(plan, target).measure)(*observed[target.run].tally, target.point);
}

std::string number_text(double value) {
    return fmt::format("{}", value);
}

void judge_number(const Plan& plan, const PlannedCheck& check, const PlannedPoint& point,
                  const std::vector<Observed>& observed, double level, Judged& judged) {
    const Measurement& m = *check.measurement;
    if (!point.other) {
        judged.estimate = number(plan, point.target, observed, level);
    } else {
        const auto one = number(plan, point.target, observed, level / 2);
        const auto two = number(plan, *point.other, observed, level / 2);
        if (m.exponent)
            judged.estimate = stats::exponent(one, two, m.exponent->from, m.exponent->to);
        else if (m.versus && m.versus->as == Versus::As::ratio)
            judged.estimate = stats::ratio(one, two);
        else
            judged.estimate = stats::difference(one, two);
    }
    const double margin = point.margin.value_or(0);
    if (point.margin) judged.margin = number_text(margin);
    if (m.relation == Relation::same_as) {
        judged.region = {-margin, margin};
        judged.predicted = m.right.front().text;
        return;
    }
    const double p = point.predicted.front();
    judged.predicted = number_text(p);
    const double radius = m.within_ratio ? std::abs(p) * margin : margin;
    switch (m.relation) {
        case Relation::equals:
            judged.region = {p - radius, p + radius};
            break;
        case Relation::at_most:
            judged.region = {-infinity, p + radius};
            break;
        case Relation::at_least:
            judged.region = {p - radius, infinity};
            break;
        default: {
            const double q = point.predicted.back();
            judged.region = {p - margin, q + margin};
            judged.predicted = fmt::format("{} and {}", p, q);
        }
    }
}

void judge_law(const Plan& plan, const PlannedCheck& check, const PlannedPoint& point,
               const std::vector<Observed>& observed, double level, Judged& judged) {
    const auto sample = law(plan, point.target, observed);
    if (point.other)
        judged.estimate = stats::distance(sample, law(plan, *point.other, observed), level);
    else
        judged.estimate = stats::distance(sample, point.predicted, level);
    const double margin = point.margin.value();
    judged.region = {-infinity, margin};
    judged.predicted = check.measurement->right.front().text;
    judged.margin = number_text(margin);
}

void judge_statement(const Plan& plan, const PlannedCheck& check, const PlannedPoint& point,
                     const std::vector<Observed>& observed, double level, Judged& judged) {
    const auto& measure = quantity(plan, point.target).measure;
    const std::any& tally = *observed[point.target.run].tally;
    const auto& right = check.measurement->right;
    const exact::Certificate certificate =
        check.kind == Kind::side ? std::get<MeasureSides>(measure)(tally, right.front().text)
                                 : std::get<MeasureIdentity>(measure)(tally, point.target.point);
    judged.predicted = right.empty() ? "holds" : right.front().text;
    const bool sampled = certificate.proof == exact::Proof::sampled;
    // The share of violations, of which none may occur; sampled statements tolerate a small probability.
    judged.estimate = stats::clopper_pearson({certificate.violations, certificate.trials}, level);
    const double tolerated = sampled ? point.margin.value_or(0) : 0;
    judged.region = {0, tolerated};
    if (certificate.violations > 0) {
        judged.where = Position::outside;
        judged.estimate.kind = stats::Class::exact;
        judged.estimate.method = fmt::format("witness (replicate {})", certificate.witness.value_or(0));
        judged.margin = sampled ? number_text(tolerated) : "0";
        return;
    }
    if (sampled) {
        judged.where = position(judged.estimate, judged.region);
        judged.estimate.method += ", no violation";
        judged.margin = number_text(tolerated);
        return;
    }
    const double failure = certificate.failure_probability();
    judged.where = certificate.trials > 0 && failure <= level ? Position::inside : Position::open;
    judged.estimate.kind = stats::Class::exact;
    judged.estimate.method = certificate.proof == exact::Proof::exhaustive ? "exhaustion" : "Schwartz-Zippel";
    judged.failure_probability = failure;
    judged.margin = number_text(failure);
    if (judged.where == Position::inside) judged.estimate.upper = 0;
}

std::string describe(const PlannedCheck& check, const Judged& judged, std::size_t point) {
    std::string at;
    for (std::size_t i = 0; i < check.index.size(); ++i)
        at += fmt::format("{}{} = {}", i == 0 ? " at " : ", ", check.index[i], check.points[point].index[i]);
    return fmt::format("{}{} is {:.6g} [{:.6g}, {:.6g}]", check.measurement->quantity, at,
                       judged.estimate.value, judged.estimate.lower, judged.estimate.upper);
}

/// What would have to change for an open point to be decided.
std::string resolvable(const Judged& judged) {
    const stats::Estimate& e = judged.estimate;
    if (e.kind == stats::Class::exact && judged.failure_probability > 0)
        return fmt::format("a false identity would have passed with probability {:.2g}, more than the level",
                           judged.failure_probability);
    const double half_width = (e.upper - e.lower) / 2;
    if (!std::isfinite(half_width)) return fmt::format("no interval yet: {}", e.method);
    const std::string unresolved = fmt::format(
        "differences below {:.2g} are not resolved with {} replicates; ", half_width, e.replicates);
    const double factor = growth(e, judged.region);
    if (factor == infinity && std::max(e.lasting_below, e.lasting_above) > 0)
        return unresolved +
               "no number of replicates would decide it: the value is closer to the margin than "
               "cells, missing replicates or numerical errors allow to tell";
    if (factor > 1e6) return unresolved + "the value lies on the margin";
    return unresolved +
           fmt::format("about {:.2g} would decide it", factor * static_cast<double>(e.replicates));
}

}  // namespace

Position position(const stats::Estimate& estimate, const Region& region) {
    if (estimate.lower >= region.lower && estimate.upper <= region.upper) return Position::inside;
    if (estimate.upper < region.lower || estimate.lower > region.upper) return Position::outside;
    return Position::open;
}

double slack(const stats::Estimate& estimate, const Region& region) {
    const double distance = std::min(estimate.value - region.lower, region.upper - estimate.value);
    const double half_width = (estimate.upper - estimate.lower) / 2;
    if (std::isnan(distance) || !std::isfinite(half_width)) return 0;
    if (half_width == 0) return distance >= 0 ? infinity : -infinity;
    return distance / half_width;
}

double growth(const stats::Estimate& e, const Region& region) {
    // An event that never or always happened: its interval shrinks as 1/n, others as 1/sqrt(n).
    const bool one_ended = e.method.starts_with("Clopper-Pearson") && (e.value == 0 || e.value == 1);
    const auto factor = [&](double width, double lasting, double room) {
        if (width <= room) return 1.0;
        if (room <= lasting) return infinity;
        const double shrink = (width - lasting) / (room - lasting);
        return one_ended ? shrink : shrink * shrink;
    };
    const double below = e.value - e.lower, above = e.upper - e.value;
    if (e.value < region.lower) return factor(above, e.lasting_above, region.lower - e.value);
    if (e.value > region.upper) return factor(below, e.lasting_below, e.value - region.upper);
    return std::max(factor(below, e.lasting_below, e.value - region.lower),
                    factor(above, e.lasting_above, region.upper - e.value));
}

Judged judge(const Plan& plan, const PlannedCheck& check, const PlannedPoint& point,
             const std::vector<Observed>& observed, double level) {
    Judged judged;
    switch (check.kind) {
        case Kind::scalar:
            judge_number(plan, check, point, observed, level, judged);
            break;
        case Kind::law:
            judge_law(plan, check, point, observed, level, judged);
            break;
        case Kind::identity:
        case Kind::side:
            judge_statement(plan, check, point, observed, level, judged);
            judged.slack =
                judged.where == Position::outside ? -infinity : slack(judged.estimate, judged.region);
            return judged;
    }
    judged.where = position(judged.estimate, judged.region);
    judged.slack = slack(judged.estimate, judged.region);
    return judged;
}

Outcome outcome(std::vector<Judged> points, double level) {
    Outcome result{.level = level};
    const auto any = [&](Position p) {
        return std::any_of(points.begin(), points.end(), [p](const Judged& j) { return j.where == p; });
    };
    if (any(Position::outside))
        result.verdict = Verdict::refuted;
    else if (!any(Position::open))
        result.verdict = Verdict::supported;
    // The worst point, among those that decide: outside ones first, then open ones.
    const auto rank = [](const Judged& j) {
        return j.where == Position::outside ? 0 : j.where == Position::open ? 1 : 2;
    };
    const auto worse = [&](const Judged& a, const Judged& b) {
        return std::pair(rank(a), a.slack) < std::pair(rank(b), b.slack);
    };
    result.worst =
        static_cast<std::size_t>(std::min_element(points.begin(), points.end(), worse) - points.begin());
    result.points = std::move(points);
    return result;
}

Conclusion conclude(const PlannedClaim& claim, const ClaimOutcome& outcome) {
    Conclusion c;
    std::string refuted, open, surviving;
    for (std::size_t i = 0; i < outcome.checks.size(); ++i) {
        const Outcome& check = outcome.checks[i];
        const std::string words = describe(claim.checks[i], check.points[check.worst], check.worst);
        if (check.verdict == Verdict::refuted && refuted.empty())
            refuted = fmt::format("{}, outside what the claim allows", words);
        if (check.verdict == Verdict::inconclusive && open.empty())
            open =
                fmt::format("check {} is open: {}; {}", i + 1, words, resolvable(check.points[check.worst]));
        for (std::size_t k = 0; k < outcome.controls[i].size(); ++k) {
            ++c.controls;
            if (outcome.controls[i][k].verdict == Verdict::refuted)
                ++c.controls_passed;
            else if (surviving.empty())
                surviving = fmt::format(
                    "control {} of check {} was not caught: the experiment cannot tell right from wrong here",
                    k + 1, i + 1);
        }
    }
    if (!refuted.empty()) {
        c.verdict = Verdict::refuted;
        c.reason = refuted;
    } else if (!open.empty()) {
        c.reason = open;
    } else if (!surviving.empty()) {
        c.reason = surviving;
    } else {
        c.verdict = Verdict::supported;
        c.reason = fmt::format("{} of {} checks inside their margins, {} of {} controls caught",
                               outcome.checks.size(), outcome.checks.size(), c.controls_passed, c.controls);
    }
    return c;
}

Conclusion with_twin(Conclusion conclusion, const std::string& twin, Verdict twin_verdict) {
    if (conclusion.verdict != Verdict::refuted) return conclusion;
    conclusion.controls = 1;
    conclusion.controls_passed = twin_verdict == Verdict::supported ? 1 : 0;
    if (twin_verdict == Verdict::supported) {
        conclusion.reason += fmt::format("; the corrected claim {} is supported", twin);
    } else {
        conclusion.verdict = Verdict::inconclusive;
        conclusion.reason += fmt::format(
            ", but the corrected claim {} is {}: an experiment that refutes everything says nothing", twin,
            name(twin_verdict));
    }
    return conclusion;
}

}  // namespace assay::engine
