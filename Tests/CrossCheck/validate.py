"""Solves every site's shorter forms again with HiGHS, and checks the certificate of its full year.

    python validate.py          what CI runs
    python validate.py --full   whole years with HiGHS as well (minutes a site), and all small sites in whole units
"""

from __future__ import annotations

import argparse
import json
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import alternatives
import derived_series
import proforma_check
import small_sites
from check_certificate import certify_files
from common import (
    FOUR_WEEKS, OBJECTIVE_TOLERANCE, QUARTER, SITEMIX, YEAR, CheckError, difference, highs, result, run,
    sites, table, work_folder, write_program,
)

HEADS = ["site", "form", "rows", "columns", "status", "objective kUSD", "compared with", "differs by", ""]
WHOLE_YEAR = "year, whole units"
BOTH = "year, both solvers"
SOLVERS = ["interior-point", "glpk"]
COMMANDS = "commands"
READERS = ["bill", "emissions", "report", "compare", "weather"]
# The plan of this one has business as usual beside it.
COMMAND_SITES = ["warrenton-missouri"]
# Gensets, sun and both kinds of battery beside a grid.
ALTERNATIVES_SITES = ["amarillo-texas"]
# Scenarios over several years.
HORIZONS = [("sparks-nevada", "bridge"), ("permian-flare-pad", "decline"), ("abilene-texas", "campus")]
WEEK = 168
PLANNED = {"plan.json", "dispatch.csv", "report.html"}
EXPECTED = PLANNED | {"bill.csv", "emissions", "compare.csv", "weather.csv"}
# Of the program's cost, with whole gensets, standby sets, packs and online sets.
GREATEST_GAP = 2e-3


@dataclass(frozen=True)
class Line:
    cells: list[str]
    passed: bool

    def text(self) -> list[str]:
        return [*self.cells, "pass" if self.passed else "FAIL"]


def against_highs(site: str, hours: int, cap_seconds: float) -> Line:
    """The form with continuous counts, solved by both."""
    with work_folder() as folder:
        write_program(site, folder, "--relaxed", "--solve", "--horizon-hours", str(hours))
        ours = result(folder)
        theirs = highs(folder / "natural.mps", cap_seconds=cap_seconds)
    cells = [*_shape(site, f"{hours} h", ours), f"HiGHS: {theirs.status}, {theirs.seconds:.1f} s"]
    if theirs.objective is None or ours["status"] not in ("optimal", "near_optimal"):
        return Line([*cells, "–"], ours["status"] == theirs.status == "infeasible")
    gap = difference(ours["objective_kusd"], theirs.objective)
    return Line([*cells, f"{gap:.1e}"], gap <= OBJECTIVE_TOLERANCE)


def by_both(site: str) -> Line:
    """The whole year with continuous counts, by our own solver and by GLPK alone."""
    with work_folder() as folder:
        answers = []
        for solver in SOLVERS:
            write_program(site, folder / solver, "--relaxed", "--solve", "--solver", solver)
            answers.append(result(folder / solver))
    ours, theirs = answers
    cells = [*_shape(site, BOTH, ours), f"GLPK: {theirs['status']}, {theirs['iterations']} iterations"]
    if any(answer.get("objective_kusd") is None for answer in answers):
        return Line([*cells, "–"], False)
    gap = difference(ours["objective_kusd"], theirs["objective_kusd"])
    return Line([*cells, f"{gap:.1e}"], gap <= OBJECTIVE_TOLERANCE)


def certificate(site: str) -> Line:
    """The plan of the whole year, from its files alone."""
    with work_folder() as folder:
        write_program(site, folder, "--solve")
        ours = result(folder)
        found = certify_files(*(folder / name for name in ("boxed.mps", "x.txt", "y.txt")))
    same = found.passed() and difference(found.objective, ours["objective_kusd"]) <= OBJECTIVE_TOLERANCE
    compared = f"own checker: residual {found.primal_residual:.1e}"
    return Line([*_shape(site, WHOLE_YEAR, ours), compared, f"{found.relative_gap:.1e}"], same)


def commands(site: str) -> Line:
    """What a planner runs: the plan, within the gap that is promised, and at one site what reads it back."""
    readers = READERS if site in COMMAND_SITES else []
    with work_folder() as folder:
        asked = [["optimise", site, "--quiet"]]
        asked += [[name, site] for name in readers] + ([["emissions"]] if readers else [])
        for arguments in asked:
            outcome = run([SITEMIX, *arguments, "--out", folder])
            if outcome.status != 0:
                raise CheckError(f"sitemix {arguments[0]} ended with {outcome.status}: {outcome.last_words()}")
        written = {path.name for path in (folder / site).iterdir()}
        plan = json.loads((folder / site / "plan.json").read_text())
    cells = [site, COMMANDS, "", "", plan["status"], f"{plan['objective_usd_per_year'] / 1e3:,.3f}"]
    cells += [f"claimed gap {plan['mip_gap']:.1e}", ", ".join(readers)]
    return Line(cells, plan["mip_gap"] <= GREATEST_GAP and (EXPECTED if readers else PLANNED) <= written)


