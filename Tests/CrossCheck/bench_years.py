"""Processor time, memory and gap of a plan over 1 to 20 modelled years of sparks-nevada, with its bridge of dates.

Each horizon is planned in a process of its own: the joined program, its roundings to whole units, each year with
whole sets online, and, up to six years, what a month of each date is worth.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import SITEMIX, table

SITE, SCENARIO = "sparks-nevada", "bridge"
YEARS = (1, 3, 5, 10, 20)
HEADS = ["years", "rows", "relaxed gap", "whole gap", "joined s", "whole s", "each year s", "dates s",
         "processor s", "wall s", "MB"]


def seconds(stages: list[dict], begins: tuple[str, ...]) -> float:
    return sum(s["seconds"] for s in stages if s["name"].startswith(begins))


def measure(years: int, out: str) -> list[str]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    command = [str(SITEMIX), "optimise", SITE, "--scenario", SCENARIO, "--set", f"horizon.years={years}",
               "--out", out, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        return [str(years), f"exit {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"] + [""] * (len(HEADS) - 2)
    folder = Path(out) / SITE
    plan, ran = (json.loads((folder / name).read_text()) for name in ("plan.json", "run.json"))
    stages = ran["stages"]
    joined, whole = seconds(stages, ("all years",)), seconds(stages, ("whole units, up",))
    each = seconds(stages, ("2",))
    all_seconds = sum(s["seconds"] for s in stages)
    return [
        str(years), f"{plan['program']['rows']:,}", f"{plan['certificate']['relative_gap']:.1e}",
        f"{plan['mip_gap']:.2%}", f"{joined:.0f}", f"{whole:.0f}", f"{each:.0f}",
        f"{max(0.0, time.monotonic() - started - all_seconds):.0f}",
        f"{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.0f}",
        f"{time.monotonic() - started:.0f}", f"{ran.get('peak_memory_mb', 0):.0f}",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, nargs="*", default=list(YEARS))
    with tempfile.TemporaryDirectory() as out:
        rows = []
        for years in parser.parse_args().years:
            rows.append(measure(years, out))
            print(" ".join(rows[-1]), file=sys.stderr)
        print(table(HEADS, rows))
    print(f"{os.cpu_count()} cores; HiGHS on the joined program: write it with sitemix optimise --certificate-files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
