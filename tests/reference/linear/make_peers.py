#!/usr/bin/python3
"""Writes peers_numpy.csv: what NumPy's lstsq makes of the problems of problems.csv, used in two ways:

  lstsq           rcond = None, which takes singular values below max(n, d) 2^-52 of the largest for 0; an intercept
                  is a column of ones, as NumPy's documentation has it
  lstsq, centred  rcond = 0, which keeps all singular values; an intercept by centring, as `assay solve` does it

    OPENBLAS_NUM_THREADS=1 /usr/bin/python3 tests/reference/linear/make_peers.py
"""
import csv

import numpy

import exact


def with_ones(X, y):
    return numpy.linalg.lstsq(numpy.column_stack([numpy.ones(len(y)), X]), y, rcond=None)[0]


def with_means(X, y):
    w = numpy.linalg.lstsq(X - X.mean(axis=0), y - y.mean(), rcond=0)[0]
    return numpy.concatenate([[y.mean() - X.mean(axis=0) @ w], w])


def without_intercept(rcond):
    return lambda X, y: numpy.linalg.lstsq(X, y, rcond=rcond)[0]


with open(exact.HERE / "peers_numpy.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["system", "problem", "name", "value"])
    for problem in exact.read("problems"):
        predictors, data = exact.read_problem(problem["problem"], float)
        X, y = numpy.array([row for _, row in data]), numpy.array([response for response, _ in data])
        intercept = problem["intercept"] == "1"
        for system, fit in ([("lstsq", with_ones), ("lstsq, centred", with_means)] if intercept else
                            [("lstsq", without_intercept(None)), ("lstsq, centred", without_intercept(0))]):
            for name, value in zip((["intercept"] if intercept else []) + predictors, fit(X, y)):
                writer.writerow([system, problem["problem"], name, repr(float(value))])
