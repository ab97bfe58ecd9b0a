"""What each kind of charge costs in solving time: one site's year under tariffs of growing richness."""

from __future__ import annotations

import shutil
from pathlib import Path

from common import ROOT, CheckError, result, set_options, table, work_folder, write_program

SITE = "sparks-nevada"
FIXTURES = Path(__file__).with_name("tariffs")
PLAIN = "bench-plain"
CHANGES = {
    "bench-ratchet": ["components.grid.power_factor=0.9"],
    "bench-coincident": ["components.grid.coincident_peaks=peaks.csv"],
    "bench-contract": ["components.grid.choose_contract_capacity=yes"],
    "bench-netting": ["components.grid.export_limit_mw=10"],
}
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
            solved = solved and whole["status"] in ("optimal", "near_optimal")
            gap = whole.get("count_gap")
            rows.append([
                name.removeprefix("bench-"), f"{relaxed['rows']:,}", f"{relaxed['columns']:,}",
                str(relaxed["iterations"]), str(relaxed["tries"]), f"{seconds:.1f}",
                f"{ran.processor_seconds:.1f}", f"{ran.processor_seconds / plain:.2f}",
                str(whole["programs"]), "–" if gap is None else f"{gap:.1e}", whole["status"],
            ])
    return table(HEADS, rows), solved
