#!/usr/bin/python3
"""Expectations of activations of Gaussian variables and moments of log-steps, from mpmath in 30 digits (Debian:
python3-mpmath).

    cd tests/reference/nn && /usr/bin/python3 make_gaussian.py

Integrals over the definition, in pieces about the corner; those of two variables by another parametrisation than the
library's (v = c u + sqrt(1 - c^2) x), for tanh and sigmoid with NumPy and SciPy. Takes about a minute of one core.
"""

import csv

import numpy
from mpmath import mp, mpf
from scipy import special

mp.dps = 30


def logistic(z):
    return 1 / (1 + mp.exp(-z))


ACTIVATIONS = {
    "identity": (lambda z: z, lambda z: mpf(1)),
    "relu": (lambda z: max(z, mpf(0)), lambda z: mpf(z > 0)),
    "leaky-relu": (lambda z: z if z > 0 else mpf(0.01) * z, lambda z: mpf(1) if z > 0 else mpf(0.01)),
    "tanh": (mp.tanh, lambda z: mp.sech(z) ** 2),
    "sigmoid": (logistic, lambda z: logistic(z) * logistic(-z)),
    "threshold": (lambda z: mpf(z > 0), lambda z: mpf(0)),
}


def expectation(g, m, q):
    m, s = mpf(m), mp.sqrt(mpf(q))
    about = [-100, -40, -15, -6, -3, -1, 0, 1, 3, 6, 15, 40, 100]
    cuts = sorted({mpf(x) for x in (-14, -8, -4, -2, 0, 2, 4, 8, 14)} | {
        (d - m) / s for d in about if abs((d - m) / s) < 14})
    return mp.quad(lambda x: g(m + s * x) * mp.npdf(x), cuts)


def pair(name, derivative, m, q, c):
    """E g(u) g(v), g = f or f'."""
    if name in ("tanh", "sigmoid"):  # analytic: the trapezoidal rule on a fine grid is exact to rounding
        g = {("tanh", False): numpy.tanh, ("tanh", True): lambda z: 1 / numpy.cosh(z) ** 2,
             ("sigmoid", False): special.expit, ("sigmoid", True): lambda z: special.expit(z) * special.expit(-z),
             }[name, derivative]
        x = numpy.arange(-12, 12, 0.01)
        density = numpy.exp(-x * x / 2) * 0.01 / numpy.sqrt(2 * numpy.pi)
        s = numpy.sqrt(float(q))
        u = float(m) + s * x
        v = float(m) + s * (float(c) * x[:, None] + numpy.sqrt(1 - float(c) ** 2) * x[None, :])
        return float((g(u) * density) @ g(v) @ density)
    low = mpf(0.01) if name == "leaky-relu" else mpf(0)

    def given(mean, sd):  # E g(v) for v ~ N(mean, sd^2)
        on = mp.ncdf(mean / sd)
        if derivative:
            return low + (1 - low) * on
        return low * mean + (1 - low) * (mean * on + sd * mp.npdf(mean / sd))
    m, s, c = mpf(m), mp.sqrt(mpf(q)), mpf(c)
    g = ACTIVATIONS[name][1 if derivative else 0]
    cuts = sorted({m + s * x for x in (-14, -6, -2, 0, 2, 6, 14)} | {mpf(0)})
    return mp.quad(lambda u: g(u) * given(m + c * (u - m), s * mp.sqrt(1 - c**2)) * mp.npdf(u, m, s), cuts)


def relu_log_step(n):
    weights = [mp.binomial(n, k) / (mpf(2) ** n - 1) for k in range(1, n + 1)]
    psi = [mp.digamma(mpf(k) / 2) for k in range(1, n + 1)]
    mean = sum(w * p for w, p in zip(weights, psi))
    variance = sum(w * ((p - mean) ** 2 + mp.psi(1, mpf(k) / 2)) for k, (w, p) in enumerate(zip(weights, psi), 1))
    return mean + mp.log(2) - mp.log(n) , variance


if __name__ == "__main__":
    with open("gaussian.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["activation", "quantity", "mean", "variance", "correlation", "value"])
        for name, (f, slope) in ACTIVATIONS.items():
            for m, q in ((0, "1e-6"), (0, "0.25"), (0, "1"), (0, "3"), (0, "400"), (0, "1e6"), ("0.5", "1"), (-2, "4"),
                         (3, "0.01"), (-1, "100")):
                for quantity, g in (("value", f), ("square", lambda z: f(z) ** 2),
                                    ("squared-derivative", lambda z: slope(z) ** 2)):
                    writer.writerow([name, quantity, m, q, "", mp.nstr(expectation(g, m, q), 17)])
        for name in ("relu", "leaky-relu", "tanh", "sigmoid"):
            for m, q, c in ((0, 1, "0.3"), (0, 2, "-0.6"), (0, 9, "0.9"), ("0.5", 1, "0.5")):
                writer.writerow([name, "product", m, q, c, mp.nstr(mpf(pair(name, False, m, q, c)), 15)])
                writer.writerow([name, "derivative-product", m, q, c, mp.nstr(mpf(pair(name, True, m, q, c)), 15)])
    with open("log_steps.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["activation", "fan_out", "mean", "variance"])
        for n in (1, 2, 3, 10, 50, 512, 3000):
            half = mpf(n) / 2
            writer.writerow(["identity", n, mp.nstr(mp.digamma(half) - mp.log(half), 17), mp.nstr(mp.psi(1, half), 17)])
            writer.writerow(["relu", n, *(mp.nstr(x, 17) for x in relu_log_step(n))])
