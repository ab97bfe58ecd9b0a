"""Solves random variations of the shipped sites: each must end certified, or proven infeasible.

The certificate of every plan is checked from its files alone, and twenty four-week variations are solved
again with HiGHS. In twenty weeks one source or store is taken away, and one limit tightened: neither plan may cost
less than the bound that the whole choice claims. A variation that stops is allowed once in a hundred, and is listed
with its gap.
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
from variations import Variation, draw, flatten, read_ranges

# Of the certificate, which speaks of the program with its counts fixed; a relaxed program has no other.
GAP_LIMITS = {"optimal": 1e-6, "near_optimal": 1e-4}
PLANS = ("optimal", "near_optimal", "feasible")
WEEK = 168
# What may be taken away, and limits that may be tightened where the site has a number for them.
OPTIONAL = ("solar", "bess", "second_life_battery", "pipeline_gas", "standby_generator")
TIGHTENED = ("grid.import_limit_mw", "pipeline_gas.max_units", "solar.land_limit_mwdc", "second_life_battery.inventory_packs")
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
        return self.status in (*PLANS, "infeasible")

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
            SITEMIX, "optimise", variation.site, "--quiet", "--no-remedies", "--out", folder / "out",
            "--certificate-files", folder, *set_options(variation.changes),
        ])
        if outcome.status not in (0, 1, 3):
            return Ending(variation, f"exit {outcome.status}", None, 0, "–", outcome.seconds,
                          outcome.peak_mb, outcome.last_words())
        report = json.loads((folder / "out" / variation.site / "run.json").read_text(encoding="utf-8"))
        status, answer = report["status"], report["answered_by"]
        tries = sum(len(stage["tries"]) for stage in report["stages"])
        gap, fault = (answer["relative_gap"] if answer else None), ""
        if status in PLANS:
            found = certify_files(*(folder / name for name in ("boxed.mps", "x.txt", "y.txt")))
            gap = found.relative_gap
            if not found.passed(GAP_LIMITS["near_optimal"]):
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


@dataclass(frozen=True)
class Restriction:
    variation: Variation
    change: str
    bound: float
    cost: float | None

    @property
    def passed(self) -> bool:
        return self.cost is None or self.cost >= self.bound - OBJECTIVE_TOLERANCE * abs(self.bound)

    def cells(self) -> list[str]:
        cost = "no plan" if self.cost is None else f"{self.cost:,.0f}"
        return [str(self.variation.number), self.variation.site, self.change, f"{self.bound:,.0f}", cost,
                "pass" if self.passed else "FAIL"]


def restrict(variation: Variation, keys: dict[str, str]) -> list[Restriction]:
    """A week of it with one thing taken away, and with one limit at seven tenths."""
    base = week(variation, ())
    if base is None:
        return []
    found = []
    for change in restrictions(variation, keys):
        plan = week(variation, (change,))
        cost = None if plan is None else plan["objective_usd_per_year"]
        found.append(Restriction(variation, change, base["lower_bound_usd_per_year"], cost))
    return found


def restrictions(variation: Variation, keys: dict[str, str]) -> list[str]:
    """One component and one number of the site, in turn by the number of the variation."""
    values = keys | dict(change.split("=", 1) for change in variation.changes)
    types = {key.split(".")[1]: value for key, value in keys.items() if key.count(".") == 2 and key.endswith(".type")}
    away = [f"components.{name}=null" for name, kind in types.items() if kind in OPTIONAL]
    tighter = [
        f"components.{name}.{limit.split('.')[1]}={int(0.7 * float(number))}"
        for name, kind in types.items() for limit in TIGHTENED if limit.split(".")[0] == kind
        if (number := values.get(f"components.{name}.{limit.split('.')[1]}", "")).replace(".", "", 1).isdigit()
    ]
    return [some[variation.number % len(some)] for some in (away, tighter) if some]


def week(variation: Variation, changes: tuple[str, ...]) -> dict | None:
    outcome = run([
        SITEMIX, "optimise", variation.site, "--print-only", "--json", "--no-remedies", "--horizon-hours", str(WEEK),
        *set_options((*variation.changes, *changes)),
    ])
    plan = json.loads(outcome.output) if outcome.status == 0 else None
    return plan if plan and plan["status"] in PLANS else None


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


def report(endings: list[Ending], rechecks: list[Recheck], narrower: list[Restriction]) -> bool:
    heads = ["number", "site", "status", "gap", "tries", "answered by", "seconds", "MB", ""]
    print(table(heads, [ending.cells() for ending in endings]))
    print("\nfour weeks beside HiGHS")
    print(table(["number", "site", "ours", "HiGHS", "differs by", ""], [one.cells() for one in rechecks]))
    print("\nless to choose from, a week")
    print(table(["number", "site", "change", "bound of all", "cost", ""], [one.cells() for one in narrower]))
    for heading, counts in (
        ("status", Counter(ending.status for ending in endings)),
        ("answered by", Counter(ending.answered_by for ending in endings if ending.status in PLANS)),
    ):
        print(f"\n{heading}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))
    odd = [ending for ending in endings if not ending.ended or ending.fault]
    for ending in odd:
        print(f"  {ending.status} {ending.fault}: {command(ending.variation)}")
    broken = [ending for ending in odd if ending.fault]
    differing = [one for one in rechecks if not one.passed]
    for one in differing:
        print(f"  differs from HiGHS: {command(one.variation)} --horizon-hours {FOUR_WEEKS}")
    cheaper = [one for one in narrower if not one.passed]
    for one in cheaper:
        print(f"  cheaper than the bound: {command(one.variation)} --set {one.change} --horizon-hours {WEEK}")
    share = sum(ending.ended for ending in endings) / len(endings)
    print(f"{share:.1%} certified or proven infeasible (limit {LEAST_SHARE_ENDED:.0%}), {len(broken)} faults, "
          f"{len(differing)} of {len(rechecks)} differ from HiGHS, {len(cheaper)} of {len(narrower)} cheaper than a bound")
    return share >= LEAST_SHARE_ENDED and not broken and not differing and not cheaper


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
    keys = {name: flatten(text) for name, text in texts.items()}
    pairs = in_parallel(options.jobs, "weeks", lambda one: restrict(one, keys[one.site]), some[:RECHECKED])
    return 0 if report(endings, rechecks, [each for pair in pairs for each in pair]) else 1


if __name__ == "__main__":
    sys.exit(main())
