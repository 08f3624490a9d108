#!/usr/bin/env python3
"""Holds our engines against fio's: the same file, alternating, in one run.

    harness/scripts/against_fio.py [--dir DIR] [--pairs 10] [--block 16k] [--size 256M] [--passes 5]

DIR says what is measured: /dev/shm (the default, tmpfs) leaves only the cost of submitting, a folder on a disk adds the
disk and its noise. Needs fio, python3 and a built jar (./run.sh builds it). Each pair runs both, in an order drawn at
random; what is compared is time per byte inside the measured passes, never the start of a process. Printed: the ratio
ours / fio's, its 95 % t interval over the pairs' log-ratios, and every pair.
"""

import argparse
import json
import math
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parents[2]

# Student's t, two-sided 95 %, by degrees of freedom from 1.
T_975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
         2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045]

CASES = [("PSYNC", "psync"), ("THREADS", "psync"), ("AIO", "libaio")]


def size_bytes(text):
    factor = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}.get(text[-1].lower())
    return int(text[:-1]) * factor if factor else int(text)


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def ours(engine, file, args, scratch):
    """Nanoseconds per byte over the measured passes of one fresh JVM."""
    result = scratch / "result.json"
    run([HOME / "run.sh", "jmh", "PassBenchmark", "-p", f"engine={engine}", "-p", "workload=IOZONE",
         "-p", "operation=READ", "-p", f"blockSize={args.block}", "-p", f"size={args.size}", "-p", f"target={file}",
         "-p", f"result={result}", "-f", "1", "-wi", "3", "-i", str(args.passes), "-foe", "true", "-v", "SILENT"],
        cwd=scratch)
    passes = json.loads(result.read_text())["passes"]
    result.unlink()
    return sum(p["durationNanos"] for p in passes) / sum(p["bytes"] for p in passes)


def fio(ioengine, file, args, scratch):
    """Nanoseconds per byte of one fio job that sweeps the file as often as our measured passes do."""
    text = run(["fio", "--name=peer", f"--filename={file}", f"--ioengine={ioengine}", "--iodepth=1", "--rw=read",
                "--direct=1", f"--bs={args.block}", f"--size={args.size}", f"--loops={args.passes}",
                "--output-format=json"], cwd=scratch)
    read = json.loads(text[text.index("{"):])["jobs"][0]["read"]
    moved = size_bytes(args.size) * args.passes
    if read["io_bytes"] != moved:
        sys.exit(f"fio read {read['io_bytes']} bytes, not {moved}")
    return read["runtime"] * 1e6 / moved


def interval(ratios):
    logs = [math.log(r) for r in ratios]
    mean = statistics.fmean(logs)
    half = T_975[min(len(logs) - 1, len(T_975)) - 1] * statistics.stdev(logs) / math.sqrt(len(logs))
    return math.exp(mean), math.exp(mean - half), math.exp(mean + half)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", default="/dev/shm", help="folder that the file is made in (default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=10, help="pairs per engine, at least 3 (default: %(default)s)")
    parser.add_argument("--block", default="16k", help="block size (default: %(default)s)")
    parser.add_argument("--size", default="256M", help="file size and bytes of a pass (default: %(default)s)")
    parser.add_argument("--passes", type=int, default=5, help="measured passes (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31), help="of the order")
    args = parser.parse_args()
    if shutil.which("fio") is None:
        sys.exit("fio is not installed; it is in the package 'fio' of every distribution")
    if args.pairs < 3:
        sys.exit("--pairs must be at least 3: an interval needs them")
    order = random.Random(args.seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="aio-against-fio-", dir=args.dir))
    try:
        file = folder / "file"
        with open(file, "wb") as out:
            left = size_bytes(args.size)
            while left:
                left -= out.write(os.urandom(min(left, 1 << 20)))
            out.flush()
            os.fsync(out.fileno())
        version = run(["fio", "--version"]).strip()
        print(f"{version} against ours; {args.block} sequential direct reads, {args.size} x {args.passes} a run, "
              f"depth 1, in {args.dir}; {args.pairs} pairs, seed {args.seed}")
        print("ratio of time per byte, ours / fio's; below 1 ours is faster; 95 % t interval on log-ratios")
        for engine, ioengine in CASES:
            ratios = []
            for _ in range(args.pairs):
                if order.random() < 0.5:
                    mine = ours(engine, file, args, folder)
                    theirs = fio(ioengine, file, args, folder)
                else:
                    theirs = fio(ioengine, file, args, folder)
                    mine = ours(engine, file, args, folder)
                ratios.append(mine / theirs)
            mean, low, high = interval(ratios)
            pairs = " ".join(f"{r:.3f}" for r in ratios)
            print(f"{engine.lower():8} / fio {ioengine:7} {mean:.3f}  [{low:.3f}, {high:.3f}]  n={len(ratios)}   {pairs}",
                  flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
