"""Small sites in whole units and whole sets online, solved by HiGHS and kept, beside what the planner claims of them.

    python small_sites.py                    the planner's plans beside the kept references
    python small_sites.py --record           solves the references again and keeps them (an hour)
    python small_sites.py --record pad-1     these alone

A reference is a week at most of a shipped site with a few keys changed. `sitemix program --integer` writes it for every count
of units that can matter, each a program of its own: with counts free a search stops far above the best. Counts whose
relaxation costs more than the best found are left out; so are all beyond, for the relaxation is convex in the count.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from common import ROOT, CheckError, highs, result, set_options, table, work_folder, write_program

FILE = Path(__file__).parent / "reference" / "small_sites.csv"
HEADS = ["site", "counts", "plan kUSD", "claimed gap", "true gap", "of the reference", ""]
# A count is closed at this part of its cost, or after so many seconds of processor time.
CLOSED = 1e-5
SECONDS = 60.0
# What printed numbers and a solver's own tolerances may differ by, of the cost.
TOLERANCE = 1e-6
# Counts of a fleet that are tried: what every site allows.
MOST_UNITS = 8


@dataclass(frozen=True)
class Case:
    """A small site: a shipped one with keys changed. Fleets are those whose units are enumerated."""

    name: str
    site: str
    changes: tuple[str, ...]
    hours: int = 168
    fleets: tuple[str, ...] = ("flare_gas",)


@dataclass(frozen=True)
class Reference:
    """What HiGHS proved and found over all counts; money in kUSD a year."""

    name: str
    site: str
    changes: str
    hours: int
    bound: float
    best: float
    counts: str
    seconds: float

    @property
    def gap(self) -> float:
        return (self.best - self.bound) / abs(self.best)

    def options(self) -> list[str]:
        return ["--horizon-hours", str(self.hours), *set_options(self.changes.split())]


def _pad(name: str, modules: int, *more: str, hours: int = 168) -> Case:
    return Case(name, "permian-flare-pad", (f"load.modules={modules}", "flare_gas.price_usd_per_mmbtu=3.5", *more), hours)


def _williston(name: str, modules: int, grid: float, *more: str, hours: int = 168) -> Case:
    keys = (f"load.modules={modules}", f"grid.import_limit_mw={grid}", "flare_gas.price_usd_per_mmbtu=3.5", *more)
    return Case(name, "williston-north-dakota", keys, hours)


def _sparks(name: str, modules: int, grid: float, *more: str, hours: int = 168) -> Case:
    keys = (f"campus.modules={modules}", f"grid.import_limit_mw={grid}", *more)
    return Case(name, "sparks-nevada", keys, hours, ("gensets",))


# The first eight are those of the study that the method was chosen by.
CASES = (
    _pad("pad-1", 1),
    _pad("pad-2", 2),
    _pad("pad-3", 3),
    _williston("williston-1", 1, 0.2),
    _williston("williston-2", 2, 0.3),
    _williston("williston-4", 4, 0.5),
    _sparks("sparks-3", 3, 1),
    _sparks("sparks-6", 6, 2),
    _pad("pad-1-day", 1, hours=24),
    _pad("pad-2-starts", 2, "flare_gas.start_cost_usd_per_mw=50", hours=48),
    _pad("pad-4", 4, hours=96),
    _pad("pad-small-sets", 2, "flare_gas.unit_mw=0.6", hours=72),
    _pad("pad-short-of-gas", 3, "flare_gas.well_uncertainty_fraction=0", "flare_gas.gas_day_variation_fraction=0.35", hours=120),
    _pad("pad-bank", 1, "flare_gas.load_bank_mw=0.3", hours=72),
    _williston("williston-2-days", 2, 0.3, hours=48),
    _williston("williston-3", 3, 0.2, hours=72),
    _williston("williston-no-sun", 2, 0.1, "solar.land_limit_mwdc=0", hours=96),
    _williston("williston-least-times", 2, 0.4, "flare_gas.min_up_hours=6", "flare_gas.min_down_hours=4", hours=48),
    _sparks("sparks-5", 5, 1, hours=72),
    _sparks("sparks-3-days", 3, 1, hours=72),
    _sparks("sparks-4", 4, 1, hours=96),
    _sparks("sparks-4-least-load", 4, 1, "gensets.minimum_load_fraction=0.5", hours=48),
    _sparks("sparks-3-dear-gas", 3, 1, "gensets.price_usd_per_mmbtu=9", hours=72),
    _sparks("sparks-3-cheap-store", 3, 1, "battery.capex_usd_per_kwh=90", "battery.capex_usd_per_kw=80", hours=48),
)
# Solved again on every change: those that HiGHS closes in seconds.
QUICK = ("pad-1", "pad-3", "williston-1", "williston-2", "pad-1-day", "williston-2-days")


def changes(case: Case) -> tuple[str, ...]:
    return tuple(f"components.{change}" for change in case.changes)


def solve(case: Case, seconds: float = SECONDS) -> Reference:
    """Every count that can matter, those of the cheapest relaxation first."""
    spent, closed, best, counts = 0.0, float("inf"), float("inf"), "none"
    relaxed: list[tuple[float, tuple[int, ...]]] = []
    for count in itertools.product(range(MOST_UNITS + 1), repeat=len(case.fleets)):
        with work_folder() as folder:
            write_program(case.site, folder, "--integer", *_options(case, count))
            found = highs(folder / "natural.mps")
        spent += found.processor_seconds
        if found.objective is not None:
            relaxed.append((found.objective, count))
        elif found.status != "infeasible":
            raise CheckError(f"{case.name}: HiGHS ends the relaxation of {_text(case, count)} with {found.status}")
    for cost, count in sorted(relaxed):
        if cost >= best * (1 - CLOSED):
            closed = min(closed, cost)
            continue
        with work_folder() as folder:
            write_program(case.site, folder, "--integer", *_options(case, count))
            found = highs(folder / "natural.mps", cap_seconds=seconds, whole=True, gap=CLOSED)
        spent += found.processor_seconds
        if found.status == "infeasible":
            continue
        closed = min(closed, found.bound if found.bound is not None else cost)
        if found.objective is not None and found.objective < best:
            best, counts = found.objective, _text(case, count)
        told = f"{found.status}, {found.objective}, {found.bound}"
        print(f"  {case.name} {_text(case, count)}: {told}", file=sys.stderr, flush=True)
    if best == float("inf"):
        raise CheckError(f"{case.name}: HiGHS finds no plan")
    # The relaxation is convex in the counts: more sets than these cost more still.
    if any(cost < best and MOST_UNITS in count for cost, count in relaxed):
        raise CheckError(f"{case.name}: more than {MOST_UNITS} sets might cost less")
    return Reference(
        case.name, case.site, " ".join(changes(case)), case.hours, min(closed, best), best, counts, round(spent, 1),
    )


def _options(case: Case, count: tuple[int, ...]) -> list[str]:
    held = [
        f"components.{fleet}.{key}={units}"
        for fleet, units in zip(case.fleets, count) for key in ("min_units", "max_units")
    ]
    return ["--horizon-hours", str(case.hours), *set_options([*changes(case), *held])]


def _text(case: Case, count: tuple[int, ...]) -> str:
    return " ".join(f"{fleet}={units}" for fleet, units in zip(case.fleets, count))


def references() -> dict[str, Reference]:
    if not FILE.exists():
        return {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {
            row["name"]: Reference(
                row["name"], row["site"], row["changes"], int(row["hours"]), float(row["bound"]), float(row["best"]),
                row["counts"], float(row["seconds"]),
            )
            for row in csv.DictReader(lines)
        }


def keep(found: dict[str, Reference]) -> None:
    order = [case.name for case in CASES]
    with FILE.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        names = [field.name for field in fields(Reference)]
        out.writerow(names)
        for name in sorted(found.keys() & set(order), key=order.index):
            out.writerow([getattr(found[name], field) for field in names])


@dataclass(frozen=True)
class Checked:
    """What the planner claims of a reference's site."""

    reference: Reference
    cost: float
    bound: float
    claimed: float
    faults: tuple[str, ...]

    def cells(self) -> list[str]:
        own = self.reference
        true = (self.cost - own.best) / self.cost
        return [
            own.name, own.counts, f"{self.cost:,.3f}", f"{self.claimed:.4%}", f"{true:.4%}", f"{own.gap:.1e}",
            "; ".join(self.faults) or "pass",
        ]


