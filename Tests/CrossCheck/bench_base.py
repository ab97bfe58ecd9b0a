"""This checkout beside another one, in processor time, one run after the other.

    bench_base.py BASE [--site NAME] [--repeat N] [--questions] [--cap SECONDS]

BASE is a checkout of any commit, which is built first where it is not. Each site is planned relaxed and whole
by both in turn, so that a busy machine disturbs both alike; the median of the ratios counts. Then says where the
time of this one's whole plans goes, from their run.json, what HiGHS takes for one relaxed program by each of its
algorithms, and how time grows with the years of a program. With --questions also what a frontier, `explain`, a
sensitivity, an uptime loop and a portfolio take as multiples of one whole plan of the same site.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from common import (
    ROOT, YEAR, CheckError, highs_by_algorithm, result, run, sites, table, work_folder, write_program,
)

TOOL = Path(".build/release/sitemix")
QUESTION_SITE = "sparks-nevada"
QUESTIONS = {
    "frontier, 20 points": ["frontier", "--points", "20"],
    "explain": ["explain"],
    "sensitivity, two keys": [
        "sensitivity", "--no-switches", "--key", "components.grid.import_limit_mw", "--key", "real_discount_rate",
    ],
}
UPTIME_SITE, UPTIME_CLASS, UPTIME_TARGET = "sparks-nevada", "inference", "0.999"
DEAREST_STAGES = 6
ALGORITHMS = {
    "simplex": ["--solver", "simplex"],
    "ipm with crossover": ["--solver", "ipm"],
    "ipm without crossover": ["--solver", "ipm", "--no-crossover"],
    "hipo without crossover": ["--solver", "hipo", "--no-crossover"],
}
GROWTH_YEARS = (0.25, 1, 2, 5)


def build(checkout: Path) -> Path:
    """The tool of a checkout, built where it is not there."""
    tool = checkout / TOOL
    if not tool.exists():
        outcome = run(["swift", "build", "-c", "release", "--product", "sitemix"], cwd=checkout)
        if outcome.status != 0:
            raise CheckError(f"{checkout} does not build: {outcome.last_words()}")
    return tool


def seconds(checkout: Path, words: list[str], out: Path) -> float:
    """Processor seconds of a command with the data of its own checkout."""
    outcome = run([checkout / TOOL, *words, "--out", out], cwd=checkout)
    if outcome.status not in (0, 1):
        raise CheckError(f"{checkout.name}: {' '.join(words)} ended with {outcome.status}: {outcome.last_words()}")
    return outcome.processor_seconds


def compare(site: str, base: Path, repeat: int, folder: Path) -> list[str]:
    cells = [site]
    for words in (["program", site, "--relaxed", "--solve"], ["optimise", site, "--quiet"]):
        pairs = [
            (seconds(ROOT, words, folder / "own"), seconds(base, words, folder / "base")) for _ in range(repeat)
        ]
        ratio = statistics.median(own / theirs for own, theirs in pairs)
        own, theirs = (statistics.median(column) for column in zip(*pairs))
        cells += [f"{own:.1f}", f"{theirs:.1f}", f"{ratio:.2f}"]
    return cells


def where_time_goes(site: str, folder: Path) -> list[list[str]]:
    """The stages of a plan that took longest, by their names."""
    report = json.loads((folder / site / "run.json").read_text(encoding="utf-8"))
    spent: dict[str, list[float]] = defaultdict(list)
    iterations: dict[str, int] = defaultdict(int)
    for stage in report["stages"]:
        spent[stage["name"]].append(stage["seconds"])
        iterations[stage["name"]] += sum(attempt["iterations"] for attempt in stage["tries"])
    total = sum(map(sum, spent.values()))
    dearest = sorted(spent, key=lambda name: -sum(spent[name]))[:DEAREST_STAGES]
    return [
        [site, name, str(len(spent[name])), str(iterations[name]), f"{100 * sum(spent[name]) / total:.0f} %"]
        for name in dearest
    ]


def by_algorithm(site: str, cap: int) -> list[list[str]]:
    """HiGHS's algorithms on the relaxed program beside ours, in processor time; presolve and one thread."""
    with work_folder() as folder:
        ours = write_program(site, folder, "--relaxed", "--solve").processor_seconds
        rows = [["ours, with building and certifying", f"{ours:.1f}", "1.0", result(folder)["status"]]]
        for name, words in ALGORITHMS.items():
            print(f"{site}, HiGHS {name} …", file=sys.stderr, flush=True)
            solved = highs_by_algorithm(folder / "natural.mps", words, cap)
            if solved.status == "absent":
                rows.append([f"HiGHS {name}", "–", "–", "absent from this wheel"])
                continue
            more = ">" if solved.status == "time_limit" else ""
            ratio = f"{more}{solved.processor_seconds / ours:.1f}"
            rows.append([f"HiGHS {name}", f"{more}{solved.processor_seconds:.1f}", ratio, solved.status])
    return rows


