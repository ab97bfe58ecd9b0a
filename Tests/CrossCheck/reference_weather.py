"""Solar output from real typical years, and synthetic years beside them, for `make reference`.

`reference-data/weather-*-tmy3.csv` are NREL TMY3 stations; `pv-ac-kw-per-kwdc-hourly.csv` is what pvlib's Perez,
physical incidence, Fuentes and PVWatts models make of them (kW AC for each kW of DC nameplate).
"""

from __future__ import annotations

import csv
import math
import re
import shutil
from pathlib import Path

from common import ROOT, SITEMIX, CheckError, run, table

CAPACITY = 1 / 1.3
YEAR_LIMIT, MONTH_LIMIT, HOUR_LIMIT = 0.015, 0.03, 0.03
SYNTHETIC_LIMIT, DARK_LIMIT, SPELL_LIMIT, CORRELATION_LIMIT, STATIONS = 0.03, 0.30, 1, 0.1, 6
DARK = 0.25
DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

SITE = """
year: 2025
daylight_saving: none
dollar_year: 2026
real_discount_rate: 0.08
location: {{latitude: {lat}, longitude: {lon}, elevation_m: {elevation_m}}}
utc_offset_hours: {utc_offset_h}
weather: {{{weather}}}
components:
  load: {{type: gpu_load, facility_load_mw: 1, classes: {{all: {{kind: firm, share_fraction: 1}}}}}}
  tracking: {{type: solar, technology: solar-tracker, land_limit_mwdc: 1, losses_fraction: 0.14, soiling_loss_fraction: 0}}
  fixed: {{type: solar, technology: solar-tracker, land_limit_mwdc: 1, losses_fraction: 0.14, soiling_loss_fraction: 0,
          array: fixed, tilt_degrees: {tilt}}}
"""


def columns(path: Path, comment: bool = False) -> dict[str, list[float]]:
    with path.open(encoding="utf-8", newline="") as file:
        if comment:
            file.readline()
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name != "hour_beginning"]
    return {name: [float(row[name]) for row in rows] for name in names}


def place(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as file:
        return dict(re.findall(r"(\w+)=([^,\n]+)", file.readline()))


def derived(folder: Path, station: Path, name: str, weather: str, file: str) -> dict[str, list[float]]:
    """What `sitemix weather` makes of a file at the station's place."""
    site = folder / "sites" / name
    site.mkdir(parents=True, exist_ok=True)
    where = place(station)
    text = SITE.format(weather=weather, tilt=round(float(where["lat"]) - 5), **where)
    (site / "site.yaml").write_text(text, encoding="utf-8")
    (site / "weather.csv").write_text(file, encoding="utf-8")
    outcome = run([SITEMIX, "weather", name, "--data", folder, "--out", folder / "out"])
    if outcome.status != 0:
        raise CheckError(f"the weather of {name} ended with {outcome.status}: {outcome.last_words()}")
    return columns(folder / "out" / name / "weather.csv")


def months(values: list[float]) -> list[list[float]]:
    first, result = 0, []
    for days in DAYS:
        result.append(values[24 * first : 24 * (first + days)])
        first += days
    return result


def days(values: list[float]) -> list[float]:
    return [math.fsum(values[at : at + 24]) for at in range(0, len(values), 24)]


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)


def spread(values: list[float]) -> float:
    middle = mean(values)
    return math.sqrt(mean([(value - middle) ** 2 for value in values]))


def outside(latitude: float, day: int) -> float:
    """Daily irradiation outside the air, kWh/m2: Duffie and Beckman, equation 1.10.3; days count from 1."""
    declination = math.radians(23.45 * math.sin(math.radians(360 * (284 + day) / 365)))
    north = math.radians(latitude)
    sunset = math.acos(max(-1, min(1, -math.tan(north) * math.tan(declination))))
    height = math.cos(north) * math.cos(declination) * math.sin(sunset)
    height += sunset * math.sin(north) * math.sin(declination)
    return 24 / math.pi * 1.361 * (1 + 0.033 * math.cos(2 * math.pi * day / 365)) * height


def monthly(year: dict[str, list[float]], latitude: float, *, with_spread: bool) -> str:
    """The twelve means of a station as `monthly.csv`."""
    light, air = year["ghi_wm2"], year["dry_bulb_c"]
    index = [sum(light[24 * d : 24 * d + 24]) / 1000 / outside(latitude, d + 1) for d in range(365)]
    names = ["month", "ghi_kwh_per_m2_day", "temperature_mean_c"]
    rows = [",".join(names + (["clearness_index_sd_fraction"] if with_spread else []))]
    first = 0
    for month, (sun, warmth) in enumerate(zip(months(light), months(air))):
        cells = [month + 1, math.fsum(sun) / 1000 / DAYS[month], mean(warmth)]
        if with_spread:
            cells.append(spread(index[first : first + DAYS[month]]))
        first += DAYS[month]
        rows.append(",".join(repr(cell) for cell in cells))
    return "\n".join(rows) + "\n"


