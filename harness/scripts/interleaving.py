#!/usr/bin/env python3
"""Compares --interleave passes with --interleave forks: do both give the same means, and which one scatters less?

Runs both in turn, a few rounds at a time, on the same cells, and prints for each pair of arms the mean and the standard
deviation of the log-ratio of their times per byte, over blocks; then the difference of the two designs' means in
standard errors. Everything after -- goes to ./run.sh run.

    harness/scripts/interleaving.py --chunks 4 --rounds 3 -- --workloads iozone --operations read --block-sizes 16k
"""

import argparse
import collections
import itertools
import json
import math
import pathlib
import random
import shutil
import statistics
import subprocess
import tempfile

RUN = pathlib.Path(__file__).resolve().parents[2] / "run.sh"


def arm(trial):
    return trial["cell"]["engine"] + (" again" if trial["control"] else "")


def condition(trial):
    cell = trial["cell"]
    return f"{cell['workload']} {cell['operation']} {cell['blockSizeBytes'] >> 10}k"


def blocks(folder):
    """The log of the time per byte of each arm, by condition and round."""
    found = collections.defaultdict(dict)
    for line in (folder / "trials.jsonl").read_text().splitlines():
        trial = json.loads(line)
        if trial["status"] == "OK":
            passes = trial["result"]["passes"]
            nanos, size = (sum(one[key] for one in passes) for key in ("durationNanos", "bytes"))
            found[condition(trial), trial["round"]][arm(trial)] = math.log(nanos / size)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chunks", type=int, default=4, help="how often each design gets its turn")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of a chunk")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("rest", nargs="*", help="arguments of ./run.sh run, after --")
    options = parser.parse_args()
    order = random.Random(options.seed)
    ratios = collections.defaultdict(lambda: {"forks": [], "passes": []})
    results = pathlib.Path("results")
    results.mkdir(exist_ok=True)
    room = pathlib.Path(tempfile.mkdtemp(prefix="interleaving-", dir=results))
    try:
        for chunk, design in itertools.product(range(options.chunks), order.sample(["forks", "passes"], 2)):
            folder = room / f"{chunk}-{design}"
            # Status 1 only says that some cell has no figure: what there is counts.
            subprocess.run([RUN, "run", *options.rest, "--interleave", design, "--rounds", str(options.rounds),
                            "--out", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for (where, _), arms in blocks(folder).items():
                for one, other in itertools.combinations(sorted(arms), 2):
                    ratios[where, one, other][design].append(arms[one] - arms[other])
    finally:
        shutil.rmtree(room)
    print(f"{'condition':<18}{'pair':<24}{'forks: n, mean, sd':>24}{'passes: n, mean, sd':>24}{'means differ by':>18}")
    for (where, one, other), designs in sorted(ratios.items()):
        row, errors, means = f"{where:<18}{one + ' / ' + other:<24}", [], []
        for design in ("forks", "passes"):
            values = designs[design]
            if len(values) < 2:
                row += f"{'too few':>24}"
                continue
            mean, sd = statistics.mean(values), statistics.stdev(values)
            means.append(mean)
            errors.append(sd / math.sqrt(len(values)))
            row += f"{len(values):>10}{mean:>+7.3f}{sd:>7.3f}"
        if len(means) == 2:
            row += f"{(means[1] - means[0]) / math.hypot(*errors):>+14.1f} s.e."
        print(row)


if __name__ == "__main__":
    main()
