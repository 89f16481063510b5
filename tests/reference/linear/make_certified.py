#!/usr/bin/python3
"""Writes certified.csv: the coefficients of every problem in problems.csv, for every lambda, as exact rational
arithmetic on the decimals of the problem's CSV has them, rounded to 40 significant digits.

    /usr/bin/python3 tests/reference/linear/make_certified.py

tests/contract/certified_test.cpp computes them again with lib/exact. nist.csv has the values that NIST certifies
(https://www.itl.nist.gov/div898/strd/lls/lls.shtml); the script stops where one is not the exact value rounded to 15 digits.
"""
import csv
from fractions import Fraction

import exact

nist = {(row["problem"], row["name"]): Fraction(row["value"]) for row in exact.read("nist")}
with open(exact.HERE / "certified.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["problem", "root", "name", "value"])
    for problem in exact.read("problems"):
        name, intercept = problem["problem"], problem["intercept"] == "1"
        predictors, data = exact.read_problem(name, Fraction)
        names = (["intercept"] if intercept else []) + predictors
        for root in exact.ROOTS:
            for coefficient, value in zip(names, exact.ridge(data, intercept, root**2)):
                writer.writerow([name, float(root), coefficient, exact.decimals(value, 40)])
                known = nist.pop((name, coefficient), value) if root == 0 else value
                if abs(known - value) > abs(known) * 5 / 10**15:
                    raise SystemExit(f"{name}: {coefficient} is {float(value)!r}, NIST has {float(known)!r}")
if nist:
    raise SystemExit(f"not among the problems: {sorted(nist)}")
