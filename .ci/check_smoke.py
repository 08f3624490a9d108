"""Checks what a smoke run left behind and printed: python3 check_smoke.py RUN_FOLDER STDOUT_FILE"""

import csv
import json
import pathlib
import sys

RECORD_FIELDS = {"schemaVersion", "trial", "round", "status", "attempt", "control", "cell", "result"}
RESULT_FIELDS = {"passes", "receipts", "gates"}
CELL_FIELDS = {"engine", "workload", "operation", "blockSizeBytes", "depth", "splitBytes",
               "targetState", "cacheMode", "sizeBytes", "buffers", "placement"}
PASS_FIELDS = {"durationNanos", "bytes", "requests", "allocatedBytes"}
SUBMIT = {"psync": ("pread64", "pwrite64"), "threads": ("pread64", "pwrite64"),
          "aio": ("io_submit", "io_submit")}


def need(truth, what):
    if not truth:
        sys.exit(f"smoke check failed: {what}")


def check_trial(line_number, record):
    where = f"trials.jsonl line {line_number}"
    need(RECORD_FIELDS <= record.keys(), f"{where}: missing {RECORD_FIELDS - record.keys()}")
    need(record["status"] == "OK", f"{where}: {record['status']}: {record.get('reason')}")
    cell = record["cell"]
    need(CELL_FIELDS <= cell.keys(), f"{where}: cell lacks {CELL_FIELDS - cell.keys()}")
    result = record["result"]
    need(RESULT_FIELDS <= result.keys(), f"{where}: result lacks {RESULT_FIELDS - result.keys()}")
    need(result["passes"], f"{where}: no passes")
    for one in result["passes"]:
        need(PASS_FIELDS <= one.keys(), f"{where}: a pass lacks {PASS_FIELDS - one.keys()}")
        need(one["bytes"] == cell["sizeBytes"] and one["durationNanos"] > 0, f"{where}: pass {one}")
    requests = sum(one["requests"] for one in result["passes"])
    call = SUBMIT.get(cell["engine"])
    if call and cell["depth"] == 1:
        name = call[cell["operation"] == "write"]
        need(result["receipts"]["syscalls"].get(name) == requests,
             f"{where}: {requests} requests but receipts {result['receipts']['syscalls']}")


def main(folder, stdout_file):
    folder = pathlib.Path(folder)
    lines = (folder / "trials.jsonl").read_text().splitlines()
    # A block that was disturbed is measured again; its first attempts stay in the journal.
    records = [record for record in map(json.loads, lines) if record["status"] != "REPEATED"]
    for number, record in enumerate(records, 1):
        check_trial(number, record)
    manifest = json.loads((folder / "run.json").read_text())
    plan = manifest["plan"]
    controls = len({json.dumps({**cell, "engine": ""}, sort_keys=True) for cell in plan["cells"]})
    planned = plan["rounds"] * (len(plan["cells"]) + controls)
    need(len(records) == planned, f"{len(records)} trials, {planned} planned")
    engines = {record["cell"]["engine"] for record in records}
    need({"psync", "threads", "aio"} <= engines, f"engines {engines}")
    text = pathlib.Path(stdout_file).read_text()
    for word in ("native", "qemu+aio", "KB/s", "MB/s", "report.html"):
        need(word in text, f"'{word}' is not in what was printed")
    html = (folder / "report.html").read_text()
    for word in ("39133", "native", "qemu+aio", "</html>"):
        need(word in html, f"'{word}' is not in the report")
    for foreign in ('src="http', "<link", "@import"):
        need(foreign not in html, f"the report is not self-contained: {foreign}")
    tables = list(csv.DictReader((folder / "tables.csv").read_text().splitlines()))
    estimates = {(row["engine"], row["control"]) for row in tables if row["kind"] == "estimate"}
    need({("psync", "false"), ("threads", "true"), ("aio", "false")} <= estimates,
         f"tables.csv has estimates of {estimates}")
    need({"comparison", "control"} <= {row["kind"] for row in tables}, "tables.csv lacks verdicts")
    left = [str(p) for p in folder.iterdir() if "scratch" in p.name]
    need(not left, f"scratch left behind: {left}")
    print(f"smoke check: {len(records)} trials OK, report {len(html) // 1024} KiB")


if __name__ == "__main__":
    main(*sys.argv[1:])
