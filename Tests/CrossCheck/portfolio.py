"""Tries a portfolio hard: planted failures, kills at random moments, speed on two jobs, and hundreds of sites.

Each trial works in a folder of its own and compares whole folders of results byte by byte, but for what
tells of times and memory: run.json, portfolio-status.csv and the state in .portfolio.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from common import ROOT, SITEMIX, CheckError, table
from portfolio_bound import bound

DIFFERS_EACH_RUN = {"run.json", "portfolio-status.csv"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trial", choices=sorted(TRIALS))
    parser.add_argument("--sites", type=int, default=0, help="sites of the trial, or its default")
    parser.add_argument("--hours", type=int, default=0, help="hours that are modelled, or its default")
    parser.add_argument("--rounds", type=int, default=0, help="how often, or its default")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitemix-portfolio-") as folder:
        try:
            TRIALS[options.trial](Path(folder), options)
        except CheckError as error:
            print(f"FAILED: {error}", file=sys.stderr)
            return 1
    return 0


def new_portfolio(folder: Path, count: int, seed: int = 1) -> Path:
    portfolio = folder / "portfolio.csv"
    sitemix("new-portfolio", str(count), "--out", str(portfolio), "--seed", str(seed))
    return portfolio


def sitemix(*words: str, expect: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([SITEMIX, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != expect:
        raise CheckError(f"{' '.join(words)} ended with {done.returncode}, not {expect}:\n{done.stderr}")
    return done


def portfolio_words(portfolio: Path, out: Path, jobs: int, hours: int) -> list[str]:
    words = ["portfolio", str(portfolio), "--out", str(out), "--jobs", str(jobs)]
    return words + (["--horizon-hours", str(hours)] if hours else [])


def contents(out: Path) -> dict[str, bytes]:
    """Every file that must be the same, by its path."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name not in DIFFERS_EACH_RUN and path.relative_to(out).parts[0] != ".portfolio"
    }


def check_same(one: Path, other: Path) -> int:
    left, right = contents(one), contents(other)
    different = sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
    if different:
        raise CheckError(f"{len(different)} files differ between {one.name} and {other.name}: {different[:5]}")
    return len(left)


def statuses(out: Path) -> dict[str, str]:
    with (out / "portfolio-status.csv").open(encoding="utf-8", newline="") as text:
        return {row["name"]: row["status"] for row in csv.DictReader(text)}


def solved_now(done: subprocess.CompletedProcess[str]) -> set[str]:
    """Names in the lines "[3/24] name: status"."""
    lines = [line for line in done.stderr.splitlines() if line.startswith("[")]
    return {line.split("] ", 1)[1].split(":", 1)[0] for line in lines}


def children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found.append(int(entry.name))
        except (OSError, IndexError):
            continue
    return found


def named_child(parent: int, name: str) -> int:
    for _ in range(6000):
        for child in children(parent):
            try:
                words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"--as" in words and words[words.index(b"--as") + 1].decode() == name:
                return child
        time.sleep(0.01)
    raise CheckError(f"no process of {name} was seen")


def failures(folder: Path, options: argparse.Namespace) -> None:
    """Bad input, no feasible plan, and a process killed while it solves: each is one site's status."""
    hours = options.hours or 2184
    portfolio = new_portfolio(folder, options.sites or 8)
    with portfolio.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    columns = [*rows[0], "emissions.cap_t_co2e_per_year"]
    bad, hopeless, killed = rows[0]["name"], rows[2]["name"], rows[5]["name"]
    rows[0]["real_discount_rate"] = "7"
    rows[2][columns[-1]] = "0"
    with portfolio.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    out = folder / "out"
    run = subprocess.Popen(
        [SITEMIX, *portfolio_words(portfolio, out, 2, hours)], cwd=ROOT, stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL, text=True)
    child = named_child(run.pid, killed)
    time.sleep(0.3)
    os.kill(child, signal.SIGKILL)
    _, said = run.communicate()
    want = {row["name"]: "optimal" for row in rows} | {bad: "findings", hopeless: "infeasible", killed: "crashed"}
    expect("exit status", run.returncode, 70)
    expect("statuses", statuses(out), want)
    expect("the finding is told", "real_discount_rate is 7" in said, True)
    again = sitemix(*portfolio_words(portfolio, out, 2, hours), expect=2)
    expect("solved by the second run", solved_now(again), {killed})
    expect("statuses", statuses(out), want | {killed: "optimal"})
    third = sitemix(*portfolio_words(portfolio, out, 2, hours), expect=2)
    expect("solved by the third run", solved_now(third), set())
    print(f"planted failures: {len(rows)} sites, each failure is its own; resumed as it should be")


def expect(what: str, got: object, want: object) -> None:
    if got != want:
        raise CheckError(f"{what}: {got}, not {want}")


