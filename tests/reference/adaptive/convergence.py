#!/usr/bin/python3
"""What the table `comparison` of topic adaptive should say, by NumPy alone.

Writes convergence.csv beside this file: for each problem, method and number of steps the median over 1024 random
starts (and examples) of log10 of the excess loss, with the best of the rates 10^-3, 10^-2.75, ..., 10^1.5 for that
number of steps, and log10 of that rate. A few minutes. The equations are those of docs/optimizers.md.
"""
import csv
import pathlib
import zlib

import numpy as np

DIMENSION, REPLICATES, STEPS = 8, 1024, (100, 300, 1000)
RATES = 10.0 ** (-3 + 0.25 * np.arange(19))
METHODS = ("gradient-descent", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam")


def hadamard(n):
    h = np.ones((1, 1))
    while len(h) < n:
        h = np.block([[h, h], [h, -h]])
    return h / np.sqrt(n)


def run(problem, method):
    # Not hash(), which changes from run to run.
    random = np.random.default_rng(zlib.crc32(f"{problem} {method}".encode()))
    sparse, turned = problem.startswith("sparse"), problem.endswith("rotated")
    h = 0.5 ** np.arange(DIMENSION) if sparse else 1000.0 ** (np.arange(DIMENSION) / (DIMENSION - 1))
    q = hadamard(DIMENSION) if turned else np.eye(DIMENSION)
    hessian = q @ np.diag(h) @ q
    eta = RATES[:, None, None]
    w = np.repeat(random.standard_normal((1, REPLICATES, DIMENSION)), len(RATES), 0)
    a, b = np.zeros_like(w), np.zeros_like(w)
    rows = []
    for t in range(1, STEPS[-1] + 1):
        at = w + 0.9 * a if method == "nesterov" else w
        if sparse:
            signs = random.choice((-1.0, 1.0), (REPLICATES, DIMENSION))
            x = (signs * (random.random((REPLICATES, DIMENSION)) < h)) @ q
            g = x * ((x * at).sum(-1, keepdims=True) - random.standard_normal((REPLICATES, 1)))
        elif turned:
            g = at @ hessian
        else:
            g = at * h
        if method == "gradient-descent":
            w = w - eta * g
        elif method in ("momentum", "nesterov"):
            a = 0.9 * a - eta * g
            w = w + a
        elif method == "adagrad":
            a += g * g
            w = w - eta * g / (np.sqrt(a) + 1e-7)
        elif method == "rmsprop":
            a = 0.9 * a + 0.1 * g * g
            w = w - eta * g / np.sqrt(a + 1e-6)
        elif method == "adadelta":
            a = 0.95 * a + 0.05 * g * g
            d = np.sqrt(b + 1e-6) / np.sqrt(a + 1e-6) * g
            b = 0.95 * b + 0.05 * d * d
            w = w - eta * d
        else:
            a = 0.9 * a + 0.1 * g
            b = 0.999 * b + 0.001 * g * g
            w = w - eta * (a / (1 - 0.9**t)) / (np.sqrt(b / (1 - 0.999**t)) + 1e-8)
        if t in STEPS:
            loss = ((w @ q) ** 2 * h).sum(-1) / 2
            logs = np.log10(np.clip(np.where(np.isfinite(loss), loss, 1e8), 1e-16, 1e8))
            medians = np.median(logs, axis=1)
            best = medians.argmin()
            rows.append((problem, method, t, round(medians[best], 3), round(np.log10(RATES[best]), 2)))
    return rows


def main():
    np.seterr(all="ignore")
    with open(pathlib.Path(__file__).with_suffix(".csv"), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("problem", "rule", "step", "log_loss", "log_rate"))
        for problem in ("aligned", "rotated", "sparse", "sparse-rotated"):
            for method in METHODS:
                writer.writerows(run(problem, method))
                file.flush()


if __name__ == "__main__":
    main()
