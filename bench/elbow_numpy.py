#!/usr/bin/python3
"""workload/elbow of bench/elbow.cpp, as a careful user of NumPy would write it.

w and b standard normal in float64, c = -b/w, and c counted in 4096 equiprobable cells of the Cauchy law. Arrays are
reused and stay in the second-level cache; threads run in parallel because NumPy releases the interpreter lock.
Prints the elbows per second as JSON.
"""

import argparse
import json
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

CELLS = 4096
CHUNK = 1 << 14  # two arrays of 128 KiB; the fastest of 2^12 ... 2^16 on the machine of docs/performance.md


def count_elbows(seed, chunks):
    generator = np.random.default_rng(seed)
    w, c = np.empty(CHUNK), np.empty(CHUNK)
    counts = np.zeros(CELLS, dtype=np.int64)
    for _ in range(chunks):
        generator.standard_normal(out=w)
        generator.standard_normal(out=c)  # b
        np.divide(c, w, out=c)
        np.negative(c, out=c)
        np.arctan(c, out=c)
        c *= CELLS / np.pi
        c += CELLS / 2
        counts += np.bincount(c.astype(np.intp), minlength=CELLS)[:CELLS]
    return counts


def rate(threads, elbows):
    chunks = elbows // threads // CHUNK
    seeds = np.random.SeedSequence(1).spawn(threads)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(count_elbows, seeds, [1] * threads))  # start the threads
        start = time.perf_counter()
        total = sum(pool.map(count_elbows, seeds, [chunks] * threads))
        seconds = time.perf_counter() - start
    assert total.sum() == chunks * threads * CHUNK
    return float(total.sum() / seconds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--elbows", type=int, default=1 << 24)
    arguments = parser.parse_args()
    print(json.dumps({f"workload/elbow/real_time/threads:{t}": rate(t, arguments.elbows) for t in arguments.threads}))
