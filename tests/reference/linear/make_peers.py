#!/usr/bin/python3
"""Writes peers_numpy.csv: what NumPy's lstsq makes of the problems of problems.csv, with rcond = None, which drops
singular values below n 2^-52 of the largest, and with rcond = 0, which keeps all.

    /usr/bin/python3 tests/reference/linear/make_peers.py

An intercept is a column of ones, as NumPy's documentation has it.
"""
import csv

import numpy

import exact

with open(exact.HERE / "peers_numpy.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["system", "problem", "name", "value"])
    for problem in exact.read("problems"):
        predictors, data = exact.read_problem(problem["problem"], float)
        X, y = numpy.array([row for _, row in data]), numpy.array([response for response, _ in data])
        if problem["intercept"] == "1":
            predictors, X = ["intercept"] + predictors, numpy.column_stack([numpy.ones(len(y)), X])
        for system, rcond in [("lstsq", None), ("lstsq(rcond=0)", 0)]:
            for name, value in zip(predictors, numpy.linalg.lstsq(X, y, rcond=rcond)[0]):
                writer.writerow([system, problem["problem"], name, repr(float(value))])
