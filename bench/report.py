#!/usr/bin/python3
"""Runs Assay's benchmarks, prints a table and writes it as CSV.

The best of several short repetitions is what the machine can do; a longer average measures what else it did.
"""

import argparse
import csv
import os
import subprocess

import google

MEMORY = ("memory/elbow/16777216", "memory/elbow/268435456")
COLUMNS = ("name", "threads", "items_per_second", "ns_per_item", "cycles_per_item", "label")


def peak_memory(program, name):
    """KiB that a process needs at most which runs this work alone."""
    process = subprocess.Popen([program, f"--benchmark_filter=^{name}/"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"report: {name} failed")
    return usage.ru_maxrss


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("program", help="path of the benchmark program (scripts/bench gives it)")
    parser.add_argument("--out", default="build/release/bench.csv", help="the CSV file (default %(default)s)")
    parser.add_argument("--filter", default="^(kernel|workload)/", help="regular expression for names (default all)")
    parser.add_argument("--seconds", type=float, default=0.1, help="of a repetition (default %(default)s)")
    parser.add_argument("--repetitions", type=int, default=7, help="of which the best counts (default %(default)s)")
    arguments = parser.parse_args()

    clock = google.run(arguments.program, "^machine/clock", 0.002, 100)["machine/clock", 1]["rate"]
    rows = [{"name": name, "threads": threads, "items_per_second": f"{measured['rate']:.4g}",
             "ns_per_item": f"{1e9 / measured['rate']:.4g}",
             "cycles_per_item": f"{threads * clock / measured['rate']:.4g}", "label": measured["label"]}
            for (name, threads), measured in google.run(arguments.program, arguments.filter, arguments.seconds,
                                                        arguments.repetitions).items()]
    with open(arguments.out, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)

    print(f"clock: {clock / 1e9:.2f} GHz; cycles are those of all threads together")
    print(f"{'work':26} {'threads':>7} {'items a second':>16} {'ns an item':>11} {'cycles':>8}")
    for row in rows:
        print(f"{row['name']:26} {row['threads']:7} {float(row['items_per_second']) / 1e6:14.1f} M "
              f"{float(row['ns_per_item']):11.4g} {float(row['cycles_per_item']):8.3g}  {row['label']}".rstrip())
    for name in MEMORY:
        print(f"largest memory of {name.rpartition('/')[2]:>9} elbows: {peak_memory(arguments.program, name)} KiB")
    print(f"written: {arguments.out}")
