#!/usr/bin/python3
"""The coefficients of lib/nn/exponential.hpp and their errors, with mpmath (Debian: python3-mpmath).

    /usr/bin/python3 tests/reference/nn/polynomials.py
"""

from mpmath import mp, mpf
import numpy

mp.dps = 60


def interpolate(f, low, high, count):
    """Coefficients, constant first, of the polynomial through f at `count` Chebyshev nodes of [low, high]."""
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    system = mp.matrix([[node**power for power in range(count)] for node in nodes])
    return list(mp.lu_solve(system, mp.matrix([f(node) for node in nodes])))


def show(name, coefficients, f, exact, low, high):
    """f(x, coefficients) approximates exact(x); the error is relative."""
    rounded = [mpf(float(numpy.float32(float(c)))) for c in coefficients]
    points = [low + (high - low) * k / 2000 for k in range(2001)]
    error = max(abs(f(x, rounded) / exact(x) - 1) for x in points if exact(x) != 0)
    print(name, ", ".join(f"{float(c):.18g}F" for c in rounded), " error in units of 2^-24:", mp.nstr(error * 2**24, 3))


def value(x, coefficients):
    return mp.polyval(coefficients[::-1], x)


half = mp.log(2) / 2
show("exp:", interpolate(lambda r: (mp.exp(r) - 1 - r) / r**2 if abs(r) > 1e-20 else mpf(1) / 2, -half, half, 5),
     lambda r, c: 1 + r + r**2 * value(r, c), mp.exp, -half, half)
top = mpf(5) / 8
show("tanh:", interpolate(lambda s: (mp.tanh(mp.sqrt(s)) / mp.sqrt(s) - 1) / s, mpf(0), top**2, 5),
     lambda x, c: x + x**3 * value(x**2, c), mp.tanh, mpf(0), top)
