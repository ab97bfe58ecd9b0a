"""Solves random variations of the shipped sites: each must end certified, or proven infeasible.

The certificate of every plan is checked from its files alone, and twenty four-week variations are solved
again with HiGHS. A variation that stops is allowed once in a hundred, and is listed with its gap.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from check_certificate import certify_files
from common import (
    FOUR_WEEKS, OBJECTIVE_TOLERANCE, ROOT, SITEMIX, CheckError, difference, highs, result, run,
    set_options, sites, table, work_folder, write_program,
)
from variations import Variation, draw, read_ranges

GAP_LIMITS = {"optimal": 1e-6, "near_optimal": 1e-4}
LEAST_SHARE_ENDED = 0.99
RECHECKED = 20
T = TypeVar("T")


@dataclass(frozen=True)
class Ending:
    variation: Variation
    status: str
    gap: float | None
    tries: int
    answered_by: str
    seconds: float
    peak_mb: float
    fault: str = ""

    @property
    def ended(self) -> bool:
        return self.status in (*GAP_LIMITS, "infeasible")

    def cells(self) -> list[str]:
        gap = "–" if self.gap is None else f"{self.gap:.1e}"
        return [str(self.variation.number), self.variation.site, self.status, gap, str(self.tries),
                self.answered_by, f"{self.seconds:.1f}", f"{self.peak_mb:.0f}", self.fault]


@dataclass(frozen=True)
class Recheck:
    variation: Variation
    ours: str
    theirs: str
    differs_by: float | None
    passed: bool

    def cells(self) -> list[str]:
        differs = "–" if self.differs_by is None else f"{self.differs_by:.1e}"
        return [str(self.variation.number), self.variation.site, self.ours, self.theirs, differs,
                "pass" if self.passed else "FAIL"]


def solve(variation: Variation) -> Ending:
    with work_folder() as folder:
        outcome = run([
            SITEMIX, "optimise", variation.site, "--quiet", "--no-cures", "--out", folder / "out",
            "--certificate-files", folder, *set_options(variation.changes),
        ])
        if outcome.status not in (0, 1, 3):
            return Ending(variation, f"exit {outcome.status}", None, 0, "–", outcome.seconds,
                          outcome.peak_mb, outcome.last_words())
        report = json.loads((folder / "out" / variation.site / "run.json").read_text(encoding="utf-8"))
        status, answer = report["status"], report["answered_by"]
        tries = sum(len(stage["tries"]) for stage in report["stages"])
        gap, fault = (answer["relative_gap"] if answer else None), ""
        if status in GAP_LIMITS:
            found = certify_files(*(folder / name for name in ("boxed.mps", "x.txt", "y.txt")))
            gap = found.relative_gap
            if not found.passed(GAP_LIMITS[status]):
                fault = f"the checker disagrees: residual {found.primal_residual:.1e}, {'; '.join(found.faults[:2])}"
        return Ending(variation, status, gap, tries, _name(answer), outcome.seconds,
                      report["peak_memory_mb"] or outcome.peak_mb, fault)


def recheck(variation: Variation) -> Recheck:
    """Four weeks of it with continuous counts, against HiGHS."""
    options = ["--relaxed", "--solve", "--horizon-hours", str(FOUR_WEEKS), *set_options(variation.changes)]
    try:
        with work_folder() as folder:
            write_program(variation.site, folder, *options)
            ours, theirs = result(folder), highs(folder / "natural.mps")
    except CheckError as error:
        return Recheck(variation, str(error), "–", None, False)
    if ours["status"] not in GAP_LIMITS or theirs.objective is None:
        return Recheck(variation, ours["status"], theirs.status, None, ours["status"] == theirs.status)
    differs = difference(ours["objective_kusd"], theirs.objective)
    limit = max(OBJECTIVE_TOLERANCE, GAP_LIMITS[ours["status"]])
    return Recheck(variation, ours["status"], theirs.status, differs, differs <= limit)


def _name(answer: dict | None) -> str:
    if not answer:
        return "–"
    return f"{answer['method']} {answer['block_length'] or '–'} {answer['scaling']}"


def in_parallel(jobs: int, what: str, work: Callable[[Variation], T], of: Iterable[Variation]) -> list[T]:
    with ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(work, variation) for variation in of]
        for done, _ in enumerate(as_completed(waiting), start=1):
            if sys.stderr.isatty() or done % 10 == 0:
                print(f"{what}: {done} of {len(waiting)}", end="\r" if sys.stderr.isatty() else "\n",
                      file=sys.stderr, flush=True)
    return [each.result() for each in waiting]


def command(variation: Variation) -> str:
    return shlex.join(["sitemix", "optimise", variation.site, *set_options(variation.changes)])


def report(endings: list[Ending], rechecks: list[Recheck]) -> bool:
    heads = ["number", "site", "status", "gap", "tries", "answered by", "seconds", "MB", ""]
    print(table(heads, [ending.cells() for ending in endings]))
    print("\nfour weeks beside HiGHS")
    print(table(["number", "site", "ours", "HiGHS", "differs by", ""], [one.cells() for one in rechecks]))
    for heading, counts in (
        ("status", Counter(ending.status for ending in endings)),
        ("answered by", Counter(ending.answered_by for ending in endings if ending.status in GAP_LIMITS)),
    ):
        print(f"\n{heading}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))
    odd = [ending for ending in endings if not ending.ended or ending.fault]
    for ending in odd:
        print(f"  {ending.status} {ending.fault}: {command(ending.variation)}")
    broken = [ending for ending in odd if ending.fault]
    differing = [one for one in rechecks if not one.passed]
    for one in differing:
        print(f"  differs from HiGHS: {command(one.variation)} --horizon-hours {FOUR_WEEKS}")
    share = sum(ending.ended for ending in endings) / len(endings)
    print(f"{share:.1%} certified or proven infeasible (limit {LEAST_SHARE_ENDED:.0%}), {len(broken)} faults, "
          f"{len(differing)} of {len(rechecks)} differ from HiGHS")
    return share >= LEAST_SHARE_ENDED and not broken and not differing


def main() -> int:
    parser = argparse.ArgumentParser(description="Solves random variations of the shipped sites.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = ROOT / "data" / "sites"
    texts = {name: (folder / name / "site.yaml").read_text(encoding="utf-8") for name in sites()}
    ranges = read_ranges(Path(__file__).with_name("soak_ranges.csv"))
    variations = draw(options.count, options.seed, ranges, texts)
    some = [variation for variation in variations if variation.number % max(1, options.count // RECHECKED) == 0]
    endings = in_parallel(options.jobs, "years", solve, variations)
    rechecks = in_parallel(options.jobs, "four weeks", recheck, some[:RECHECKED])
    return 0 if report(endings, rechecks) else 1


if __name__ == "__main__":
    sys.exit(main())
