"""What the peers' programs have in common: their clock, their command line, their output."""

import argparse
import json
import math
import time
from concurrent.futures import ThreadPoolExecutor

CELLS = 4096            # of workload/elbow, equiprobable under the Cauchy law
LARGE = 1 << 24         # values of the large fills
RIDGE_ROWS, RIDGE_COLUMNS, RIDGE_LAMBDA = 64, 16, 1.0   # of workload/ridge
VARIANCE_WIDTH, VARIANCE_BATCH, VARIANCE_DEPTH, VARIANCE_NETWORKS = 512, 128, 50, 8  # of workload/variance
MLP_WIDTHS, MLP_BATCH = (784, 512, 512, 10), 128        # of workload/mlp
ADAM_RATE, ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON = 1e-3, 0.9, 0.999, 1e-8
REPETITIONS = 5         # of which the best counts
SGD_DIMENSION, SGD_REPLICATES, SGD_STEPS = 16, 4096, 1000       # of workload/sgd
ADAM_REPLICATES, ADAM_STEPS = 65536, 200                        # of workload/adam
ADAM_PARAMETERS = 4_000_000                                     # of kernel/adam-step


def rate(make, threads, seconds):
    """Items a second that `threads` threads do together. make(k) gives thread k its own step() and the items of a step.

    Both libraries release the interpreter's lock, so that threads do run side by side.
    """
    workers = [make(k) for k in range(threads)]
    items = sum(worker[1] for worker in workers)

    def run(worker, calls):
        for _ in range(calls):
            worker[0]()

    def timed(pool, calls):
        start = time.perf_counter()
        list(pool.map(run, workers, [calls] * threads))
        return time.perf_counter() - start

    with ThreadPoolExecutor(threads) as pool:
        timed(pool, 1)  # starts the threads and touches the arrays
        calls = max(1, math.ceil(seconds / timed(pool, 1)))
        calls = max(1, math.ceil(calls * seconds / timed(pool, calls)))
        return items * calls / min(timed(pool, calls) for _ in range(REPETITIONS))


def main(description, works):
    """Prints [[name, threads, items a second], ...] as JSON. works(chunk): {name: make}; chunk None is the best known."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--works", nargs="+", help="only those (default all)")
    parser.add_argument("--seconds", type=float, default=0.05, help="of a repetition (default %(default)s)")
    parser.add_argument("--chunk", type=int, help="values at a time, to look for the best (default: the best known)")
    arguments = parser.parse_args()
    print(json.dumps([[name, threads, rate(make, threads, arguments.seconds)]
                      for name, make in works(arguments.chunk).items() if not arguments.works or name in arguments.works
                      for threads in arguments.threads]))
