#!/usr/bin/python3
"""Reference values for the intervals of tests/lib/stats that make_references.py does not cover, from mpmath in 40
digits, SciPy and statsmodels (Debian: python3-mpmath, python3-scipy, python3-statsmodels).

    cd tests/reference/stats && Rscript make_normal_references.R && /usr/bin/python3 make_interval_references.py

Quantiles start from SciPy's and are found by Newton's method on integrals in 40 digits. Far in the tails SciPy's own
quantiles of F cannot be relied on (at 5e-13 the one for 1e7 over 100 degrees of freedom is wrong by a factor of
2000), so the script checks SciPy's tail at what it found, to 1e-5, and stops if that differs; not from a million
degrees of freedom on, where for chi-square that tail itself is off by 0.7 %. The intervals of R's tests
(normal_r.csv) are polished in the same way, since var.test's ends are wrong in the sixth digit at a level of 1e-5; R,
statsmodels and the polished value must agree to 1e-5. Takes three minutes of one core.
"""

import csv
import functools

import numpy
from mpmath import mp, mpf
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

mp.dps = 40
LEVELS = ["0.5", "0.05", "0.001", "1e-6", "1e-9", "1e-12", "1e-16"]
SETS = ["normal", "offset", "heavy"]


def confirm(a, b, what, tolerance):
    if not abs(mpf(a) - mpf(b)) <= tolerance * abs(mpf(a)):
        raise ArithmeticError(f"{what}: {mp.nstr(mpf(a), 20)} and {mp.nstr(mpf(b), 20)}")


def text(x):
    return mp.nstr(mpf(x), 17, min_fixed=-5, max_fixed=17)