def character(output: list[float]) -> tuple[float, int, int, float]:
    """Yield, days under a quarter of the mean day, the longest run of them, correlation with the day before."""
    daily = days(output)
    middle = mean(daily)
    longest = length = dark = 0
    for day in daily:
        length = length + 1 if day < DARK * middle else 0
        dark += day < DARK * middle
        longest = max(longest, length)
    apart = [day - middle for day in daily]
    correlation = math.fsum(a * b for a, b in zip(apart, apart[1:])) / math.fsum(a * a for a in apart)
    return math.fsum(daily), dark, longest, correlation


def compare(folder: Path, work: Path) -> tuple[str, list[str]]:
    """Both tables, and what is further apart than allowed."""
    data = folder / "reference-data"
    shutil.copytree(ROOT / "data" / "technologies", work / "technologies", dirs_exist_ok=True)
    shutil.copy(ROOT / "data" / "deflators.csv", work / "deflators.csv")
    published = columns(data / "pv-ac-kw-per-kwdc-hourly.csv")
    output_rows, character_rows, failed = [], [], []
    passes = {kind: {"dark days": 0, "longest spell": 0, "correlation": 0} for kind in ("means", "means and spread")}
    stations = sorted(data.glob("weather-*-tmy3.csv"))
    for station in stations:
        name = station.name.removeprefix("weather-").removesuffix("-tmy3.csv")
        text = station.read_text(encoding="utf-8")
        ours = derived(work, station, name, "file: weather.csv", text)
        for kind in ("tracking", "fixed"):
            found, wanted = ours[f"{kind}.output_kw_per_kwdc"], published[f"{name}_{kind}"]
            year = math.fsum(found) / math.fsum(wanted) - 1
            month = max(abs(math.fsum(a) / math.fsum(b) - 1) for a, b in zip(months(found), months(wanted)))
            hour = math.sqrt(mean([(a - b) ** 2 for a, b in zip(found, wanted)])) / CAPACITY
            output_rows.append([f"{name} {kind}", f"{year:+.2%}", f"{month:.2%}", f"{hour:.2%}"])
            if abs(year) > YEAR_LIMIT or month > MONTH_LIMIT or hour > HOUR_LIMIT:
                failed.append(f"output of {name} {kind}")
        measured = columns(station, comment=True)
        real = character(published[f"{name}_tracking"])
        for kind in passes:
            means = monthly(measured, float(place(station)["lat"]), with_spread=kind != "means")
            made = derived(work, station, f"{name}-synthetic", "monthly_means: weather.csv, seed: 1", means)
            output, dark, longest, correlation = character(made["tracking.output_kw_per_kwdc"])
            sums = max(
                abs(math.fsum(a) / math.fsum(b) - 1)
                for a, b in zip(months(made["ghi_w_per_m2"]), months(measured["ghi_wm2"]))
            )
            within = {
                "dark days": abs(dark - real[1]) <= DARK_LIMIT * real[1],
                "longest spell": abs(longest - real[2]) <= SPELL_LIMIT,
                "correlation": abs(correlation - real[3]) <= CORRELATION_LIMIT,
            }
            for what, passed in within.items():
                passes[kind][what] += passed
            # The CSV holds a tenth of a W/m2.
            if abs(output / real[0] - 1) > SYNTHETIC_LIMIT or sums > 1e-4:
                failed.append(f"synthetic year of {name} from {kind}")
            character_rows.append([
                name, kind, f"{output / real[0] - 1:+.1%}", f"{dark} ({real[1]})", f"{longest} ({real[2]})",
                f"{correlation:.2f} ({real[3]:.2f})",
            ])
    for kind, counts in passes.items():
        line = ", ".join(f"{what} {count} of {len(stations)}" for what, count in counts.items())
        character_rows.append(["within limits", kind, "", line, "", ""])
    # Twelve means do not tell how dark the dark days are: only the spread is held to the limits.
    enough = STATIONS * len(stations) / 8
    failed += [f"synthetic {what}" for what, count in passes["means and spread"].items() if count < enough]
    tables = [
        table(["AC output against pvlib", "year", "worst month", "hours, RMS of capacity"], output_rows),
        table(["synthetic (real)", "from", "yield", "days under 25 %", "longest spell", "day to day"], character_rows),
    ]
    return "\n\n".join(tables), failed
