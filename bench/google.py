"""Runs Assay's own benchmark program."""

import json
import os
import re
import subprocess

FIELDS = re.compile(r"(?P<name>.*?)(/iterations:\d+)?/real_time(/threads:(?P<threads>\d+))?$")

# NumPy asks for huge pages for its large arrays; the C library's malloc asks for them if told to.
HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def run(program, pattern, seconds, repetitions):
    """{(name, threads): {"rate": items a second, "label": text}} of the works that match, best of the repetitions."""
    output = subprocess.run(
        [program, f"--benchmark_filter={pattern}", f"--benchmark_min_time={seconds}",
         f"--benchmark_repetitions={repetitions}", "--benchmark_format=json"],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | HUGE_PAGES).stdout
    best = {}
    for measured in json.loads(output)["benchmarks"]:
        if measured["run_type"] != "iteration":
            continue
        fields = FIELDS.match(measured["run_name"])
        key = fields["name"], int(fields["threads"] or 1)
        rate = measured["items_per_second"]
        if key not in best or rate > best[key]["rate"]:
            best[key] = {"rate": rate, "label": measured.get("label", "")}
    return best
