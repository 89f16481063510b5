#!/usr/bin/python3
"""Writes the certified regression problems that are given by a formula, and the list of all problems.

    /usr/bin/python3 tests/reference/linear/make_data.py

Each problem is a CSV with the response first. All numbers are exact decimals, so that exact arithmetic can
start from what the file says.
  wampler1, wampler2  Wampler: A report of the accuracy of some widely used least squares computer programs.
                      J. American Statistical Association 65 (1970); Statistical Reference Datasets, NIST
  polynomial10        in the manner of NIST's Filip: a polynomial of degree 10 on a short interval far from 0.
                      60 points x = -9.0 .. -3.1; y = 0.9 - 0.1 / (1 + (x + 6)^2), rounded to 4 decimals
  hilbert4 .. 12      the Hilbert matrix 1/(i+j-1) times lcm(1 .. 2n-1), which makes its elements integers;
                      the response is the sum of each row, the solution all ones
  hilbert5x10         the first 5 rows of such a matrix of 10 columns, so that a minimum of the norm is wanted
longley.csv comes from make_longley.R.
"""
import csv
import math
import pathlib
from fractions import Fraction

HERE = pathlib.Path(__file__).parent


def decimal(value):
    """The text of a fraction that is a finite decimal."""
    value = Fraction(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(value.numerator * 10**places // value.denominator)).rjust(places + 1, "0")
    text = digits if places == 0 else digits[:-places] + "." + digits[-places:]
    return "-" + text if value < 0 else text


def write(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_polynomial(name, degree, points, response):
    write(name, ["y"] + [f"x{k}" for k in range(1, degree + 1)],
          [[decimal(value) for value in [response(x)] + [x**k for k in range(1, degree + 1)]] for x in points])


write_polynomial("wampler1", 5, range(21), lambda x: sum(x**k for k in range(6)))
write_polynomial("wampler2", 5, range(21), lambda x: sum(Fraction(x, 10) ** k for k in range(6)))
write_polynomial("polynomial10", 10, [Fraction(-k, 10) for k in range(90, 30, -1)],
                 lambda x: Fraction(round(10**4 * (Fraction(9, 10) - Fraction(1, 10) / (1 + (x + 6) ** 2))), 10**4))


def write_hilbert(name, rows, columns):
    scale = math.lcm(*range(1, rows + columns))
    matrix = [[scale // (i + j + 1) for j in range(columns)] for i in range(rows)]
    write(name, ["y"] + [f"x{j}" for j in range(1, columns + 1)], [[sum(row)] + row for row in matrix])


for n in range(4, 13):
    write_hilbert(f"hilbert{n}", n, n)
write_hilbert("hilbert5x10", 5, 10)
write("problems", ["problem", "intercept"],
      [[name, "1"] for name in ("wampler1", "wampler2", "longley", "polynomial10")]
      + [[f"hilbert{n}", "0"] for n in [*range(4, 13), "5x10"]])
