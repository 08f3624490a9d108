#!/usr/bin/env python3
"""Holds our engines against fio's and against a bare C loop: the same file, in turns, in one run.

    harness/scripts/against_fio.py [--dir DIR] [--engines psync,aio,aio-ring] [--depths 1,32] [--blocks 4k,16k]
                                   [--rounds 5] [--requests 100000] [--buffered] [--binding jna|ffm|auto]

DIR says what is measured: /dev/shm (the default, tmpfs) leaves only the cost of submitting, a folder on a disk adds the
disk and its noise. io_uring reads tmpfs by worker threads of the kernel's, so that its bar is a file in the page cache
of a disk's file system: --dir on a disk, and --buffered. All read at random into small pages that are mapped: those of
fio's default, malloc, are not aligned through the page cache, which alone makes it several times slower. The kernel's
setting transparent_hugepage must not be `always`, or fio's buffers lie in huge ones.

Each engine has a peer of fio's, as it is and tuned (no clock per request; completions taken in user space and in
batches of 8 from depth 32 on; buffers and file registered), and a C loop that makes the same system calls and is
compiled by `cc` if there is one. Each round measures everything once, in an order drawn at random. Printed: medians
of nanoseconds per request, and the ratio of ours to each of the others with its 95 % t interval over the rounds'
log-ratios. Compared is the time inside the requests, never the start of a process.

Needs fio, python3 and a built jar (./run.sh builds it).
"""

import argparse
import json
import math
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parents[2]
FILE_BYTES = 64 << 20

# Student's t, two-sided 95 %, by degrees of freedom from 1.
T_975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
         2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045]

# What an engine's name begins with: its peer of fio's, and the way of the C loop.
PEERS = [("aio", "libaio", "aio"), ("uring", "io_uring", "uring"), ("", "psync", "pread")]
# One request at a time, whatever the depth.
SYNCHRONOUS = ["psync", "filechannel"]


def peers(engine, depth):
    """The rest are pools of threads: neither fio nor the loop has one, so beyond depth 1 their bar is AIO at that depth."""
    ioengine, way = next((ioengine, way) for start, ioengine, way in PEERS if engine.startswith(start))
    return ("libaio", "aio") if ioengine == "psync" and depth > 1 else (ioengine, way)


