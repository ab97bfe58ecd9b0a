"""This checkout beside another one, in processor time, one run after the other.

    bench_base.py BASE [--site NAME] [--repeat N] [--questions]

BASE is a checkout of any commit, which is built first where it is not. Each site is planned relaxed and whole
by both in turn, so that a busy machine disturbs both alike; the median of the ratios counts. Then says where the
time of this one's whole plans goes, from their run.json. With --questions also what a frontier, `explain`, a
sensitivity and an uptime loop take as multiples of one whole plan of the same site.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from common import ROOT, CheckError, run, sites, table, work_folder

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
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description="Times this checkout beside another.")
    parser.add_argument("base", type=Path, help="another checkout")
    parser.add_argument("--site", action="append", help="only this site; may be given again")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each")
    parser.add_argument("--questions", action="store_true", help="also frontier, explain, sensitivity and uptime")
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
        if options.questions:
            print("\n" + table(["question", "site", "processor s", "whole plans"], questions(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
