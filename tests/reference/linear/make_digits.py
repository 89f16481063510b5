#!/usr/bin/python3
"""Writes the tables of digits into docs/ridge.md, between the lines <!-- digits --> and <!-- end of digits -->.

    /usr/bin/python3 tests/reference/linear/make_digits.py build/release/bin/assay

Runs `assay solve` on every problem of problems.csv and compares with certified.csv, exactly; R's and NumPy's
coefficients are those of peers_r.csv and peers_numpy.csv, which make_peers.R and make_peers.py write.
"""
import csv
import math
import re
import subprocess
import sys
from fractions import Fraction

import exact

DOCUMENT = exact.HERE.parents[2] / "docs" / "ridge.md"
PEERS = ["lm", "lm, tol 1e-16", "lstsq", "lstsq, centred"]
LAMBDAS = {Fraction(1, 1024): "2^-20", 1: "1", 1024: "2^20"}
MOST = 15.95  # -log10 of 2^-53: what a number of 53 bits can be good for


def digits(found, certified):
    """The log relative error: -log10 of the largest relative error of a coefficient; None without an answer."""
    if any(value is None for value in found.values()):
        return None
    error = max(abs(found[name] - value) / abs(value) for name, value in certified.items())
    return MOST if error == 0 else max(0.0, min(MOST, -math.log10(error)))


def solve(program, problem, root):
    """{form: {name: coefficient}} as `assay solve` prints them."""
    command = [program, "solve", str(exact.HERE / f"{problem['problem']}.csv"), "--format", "csv",
               "--lambda", repr(float(root**2))] + (["--intercept"] if problem["intercept"] == "1" else [])
    rows = list(csv.DictReader(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()))
    measures = {row["name"]: row for row in rows if row["kind"] == "measure"}
    answers = {form: {row["name"].strip("()"): Fraction(row[form]) if row[form] else None
                      for row in rows if row["kind"] == "coefficient"}
               for form in rows[0] if form not in ("kind", "name")}
    condition = measures["condition number with lambda" if root else "condition number"]
    return answers, next(float(condition[form]) for form in answers if condition[form])


def cell(value):
    return "none" if value is None else f"{value:.1f}"


def table(headers, rows):
    lines = ["| " + " | ".join(headers) + " |", "| --- |" + " ---: |" * (len(headers) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def rounded_data(problem, certified, root):
    """The digits that are left when the decimals become doubles, before anything is computed."""
    intercept = problem["intercept"] == "1"
    predictors, data = exact.read_problem(problem["problem"], lambda text: Fraction(float(text)))
    names = (["intercept"] if intercept else []) + predictors
    if data == exact.read_problem(problem["problem"], Fraction)[1]:
        return "exact"
    return cell(digits(dict(zip(names, exact.ridge(data, intercept, root**2))), certified))


def main(program):
    certified, peers = {}, {}
    for row in exact.read("certified"):
        certified.setdefault((row["problem"], Fraction(row["root"])), {})[row["name"]] = Fraction(row["value"])
    for row in exact.read("peers_r") + exact.read("peers_numpy"):
        value = Fraction(row["value"]) if row["value"] else None
        peers.setdefault(row["system"], {}).setdefault(row["problem"], {})[row["name"]] = value

    text = []
    for root in exact.ROOTS:
        rows = []
        for problem in exact.read("problems"):
            name = problem["problem"]
            known = certified[name, root]
            answers, condition = solve(program, problem, root)
            cells = [digits(answer, known) for answer in answers.values()]
            if root == 0:
                cells += [digits(answers[name], known) for answers in (peers[system] for system in PEERS)]
            rows.append([name, f"{condition:.0e}", rounded_data(problem, known, root)] + [cell(c) for c in cells])
        headers = ["problem", "condition", "rounded data"] + list(answers) + (PEERS if root == 0 else [])
        title = "Least squares" if root == 0 else f"Ridge regression, lambda = {LAMBDAS[root]}"
        text.append(f"### {title}\n\n" + table(headers, rows))
    page = DOCUMENT.read_text()
    start, end = "<!-- digits -->\n", "<!-- end of digits -->"
    DOCUMENT.write_text(page[:page.index(start) + len(start)] + "\n".join(["", "\n\n".join(text), "", ""])
                        + page[page.index(end):])


main(sys.argv[1])
