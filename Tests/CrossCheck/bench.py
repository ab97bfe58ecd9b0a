"""Times Sitemix beside HiGHS on the same programs, one at a time, and how time grows with the horizon.

Ours is building, solving and certifying; HiGHS is solving alone, with presolve on one thread, the better of
its interior point with crossover and its simplex. Past the cap a solver counts as the cap. Beside wall time
stands processor time, which a busy machine disturbs less: all of our process, HiGHS's solve alone.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from common import (
    OBJECTIVE_TOLERANCE, QUARTER, SITEMIX, YEAR, CheckError, Run, Solved, difference, highs, result, run,
    set_options, sites, table, work_folder, write_program,
)
from tariffs import SITE, charges, shipped

MEMORY_LIMIT_MB = 400
MEDIAN_GOAL, LEAST_GOAL = 5.0, 1.0
# Twelve units, grid and two batteries: a plan whose outages are simulated for so many years.
SIMULATED_SITE, SIMULATED_YEARS, SIMULATED_GOAL = "sparks-nevada", 20_000, 2.0
SIMULATED_CHANGES = (
    "components.gensets.min_units=12", "components.gensets.max_units=12", "components.gensets.unit_mw=0.6",
    "components.second_life.inventory_packs=20", "components.second_life.pack_price_usd_per_kwh=0",
    "uptime.grid_and_unit_outage_ride_through_hours=4",
)
GROWTH_SITE, GROWTH_HOURS = "sparks-nevada", (QUARTER, YEAR, 2 * YEAR)
HEADS = [
    "site", "rows", "columns", "iterations", "tries", "ours s", "processor s", "MB",
    "HiGHS ipm s", "simplex s", "processor s", "MB", "ratio", "of processor", "whole units", "differs by",
]


@dataclass(frozen=True)
class Ours:
    figures: dict
    run: Run

    @property
    def seconds(self) -> float:
        return sum(self.figures[f"seconds_{stage}"] for stage in ("build", "solve", "certify"))

    @property
    def solved(self) -> bool:
        return self.figures["status"] in ("optimal", "near_optimal", "feasible")


@dataclass(frozen=True)
class Comparison:
    cells: list[str]
    ratio: float
    processor_ratio: float
    peak_mb: float
    failed: bool


def ours(site: str, folder: Path, *options: str) -> Ours:
    run = write_program(site, folder, "--solve", *options)
    return Ours(result(folder), run)


def compare(site: str, cap: float) -> Comparison:
    with work_folder() as folder:
        relaxed = ours(site, folder, "--relaxed")
        # Sparing: past the time of the first, the second cannot be the better one.
        interior = highs(folder / "natural.mps", "ipm", cap)
        simplex = highs(folder / "natural.mps", "simplex", max(1.0, _counted(interior, cap)))
        whole = ours(site, folder)
    best = min((interior, simplex), key=lambda solved: _counted(solved, cap))
    ratio = _counted(best, cap) / relaxed.seconds
    processor_ratio = best.processor_seconds / relaxed.run.processor_seconds
    gap = None
    if relaxed.solved and best.objective is not None:
        gap = difference(relaxed.figures["objective_kusd"], best.objective)
    more = whole.figures["programs"] - 1
    cells = [
        site, f"{relaxed.figures['rows']:,}", f"{relaxed.figures['columns']:,}",
        str(relaxed.figures["iterations"]), str(relaxed.figures["tries"]),
        f"{relaxed.seconds:.1f}", f"{relaxed.run.processor_seconds:.1f}", f"{whole.run.peak_mb:.0f}",
        _time(interior), _time(simplex), f"{best.processor_seconds:.1f}", f"{best.peak_mb:.0f}",
        f"{ratio:.1f}", f"{processor_ratio:.1f}",
        f"{more} in {max(0.0, whole.seconds - relaxed.seconds):.1f} s", "–" if gap is None else f"{gap:.1e}",
    ]
    agrees = gap is None or gap <= OBJECTIVE_TOLERANCE
    peak = max(relaxed.run.peak_mb, whole.run.peak_mb)
    return Comparison(cells, ratio, processor_ratio, peak, not (relaxed.solved and whole.solved and agrees))


def growth() -> tuple[str, bool]:
    """Seconds for a quarter, one and two years, and the exponent of a power law through them."""
    points, rows, solved = [], [], True
    for hours in GROWTH_HOURS:
        with work_folder() as folder:
            one = ours(GROWTH_SITE, folder, "--relaxed", "--horizon-hours", str(hours))
        solved = solved and one.solved
        points.append((math.log(hours), math.log(one.seconds)))
        rows.append([
            f"{hours} h", f"{one.figures['rows']:,}", str(one.figures["tries"]),
            f"{one.seconds:.1f}", f"{one.run.peak_mb:.0f}", one.figures["status"],
        ])
    slope = statistics.linear_regression(*zip(*points)).slope
    text = table(["horizon", "rows", "tries", "seconds", "MB", "status"], rows)
    return f"{text}\ntime grows as hours to the power {slope:.2f}", solved


def simulation() -> str:
    """Simulated years a second of processor time, and how many plain solves they take."""
    changes = set_options(SIMULATED_CHANGES)
    with work_folder() as folder:
        plain = ours(SIMULATED_SITE, folder, "--relaxed", *set_options(SIMULATED_CHANGES[:-1])).run
        for command in (["optimise", "--quiet"], ["certify", "--years", str(SIMULATED_YEARS)]):
            outcome = run([SITEMIX, *command, SIMULATED_SITE, "--out", folder, *changes])
            if outcome.status != 0:
                raise CheckError(f"sitemix {command[0]} {SIMULATED_SITE}: {outcome.last_words()}")
    spent = outcome.processor_seconds
    solves = spent / plain.processor_seconds
    return (
        f"{SIMULATED_SITE} with twelve units and two batteries: {SIMULATED_YEARS:,} years of outages in {spent:.1f} s "
        f"of one core, {SIMULATED_YEARS / spent:,.0f} years a second, {solves:.2f} plain solves "
        f"(goal at most {SIMULATED_GOAL:g}: {_met(solves <= SIMULATED_GOAL)})"
    )


def _counted(solved: Solved, cap: float) -> float:
    return min(cap, solved.seconds) if solved.status == "optimal" else cap


def _time(solved: Solved) -> str:
    return f"{solved.seconds:.1f}" if solved.status == "optimal" else f"> {solved.seconds:.0f}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Times Sitemix beside HiGHS.")
    parser.add_argument("--cap", type=float, default=300, help="seconds that HiGHS may take for one try")
    parser.add_argument("--site", action="append", help="only this site; may be given again")
    parser.add_argument("--tariffs", action="store_true", help="only what each kind of charge costs in time")
    options = parser.parse_args()
    print(f"{os.getloadavg()[0]:.1f} other programs want a processor: times mean little above 0.5")
    if options.tariffs:
        text, solved = shipped()
        print(f"each site under its own tariff\n{text}\n", flush=True)
        kinds, all_solved = charges()
        print(f"{SITE}, kind by kind\n{kinds}")
        return 0 if solved and all_solved else 1
    comparisons = []
    for site in options.site or sites():
        print(f"{site} …", file=sys.stderr, flush=True)
        try:
            comparisons.append(compare(site, options.cap))
        except CheckError as error:
            print(f"{site}: {error}")
            comparisons.append(Comparison([site, *["–"] * (len(HEADS) - 1)], 0.0, 0.0, 0.0, True))
    print(table(HEADS, [one.cells for one in comparisons]))
    for name, ratios in (
        ("wall time", [one.ratio for one in comparisons]),
        ("processor time", [one.processor_ratio for one in comparisons]),
    ):
        median, least = statistics.median(ratios), min(ratios)
        print(f"{name}: median ratio {median:.1f} (goal at least {MEDIAN_GOAL:g}: {_met(median >= MEDIAN_GOAL)}), "
              f"least {least:.1f} (goal at least {LEAST_GOAL:g}: {_met(least >= LEAST_GOAL)})")
    peak = max(one.peak_mb for one in comparisons)
    print(f"peak memory {peak:.0f} MB (limit {MEMORY_LIMIT_MB}: {_met(peak <= MEMORY_LIMIT_MB)})\n")
    grown, solved = growth()
    print(f"{GROWTH_SITE}\n{grown}\n")
    print(simulation())
    failed = [one.cells[0] for one in comparisons if one.failed]
    if failed or not solved:
        print(f"not solved: {', '.join(failed) or 'a horizon'}")
        return 1
    return 0


def _met(is_met: bool) -> str:
    return "met" if is_met else "not met"


if __name__ == "__main__":
    sys.exit(main())