def size_bytes(text):
    factor = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}.get(text[-1].lower())
    return int(text[:-1]) * factor if factor else int(text)


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Race:
    """What all contestants share."""

    def __init__(self, args, folder, file):
        self.args = args
        self.folder = folder
        self.file = file

    def ours(self, engine, block, depth):
        """Nanoseconds per request over the measured passes of one fresh JVM."""
        passes = max(1, self.args.requests * size_bytes(block) // FILE_BYTES)
        text = run([HOME / "run.sh", "jmh", "PassBenchmark", "-p", f"engine={engine.upper().replace('-', '_')}",
                    "-p", "workload=RANDOM", "-p", "operation=READ", "-p", f"window={depth}",
                    "-p", f"blockSize={block}",
                    "-p", f"size={FILE_BYTES}", "-p", "buffers=SMALL",
                    "-p", f"cache={'WRITEBACK' if self.args.buffered else 'NONE'}", "-p", f"target={self.file}",
                    "-f", "1", "-wi", "10", "-i", str(passes), "-foe", "true",
                    "-jvmArgsAppend", f"-Daiorevisited.binding={self.args.binding}"], cwd=self.folder)
        rate = re.search(r"# \d+ measured passes: ([\d.]+) MiB/s", text)
        if rate is None:
            sys.exit(f"no rate in:\n{text}")
        return size_bytes(block) / (float(rate[1]) * (1 << 20)) * 1e9

    def fio(self, engine, block, depth, tuned):
        """Nanoseconds per request of one fio job."""
        ioengine, _ = peers(engine, depth)
        command = ["fio", "--name=peer", f"--filename={self.file}", f"--ioengine={ioengine}", f"--iodepth={depth}",
                   "--rw=randread", "--norandommap", f"--direct={0 if self.args.buffered else 1}", f"--bs={block}",
                   f"--size={FILE_BYTES}", f"--io_size={self.args.requests * size_bytes(block)}",
                   "--mem=mmap", "--output-format=json"]
        if self.args.buffered:
            command += ["--invalidate=0"]
        if tuned:
            command += ["--gtod_reduce=1"]
            if ioengine == "libaio":
                command += ["--userspace_reap=1"]
            if ioengine == "io_uring":
                command += ["--fixedbufs=1", "--registerfiles=1"]
            if ioengine != "psync" and depth >= 32:
                command += ["--iodepth_batch_submit=8", "--iodepth_batch_complete_min=8",
                            f"--iodepth_batch_complete_max={depth}"]
        text = run(command, cwd=self.folder)
        read = json.loads(text[text.index("{"):])["jobs"][0]["read"]
        return read["runtime"] * 1e6 / (read["io_bytes"] / size_bytes(block))

    def bare(self, engine, block, depth):
        """Nanoseconds per request of the C loop."""
        _, way = peers(engine, depth)
        return float(run([self.folder / "bare_loop", way, self.file, str(size_bytes(block)), str(depth),
                          str(self.args.requests), "buffered" if self.args.buffered else "direct"]))


def interval(ratios):
    logs = [math.log(r) for r in ratios]
    mean = statistics.fmean(logs)
    half = T_975[min(len(logs) - 1, len(T_975)) - 1] * statistics.stdev(logs) / math.sqrt(len(logs))
    return f"{math.exp(mean):.2f} [{math.exp(mean - half):.2f}, {math.exp(mean + half):.2f}]"


def compile_loop(folder):
    """Compiles the C loop; whether there is one."""
    if shutil.which("cc") is None:
        print("no C compiler (cc), so the bare loop is left out", file=sys.stderr)
        return False
    run(["cc", "-O2", "-o", folder / "bare_loop", HOME / "harness" / "scripts" / "bare_loop.c"])
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dir", default="/dev/shm", help="folder that the file is made in (default: %(default)s)")
    parser.add_argument("--engines", default="psync,aio,aio-ring", help="of ours (default: %(default)s)")
    parser.add_argument("--depths", default="1,32", help="requests in flight (default: %(default)s)")
    parser.add_argument("--blocks", default="4k,16k", help="block sizes (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="at least 3 (default: %(default)s)")
    parser.add_argument("--requests", type=int, default=100_000, help="of one measurement (default: %(default)s)")
    parser.add_argument("--buffered", action="store_true", help="through the page cache, not past it")
    parser.add_argument("--binding", default="jna", choices=["jna", "ffm", "auto"], help="of our system calls")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31), help="of the order")
    args = parser.parse_args()
    if shutil.which("fio") is None:
        sys.exit("fio is not installed; it is in the package 'fio' of every distribution")
    if args.rounds < 3:
        sys.exit("--rounds must be at least 3: an interval needs them")
    engines = args.engines.split(",")
    depths = [int(depth) for depth in args.depths.split(",")]
    blocks = args.blocks.split(",")
    order = random.Random(args.seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="aio-against-fio-", dir=args.dir))
    try:
        file = folder / "file"
        file.write_bytes(os.urandom(FILE_BYTES))
        os.sync()
        race = Race(args, folder, file)
        contestants = {"ours": race.ours,
                       "fio": lambda *cell: race.fio(*cell, tuned=False),
                       "fio tuned": lambda *cell: race.fio(*cell, tuned=True)}
        if compile_loop(folder):
            contestants["bare loop"] = race.bare
        cells = [(engine, block, depth) for engine in engines for block in blocks for depth in depths
                 if depth == 1 or engine not in SYNCHRONOUS]
        figures = {}
        for _ in range(args.rounds):
            turns = [(cell, name) for cell in cells for name in contestants]
            order.shuffle(turns)
            for cell, name in turns:
                figures.setdefault((cell, name), []).append(contestants[name](*cell))
        version = run(["fio", "--version"]).strip()
        print(f"{version}; random {'buffered' if args.buffered else 'direct'} reads in {args.dir}, {args.requests} "
              f"requests a measurement, {args.rounds} rounds, binding {args.binding}, seed {args.seed}")
        print(f"{'engine':16}{'block':>6}{'depth':>6}" + "".join(f"{name:>11}" for name in contestants)
              + "".join(f"{'ours / ' + name:>24}" for name in contestants if name != "ours"))
        for cell in cells:
            medians = [statistics.median(figures[cell, name]) for name in contestants]
            ratios = [interval([mine / other for mine, other in zip(figures[cell, "ours"], figures[cell, name])])
                      for name in contestants if name != "ours"]
            print(f"{cell[0]:16}{cell[1]:>6}{cell[2]:>6}" + "".join(f"{m:>11.0f}" for m in medians)
                  + "".join(f"{ratio:>24}" for ratio in ratios))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
