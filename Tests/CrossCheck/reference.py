"""Compares with published cases whose hourly series are too large to ship: `make reference REFERENCE=…`.

The folder holds `validation/dervet-bill-hourly.csv`, `reference-data/urdb-tariffs/*.json` and typical years. Source of the case:
EPRI DER-VET 1.3.0 (BSD-3), test/test_predefined_gui_use_cases/der_for_bill_reduction.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import reference_weather
import urdb_bill
from common import ROOT, SITEMIX, CheckError, run, table, work_folder

FIXTURES = Path(__file__).with_name("reference")

# The sizing annuity of the case: 19 terms, the first not discounted.
ANNUITY = sum((1.022 / 1.06) ** year for year in range(19))
LIFE_YEARS = 20
CAPITAL_USD_PER_KW = 800.0
UPKEEP_USD_PER_KW_YEAR = 10.0

# Energy and demand of the first year in USD, with the battery and the PV plant and without either.
YEAR_USD = {"": (3_772_156.4770799563, 649_895.6556541186), "_before": (4_065_918.508490973, 823_148.6246464)}
YEAR_TOLERANCE = 1e-9
CENT = 0.0051

METER_YEAR = 2025
BILL_TOLERANCE = 1e-4

POWER_MW, ENERGY_MWH = 1.575, 9.450
OBJECTIVE_USD = 65_548_713.5237
SIZE_TOLERANCE = 0.01
OBJECTIVE_TOLERANCE = 1e-4


class Comparison(NamedTuple):
    """One number of ours beside the published one, and how far apart they may be."""

    name: str
    ours: float
    published: float
    limit: float

    @property
    def failed(self) -> bool:
        return not abs(self.ours - self.published) <= self.limit


def recovery(rate: float, years: int) -> float:
    """The capital recovery factor."""
    return rate / (1 - (1 + rate) ** -years)


def equivalent_rate(factor: float, years: int) -> float:
    """The rate whose capital recovery factor is the one given; it rises with the rate."""
    low, high = 1e-9, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if recovery(middle, years) < factor else (low, middle)
    return (low + high) / 2


def write_site(folder: Path, hours: list[dict[str, str]]) -> None:
    """A data folder with the case as a site."""
    site = folder / "sites" / "dervet"
    site.mkdir(parents=True)
    (folder / "tariffs").mkdir()
    (folder / "technologies").mkdir()
    shutil.copy(ROOT / "data" / "deflators.csv", folder / "deflators.csv")
    shutil.copy(FIXTURES / "dervet-tariff.csv", folder / "tariffs" / "dervet.csv")
    text = (FIXTURES / "dervet-site.yaml").read_text(encoding="utf-8")
    rate = equivalent_rate(1 / ANNUITY, LIFE_YEARS)
    text = text.replace("{rate}", repr(rate))
    text = text.replace("{capex}", repr(CAPITAL_USD_PER_KW + UPKEEP_USD_PER_KW_YEAR * ANNUITY))
    (site / "site.yaml").write_text(text, encoding="utf-8")
    rows = ["hour_beginning,facility_load_mw"]
    for hour in hours:
        net = float(hour["site_load_kw"]) - 1000 * float(hour["pv_kw_per_kw"])
        rows.append(f"{stamp(hour)},{net / 1000!r}")
    (site / "load.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def stamp(hour: dict[str, str]) -> str:
    return hour["hour_beginning"].replace(" ", "T")[:16]


def replay(folder: Path, hours: list[dict[str, str]], column: str, suffix: str) -> list[Comparison]:
    """The published imports priced by `sitemix bill`: the year to 1e-9, each month to the cent."""
    meter = folder / "meter.csv"
    rows = [f"{stamp(hour)},{hour[column]}" for hour in hours]
    meter.write_text("\n".join(["start,import_kw", *rows]) + "\n", encoding="utf-8")
    out = folder / "bill"
    outcome = run([SITEMIX, "bill", "dervet", "--data", folder, "--import", meter, "--out", out])
    if outcome.status != 0:
        raise CheckError(f"the bill ended with {outcome.status}: {outcome.last_words()}")
    amounts: dict[tuple[str, int], list[float]] = {}
    with (out / "dervet" / "bill.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = "demand" if row["line"] == "demand" else "energy"
            amounts.setdefault((kind, int(row["month"])), []).append(float(row["amount_usd"]))
    with (FIXTURES / "dervet-months.csv").open(encoding="utf-8", newline="") as file:
        months = list(csv.DictReader(file))
    compared = []
    for kind, year in zip(("energy", "demand"), YEAR_USD[suffix]):
        name = f"{kind}{suffix.replace('_', ' ')} USD"
        ours = math.fsum(x for (k, _), lines in amounts.items() if k == kind for x in lines)
        compared.append(Comparison(name, ours, year, YEAR_TOLERANCE * year))
        for month in months:
            paid = math.fsum(amounts[kind, int(month["month"])])
            published = float(month[f"{kind}{suffix}_usd"])
            compared.append(Comparison(f"{name}, month {month['month']}", paid, published, CENT))
    return compared


def imports(folder: Path, work: Path) -> tuple[list[str], list[Comparison]]:
    """Every record of the Utility Rate Database becomes a tariff, of which each record's left-outs are told, and
    prices an uneven meter as `urdb_bill` does by the record alone."""
    lines, compared = [], []
    records = sorted((folder / "reference-data" / "urdb-tariffs").glob("*.json"))
    if not records:
        raise CheckError(f"there are no records in '{folder}/reference-data/urdb-tariffs'")
    starts = [datetime(METER_YEAR, 1, 1) + timedelta(hours=hour) for hour in range(8760)]
    # Uneven by hour, day of the week and season, so that each period has a peak of its own.
    meter = [3000 + 900 * math.sin(0.26 * t.hour) + 70 * t.weekday() * (t.day % 5) + 40 * t.month for t in starts]
    site = work / "sites" / "meter"
    site.mkdir(parents=True)
    (work / "tariffs").mkdir()
    (work / "technologies").mkdir()
    shutil.copy(ROOT / "data" / "deflators.csv", work / "deflators.csv")
    shutil.copy(FIXTURES / "meter-site.yaml", site / "site.yaml")
    rows = [f"{start:%Y-%m-%dT%H:%M},{power!r}" for start, power in zip(starts, meter)]
    (work / "meter.csv").write_text("\n".join(["start,import_kw", *rows]) + "\n", encoding="utf-8")
    for record in records:
        outcome = run([SITEMIX, "tariff", "import", record])
        if outcome.status != 0:
            raise CheckError(f"{record.name} was not imported: {outcome.last_words()}")
        rows = [line for line in outcome.output.splitlines() if not line.startswith("#")]
        left = [line.strip().split(":")[0] for line in outcome.errors.splitlines()[1:]]
        lines.append(f"{record.stem}: {len(rows) - 1} rows; left out or assumed: {', '.join(left) or 'nothing'}")
        # Who may take a tariff is not the question here.
        kept = [line for line in outcome.output.splitlines() if not line.startswith(("# minimum_", "# maximum_"))]
        (work / "tariffs" / "t.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
        out = work / "bill"
        outcome = run([SITEMIX, "bill", "meter", "--data", work, "--import", work / "meter.csv", "--out", out])
        if outcome.status != 0:
            raise CheckError(f"{record.name} was not priced: {outcome.last_words()}")
        with (out / "meter" / "bill.csv").open(encoding="utf-8", newline="") as file:
            ours = math.fsum(float(row["amount_usd"]) for row in csv.DictReader(file))
        document = json.loads(record.read_text(encoding="utf-8"))
        alone = document["items"][0] if "items" in document else document
        published = urdb_bill.bill(alone, meter, METER_YEAR)
        compared.append(Comparison(record.stem, ours, published, BILL_TOLERANCE * published))
    return lines, compared


def sizing(folder: Path) -> list[Comparison]:
    """The battery and the objective."""
    out = folder / "out"
    outcome = run([SITEMIX, "optimise", "dervet", "--data", folder, "--out", out, "--quiet"])
    if outcome.status != 0:
        raise CheckError(f"the case ended with {outcome.status}: {outcome.last_words()}")
    plan = json.loads((out / "dervet" / "plan.json").read_text(encoding="utf-8"))
    battery = plan["sizes"]["battery"]
    objective = plan["objective_usd_per_year"] * ANNUITY
    return [
        Comparison("battery MW", battery["capacity_mw"], POWER_MW, SIZE_TOLERANCE * POWER_MW),
        Comparison("battery MWh", battery["energy_mwh"], ENERGY_MWH, SIZE_TOLERANCE * ENERGY_MWH),
        Comparison("objective USD", objective, OBJECTIVE_USD, OBJECTIVE_TOLERANCE * OBJECTIVE_USD),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with validation/ and reference-data/")
    folder = parser.parse_args().folder
    series = folder / "validation" / "dervet-bill-hourly.csv"
    if not series.is_file():
        print(f"there is no '{series}': name the folder, make reference REFERENCE=…", file=sys.stderr)
        return 64
    with series.open(encoding="utf-8", newline="") as file:
        hours = list(csv.DictReader(file))
    with work_folder() as data:
        write_site(data, hours)
        compared = replay(data, hours, "published_net_load_kw", "")
        compared += replay(data, hours, "site_load_kw", "_before")
        compared += sizing(data)
    with work_folder() as work:
        weather, far = reference_weather.compare(folder, work)
    print(weather + "\n")
    print(table(
        ["DER-VET, battery for the bill", "ours", "published", "apart"],
        [[one.name, f"{one.ours:,.4f}", f"{one.published:,.4f}", f"{one.ours / one.published - 1:+.0e}"]
         for one in compared],
    ))
    with work_folder() as work:
        lines, bills = imports(folder, work)
    print("\n" + "\n".join(lines) + "\n")
    print(table(
        ["rate record, a year of one meter", "ours USD", "by the record USD", "apart"],
        [[one.name, f"{one.ours:,.2f}", f"{one.published:,.2f}", f"{one.ours / one.published - 1:+.0e}"] for one in bills],
    ))
    compared += bills
    failed = far + [one.name for one in compared if one.failed]
    if failed:
        print(f"apart by more than allowed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CheckError as error:
        print(f"reference: {error}", file=sys.stderr)
        sys.exit(1)
