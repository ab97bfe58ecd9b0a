"""Runs sitemix and HiGHS as child processes, and what the cross-checks share."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITEMIX = ROOT / ".build" / "release" / "sitemix"
HIGHS = Path(__file__).with_name("highs.py")
# On a busy machine a solver waits this many times as long as it works, at most.
MOST_WAITING = 30
WORK = ROOT / ".build" / "cross-check"

FOUR_WEEKS = 672
QUARTER = 2190
YEAR = 8760
OBJECTIVE_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Run:
    """A child process that has ended."""

    status: int
    output: str
    errors: str
    seconds: float
    processor_seconds: float
    peak_mb: float

    def last_words(self) -> str:
        lines = (self.errors.strip() or self.output.strip()).splitlines()
        return lines[-1] if lines else "it said nothing"


@dataclass(frozen=True)
class Solved:
    """What a solver says about a program; money in kUSD."""

    status: str
    objective: float | None
    # Of a program in whole numbers: what is proven.
    bound: float | None
    seconds: float
    processor_seconds: float
    iterations: int
    peak_mb: float


class CheckError(RuntimeError):
    """A child process failed where it must not."""


def run(
    arguments: Sequence[str | Path], cap_seconds: float | None = None, cwd: Path = ROOT,
) -> Run:
    """Runs to the end, or kills at the cap (status -9); the memory is that of this child alone."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.monotonic()
        child = subprocess.Popen(
            [str(argument) for argument in arguments],
            cwd=cwd, stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
        )
        timer = threading.Timer(cap_seconds, child.kill) if cap_seconds else None
        if timer:
            timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - started
        if timer:
            timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        return Run(
            status=child.returncode,
            output=output.read().decode(),
            errors=errors.read().decode(),
            seconds=seconds,
            processor_seconds=usage.ru_utime + usage.ru_stime,
            peak_mb=usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10),
        )


def sites() -> list[str]:
    return sorted(path.parent.name for path in (ROOT / "data" / "sites").glob("*/site.yaml"))


@contextmanager
def work_folder() -> Iterator[Path]:
    """A folder inside the build folder, removed at the end: a year's program has 30 MB."""
    WORK.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        yield Path(folder)


def set_options(changes: Sequence[str]) -> list[str]:
    return [word for change in changes for word in ("--set", change)]


def write_program(site: str, folder: Path, *options: str) -> Run:
    """`sitemix program`: natural.mps and boxed.mps; with --solve the solution and result.json."""
    outcome = run([SITEMIX, "program", site, "--out", folder, *options])
    if outcome.status != 0:
        raise CheckError(f"sitemix program {site} ended with {outcome.status}: {outcome.last_words()}")
    return outcome


def result(folder: Path) -> dict:
    return json.loads((folder / "result.json").read_text(encoding="utf-8"))


def highs(
    program: Path, solver: str = "choose", cap_seconds: float = 600, whole: bool = False, gap: float = 1e-5,
) -> Solved:
    """HiGHS in its own process; past the cap it counts as stopped there."""
    options = ["--whole", "--gap", str(gap)] if whole else ["--solver", solver]
    outcome = run(
        [sys.executable, HIGHS, program, "--time-limit", str(cap_seconds), *options],
        cap_seconds=cap_seconds * (MOST_WAITING if whole else 1) + 60,
    )
    if outcome.status == -9:
        return Solved("time_limit", None, None, cap_seconds, cap_seconds, 0, outcome.peak_mb)
    if outcome.status != 0:
        raise CheckError(f"HiGHS on {program.name} ended with {outcome.status}: {outcome.last_words()}")
    answer = json.loads(outcome.output)
    return Solved(**answer, peak_mb=outcome.peak_mb)


def highs_by_algorithm(program: Path, words: Sequence[str], processor_seconds: int) -> Solved:
    """HiGHS by one of its algorithms, capped in processor time; `absent` where its wheel has no such algorithm."""
    outcome = run([
        sys.executable, HIGHS, program, *words, "--processor-limit", str(processor_seconds), "--time-limit", "1e9",
    ])
    if outcome.status == -signal.SIGXCPU:
        return Solved("time_limit", None, None, outcome.seconds, processor_seconds, 0, outcome.peak_mb)
    if outcome.status != 0:
        raise CheckError(f"HiGHS on {program.name} ended with {outcome.status}: {outcome.last_words()}")
    return Solved(**json.loads(outcome.output), peak_mb=outcome.peak_mb)


def difference(ours: float, theirs: float) -> float:
    """Of two objectives, relative to their size but at least to 1 kUSD."""
    return abs(ours - theirs) / max(1.0, abs(theirs))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need; the first flush left, the rest right."""
    lines = [heads, *rows]
    widths = [max(len(line[index]) for line in lines) for index in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths))
        ).rstrip()
        for line in lines
    )
