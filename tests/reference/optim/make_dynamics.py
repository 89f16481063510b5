#!/usr/bin/python3
"""Eigenvalues of one step of each method on a quadratic, by NumPy, for lib/optim/dynamics.hpp.

    cd tests/reference/optim && /usr/bin/python3 make_dynamics.py

dynamics.csv: method, learning_rate, momentum (the weight of the new gradient for ema), curvature, then the two
eigenvalues (real and imaginary parts, the larger modulus first, of a pair the positive imaginary part first) and the
stationary variance under gradients with noise of variance 1 (empty when unstable).

The matrices are not written down: each column is what one step of the method, as its document states it, makes of a
unit vector of (theta, memory). The variance solves P = M P M' + n n', n being what a gradient of 1 does, by SciPy.
Made with NumPy 1.24.2 and SciPy 1.10.1 (Debian 12).
"""

import csv

import numpy
import scipy.linalg


def gradient_descent(theta, memory, gradient, eta, m):
    step = -eta * gradient(theta)
    return theta + step, step


def heavy_ball(theta, v, gradient, eta, m):
    v = m * v - eta * gradient(theta)
    return theta + v, v


def ema(theta, a, gradient, eta, m):
    a = (1 - m) * a + m * -gradient(theta)
    return theta + eta * a, a


def nesterov(theta, v, gradient, eta, m):
    v = m * v - eta * gradient(theta + m * v)
    return theta + v, v


METHODS = {"gradient-descent": gradient_descent, "heavy-ball": heavy_ball, "ema": ema, "nesterov": nesterov}


def row(name, eta, m, h):
    step = METHODS[name]
    matrix = numpy.array([step(*unit, lambda x: h * x, eta, m) for unit in numpy.eye(2)]).T
    roots = sorted(numpy.linalg.eigvals(matrix).astype(complex), key=lambda z: (-round(abs(z), 12), -z.imag))
    noise = numpy.array(step(0.0, 0.0, lambda x: 1.0, eta, m))
    variance = ""
    if abs(roots[0]) < 1 - 1e-9:
        variance = repr(float(scipy.linalg.solve_discrete_lyapunov(matrix, numpy.outer(noise, noise))[0, 0]))
    return [name, eta, m, h, *(repr(float(part)) for z in roots for part in (z.real, z.imag)), variance]


def main():
    with open("dynamics.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            "method learning_rate momentum curvature real1 imaginary1 real2 imaginary2 variance".split())
        for name in METHODS:
            for m in (0.1, 0.5, 0.9) if name != "gradient-descent" else (0.0,):
                for eta in (0.03, 0.35, 1.7, 15.0):
                    for h in (-0.2, 0.01, 0.9, 1.1, 10.0):
                        writer.writerow(row(name, eta, m, h))


main()
