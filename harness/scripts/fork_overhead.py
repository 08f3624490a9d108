#!/usr/bin/env python3
"""What a JVM costs beside what it measures: the start of the program, and a fork beyond its passes.

    python3 harness/scripts/fork_overhead.py [--repeats 5]

Runs the smallest of measurements in a temporary folder under results/. A fork's overhead is the
wall time of its trial less its passes, warm-up included; the goal is 0.5 s.
"""

import argparse
import json
import pathlib
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

RUN = pathlib.Path(__file__).resolve().parents[2] / "run.sh"
TINY = ["--profile", "smoke", "--engines", "psync,threads,aio", "--workloads", "iozone",
        "--operations", "read", "--block-sizes", "16k", "--size", "4M", "--rounds", "3"]


def timed(*arguments):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([RUN, *arguments], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, cpu


def overhead_seconds(trial):
    passes = trial["result"]["passes"] + trial["result"]["warmups"]
    return (trial["wallNanos"] - sum(one["durationNanos"] for one in passes)) / 1e9


def say(what, values):
    print(f"{what:<34} median {statistics.median(values):5.2f} s,"
          f" from {min(values):.2f} to {max(values):.2f} ({len(values)})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    timed("--version")  # builds if needed
    starts = [timed("--version") for _ in range(repeats)]
    say("start of the program", [wall for wall, _ in starts])
    say("the same, CPU", [cpu for _, cpu in starts])
    results = pathlib.Path("results")
    results.mkdir(exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="fork-overhead-", dir=results))
    try:
        timed("run", *TINY, "--interleave", "forks", "--out", str(folder / "run"))
        lines = (folder / "run" / "trials.jsonl").read_text().splitlines()
        print("class archive of the forks:",
              json.loads((folder / "run" / "forks.json").read_text())["classArchive"])
        say("a fork beyond its passes", [overhead_seconds(json.loads(line)) for line in lines])
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