def kills(folder: Path, options: argparse.Namespace) -> None:
    """Killed with all that runs at random moments, then finished: the same folder as in one go."""
    hours, rounds = options.hours or 336, options.rounds or 20
    portfolio = new_portfolio(folder, options.sites or 16)
    whole, torn = folder / "whole", folder / "torn"
    started = time.monotonic()
    sitemix(*portfolio_words(portfolio, whole, 2, hours))
    seconds = time.monotonic() - started
    draws = random.Random(options.seed)
    orphans = 0
    for _ in range(rounds):
        run = subprocess.Popen(
            [SITEMIX, *portfolio_words(portfolio, torn, 2, hours)], cwd=ROOT, stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL)
        # Short enough that many runs are needed; some are killed while inputs are still being read.
        time.sleep(draws.uniform(0, 4 * seconds / rounds))
        below = children(run.pid)
        run.kill()
        run.wait()
        time.sleep(0.2)
        orphans += sum(1 for child in below if is_running(child))
    expect("processes that outlived their run", orphans, 0)
    sitemix(*portfolio_words(portfolio, torn, 2, hours))
    print(f"killed {rounds} times in {seconds:.0f} s of work: {check_same(whole, torn)} files are the same")


def is_running(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def speed(folder: Path, options: argparse.Namespace) -> None:
    """One job and two, in turn; the least time of each counts."""
    sites, rounds = options.sites or 24, options.rounds or 2
    portfolio = new_portfolio(folder, sites)
    times: dict[int, list[float]] = {1: [], 2: []}
    for number in range(rounds):
        for jobs in times:
            out = folder / f"out-{jobs}-{number}"
            started = time.monotonic()
            sitemix(*portfolio_words(portfolio, out, jobs, options.hours))
            times[jobs].append(time.monotonic() - started)
            check_same(folder / "out-1-0", out)
    rows = [[str(n + 1), f"{a:.1f}", f"{b:.1f}", f"{b / a:.3f}"] for n, (a, b) in enumerate(zip(times[1], times[2]))]
    print(table(["round", "JOBS=1 s", "JOBS=2 s", "ratio"], rows))
    print(f"{sites} sites, {options.hours or 'all'} hours: least times {min(times[2]) / min(times[1]):.3f}; same bytes")


def many(folder: Path, options: argparse.Namespace) -> None:
    """Hundreds of sites: throughput, and memory that depends on the jobs alone."""
    sites, hours = options.sites or 400, options.hours or 2184
    portfolio = new_portfolio(folder, sites)
    run = subprocess.Popen(
        [SITEMIX, *portfolio_words(portfolio, folder / "out", 2, hours)], cwd=ROOT, stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL)
    started, most, most_children, own = time.monotonic(), 0.0, 0, 0.0
    while run.poll() is None:
        below = children(run.pid)
        own = max(own, resident(run.pid))
        most = max(most, resident(run.pid) + sum(map(resident, below)))
        most_children = max(most_children, len(below))
        time.sleep(0.1)
    seconds = time.monotonic() - started
    ends = statuses(folder / "out")
    counts = {status: list(ends.values()).count(status) for status in sorted(set(ends.values()))}
    expect("sites with an end", len(ends) - counts.get("to_do", 0), sites)
    expect("at most as many processes as jobs", most_children <= 2, True)
    print(table(
        ["sites", "hours", "s", "sites an hour", "most MB, all", "most MB, portfolio itself", "processes"],
        [[str(sites), str(hours), f"{seconds:.0f}", f"{3600 * sites / seconds:.0f}", f"{most:.0f}",
          f"{own:.0f}", str(most_children)]]))
    print(f"ended with {run.returncode}: {counts}")


def resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, IndexError):
        return 0


SHARED = """limits:
  equipment:
    - {kind: gensets, per: unit, most: 6}
  capital_usd: 2000000
  modules: 11
"""
SLACK = """limits:
  equipment:
    - {kind: gensets, per: unit, most: 600}
  capital_usd: 2.0e12
"""