def read(name):
    with open(name, newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# Laws of positive quantities as densities of their logarithm s, which are log-concave: both tails fall at least
# exponentially. Each is (log density, its derivative, its second derivative).


def log_chi_square(df):
    a = mpf(df) / 2
    scale = -a * mp.log(2) - mp.loggamma(a)
    return (
        lambda s: scale + a * s - mp.exp(s) / 2,
        lambda s: a - mp.exp(s) / 2,
        lambda s: -mp.exp(s) / 2,
    )


def log_f(i, j):
    a, b = mpf(i) / 2, mpf(j) / 2
    scale = a * mp.log(a / b) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    share = lambda s: 1 / (1 + b / a * mp.exp(-s))  # noqa: E731
    return (
        lambda s: scale + a * s - (a + b) * mp.log1p(a / b * mp.exp(s)),
        lambda s: a - (a + b) * share(s),
        lambda s: -(a + b) * share(s) * (1 - share(s)),
    )


def quantile(law, tail, side, scipy_law):
    """The quantity beyond which, upwards (side 1) or downwards (side -1), the law has the mass `tail`."""
    log_density, slope, curvature = law
    guess = (scipy_law.isf if side == 1 else scipy_law.ppf)(float(tail))
    s = mp.log(mpf(float(guess))) if numpy.isfinite(guess) and guess > 0 else mpf(0)
    for _ in range(60):
        width = min(1 / max(abs(slope(s)), mpf(10) ** -30), 1 / mp.sqrt(-curvature(s)))
        ends = [s + side * width * k for k in [0, 1, 2, 4, 8, 16, 32, 64, 128]]
        mass = abs(mp.quad(lambda x: mp.exp(log_density(x)), ends))
        step = mp.log(mass / tail) * mass / mp.exp(log_density(s))
        s += side * max(-4, min(4, step))  # log mass is concave: Newton converges, but may shoot too far
        if abs(step) < mpf(10) ** -28:
            found = float(mp.exp(s))
            if max(scipy_law.args) < 10**6:
                mass = (scipy_law.sf if side == 1 else scipy_law.cdf)(found)
                confirm(tail, mass, f"SciPy's tail at {found}, side {side}", 1e-5)
            return mp.exp(s)
    raise ArithmeticError(f"no convergence at tail {tail}")


def student_quantile(n, level):
    """P(|T| > t) = P(F(1, n - 1) > t^2)."""
    t = mp.sqrt(quantile(log_f(1, n - 1), mpf(level), 1, stats.f(1, n - 1)))
    confirm(t, stats.t.isf(float(mpf(level) / 2), n - 1), f"t {n} {level}", 1e-5)
    return t


def quantiles():
    for level in LEVELS:
        half = mpf(level) / 2
        for n in [2, 3, 4, 5, 8, 20, 100, 1000, 10**6]:
            yield ["t", n - 1, 0, level, "", text(student_quantile(n, level))]
        for df in [1, 2, 3, 5, 10, 99, 1000, 99999, 10**7, 4 * 10**9]:
            lower, upper = (quantile(log_chi_square(df), half, side, stats.chi2(df)) for side in (-1, 1))
            yield ["chi-square", df, 0, level, text(lower), text(upper)]
        for i, j in [(1, 1), (1, 2), (2, 1), (2, 2), (4, 1), (6, 1), (3, 7), (9, 9), (1, 1000), (1000, 1), (50, 400)] + [
            (99999, 99999),
            (10**7, 100),
            (10**9, 10**9),
        ]:
            lower, upper = (quantile(log_f(i, j), half, side, stats.f(i, j)) for side in (-1, 1))
            yield ["F", i, j, level, text(lower), text(upper)]


def samples(name):
    rows = [row for row in read("pairs.csv") if row["set"] == name]
    return [float(row["x"]) for row in rows], [float(row["y"]) for row in rows]


@functools.cache
def variance_quantiles(n, level):
    return [quantile(log_chi_square(n - 1), level / 2, side, stats.chi2(n - 1)) for side in (1, -1)]


@functools.cache
def ratio_quantile(n, level):
    return quantile(log_f(n - 1, n - 1), level / 2, 1, stats.f(n - 1, n - 1))


def normal_intervals():
    """The intervals of R's t.test and var.test, and of qchisq, in 40 digits; R and statsmodels must agree."""
    for row in read("normal_r.csv"):
        n, level = int(row["count"]), mpf(row["level"])
        x, y = ([mpf(v) for v in values[:n]] for values in samples(row["set"]))
        mean, m2, m2_y = sum(x) / n, sum((v - sum(x) / n) ** 2 for v in x), sum((v - sum(y) / n) ** 2 for v in y)
        if row["quantity"] == "mean":
            half = student_quantile(n, level) * mp.sqrt(m2 / (n - 1) / n)
            value, ends = mean, (mean - half, mean + half)
            checked = DescrStatsW([float(v - x[0]) for v in x]).tconfint_mean(float(level))
            confirm(half, (checked[1] - checked[0]) / 2, str(row), 1e-6)
        elif row["quantity"] == "variance":
            value, ends = m2 / (n - 1), [m2 / q for q in variance_quantiles(n, level)]
        else:
            value, q = m2 / m2_y, ratio_quantile(n, level)
            ends = value / q, value * q
        for mine, theirs in zip([value, *ends], ("value", "lower", "upper")):
            confirm(mine, row[theirs], str(row), 1e-5)
        yield [row["set"], n, row["quantity"], row["level"], text(value)] + [text(end) for end in ends]


def confirm_binom_test():
    for row in read("clopper_pearson_r.csv"):
        ends = proportion_confint(int(row["successes"]), int(row["trials"]), float(row["level"]), method="beta")
        for end, mine in zip(ends, ("lower", "upper")):
            if not numpy.isnan(end):  # no successes, or nothing else
                confirm(float(row[mine]), end, str(row), 1e-9)


def lattice_samples():
    """Pairs of samples on 0..7, and SciPy's distances: both sides, and sup (F - G)."""
    draw = numpy.random.Generator(numpy.random.Philox(20261123))
    for case, (p, q, n, m) in enumerate([(0.4, 0.4, 500, 700), (0.3, 0.5, 1000, 1000), (0.6, 0.5, 20000, 300)]):
        a, b = draw.binomial(7, p, n), draw.binomial(7, q, m)
        counts = lambda xs: " ".join(str(c) for c in numpy.bincount(xs, minlength=8))  # noqa: E731
        both = stats.ks_2samp(a, b, method="asymp").statistic
        above = stats.ks_2samp(a, b, alternative="greater", method="asymp").statistic
        yield [case, counts(a), counts(b), text(both), text(above)]


def radii():
    for n in [1, 100, 34000000, 2**50]:
        for level in LEVELS:
            one, two = (mp.sqrt(mp.log(k / mpf(level)) / (2 * n)) for k in (1, 2))
            yield [n, level, text(two), text(one)]


def secants():
    for a, b, k0, k1 in [
        (("0.9", "1.1"), ("0.0009", "0.0011"), 1, 10),
        (("2", "4"), ("16", "32"), 1, 8),
        (("3.25e-12", "3.5e-12"), ("1e-3", "1e3"), 1000, 1001),
        (("0.999999", "1.000001"), ("0.9999991", "1.0000011"), 7, 70000),
    ]:
        a, b = [mpf(float(end)) for end in a], [mpf(float(end)) for end in b]
        length = mp.log(mpf(k1) / k0)
        ends = [(mp.log(b[0]) - mp.log(a[1])) / length, (mp.log(b[1]) - mp.log(a[0])) / length]
        logs = [mp.log(end) for end in a]
        yield [text(v) for v in a + b] + [k0, k1] + [text(v) for v in ends + logs]


class Data:
    """A set of pairs.csv, each pair 2^doublings times: means and central sums without rounding to speak of."""

    def __init__(self, name, doublings):
        self.x, self.y = ([mpf(v) for v in values] for values in samples(name))
        self.times = 2**doublings
        self.n = len(self.x) * self.times

    def mean_and_error(self, values):
        mean = sum(values) / len(values)
        square = sum((v - mean) ** 2 for v in values) * self.times
        return mean, mp.sqrt(square / (self.n - 1) / self.n)

    def interval(self, values, level):
        mean, error = self.mean_and_error(values)
        half = student_quantile(self.n, level) * error
        return mean - half, mean + half


def grid(ends, steps):
    return [ends[0] + (ends[1] - ends[0]) * k / steps for k in range(steps + 1)]


def variance_row(data, level):
    """The union over a grid of a, each interval from the values (x - a)^2 themselves."""
    n, level = data.n, mpf(level)
    middle = sum(data.x) / len(data.x)
    a_ends = data.interval(data.x, level / 8)
    t = student_quantile(n, 7 * level / 8)
    each = [data.mean_and_error([(x - a) ** 2 for x in data.x]) for a in grid(a_ends, 200)]
    union = min(q - t * s for q, s in each), max(q + t * s for q, s in each)
    m2 = sum((x - middle) ** 2 for x in data.x) / len(data.x)
    side = t * max(each[0][1], each[-1][1])
    return m2 * n / (n - 1), max(m2 - side, 0), m2 + (a_ends[1] - middle) ** 2 + side, max(union[0], 0), union[1]


def covariance_row(data, level):
    n, level = data.n, mpf(level)
    middle = [sum(v) / len(v) for v in (data.x, data.y)]
    a_ends, b_ends = (data.interval(v, level / 16) for v in (data.x, data.y))
    t = student_quantile(n, 7 * level / 8)
    each = [
        [data.mean_and_error([(x - a) * (y - b) for x, y in zip(data.x, data.y)]) for b in grid(b_ends, 14)]
        for a in grid(a_ends, 14)
    ]
    union = min(q - t * s for row in each for q, s in row), max(q + t * s for row in each for q, s in row)
    m11 = sum((x - middle[0]) * (y - middle[1]) for x, y in zip(data.x, data.y)) / len(data.x)
    side = t * max(each[i][j][1] for i in (0, -1) for j in (0, -1))
    side += (a_ends[1] - middle[0]) * (b_ends[1] - middle[1])
    return m11 * n / (n - 1), m11 - side, m11 + side, union[0], union[1]


def difference_row(data, level):
    values = [x - y for x, y in zip(data.x, data.y)]
    ends = data.interval(values, mpf(level))
    return (sum(values) / len(values), *ends, *ends)


def moment_intervals():
    for name, doublings in [("normal", 11), ("offset", 13), ("heavy", 17)]:
        data = Data(name, doublings)
        for level in ["0.05", "1e-6", "1e-12"]:
            for kind, row in [("variance", variance_row), ("covariance", covariance_row), ("difference", difference_row)]:
                yield [kind, name, doublings, level] + [text(v) for v in row(data, level)]


confirm_binom_test()
write("normal_intervals.csv", ["set", "count", "quantity", "level", "value", "lower", "upper"], normal_intervals())
write("normal_quantiles.csv", ["law", "i", "j", "level", "lower", "upper"], quantiles())
write("lattice_distances.csv", ["case", "counts_a", "counts_b", "distance", "excess"], lattice_samples())
write("dkw_radii.csv", ["n", "level", "two_sided", "one_sided"], radii())
write(
    "secants.csv",
    ["lower0", "upper0", "lower1", "upper1", "k0", "k1", "lower", "upper", "log_lower0", "log_upper0"],
    secants(),
)
write(
    "moment_intervals.csv",
    ["quantity", "set", "doublings", "level", "value", "lower", "upper", "union_lower", "union_upper"],
    moment_intervals(),
)
