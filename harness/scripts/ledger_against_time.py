#!/usr/bin/env python3
"""Holds the CPU ledger against /usr/bin/time, which watches the same stand-alone process from outside.

    harness/scripts/ledger_against_time.py [--dir DIR] [--engine THREADS] [--operation READ] [--block 16k] [--size 64M]
                                           [--passes 40] [--pairs 3]

`time` sees a whole process, the start of its JVM included. So two processes run, one of which carries out --passes more
passes than the other: what it took more, by `time`, is what those passes took, the submitting thread, the pool's workers and
all the rest. Both keep the ledger of every pass; what the second one's ledgers add up to beyond the first one's is to be the
same. Printed: user + system seconds by both and their ratio, for every pair and the median; the status is 1 if the median is
more than 10 % off. Needs /usr/bin/time, python3 and a built jar (./run.sh builds it).
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parents[2]
LEDGER = "io.aiorevisited.harness.profilers.CpuLedgerProfiler"
FIRST_PASSES = 5
MOST_ERROR = 0.10


def run(command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def watched(args, file, scratch, passes):
    """User + system seconds of one process: by time; and by ledger of process, home thread and the engine's others."""
    out, result = scratch / "time", scratch / "jmh.json"
    # Writes go to a scratch file that each process makes for itself: this one isn't the harness's own.
    target = file if args.operation == "READ" else ""
    run(["/usr/bin/time", "-f", "%U %S", "-o", out, HOME / "run.sh", "jmh", "PassBenchmark", "-f", "0", "-wi", "0",
         "-i", str(passes), "-p", f"engine={args.engine}", "-p", "workload=IOZONE", "-p", f"operation={args.operation}",
         "-p", f"blockSize={args.block}", "-p", f"size={args.size}", "-p", f"target={target}", "-foe", "true",
         "-v", "SILENT", "-prof", LEDGER, "-rf", "json", "-rff", result], cwd=scratch)
    metrics = json.loads(result.read_text())[0]["secondaryMetrics"]
    parts = [sum(micros(metrics, f"cpu.{part}.{kind}", passes) for kind in ("user", "system")) / 1e6
             for part in ("process", "home", "engine")]
    return [sum(float(word) for word in out.read_text().split()), *parts]


def micros(metrics, name, passes):
    """What a metric adds up to over all passes of the only fork."""
    values = metrics[name]["rawData"][0]
    if len(values) != passes:
        sys.exit(f"{len(values)} ledgers of {passes} passes")
    return sum(values)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", default=".", help="folder that the file is made in (default: here)")
    parser.add_argument("--engine", default="THREADS", help="engine (default: %(default)s)")
    parser.add_argument("--operation", default="READ", help="READ or WRITE (default: %(default)s)")
    parser.add_argument("--block", default="16k", help="block size (default: %(default)s)")
    parser.add_argument("--size", default="64M", help="bytes of a pass (default: %(default)s)")
    parser.add_argument("--passes", type=int, default=40, help="passes compared (default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=3, help="how often (default: %(default)s)")
    args = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory(dir=args.dir, prefix="ledger-against-time-") as folder:
        scratch = pathlib.Path(folder).resolve()
        file = scratch / "data"
        factor = {"k": 1 << 10, "M": 1 << 20, "G": 1 << 30}[args.size[-1]]
        with open("/dev/urandom", "rb") as noise, open(file, "wb") as data:
            for _ in range(int(args.size[:-1]) * factor >> 20):
                data.write(noise.read(1 << 20))
        print(f"{args.engine}, {args.operation} {args.block}, {args.passes} passes of {args.size}; user + system seconds")
        print("by time   by ledger   of it home, engine's others   ledger / time")
        for _ in range(args.pairs):
            few = watched(args, file, scratch, FIRST_PASSES)
            many = watched(args, file, scratch, FIRST_PASSES + args.passes)
            time, process, home, others = [b - a for a, b in zip(few, many)]
            ratios.append(process / time)
            print(f"{time:7.2f} {process:11.2f} {home:14.2f} {others:7.2f} {ratios[-1]:23.3f}", flush=True)
    median = statistics.median(ratios)
    print(f"median ledger / time: {median:.3f}")
    return 0 if abs(median - 1) <= MOST_ERROR else 1


if __name__ == "__main__":
    sys.exit(main())