def check(own: Reference, again: bool = False) -> Checked:
    """The claims of the plan against the kept reference, and the reference against itself solved again."""
    try:
        with work_folder() as folder:
            write_program(own.site, folder, "--solve", *own.options())
            ours = result(folder)
        fault = _solved_again(own) if again else None
    except CheckError as error:
        return Checked(own, float("nan"), float("nan"), float("nan"), (str(error),))
    cost, bound, claimed = (ours.get(key) for key in ("plan_cost_kusd", "plan_bound_kusd", "mip_gap"))
    if cost is None or bound is None or claimed is None:
        return Checked(own, float("nan"), float("nan"), float("nan"), ("no plan",))
    faults = [fault] if fault else []
    if bound > own.best * (1 + TOLERANCE):
        faults.append(f"the bound is above a plan by {bound / own.best - 1:.1e}")
    if cost < own.bound * (1 - TOLERANCE):
        faults.append(f"the plan is below what is possible by {1 - cost / own.bound:.1e}")
    if cost * (1 - claimed) > own.best * (1 + TOLERANCE):
        faults.append("the gap is more than claimed")
    return Checked(own, cost, bound, claimed, tuple(faults))


def _solved_again(own: Reference) -> str | None:
    """What is wrong with a kept reference, by solving it again."""
    new = solve(next(case for case in CASES if case.name == own.name))
    if new.changes != own.changes or new.hours != own.hours:
        return "kept of another site: record it again"
    if new.bound > own.best * (1 + TOLERANCE) or own.bound > new.best * (1 + TOLERANCE):
        return f"HiGHS has it between {new.bound:,.3f} and {new.best:,.3f} now"
    return None


def summary(checked: Sequence[Checked]) -> str:
    claimed = [one.claimed for one in checked]
    return (
        f"{len(checked)} small sites in whole units: claimed gaps {statistics.median(claimed):.3%} in the median, "
        f"{max(claimed):.3%} at worst"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Small sites in whole units beside HiGHS.")
    parser.add_argument("names", nargs="*", help="these alone")
    parser.add_argument("--record", action="store_true", help="solve the references again and keep them")
    parser.add_argument("--again", action="store_true", help="solve the references again beside the kept ones")
    options = parser.parse_args()
    kept = references()
    if options.record:
        for case in CASES:
            if options.names and case.name not in options.names:
                continue
            kept[case.name] = solve(case)
            keep(kept)
            print(f"{case.name}: {kept[case.name]}", flush=True)
        return 0
    checked = [check(own, options.again) for name, own in kept.items() if not options.names or name in options.names]
    print(table(HEADS, [one.cells() for one in checked]))
    print(summary(checked))
    return 1 if any(one.faults for one in checked) else 0


if __name__ == "__main__":
    sys.exit(main())
