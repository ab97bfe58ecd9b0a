"""What tariffs cost in solving time: each kind of charge at one site, and each site's own tariff."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

from common import ROOT, CheckError, result, set_options, sites, table, work_folder, write_program

SITE = "sparks-nevada"
FIXTURES = Path(__file__).with_name("tariffs")
PLAIN = "bench-plain"
CHANGES = {
    "bench-ratchet": ["components.grid.power_factor=0.9"],
    "bench-coincident": ["components.grid.coincident_peaks=peaks.csv"],
    "bench-contract": ["components.grid.choose_contract_capacity=yes"],
    "bench-netting": ["components.grid.export_limit_mw=10"],
}
ROUNDS = 3
GOAL = 1.3
SITE_HEADS = ["site", "rows", "with plain", "tries", "with plain", "processor s", "with plain", "ratio"]
HEADS = ["tariff", "rows", "columns", "iterations", "tries", "seconds", "processor s", "ratio", "programs", "count gap", "status"]


def tariffs() -> list[str]:
    """The plain one first."""
    names = sorted(path.stem for path in FIXTURES.glob("bench-*.csv"))
    return [PLAIN, *(name for name in names if name != PLAIN)]


def _data(folder: Path) -> Path:
    """The project's data with the fixtures beside its tariffs; a site may not link out of its folder."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    for file in FIXTURES.glob("bench-*.csv"):
        shutil.copy(file, data / "tariffs")
    shutil.copy(FIXTURES / "peaks.csv", data / "sites" / SITE)
    return data


def _with_plain_tariffs(folder: Path, data: Path) -> Path:
    """The same data with every site on the plain tariff, which leaves files of peaks without a line to be about."""
    plain = folder / "plain"
    shutil.copytree(data, plain)
    for file in plain.glob("sites/*/site.yaml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        kept = [f"    tariff: {PLAIN}" if line.startswith("    tariff:") else line
                for line in lines if not line.startswith("    coincident_peaks:")]
        file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return plain


def charges() -> tuple[str, bool]:
    """A table with each relaxed program's processor time in relation to the plain one's, and whether all were solved."""
    rows, plain, solved = [], None, True
    with work_folder() as folder:
        data = _data(folder)
        for name in tariffs():
            changes = [f"components.grid.tariff={name}", *CHANGES.get(name, [])]
            options = ["--solve", "--data", str(data), *set_options(changes)]
            try:
                ran = write_program(SITE, folder, *options, "--relaxed")
                relaxed = result(folder)
                write_program(SITE, folder, *options)
                whole = result(folder)
            except CheckError as error:
                rows.append([name, *["–"] * (len(HEADS) - 2), str(error)])
                solved = False
                continue
            seconds = sum(relaxed[f"seconds_{stage}"] for stage in ("build", "solve", "certify"))
            plain = plain or ran.processor_seconds
            solved = solved and whole["status"] in ("optimal", "near_optimal", "feasible")
            gap = whole.get("mip_gap")
            rows.append([
                name.removeprefix("bench-"), f"{relaxed['rows']:,}", f"{relaxed['columns']:,}",
                str(relaxed["iterations"]), str(relaxed["tries"]), f"{seconds:.1f}",
                f"{ran.processor_seconds:.1f}", f"{ran.processor_seconds / plain:.2f}",
                str(whole["programs"]), "–" if gap is None else f"{gap:.1e}", whole["status"],
            ])
    return table(HEADS, rows), solved


def shipped() -> tuple[str, bool]:
    """Each site's year under its own tariff and under a plain one, taking turns: medians of processor time."""
    rows, ratios, solved = [], [], True
    with work_folder() as folder:
        data = _data(folder)
        plain = _with_plain_tariffs(folder, data)
        for site in sites():
            if "type: grid" not in (data / "sites" / site / "site.yaml").read_text(encoding="utf-8"):
                continue
            seconds: tuple[list[float], list[float]] = ([], [])
            figures = [{}, {}]
            for _ in range(ROUNDS):
                for which, source in enumerate((data, plain)):
                    ran = write_program(site, folder, "--solve", "--relaxed", "--data", str(source))
                    figures[which] = result(folder)
                    seconds[which].append(ran.processor_seconds)
            own, other = (statistics.median(times) for times in seconds)
            ratios.append(own / other)
            solved = solved and all(one["status"] in ("optimal", "near_optimal", "feasible") for one in figures)
            rows.append([
                site, *(f"{one['rows']:,}" for one in figures), *(str(one["tries"]) for one in figures),
                f"{own:.1f}", f"{other:.1f}", f"{own / other:.2f}",
            ])
    median = statistics.median(ratios)
    met = "met" if median <= GOAL else "not met"
    text = f"{table(SITE_HEADS, rows)}\nmedian ratio {median:.2f} (goal at most {GOAL:g}: {met})"
    return text, solved
