"""Looks for the ends of a site's near-optimal plans again with HiGHS, counts whole, and for each plan told.

    python alternatives.py SITE [--horizon-hours H] [--budgets 1,5]

Each size is made least and most by branch and bound under the row cost(x) <= budget. No told range may pass
that end, each must contain the cheapest plan, and with the sizes of a told plan held the least cost must fit
its budget. How far a told range stays inside is shown: the search between whole counts is not exhaustive.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import highspy

from common import SITEMIX, CheckError, run, table, work_folder, write_program

COST_TOLERANCE = 1e-6
SIZE_TOLERANCE = 1e-4
# What held sizes may move by: files print nine decimals, and a solver has tolerances of its own.
SIZE_SLACK = 1e-6
# Of the way from the cheapest plan to the end, or one unit: four halvings leave a sixteenth, mostly less.
INSIDE_LIMIT = 0.05
SECONDS = 300.0
HOURS = 336
HEADS = ["budget", "end", "cheapest", "told", "HiGHS", "inside by", ""]


@dataclass(frozen=True)
class Size:
    terms: tuple[tuple[int, float], ...]
    whole: bool


class Mixed:
    """A site's program in HiGHS with whole counts."""

    def __init__(self, folder: Path) -> None:
        self.sizes = _sizes(folder / "sizes.csv")
        self.model = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("time_limit", SECONDS), ("mip_rel_gap", 1e-7)):
            self.model.setOptionValue(option, value)
        if self.model.readModel(str(folder / "natural.mps")) != highspy.HighsStatus.kOk:
            raise CheckError("HiGHS does not read the program without a complaint")
        program = self.model.getLp()
        self.costs, self.constant = list(program.col_cost_), program.offset_
        self.bounds = list(zip(program.col_lower_, program.col_upper_))
        for size in self.sizes.values():
            for column, _ in size.terms if size.whole else ():
                self.model.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        entries = [(column, cost) for column, cost in enumerate(self.costs) if cost]
        columns, costs = zip(*entries)
        self.model.addRow(-highspy.kHighsInf, highspy.kHighsInf, len(entries), list(columns), list(costs))
        self.budget_row = self.model.getNumRow() - 1

    def end(self, key: str, is_most: bool, budget: float) -> float:
        self.model.changeRowBounds(self.budget_row, -highspy.kHighsInf, budget - self.constant)
        self._aim({column: -part if is_most else part for column, part in self.sizes[key].terms}, 0.0)
        value = self._solve()
        return -value if is_most else value

    def least_cost(self, held: dict[str, float]) -> float:
        self.model.changeRowBounds(self.budget_row, -highspy.kHighsInf, highspy.kHighsInf)
        self._aim(dict(enumerate(self.costs)), self.constant)
        columns = {key: self.sizes[key].terms[0] for key in held}
        for key, (column, part) in columns.items():
            slack = 0.0 if self.sizes[key].whole else SIZE_SLACK * max(1.0, held[key])
            self.model.changeColBounds(column, (held[key] - slack) / part, (held[key] + slack) / part)
        try:
            return self._solve()
        finally:
            for column, _ in columns.values():
                self.model.changeColBounds(column, *self.bounds[column])

    def _aim(self, costs: dict[int, float], constant: float) -> None:
        count = len(self.costs)
        self.model.changeColsCost(count, list(range(count)), [costs.get(column, 0.0) for column in range(count)])
        self.model.changeObjectiveOffset(constant)

    def _solve(self) -> float:
        self.model.run()
        status = self.model.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise CheckError(f"HiGHS ends with {self.model.modelStatusToString(status)}")
        return self.model.getInfo().objective_function_value


def _sizes(path: Path) -> dict[str, Size]:
    terms: dict[str, list[tuple[int, float]]] = defaultdict(list)
    whole = {}
    for row in _rows(path):
        terms[row["size"]].append((int(row["column"].removeprefix("C")) - 1, float(row["coefficient"])))
        whole[row["size"]] = row["whole"] == "1"
    return {key: Size(tuple(found), whole[key]) for key, found in terms.items()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def compare(site: str, hours: int, budgets: str) -> tuple[list[list[str]], bool]:
    span = ["--horizon-hours", str(hours)]
    with work_folder() as folder:
        outcome = run([SITEMIX, "alternatives", site, "--budgets", budgets, "--quiet", "--out", folder, *span])
        if outcome.status != 0:
            raise CheckError(f"sitemix alternatives {site} ended with {outcome.status}: {outcome.last_words()}")
        told = _rows(folder / site / "alternatives.csv")
        write_program(site, folder, *span)
        mixed = Mixed(folder)
    cheapest, *plans = told
    least = float(cheapest["objective_usd_per_year"]) / 1e3
    held = _held(cheapest, mixed.sizes)
    lines, passed = [], True
    for plan in plans:
        budget = least + float(plan["budget_percent"]) / 100 * abs(least)
        fits = mixed.least_cost(_held(plan, mixed.sizes)) <= budget + COST_TOLERANCE * abs(least)
        fits = fits and float(plan["objective_usd_per_year"]) / 1e3 <= budget + COST_TOLERANCE * abs(least)
        way, _, key = plan["name"].partition(" ")
        if key not in mixed.sizes:
            lines.append([plan["budget_percent"], plan["name"], "", "", "", "", "pass" if fits else "FAIL"])
            passed = passed and fits
            continue
        value, end = float(plan["value"]), mixed.end(key, way == "most", budget)
        inside = end - value if way == "most" else value - end
        scale = max(1.0, abs(end))
        contains = (value - held[key]) * (1 if way == "most" else -1) >= -SIZE_TOLERANCE * scale
        near = inside <= max(1.0 + SIZE_TOLERANCE if mixed.sizes[key].whole else 0.0, INSIDE_LIMIT * abs(end - held[key]))
        good = fits and contains and near and inside >= -SIZE_TOLERANCE * scale
        lines.append([
            plan["budget_percent"], plan["name"], f"{held[key]:.6g}", f"{value:.6g}", f"{end:.6g}",
            f"{inside:.2g}", "pass" if good else "FAIL",
        ])
        passed = passed and good
    return lines, passed


def _held(plan: dict[str, str], sizes: dict[str, Size]) -> dict[str, float]:
    """Sizes of a told plan as columns count them."""
    held = {}
    for key, size in sizes.items():
        component, _, name = key.rpartition(".")
        unit = "units" if size.whole else "mwh" if name == "energy" else "mw"
        held[key] = float(plan[f"{component}_{unit}"])
    return held


def main() -> int:
    parser = argparse.ArgumentParser(description="Looks for the ends of near-optimal plans with HiGHS.")
    parser.add_argument("site")
    parser.add_argument("--horizon-hours", type=int, default=HOURS)
    parser.add_argument("--budgets", default="1,5")
    options = parser.parse_args()
    try:
        lines, passed = compare(options.site, options.horizon_hours, options.budgets)
    except (CheckError, OSError, ValueError, KeyError) as error:
        print(f"{options.site}: {error}")
        return 1
    print(table(HEADS, lines))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
