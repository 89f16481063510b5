#!/usr/bin/python3
"""Reference values for the intervals of bounded means (lib/stats/bounded.hpp, betting.hpp), in 40 digits.

    cd tests/reference/stats && /usr/bin/python3 make_bounded.py

From the formulas alone, with mpmath (Debian: python3-mpmath, python3-numpy for the data). Written from the definitions:
every observation is multiplied out, missing ones are put at either end of the range, and the ends of the betting
intervals are found by bisection. Takes about a minute of one core.
"""

import csv

import numpy
from mpmath import mp, mpf

mp.dps = 40
LEVELS = ["0.05", "1e-3", "2e-10", "1e-16"]
GAMMAS = [mpf(2) ** (-14 + mpf(2 * k) / 3) for k in range(48)]


def samples():
    """Name, least, greatest, observations."""
    draw = numpy.random.Generator(numpy.random.Philox(20261122))
    yield "one", 0, 1, [0.75]
    yield "uniform", 0, 1, draw.random(100)
    yield "arcsine", -2, 3, 0.5 + 2.5 * numpy.sin(numpy.pi * draw.random(300))
    yield "rare", 0, 4, numpy.where(draw.random(1000) < 0.01, 4.0, 0.25)
    yield "narrow", 100, 101, 100.5 + 0.001 * draw.random(400)
    yield "tiny", 0, 1, 1e-5 * draw.random(200)
    yield "zeros", 0, 1, [0.0] * 40


def equal_weights(n, level):
    return [mpf(1) / len(GAMMAS)] * len(GAMMAS)


def weights_for(n, level):
    reference = 2 * mp.sqrt(2 * mp.log(2 / level) / n)
    raw = []
    for gamma in GAMMAS:
        t = mp.log(gamma / reference, 2)
        raw.append(1 / (1 + t) if t >= 0 else mpf(16) ** t)
    return [w / mp.fsum(raw) for w in raw]


def greatest_rejected(xs, level, weights):
    """The greatest m with W(m) >= 2/level, for xs in [0, 1]; 0 if there is none."""
    n = len(xs)
    products = [mp.fprod(1 + gamma * x for x in xs) for gamma in GAMMAS]

    def reached(m):
        return mp.fsum(w * p / (1 + g * m) ** n for w, p, g in zip(weights, products, GAMMAS)) >= 2 / level

    low, high = mpf(0), mpf(1)
    if not reached(low):
        return low
    while high - low > high * mpf(10) ** -20:
        middle = (low + high) / 2
        low, high = (middle, high) if reached(middle) else (low, middle)
    return low


def mean_and_variance(xs):
    mean = mp.fsum(xs) / len(xs)
    return mean, mp.fsum((x - mean) ** 2 for x in xs) / (len(xs) - 1) if len(xs) > 1 else None


def intervals(xs, missing, least, greatest, level):
    """Hoeffding, empirical Bernstein, betting, betting at fixed n: lower and upper each."""
    low, high = xs + [least] * missing, xs + [greatest] * missing
    n, width = len(low), greatest - least

    def cut(lower, upper):
        return [min(max(lower, least), greatest), min(max(upper, least), greatest)]

    def hoeffding(sample):
        return width * mp.sqrt(mp.log(2 / level) / (2 * n))

    def bernstein(sample):
        if n < 2:
            return width
        l = mp.log(4 / level)
        return mp.sqrt(2 * mean_and_variance(sample)[1] * l / n) + 7 * width * l / (3 * (n - 1))

    ends = []
    for half in (hoeffding, bernstein):
        ends += cut(mean_and_variance(low)[0] - half(low), mean_and_variance(high)[0] + half(high))
    for weights in (equal_weights, weights_for):
        w = weights(n, level)
        ends += cut(
            least + width * greatest_rejected([(x - least) / width for x in low], level, w),
            greatest - width * greatest_rejected([(greatest - x) / width for x in high], level, w),
        )
    return ends


def rows():
    for name, least, greatest, xs in samples():
        exact = [mpf(float(x)) for x in xs]
        for missing in (0, 7):
            for level in LEVELS:
                ends = intervals(exact, missing, mpf(least), mpf(greatest), mpf(level))
                yield [name, least, greatest, missing, level] + [mp.nstr(e, 17, min_fixed=-5, max_fixed=17) for e in ends]


def write(name, header, lines):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


write("bounded_samples.csv", ["set", "x"], ([name, repr(float(x))] for name, _, _, xs in samples() for x in xs))
methods = ["hoeffding", "bernstein", "betting", "bounded_mean"]
write(
    "bounded.csv",
    ["set", "least", "greatest", "missing", "level"] + [f"{m}_{end}" for m in methods for end in ("lower", "upper")],
    rows(),
)
