"""Recomputes pro forma workbooks with a spreadsheet engine and compares them with sitemix.

    proforma_check.py       every site, a year that recurs with five assumptions changed in its workbook, a horizon

What changes in a workbook's yellow cell must give what sitemix gives with that assumption at the same sizes.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import formulas
import openpyxl
import proforma_workbook
from common import SITEMIX, CheckError, run, sites, work_folder

SITE = "sparks-nevada"
FINANCE = {
    "inflation_fraction_per_year": "0.025", "in_service_month": "2027-06", "state_tax_fraction": "0.04",
    "bonus_depreciation_fraction": "0.4", "power_price_usd_per_mwh": "95", "land_usd_per_year": "50000",
    "debt_fraction": "0.6", "debt_interest_fraction_per_year": "0.07", "debt_term_years": "15",
}
CHANGES = {
    "federal_tax_fraction": "0.28", "inflation_fraction_per_year": "0.035", "bonus_depreciation_fraction": "1",
    "power_price_usd_per_mwh": "110", "debt_interest_fraction_per_year": "0.055",
}
# Sizes of a plan, as they are held.
SIZES = {
    "solar.nameplate": "capacity_mw", "battery.power": "capacity_mw", "battery.energy": "energy_mwh", "gensets.units": "units",
    "second_life.packs": "units", "second_life.converters": "capacity_mw",
}
RELATIVE = 1e-6
# Sizes are printed to some digits: a cap that binds at them needs as much room.
ROOM = ["--set", "emissions.cap_kg_co2e_per_mwh_served=250.00005"]


def optimise(out: Path, finance: dict[str, str], *more: str, site: str = SITE) -> Path:
    keys = [word for key, value in finance.items() for word in ("--set", f"finance.{key}={value}")]
    ended = run([str(SITEMIX), "optimise", site, "--out", str(out), "--quiet", *keys, *more])
    if ended.status != 0:
        raise CheckError(f"optimise ended with {ended.status}: {ended.errors.strip()}")
    return out / site


def figures(folder: Path) -> dict[str, float]:
    with (folder / "finance.csv").open(encoding="utf-8", newline="") as file:
        return {row["measure"]: float(row["value"]) for row in csv.DictReader(file) if row["value"]}


class Workbook:
    """A workbook that is recomputed."""

    def __init__(self, folder: Path):
        self.path = folder / "proforma.xlsx"
        proforma_workbook.write(folder, self.path)
        self.cells = openpyxl.load_workbook(self.path)
        self.model = formulas.ExcelModel().loads(str(self.path)).finish()

    def key(self, sheet: str, cell: str) -> str:
        return f"'[{self.path.name}]{sheet.upper()}'!{cell}"

    def computed(self, changes: dict[str, float] | None = None):
        rows = {row[0].value: row[2].coordinate for row in self.cells["Assumptions"].iter_rows(min_row=2)}
        inputs = {self.key("Assumptions", rows[key]): value for key, value in (changes or {}).items()}
        solution = self.model.calculate(inputs=inputs)

        def value(sheet: str, cell: str):
            return solution[self.key(sheet, cell)].value[0, 0]

        return value

    def failures(self) -> list[str]:
        """Checks of the workbook that do not pass."""
        value = self.computed()
        lines = [row for row in self.cells["Checks"].iter_rows(min_row=2) if row[6].value is not None]
        if not lines:
            return ["it has no checks"]
        return [str(row[0].value) for row in lines if value("Checks", row[6].coordinate) != 1]

    def measures(self, changes: dict[str, float]) -> dict[str, float]:
        """Measures by our names, with some assumptions changed."""
        value = self.computed(changes)
        found = {}
        for row in self.cells["Checks"].iter_rows(min_row=2):
            source = str(row[2].value)
            if source.startswith("='Measures'!"):
                found[str(row[0].value)] = float(value("Measures", source.split("!")[1]))
        return found


def held(folder: Path) -> list[str]:
    """The sizes of a plan as options that hold them."""
    sizes = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["sizes"]
    words = []
    for name, key in SIZES.items():
        size = sizes.get(name.split(".")[0], {}).get(key)
        words += ["--hold", f"{name}={size or 0}"]
    return words


def changed() -> list[str]:
    """A year that recurs, and its workbook with other assumptions beside our own runs."""
    wrong = []
    with work_folder() as out:
        folder = optimise(out / "plan", FINANCE, "--horizon-hours", "168")
        book = Workbook(folder)
        wrong += [f"{SITE}: {name}" for name in book.failures()]
        sizes = held(folder)
        for key, text in CHANGES.items():
            ours = figures(optimise(out / key, FINANCE | {key: text}, "--horizon-hours", "168", *ROOM, *sizes))
            for measure, value in book.measures({key: float(text)}).items():
                if abs(value - ours[measure]) > RELATIVE * max(1, abs(ours[measure])):
                    wrong.append(f"{key}={text}: {measure} is {value} in the workbook and {ours[measure]} in our run")
    return wrong


def horizon() -> list[str]:
    """Builds by month, sales and replacements over years."""
    finance = {key: value for key, value in FINANCE.items() if key != "in_service_month"}
    with work_folder() as out:
        folder = optimise(out, finance, "--scenario", "bridge", "--horizon-hours", "24")
        return [f"{SITE}, bridge: {name}" for name in Workbook(folder).failures()]


def examples() -> list[str]:
    """The pro forma of every shipped site comes to what its program minimised."""
    wrong = []
    for site in sites():
        with work_folder() as out:
            folder = optimise(out, FINANCE, "--horizon-hours", "168", site=site)
            finance = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["finance"]
            if not finance["relative_difference"] <= 1e-9:
                wrong.append(f"{site}: pro forma and program differ by {finance['relative_difference']}")
    return wrong


def failures() -> list[str]:
    return examples() + changed() + horizon()


if __name__ == "__main__":
    found = failures()
    print("\n".join(found) if found else "workbooks agree with sitemix, with five assumptions changed and over a horizon")
    sys.exit(1 if found else 0)
