#!/usr/bin/env python3
"""Coefficients of the polynomials in lib/random/box_muller.hpp and lib/stats/cauchy.hpp, with their errors (mpmath).

Each polynomial interpolates its function at the Chebyshev nodes of the interval, which is within a small factor of the
best approximation. Printed: the rounded coefficients, and log2 of the largest error they cause, relative to the result.
"""

import struct

from mpmath import atan, atanh, cos, log, lu_solve, matrix, mp, mpf, pi, polyval, sin, sqrt

mp.dps = 60


def to_float(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def interpolate(function, top, count):
    nodes = [top * (1 + cos(pi * (2 * k + 1) / (2 * count))) / 2 for k in range(count)]
    powers = matrix([[x**j for j in range(count)] for x in nodes])
    return list(lu_solve(powers, matrix([function(x) for x in nodes])))


def show(name, function, top, count, weight, rounded):
    coefficients = [rounded(float(c)) for c in interpolate(function, top, count)]
    points = [top * k / 2000 for k in range(1, 2001)]
    error = max(abs((polyval([mpf(c) for c in coefficients[::-1]], x) - function(x)) * weight(x)) for x in points)
    print(f"{name}: error 2^{float(log(error, 2)):.2f}\n  {', '.join(map(repr, coefficients))}")


root = sqrt(mpf(2))


def log_tail(z):  # (4 - 4 artanh(s) / s) / z, z = s^2, for ln of [sqrt(1/2), sqrt(2)]
    return (4 - 4 * atanh(sqrt(z)) / sqrt(z)) / z


def sine(z):  # sin(pi t / 2) / t, z = t^2; the kernel keeps its first coefficient apart
    return sin(pi / 2 * sqrt(z)) / sqrt(z)


def cosine_tail(z):  # (cos(pi t / 2) - 1) / z
    return (cos(pi / 2 * sqrt(z)) - 1) / z


def arctangent(z):  # atan(t) / (pi t), |t| <= sqrt(2) - 1
    return atan(sqrt(z)) / sqrt(z) / pi


show("log, double", log_tail, ((root - 1) / (root + 1)) ** 2, 7, lambda z: z / 4, float)
show("log, float", log_tail, ((root - 1) / (root + 1)) ** 2, 3, lambda z: z / 4, to_float)
show("sine, double", sine, mpf(1) / 4, 7, lambda z: 1 / sine(z), float)
show("sine, float", sine, mpf(1) / 4, 4, lambda z: 1 / sine(z), to_float)
show("cosine, double", cosine_tail, mpf(1) / 4, 7, lambda z: z * root, float)
show("cosine, float", cosine_tail, mpf(1) / 4, 4, lambda z: z * root, to_float)
show("arctangent / pi, double", arctangent, (root - 1) ** 2, 11, lambda z: 1 / arctangent(z), float)
