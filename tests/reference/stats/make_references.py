#!/usr/bin/python3
"""Reference values for tests/lib/stats, from SciPy and mpmath (Debian: python3-scipy, python3-mpmath).

    cd tests/reference/stats && /usr/bin/python3 make_references.py

SciPy gives the values. Its beta law shares code with the library under test (both call Boost), so each value is then
polished by Newton's method on sums and integrals in 40 digits, and the script stops if that moves it by more than 1e-9
relative (SciPy's own inaccuracy at the largest counts). What is written is the polished value, to 17 digits.
Takes about a minute of one core.
"""

import csv
from fractions import Fraction

import numpy
from mpmath import mp, mpf
from scipy import stats

mp.dps = 40
LEVELS = ["0.05", "0.001", "1e-6", "1e-9", "1e-12", "1e-16"]


def upper_tail(n, k, p):
    """(P(X >= k), P(X = k)) for X ~ Bin(n, p), by summing terms from k on; quick where the tail is small."""
    p = mpf(p)
    first = term = total = mp.exp(
        mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * mp.log(p) + (n - k) * mp.log1p(-p)
    )
    odds = p / (1 - p)
    for j in range(k, n):
        term *= odds * (n - j) / (j + 1)
        total += term
        if term < total * mpf(10) ** -38 and j > n * p:
            break
    return total, first


def solve_lower(n, k, tail, guess):
    """The p with P(Bin(n, p) >= k) = tail."""
    p = mpf(guess)
    for _ in range(20):
        value, at_k = upper_tail(n, k, p)
        step = mp.log(value / tail) * value * p / (k * at_k)
        p -= step
        if abs(step) < p * mpf(10) ** -25:
            return p
    raise ArithmeticError(f"no convergence for n={n} k={k} tail={tail}")


def confirm(polished, scipy_value, what):
    if abs(polished - mpf(float(scipy_value))) > mpf(10) ** -9 * abs(polished) + mpf(10) ** -15:
        raise ArithmeticError(f"{what}: SciPy {scipy_value}, polished {mp.nstr(polished, 20)}")


def text(x):
    return mp.nstr(x, 17, min_fixed=-5, max_fixed=17)


def clopper_pearson():
    cases = [(0, 1), (1, 1), (0, 10), (3, 10), (9, 10), (10, 10), (1, 1000), (500, 1000), (999, 1000)]
    cases += [(0, 1000000), (2, 1000000), (314159, 1000000), (17000000, 34000000), (33999990, 34000000)]
    for k, n in cases:
        for level in LEVELS:
            half = mpf(level) / 2
            lower, upper = mpf(0), mpf(1)
            if k > 0:
                guess = stats.beta.ppf(float(half), k, n - k + 1)
                lower = solve_lower(n, k, half, guess)
                confirm(lower, guess, f"lower {k}/{n} {level}")
            if k < n:
                # The complement q = 1 - upper is the lower end for n - k failures; SciPy's isf may round to 1.
                q = solve_lower(n, n - k, half, stats.beta.ppf(float(half), n - k, k + 1))
                upper = 1 - q
                confirm(upper, stats.beta.isf(float(half), k + 1, n - k), f"upper {k}/{n} {level}")
            yield [k, n, level, text(lower), text(upper)]


def student():
    for n in [10000, 10001, 123457, 10**6, 10**8, 4 * 10**9]:
        df = mpf(n - 1)
        log_scale = mp.loggamma((df + 1) / 2) - mp.loggamma(df / 2) - mp.log(df * mp.pi) / 2

        def density(x):
            return mp.exp(log_scale - (df + 1) / 2 * mp.log1p(x * x / df))

        for level in LEVELS:
            half = mpf(level) / 2
            guess = stats.t.isf(float(half), n - 1)
            t = mpf(float(guess))
            for _ in range(4):
                tail = mp.quad(density, [t, t + 1, t + 3, t + 8, t + 20, t + 60])
                t += (tail - half) / density(t)
            confirm(t, guess, f"t {n} {level}")
            yield [n, level, text(t)]


def ranks():
    for n in [1, 2, 5, 10, 36, 100, 1000, 12345, 1000000]:
        for p in ["0.5", "0.25", "0.75", "0.1", "0.99"]:
            for level in LEVELS:
                half, exact_p = mpf(level) / 2, mpf(float(p))

                def at_least(r):
                    return upper_tail(n, r, exact_p)[0] if r <= n else mpf(0)

                def below(r):  # P(X < r) = P(n - X >= n - r + 1)
                    return upper_tail(n, n - r + 1, 1 - exact_p)[0] if r >= 1 else mpf(0)

                reach = stats.norm.isf(float(half)) * (n * exact_p * (1 - exact_p)) ** 0.5
                lower = max(0, int(n * exact_p - reach))
                while below(lower + 1) <= half:
                    lower += 1
                while below(lower) > half:
                    lower -= 1
                upper = min(n + 1, max(1, int(n * exact_p + reach)))
                while at_least(upper - 1) <= half:
                    upper -= 1
                while at_least(upper) > half:
                    upper += 1
                confirm(below(lower), stats.binom.cdf(lower - 1, n, float(p)), f"P(X < {lower}) {n} {p}")
                confirm(at_least(upper), stats.binom.sf(upper - 1, n, float(p)), f"P(X >= {upper}) {n} {p}")
                yield [n, p, level, lower, upper]


def pairs():
    """Three sets of 300 pairs: correlated normal, skewed on an offset of 1e9, and heavy-tailed."""
    draw = numpy.random.Generator(numpy.random.Philox(20261122))
    x, y = draw.normal(size=300), draw.normal(size=300)
    yield "normal", x, 2 + 0.6 * x + 0.8 * y
    x, y = draw.exponential(size=300), draw.normal(size=300)
    yield "offset", 1e9 + x, 1e9 - 3 * x + y
    x, y = draw.standard_t(3, size=300), draw.lognormal(size=300)
    yield "heavy", x, y


def central_sums(x, y):
    """In rational arithmetic: exact for the doubles of the data."""
    x, y = [Fraction(float(v)) for v in x], [Fraction(float(v)) for v in y]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    powers = [(2, 0), (1, 1), (0, 2), (3, 0), (2, 1), (1, 2), (0, 3)]
    return [mx, my] + [sum((a - mx) ** p * (b - my) ** q for a, b in zip(x, y)) for p, q in powers]


def moments():
    for name, x, y in pairs():
        exact = central_sums(x, y)
        skewness = mpf(300) ** 0.5 * (mpf(exact[5].numerator) / exact[5].denominator)
        skewness /= (mpf(exact[2].numerator) / exact[2].denominator) ** 1.5
        if name != "offset":
            confirm(skewness, stats.skew(x), f"skewness {name}")
        yield [name, len(x)] + [text(mpf(v.numerator) / v.denominator) for v in exact] + [text(skewness)]


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


write("clopper_pearson.csv", ["successes", "trials", "level", "lower", "upper"], clopper_pearson())
write("student.csv", ["replicates", "level", "quantile"], student())
write("ranks.csv", ["n", "p", "level", "lower", "upper"], ranks())
write("pairs.csv", ["set", "x", "y"], ([s, repr(float(a)), repr(float(b))] for s, x, y in pairs() for a, b in zip(x, y)))
write(
    "moments.csv",
    ["set", "count", "mean_x", "mean_y", "m20", "m11", "m02", "m30", "m21", "m12", "m03", "skewness_x"],
    moments(),
)
