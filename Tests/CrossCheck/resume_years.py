"""Kills a plan over years at random moments and lets it go on: the results must be those of a run that was not.

Every file is compared byte by byte, but for run.json, which tells of times and memory.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import ROOT, SITEMIX, CheckError


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="sparks-nevada")
    parser.add_argument("--scenario", default="bridge")
    parser.add_argument("--hours", type=int, default=168, help="hours of each year that are modelled")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitemix-resume-") as folder:
        try:
            print(trial(Path(folder), options))
        except CheckError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            return 1
    return 0


def trial(folder: Path, options: argparse.Namespace) -> str:
    whole = folder / "whole"
    started = time.monotonic()
    finish(options, whole)
    seconds = time.monotonic() - started
    moments = random.Random(options.seed)
    kills = 0
    for number in range(options.rounds):
        out = folder / f"killed-{number}"
        # Three times at the most: then it is let to its end.
        for _ in range(3):
            run = start(options, out)
            try:
                run.wait(timeout=moments.uniform(0.1, 0.8) * seconds)
                break
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                run.wait()
                kills += 1
        finish(options, out)
        left, right = contents(whole), contents(out)
        different = sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
        if different:
            raise CheckError(f"{len(different)} files differ after kills of round {number}: {different[:5]}")
    if not kills:
        raise CheckError("no run was killed: model more hours")
    return f"{kills} kills in {options.rounds} runs: {len(contents(whole))} files, the same bytes"


def start(options: argparse.Namespace, out: Path) -> subprocess.Popen[bytes]:
    words = [SITEMIX, "optimise", options.site, "--scenario", options.scenario, "--out", out]
    words += ["--horizon-hours", str(options.hours), "--quiet"]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(options: argparse.Namespace, out: Path) -> None:
    run = start(options, out)
    _, errors = run.communicate()
    if run.returncode:
        raise CheckError(f"the run ended with {run.returncode}:\n{errors.decode()}")
    if (out / ".unfinished").exists():
        raise CheckError("answers were left beside the results")


def contents(out: Path) -> dict[str, bytes]:
    """Every file that must be the same, by its path."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


if __name__ == "__main__":
    sys.exit(main())
