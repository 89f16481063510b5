#!/usr/bin/python3
"""Assay beside NumPy and PyTorch: the same workloads, in alternation, the best of several rounds, one table.

The best of many short measurements is what the machine can do; alternation exposes all to the same disturbances.
"""

import argparse
import csv
import json
import os
import pathlib
import re
import subprocess

import google

# (work, what Assay's rate must be, in units of the faster of NumPy and PyTorch; a product's in units of NumPy's)
GOALS = {
    "kernel/normal32": 4, "kernel/normal32/16777216": 4,
    "kernel/normal64": 5, "kernel/normal64/16777216": 5,
    "workload/elbow": 8,
    "workload/sgd": 6, "workload/adam": 6, "kernel/adam-step": 1,
    "workload/ridge/64/16": 8,
    "workload/variance": 4, "workload/mlp": 1,
    "kernel/gemm/512": 0.95, "kernel/gemm/2048": 0.95,
}
TOOLS = ("Assay", "NumPy", "PyTorch")
COLUMNS = ("work", "threads", *TOOLS, "ratio", "goal")


def assay(program, works):
    pattern = "^(" + "|".join(works) + ")/real_time"
    return {key: measured["rate"] for key, measured in google.run(program, pattern, 0.05, 5).items()}


def peer(script, blas_threads, *arguments):
    output = subprocess.run(
        ["/usr/bin/python3", pathlib.Path(__file__).with_name(script), *arguments], check=True, stdout=subprocess.PIPE,
        text=True, env=os.environ | {"OPENBLAS_NUM_THREADS": str(blas_threads), "OMP_NUM_THREADS": "1"}).stdout
    return {(name, threads): rate for name, threads, rate in json.loads(output)}


def numpy(works):
    """Products on two threads in both ways: two products on a thread each, and one product on both."""
    rates = peer("peers_numpy.py", 1, "--works", *works)
    products = [work for work in works if "gemm" in work]
    if not products:
        return rates
    both = peer("peers_numpy.py", 2, "--works", *products, "--threads", "1")
    return better(rates, {(name, 2): rate for (name, _), rate in both.items()})


def torch(works):
    return peer("peers_torch.py", 1, "--works", *works)


def better(a, b):
    return {key: max(a.get(key, 0), b.get(key, 0)) for key in a | b}


def rows(best, works):
    for work, goal in works.items():
        for threads in (1, 2):
            rates = {tool: best[tool][work, threads] for tool in TOOLS}
            rival = rates["NumPy"] if "gemm" in work else max(rates["NumPy"], rates["PyTorch"])
            yield {"work": work, "threads": threads, **{tool: f"{rate:.4g}" for tool, rate in rates.items()},
                   "ratio": f"{rates['Assay'] / rival:.3g}", "goal": goal}


def millions(rate):
    return f"{rate / 1e6:10.1f} M" if rate >= 1e6 else f"{rate / 1e6:10.4f} M"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="scripts/bench --peers", description=__doc__)
    parser.add_argument("program", help="path of the benchmark program (scripts/bench gives it)")
    parser.add_argument("--rounds", type=int, default=5, help="(default %(default)s)")
    parser.add_argument("--out", default="build/release/bench-peers.csv", help="the CSV file (default %(default)s)")
    parser.add_argument("--filter", default="", help="regular expression for names (default all)")
    arguments = parser.parse_args()

    works = {work: goal for work, goal in GOALS.items() if re.search(arguments.filter, work)}
    if not works:
        parser.error(f"--filter must match one of {', '.join(GOALS)}")
    best = {tool: {} for tool in TOOLS}
    for _ in range(arguments.rounds):
        best["Assay"] = better(best["Assay"], assay(arguments.program, works))
        best["NumPy"] = better(best["NumPy"], numpy(works))
        best["PyTorch"] = better(best["PyTorch"], torch(works))
    table = list(rows(best, works))
    with open(arguments.out, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(table)

    print(f"{'items a second':26} {'threads':>7}" + "".join(f"{tool:>12}" for tool in TOOLS) + f"{'ratio':>8}{'goal':>6}")
    for row in table:
        print(f"{row['work']:26} {row['threads']:7}" + "".join(millions(float(row[tool])) for tool in TOOLS)
              + f"{float(row['ratio']):8.2f}{row['goal']:6}" + ("" if float(row["ratio"]) >= row["goal"] else "  below"))
    print(f"written: {arguments.out}")