def over_years(site: str, scenario: str) -> Line:
    """The joined program of a horizon, a week of each year: its certificate from its files, and HiGHS."""
    with work_folder() as folder:
        outcome = run([SITEMIX, "optimise", site, "--scenario", scenario, "--horizon-hours", str(WEEK), "--quiet",
                       "--out", folder / "out", "--certificate-files", folder])
        if outcome.status != 0:
            raise CheckError(f"sitemix optimise ended with {outcome.status}: {outcome.last_words()}")
        plan = json.loads((folder / "out" / site / "plan.json").read_text())
        found = certify_files(*(folder / name for name in ("boxed.mps", "x.txt", "y.txt")))
        theirs = highs(folder / "natural.mps", cap_seconds=600)
    cells = [site, f"{plan['horizon']['years']} years, {scenario}", f"{plan['program']['rows']:,}",
             f"{plan['program']['columns']:,}", plan["status"], f"{found.objective:,.3f}",
             f"HiGHS: {theirs.status}; own checker: residual {found.primal_residual:.1e}"]
    if theirs.objective is None:
        return Line([*cells, "–"], False)
    gap = difference(found.objective, theirs.objective)
    return Line([*cells, f"{gap:.1e}"], found.passed() and gap <= OBJECTIVE_TOLERANCE)


def nearby(site: str) -> Line:
    """The ends of its near-optimal plans in a short form, by branch and bound."""
    lines, passed = alternatives.compare(site, alternatives.HOURS, "2")
    if not passed:
        print(table(alternatives.HEADS, lines))
    return Line([site, "alternatives", "", "", "", "", f"HiGHS: {len(lines)} plans within 2 %", ""], passed)


def small_checks(full: bool, jobs: int) -> bool:
    """Small sites in whole units: what the plans claim, and the kept references solved again."""
    kept = small_sites.references()
    names = list(kept) if full else [name for name in small_sites.QUICK if name in kept]
    with ThreadPoolExecutor(jobs) as pool:
        checked = list(pool.map(lambda name: small_sites.check(kept[name], again=True), names))
    print(table(small_sites.HEADS, [one.cells() for one in checked]))
    print(small_sites.summary(checked))
    return len(names) >= len(small_sites.QUICK) and not any(one.faults for one in checked)


def guarded(site: str, form: str, check: partial[Line]) -> Line:
    try:
        line = check()
    except (CheckError, OSError, ValueError) as error:
        line = Line([site, form, "", "", "", "", str(error), ""], False)
    print(f"  {site}, {line.cells[1]}: {line.text()[-1]}", file=sys.stderr, flush=True)
    return line


def _shape(site: str, form: str, ours: dict) -> list[str]:
    objective = ours.get("objective_kusd")
    money = "–" if objective is None else f"{objective:,.3f}"
    return [site, form, f"{ours['rows']:,}", f"{ours['columns']:,}", ours["status"], money]


def checker_works() -> bool:
    tests = unittest.defaultTestLoader.discover(str(Path(__file__).parent))
    return unittest.TextTestRunner(verbosity=0, stream=sys.stdout).run(tests).wasSuccessful()


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares the shipped sites with HiGHS and the checker.")
    parser.add_argument("--full", action="store_true", help="whole years with HiGHS as well")
    parser.add_argument("--jobs", type=int, default=2, help="solves at a time")
    options = parser.parse_args()
    if not checker_works():
        return 1
    forms = [(FOUR_WEEKS, 600.0), (QUARTER, 600.0)] + ([(YEAR, 3600.0)] if options.full else [])
    checks = []
    for site in sites():
        checks += [(site, f"{hours} h", partial(against_highs, site, hours, cap)) for hours, cap in forms]
        checks.append((site, WHOLE_YEAR, partial(certificate, site)))
        checks.append((site, BOTH, partial(by_both, site)))
    checks += [(site, "alternatives", partial(nearby, site)) for site in ALTERNATIVES_SITES if site in sites()]
    checks += [(site, f"years, {name}", partial(over_years, site, name)) for site, name in HORIZONS if site in sites()]
    checks += [(site, COMMANDS, partial(commands, site)) for site in sites()]
    if not checks:
        print("there are no sites in data/sites")
        return 1
    with ThreadPoolExecutor(options.jobs) as pool:
        lines = list(pool.map(lambda check: guarded(*check), checks))
    print(table(HEADS, [line.text() for line in lines]))
    failed = sum(not line.passed for line in lines)
    print(f"{len(lines)} comparisons, {failed} failed; limits 1e-6 for objectives, residuals and gaps")
    derives = derived_series.main() == 0
    return 0 if small_checks(options.full, options.jobs) and derives and workbooks() and not failed else 1


def workbooks() -> bool:
    """Pro forma workbooks beside sitemix, recomputed by a spreadsheet engine."""
    try:
        wrong = proforma_check.failures()
    except CheckError as error:
        wrong = [str(error)]
    print("\n".join(wrong) if wrong else "pro forma workbooks: recomputed, and as sitemix has them")
    return not wrong


if __name__ == "__main__":
    sys.exit(main())
