#!/usr/bin/env python3
"""What a JVM costs beside what it measures: the start of the program, and a fork beyond its passes.

    python3 harness/scripts/fork_overhead.py [--repeats 5]

Runs the smallest of measurements in a temporary folder under results/, with the JVM arguments of
the profile quick and without: one fork after another, and in blocks of four that start and end
together. A fork's overhead is the wall time of its trial less its passes, warm-up and lead-ins
included; in a block, the fourth part of what the block takes beyond the passes of all. The goal is
0.5 s.
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
QUICK = ["--jvm-args", "-XX:TieredStopAtLevel=1"]
LEAD_IN = 0.25


def timed(*arguments):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([RUN, *arguments], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, cpu


def passes_nanos(trial, lead_in):
    nanos = sum(one["durationNanos"] for one in trial["result"]["warmups"])
    return nanos + (1 + lead_in) * sum(one["durationNanos"] for one in trial["result"]["passes"])


def trials(folder, *options):
    timed("run", *TINY, *options, "--out", str(folder))
    lines = (folder / "trials.jsonl").read_text().splitlines()
    archive = json.loads((folder / "forks.json").read_text())["classArchive"]
    if archive != "dynamic":
        print("class archive of the forks:", archive)
    return [json.loads(line) for line in lines]


def alone(folder, *options):
    return [(trial["wallNanos"] - passes_nanos(trial, 0)) / 1e9
            for trial in trials(folder, "--interleave", "forks", *options)]


def together(folder, *options):
    blocks = {}
    for trial in trials(folder, *options):
        blocks.setdefault(trial["startedAt"], []).append(trial)
    return [(max(arm["wallNanos"] for arm in arms) - sum(passes_nanos(arm, LEAD_IN) for arm in arms))
            / len(arms) / 1e9
            for arms in blocks.values()]


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
        for what, options in ("", []), (", quick's JVM", QUICK):
            say("a fork alone" + what, alone(folder / f"alone{len(options)}", *options))
            say("a fork in a block" + what, together(folder / f"block{len(options)}", *options))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