def growth(site: str) -> str:
    """Processor time and memory of one relaxed program over several years, and the power it grows by."""
    rows, points = [], []
    for years in GROWTH_YEARS:
        print(f"{site}, {years:g} years …", file=sys.stderr, flush=True)
        with work_folder() as folder:
            spent = write_program(
                site, folder, "--relaxed", "--solve", "--horizon-hours", str(round(years * YEAR)))
            figures = result(folder)
        solving = sum(figures[f"seconds_{stage}"] for stage in ("build", "solve", "certify"))
        points.append((math.log(years), math.log(spent.processor_seconds)))
        rows.append([
            f"{years:g}", f"{figures['rows']:,}", str(figures["iterations"]), f"{spent.processor_seconds:.1f}",
            f"{solving:.1f}", f"{spent.peak_mb:.0f}", figures["status"],
        ])
    slope = statistics.linear_regression(*zip(*points)).slope
    heads = ["years", "rows", "iterations", "processor s", "of these solving, wall s", "MB", "status"]
    return f"{table(heads, rows)}\nprocessor time grows as years to the power {slope:.2f}"


def questions(folder: Path) -> list[list[str]]:
    """Processor time of questions, in whole plans of the same site."""
    plan = seconds(ROOT, ["optimise", QUESTION_SITE, "--quiet"], folder / "plan")
    rows = []
    for name, (command, *words) in QUESTIONS.items():
        spent = seconds(ROOT, [command, QUESTION_SITE, *words, "--quiet"], folder / command)
        rows.append([name, QUESTION_SITE, f"{spent:.1f}", f"{spent / plan:.1f}"])
    target = f"components.campus.classes.{UPTIME_CLASS}.uptime_target_fraction={UPTIME_TARGET}"
    spent = seconds(ROOT, ["optimise", UPTIME_SITE, "--quiet", "--set", target], folder / "uptime")
    rows.append([f"uptime {UPTIME_TARGET}", UPTIME_SITE, f"{spent:.1f}", f"{spent / plan:.1f}"])
    listing = folder / "portfolio.csv"
    listing.write_text("site\n" + "".join(f"{site}\n" for site in sites()), encoding="utf-8")
    alone = sum(seconds(ROOT, ["optimise", site, "--quiet"], folder / "alone") for site in sites())
    spent = seconds(ROOT, ["portfolio", str(listing)], folder / "portfolio")
    rows.append(["portfolio, a site each", "all", f"{spent:.1f}", f"{len(sites()) * spent / alone:.1f}"])
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description="Times this checkout beside another.")
    parser.add_argument("base", type=Path, help="another checkout")
    parser.add_argument("--site", action="append", help="only this site; may be given again")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each")
    parser.add_argument("--questions", action="store_true", help="also frontier, explain, sensitivity, uptime and portfolio")
    parser.add_argument("--cap", type=int, default=300, help="processor seconds for one of HiGHS's algorithms")
    options = parser.parse_args()
    base = options.base.resolve()
    build(base)
    print(f"{os.getloadavg()[0]:.1f} other programs want a processor: read the ratios, not the seconds")
    rows, places = [], []
    with work_folder() as folder:
        for site in options.site or sites():
            print(f"{site} …", file=sys.stderr, flush=True)
            rows.append(compare(site, base, options.repeat, folder))
            places += where_time_goes(site, folder / "own")
        heads = ["site", "relaxed s", "base s", "ratio", "whole s", "base s", "ratio"]
        print(f"processor time, this beside {base.name}\n{table(heads, rows)}\n")
        print(table(["site", "stage", "times", "iterations", "of the programs' time"], places))
        print(f"\n{QUESTION_SITE}, relaxed program")
        heads = ["solver", "processor s", "ratio", "status"]
        print(table(heads, by_algorithm(QUESTION_SITE, options.cap)), flush=True)
        print(f"\n{QUESTION_SITE}, one program over years\n{growth(QUESTION_SITE)}", flush=True)
        if options.questions:
            print("\n" + table(["question", "site", "processor s", "whole plans"], questions(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
