"""Regression in exact rational arithmetic, for the scripts beside it."""
import csv
import pathlib
from fractions import Fraction

HERE = pathlib.Path(__file__).parent
# lambda = mu^2 for powers of two mu, so that root and square are exact in binary and in decimal.
ROOTS = [Fraction(0), Fraction(1, 1024), Fraction(1), Fraction(1024)]


def read(name):
    """The rows of a CSV beside this script, as dictionaries."""
    with open(HERE / f"{name}.csv", newline="") as file:
        return list(csv.DictReader(file))


def read_problem(name, number):
    """The names of the predictors, and [(response, predictors)], each element turned into number(text)."""
    rows = read(name)
    response, *predictors = rows[0]
    return predictors, [(number(row[response]), [number(row[p]) for p in predictors]) for row in rows]


def solve(matrix, right):
    """x with matrix x = right, by Gauss-Jordan elimination."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    for k in range(len(rows)):
        pivot = next(i for i in range(k, len(rows)) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [value / rows[k][k] for value in rows[k]]
        for i, row in enumerate(rows):
            if i != k and row[k] != 0:
                rows[i] = [a - row[k] * b for a, b in zip(row, rows[k])]
    return [row[-1] for row in rows]


def ridge(data, intercept, penalty):
    """The coefficients that minimise |y - X w - b|^2 + penalty |w|^2, b first where there is an intercept: it is
    not penalised. The equations are (Z'Z + penalty D) c = Z'y, with Z = [1, X] and D = diag(0, 1, .., 1). With fewer
    rows than predictors, penalty 0 gives the solution of least norm, Z'(ZZ')^-1 y."""
    rows = [([Fraction(1)] if intercept else []) + predictors for _, predictors in data]
    size = len(rows[0])
    if penalty == 0 and len(rows) < size:
        gram = [[sum(a * b for a, b in zip(row, other)) for other in rows] for row in rows]
        alpha = solve(gram, [y for y, _ in data])
        return [sum(a * row[j] for a, row in zip(alpha, rows)) for j in range(size)]
    gram = [[sum(row[i] * row[j] for row in rows) for j in range(size)] for i in range(size)]
    for i in range(1 if intercept else 0, size):
        gram[i][i] += penalty
    return solve(gram, [sum(row[i] * y for row, (y, _) in zip(rows, data)) for i in range(size)])


def decimals(value, digits):
    """A fraction in scientific notation, correctly rounded to `digits` significant digits."""
    if value == 0:
        return "0"
    exponent = len(str(abs(value.numerator))) - len(str(value.denominator))
    while abs(value) >= Fraction(10) ** (exponent + 1):
        exponent += 1
    while abs(value) < Fraction(10) ** exponent:
        exponent -= 1
    text = str(abs(round(value / Fraction(10) ** (exponent - digits + 1))))
    exponent += len(text) - digits  # 9.99.. rounds up to 10.0
    return f"{'-' if value < 0 else ''}{text[0]}.{text[1:digits]}e{exponent:+d}"