def shared(folder: Path, options: argparse.Namespace) -> None:
    """Shared limits: the bound again, the joined program, whole units within limits, slack limits, and kills."""
    hours, rounds = options.hours or 24, options.rounds or 6
    portfolio = folder / "portfolio.csv"
    portfolio.write_text(
        "name,site,components.load.min_modules,components.load.max_modules\n"
        "pad,permian-flare-pad,2,8\nwilliston,williston-north-dakota,0,7\n")
    limits, slack = folder / "portfolio.yaml", folder / "slack.yaml"
    limits.write_text(SHARED)
    slack.write_text(SLACK)

    def words(out: Path, path: Path) -> list[str]:
        return [*portfolio_words(portfolio, out, 2, hours), "--limits", str(path)]

    whole, torn, alone, loose = (folder / name for name in ("whole", "torn", "alone", "loose"))
    started = time.monotonic()
    sitemix(*words(whole, limits), "--joined")
    seconds = time.monotonic() - started
    mine, theirs = bound(whole)
    expect("the bound is that of the answers", abs(mine - theirs) <= 1e-9 * abs(theirs), True)
    told = json.loads((whole / "portfolio.json").read_text())
    expect("gap", told["gap"] <= 1e-4, True)
    joined = told["joined_cost_usd_per_year"]
    expect("joined", abs(joined - told["cost_usd_per_year"]) <= 1e-4 * abs(joined), True)
    for name, limit in told["limits"].items():
        expect(f"{name} of the plans within the limit", limit["used_by_plans"] <= limit["limit"] * (1 + 1e-6), True)
    sitemix(*portfolio_words(portfolio, alone, 2, hours))
    sitemix(*words(loose, slack))
    slack_told = json.loads((loose / "portfolio.json").read_text())
    expect("rounds of slack limits", slack_told["rounds"], 1)
    expect("prices", {limit["price_usd_per_unit_year"] for limit in slack_told["limits"].values()}, {0})
    for name in told["sites"]:
        check_same(alone / name, loose / name)
    draws = random.Random(options.seed)
    for _ in range(rounds):
        run = subprocess.Popen(
            [SITEMIX, *words(torn, limits), "--joined"], cwd=ROOT, stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL)
        time.sleep(draws.uniform(0, 1.5 * seconds / rounds))
        run.kill()
        run.wait()
        time.sleep(0.2)
    sitemix(*words(torn, limits), "--joined")
    print(f"shared limits: {told['rounds']} rounds, gap {told['gap']:.1e}, joined {joined:.0f}, "
          f"plans {told['plan_gap']:.2%} above the bound; killed {rounds} times, {check_same(whole, torn)} files the same")


def tasks(folder: Path, options: argparse.Namespace) -> None:
    """Tasks by position on two machines, killed at random moments; one that takes too long is tried again."""
    sites, hours, rounds = options.sites or 12, options.hours or 336, options.rounds or 20
    draws = random.Random(options.seed)
    portfolio = new_portfolio(folder, sites)
    whole, out = folder / "whole", folder / "tasks"
    sitemix(*portfolio_words(portfolio, whole, 2, hours))
    listing = [*portfolio_words(portfolio, out, 2, hours), "--executor", "tasks"]
    sitemix(*listing, "--seconds-per-site", "1")
    positions = out / ".portfolio/tasks/positions"
    expect("positions", positions.read_text().split(), [str(place) for place in range(sites)])
    # An array of a scheduler that counts from 1; a process that stands still takes too long.
    slow = task(out, {"SGE_TASK_ID": "1"}, "--positions", str(positions))
    child = named_child(slow.pid, list(statuses(whole))[0])
    os.kill(child, signal.SIGSTOP)
    expect("exit status of a task that takes too long", slow.wait(), 75)
    sitemix(*listing)
    expect("tasks after one took too long", len(positions.read_text().split()), sites)
    # Two machines, each with every other position, whose tasks are killed, task and child.
    left = {machine: list(range(machine, sites, 2)) for machine in (0, 1)}
    killed = 0
    while any(left.values()):
        running = {machine: task(out, {}, "--position", str(places[0])) for machine, places in left.items() if places}
        victim = draws.choice(sorted(running)) if killed < rounds else None
        if victim is not None:
            time.sleep(draws.uniform(0, 0.6))
            killed += running[victim].poll() is None
            running[victim].kill()
            running[victim].wait()
            time.sleep(0.3)
        for machine, process in running.items():
            status = process.wait()
            if status == 0:
                left[machine].pop(0)
            elif machine != victim:
                raise CheckError(f"a task ended with {status}")
        # A task that ended well runs again without harm until all kills are done.
        if killed < rounds and not any(left.values()):
            left = {machine: list(range(machine, sites, 2)) for machine in (0, 1)}
            for record in (out / ".portfolio/records").iterdir():
                record.unlink()
    sitemix("portfolio-collect", "--out", str(out))
    print(f"{killed} tasks killed, one too slow: {check_same(whole, out)} files are the same as with JOBS=2")
    expect("nothing is left", solved_now(sitemix(*portfolio_words(portfolio, out, 2, hours))), set())
    beyond = task(out, {"AWS_BATCH_JOB_ARRAY_INDEX": str(sites)}, "--positions", str(positions))
    expect("exit status of a task beyond the list", beyond.wait(), 2)
    expect("exit status of a task without a number", task(out, {}).wait(), 64)


def task(out: Path, variables: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [SITEMIX, "portfolio-task", "--out", str(out), *words], cwd=ROOT, env=os.environ | variables,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


TRIALS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "failures": failures, "kills": kills, "tasks": tasks, "shared": shared, "speed": speed, "many": many,
}

if __name__ == "__main__":
    sys.exit(main())
