#!/usr/bin/python3
"""Runs bench-elbow and elbow_numpy.py in alternation and prints the best rate of each, and their ratio.

The best of several runs is what the machine can do; alternation exposes both programs to the same disturbances.
"""

import argparse
import json
import pathlib
import subprocess
import sys


def ours(program):
    report = subprocess.run(
        [program, "--benchmark_filter=workload/elbow", "--benchmark_min_time=0.5", "--benchmark_format=json"],
        check=True, capture_output=True, text=True).stdout
    return {b["name"]: b["items_per_second"] for b in json.loads(report)["benchmarks"]}


def numpy():
    script = pathlib.Path(__file__).with_name("elbow_numpy.py")
    return json.loads(subprocess.run(["/usr/bin/python3", script], check=True, capture_output=True, text=True).stdout)


def best(a, b):
    return {name: max(rate, a.get(name, 0)) for name, rate in b.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="path of bench-elbow")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    assay_rates, numpy_rates = {}, {}
    for _ in range(arguments.rounds):
        assay_rates = best(assay_rates, ours(arguments.program))
        numpy_rates = best(numpy_rates, numpy())
    if assay_rates.keys() != numpy_rates.keys():
        sys.exit(f"the programs measured different workloads: {sorted(assay_rates)} and {sorted(numpy_rates)}")
    print(f"{'items per second':42} {'Assay':>12} {'NumPy':>12} {'ratio':>7}")
    for name, rate in assay_rates.items():
        print(f"{name:42} {rate / 1e6:10.1f} M {numpy_rates[name] / 1e6:10.1f} M {rate / numpy_rates[name]:7.2f}")
