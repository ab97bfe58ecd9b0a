"""Rebuilds what `sitemix weather` and `sitemix gas` write, from the equations of the page *Weather and wells* alone.

    python derived_series.py        sunlight, temperature and solar output of sparks-nevada, gas of permian-flare-pad

The sun stands where the Astronomical Almanac's short formula puts it, within 0.01 degrees of the page's algorithm.
"""

from __future__ import annotations

import csv
import datetime
import sys
from pathlib import Path

import numpy as np

from common import ROOT, SITEMIX, CheckError, run, work_folder

DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
FIRST = np.cumsum([0, *DAYS])
YEAR = 2025
SITE = {"name": "sparks-nevada", "component": "solar"}
WELLS = "permian-flare-pad"
RAD = np.pi / 180
MASK = (1 << 64) - 1
# Greatest difference at a step: W/m2, degrees, kW per kWdc, Mcf/h (the series are rounded). Output jumps where the sky's
# clearness is on an edge of Perez' classes, so that eight hours of the year may differ by more.
LIMITS = {"ghi_w_per_m2": 0.6, "temperature_c": 0.02, "output": 1e-3, "gas": 1e-6}
EDGES = 8


def sin(x): return np.sin(x * RAD)
def cos(x): return np.cos(x * RAD)
def positive(x): return np.maximum(0, x)


def table(path: Path) -> dict[str, np.ndarray]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {k: np.array([float(row[k]) for row in rows]) for k in rows[0] if k != "hour_beginning"}


def mixed(value: int) -> int:
    z = (value + 0x9E3779B97F4A7C15) & MASK
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
    return z ^ z >> 31


def normal(seed: int, stream: int, position: int) -> float:
    key = mixed(mixed(seed) ^ stream)
    return sum((mixed(key ^ (12 * position + i)) >> 11) * 2.0**-53 for i in range(12)) - 6


def series(seed: int, stream: int, count: int, correlation: float) -> np.ndarray:
    values: list[float] = []
    for position in range(count):
        fresh = normal(seed, stream, position)
        values.append(correlation * values[-1] + (1 - correlation**2) ** 0.5 * fresh if values else fresh)
    return np.array(values)


def sun(place: dict, minute: np.ndarray, temperature: np.ndarray | float = 12.0):
    """Zenith and azimuth in degrees, and the sun outside the air."""
    start = datetime.date(YEAR, 1, 1).toordinal() - datetime.date(2000, 1, 1).toordinal() - 0.5
    d = start + minute / 1440 - place["utc"] / 24
    mean, anomaly = 280.460 + 0.9856474 * d, 357.528 + 0.9856003 * d
    longitude = mean + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly)
    tilt = 23.439 - 4e-7 * d
    right = np.arctan2(cos(tilt) * sin(longitude), cos(longitude)) / RAD
    declination = np.arcsin(sin(tilt) * sin(longitude)) / RAD
    hour = 280.46061837 + 360.98564736629 * d + place["longitude"] - right
    north = place["latitude"]
    height = np.arcsin(sin(north) * sin(declination) + cos(north) * cos(declination) * cos(hour)) / RAD
    height -= 8.794 / 3600 * cos(height)
    p = pressure(place)
    lift = p / 1010 * 283 / (273 + temperature) * 1.02 / (60 * np.tan((height + 10.3 / (height + 5.11)) * RAD))
    zenith = 90 - height - np.where(height >= -0.8333, lift, 0)
    azimuth = 180 + np.arctan2(sin(hour), cos(hour) * sin(north) - np.tan(declination * RAD) * cos(north)) / RAD
    distance = 1.00014 - 0.01671 * cos(anomaly) - 0.00014 * cos(2 * anomaly)
    return zenith, azimuth, 1361 / distance**2


def pressure(place: dict) -> float:
    return 1013.25 * (1 - 2.25577e-5 * place["elevation"]) ** 5.25588


def quantiles(a: float, b: float, shares: np.ndarray) -> np.ndarray:
    """Of a beta distribution, from its density on a fine grid that is denser at both ends."""
    x = (1 - np.cos(np.linspace(0, np.pi, 400_001))) / 2
    middle = (x[1:] + x[:-1]) / 2
    mass = middle ** (a - 1) * (1 - middle) ** (b - 1) * np.diff(x)
    below = np.concatenate([[0], np.cumsum(mass)]) / mass.sum()
    return np.interp(shares, below, x)


def synthetic(place: dict, months: dict[str, np.ndarray], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Global irradiance and temperature of each hour."""
    hours = np.arange(8760)
    zenith, _, outside = sun(place, hours * 60 + 30.0)
    up = positive(cos(zenith))
    with np.errstate(divide="ignore", over="ignore"):
        clear = np.where(up > 0.01, (0.75 + 2e-5 * place["elevation"]) / 0.75 * 1098 * up * np.exp(-0.057 / up), 0)
    ranks, day = series(seed, 1, 365, 0.4), np.zeros(365)
    for m, n in enumerate(DAYS):
        span = slice(24 * FIRST[m], 24 * FIRST[m + 1])
        most = clear[span].sum()
        share = (months["ghi_kwh_per_m2_day"][m] * 1000 * n / most - 0.13) / 0.96
        deviation = months["clearness_index_sd_fraction"][m] * (outside * up)[span].sum() / most / 0.96
        trials = max(0.3, share * (1 - share) / deviation**2 - 1)
        order = FIRST[m] + np.argsort(ranks[FIRST[m] : FIRST[m + 1]], kind="stable")
        day[order] = 0.13 + 0.96 * quantiles(share * trials, (1 - share) * trials, (np.arange(n) + 0.5) / n)
    of_day = day[hours // 24]
    light = clear * np.clip(of_day + (of_day - 0.12) * (1.1 - of_day) * series(seed, 2, 8760, 0.4), 0.08, 1.12)
    light *= np.repeat(day * clear.reshape(365, 24).sum(1) / light.reshape(365, 24).sum(1), 24)
    for m, n in enumerate(DAYS):
        span = slice(24 * FIRST[m], 24 * FIRST[m + 1])
        light[span] *= months["ghi_kwh_per_m2_day"][m] * 1000 * n / light[span].sum()
    month = np.repeat(np.repeat(np.arange(12), DAYS), 24)
    clearness = np.repeat(light.reshape(365, 24).sum(1) / clear.reshape(365, 24).sum(1), 24)
    anomaly = series(seed, 3, 365, 0.65)
    part = (hours % 24 + 0.5) / 24
    anomaly = anomaly[hours // 24] * (1 - part) + anomaly[(hours // 24 + 1) % 365] * part
    position = (12 * hours / 8760 - 0.5) % 12
    before = position.astype(int)
    means = months["temperature_mean_c"]
    mean = means[before] * (1 - position % 1) + means[(before + 1) % 12] * (position % 1)
    air = (mean + 1.1 * months["temperature_day_sd_c"][month] * anomaly
           + months["temperature_swing_c"][month] / 2 * (0.4 + 0.7 * clearness) * cos(15 * (hours % 24 + 0.5 - 15)))
    for m in range(12):
        span = slice(24 * FIRST[m], 24 * FIRST[m + 1])
        air[span] += means[m] - air[span].mean()
    return light, air


def disc(light, zenith, outside, place):
    up = positive(cos(zenith))
    air = 1 / (cos(np.minimum(90, zenith)) + 0.50572 * (96.07995 - np.minimum(90, zenith)) ** -1.6364)
    k, m = np.minimum(1, light / (outside * np.maximum(0.065, up))), np.minimum(12, air * pressure(place) / 1013.25)
    low = k <= 0.6
    a = np.where(low, 0.512 - 1.56*k + 2.286*k**2 - 2.222*k**3, -5.743 + 21.77*k - 27.49*k**2 + 11.56*k**3)
    b = np.where(low, 0.37 + 0.962*k, 41.4 - 118.5*k + 66.05*k**2 + 31.9*k**3)
    c = np.where(low, -0.28 + 0.932*k - 2.048*k**2, -47.01 + 184.2*k - 222*k**2 + 73.81*k**3)
    share = 0.866 - 0.122*m + 0.0121*m**2 - 0.000653*m**3 + 0.000014*m**4 - a - b * np.exp(c * m)
    with np.errstate(divide="ignore", invalid="ignore"):
        direct = np.where((zenith < 87) & (light > 0), np.minimum(positive(share) * outside, light / up), 0)
    return direct, light - direct * up, air


PEREZ = [(1.065, -0.008, 0.588, -0.062, -0.060, 0.072, -0.022), (1.230, 0.130, 0.683, -0.151, -0.019, 0.066, -0.029),
         (1.500, 0.330, 0.487, -0.221, 0.055, -0.064, -0.026), (1.950, 0.568, 0.187, -0.295, 0.109, -0.152, -0.014),
         (2.800, 0.873, -0.392, -0.362, 0.226, -0.462, 0.001), (4.500, 1.132, -1.237, -0.412, 0.288, -0.823, 0.056),
         (6.200, 1.060, -1.600, -0.359, 0.264, -1.127, 0.131), (np.inf, 0.678, -0.327, -0.250, 0.156, -1.377, 0.251)]


def output(place: dict, light: np.ndarray, temperature: np.ndarray, cover: float = 0.35) -> np.ndarray:
    """kW AC for each kW DC on trackers, with the defaults of the page and 3 m/s of wind."""
    zenith, azimuth, outside = sun(place, np.arange(8760) * 60 + 30.0, temperature)
    direct, diffuse, air = disc(light, zenith, outside, place)
    turn = np.arctan2(sin(zenith) * sin(azimuth), cos(zenith)) / RAD
    shading = cos(turn) / cover
    turn -= np.where(shading < 1, np.sign(turn) * np.arccos(np.clip(shading, -1, 1)) / RAD, 0)
    turn = np.clip(turn, -60, 60)
    tilt, facing = abs(turn), np.where(turn >= 0, 90, 270)
    incidence = positive(cos(zenith) * cos(tilt) + sin(zenith) * sin(tilt) * cos(azimuth - facing))
    beam = np.where(zenith >= 90, 0, direct * incidence)
    z = zenith * RAD
    with np.errstate(divide="ignore", invalid="ignore"):
        epsilon = ((diffuse + direct) / diffuse + 1.041 * z**3) / (1 + 1.041 * z**3)
    row = np.array([next((i for i, r in enumerate(PEREZ) if e < r[0]), 7) for e in epsilon])
    f = np.array(PEREZ)[row]
    bright = diffuse * air / outside
    near, edge = positive(f[:, 1] + f[:, 2]*bright + f[:, 3]*z), f[:, 4] + f[:, 5]*bright + f[:, 6]*z
    sky = positive(diffuse * ((1 - near) * (1 + cos(tilt)) / 2
                              + near * incidence / np.maximum(cos(85), positive(cos(zenith))) + edge * sin(tilt)))
    sky = np.where(zenith >= 90, diffuse * (1 + cos(tilt)) / 2, sky)
    rest = sky + light * 0.2 * (1 - cos(tilt)) / 2
    i = np.arccos(np.clip(incidence, 1e-5, 0.9999999))
    r = np.arcsin(np.sin(i) / 1.526)
    passed = np.exp(-0.008 / np.cos(r)) * (1 - (np.sin(r - i)**2 / np.sin(r + i)**2 + np.tan(r - i)**2 / np.tan(r + i)**2) / 2)
    glass = np.where(incidence > 1e-6, passed / ((1 - (0.526 / 2.526)**2) * np.exp(-0.008)), 0)
    cell = temperature + 0.98 * (beam + rest) / (25 + 6.84 * 3)
    dc = positive(0.98 * (beam * glass + rest) / 1000 * (1 - 0.0037 * (cell - 25)) * (1 - 0.1232))
    load = dc * 1.3 * 0.96
    with np.errstate(divide="ignore", invalid="ignore"):
        efficiency = 0.96 / 0.9637 * (-0.0162 * load - 0.0059 / load + 0.9858)
        power = np.minimum(1 / 1.3, positive(efficiency * dc))
    return np.where((load > 0.005) & (light > 0), power, 0)


def wells(text: str) -> dict[str, np.ndarray]:
    """Mcf/h of each day by outlook, from the keys as `site.yaml` has them."""
    def value(key: str, within: str, default: float | None = None) -> float:
        found = [line.split(":", 1)[1].split("#")[0].strip() for line in within.splitlines() if line.strip().startswith(key + ":")]
        if not found and default is not None:
            return default
        return float(found[0])
    middle = np.arange(365) + 0.5
    flows = []
    for part in text.split("first_flow_date:")[1:]:
        first = datetime.date.fromisoformat(part[:11].strip()).toordinal() - datetime.date(YEAR, 1, 1).toordinal()
        month = positive(middle - first) / (365 / 12)
        decline, b = value("initial_decline_fraction_per_month", part), value("decline_exponent", part)
        least = value("least_decline_fraction_per_year", part) / 12
        bend = max(0, decline / least - 1) / (b * decline)
        share = (1 + b * decline * np.minimum(month, bend)) ** (-1 / b) * np.exp(-least * positive(month - bend))
        growth = (1 + value("gas_oil_ratio_growth_fraction_per_year", part)) ** (positive(middle - first) / 365)
        flows.append(np.where(middle >= first, value("initial_gas_mcf_per_day", part) * share * growth, 0))
    seed, spread = int(value("gas_seed_count", text, 1)), value("well_uncertainty_fraction", text, 0)
    varies = value("gas_day_variation_fraction", text, 0)
    def days(stream: int) -> np.ndarray:
        return np.maximum(0.3, 1 + varies * series(seed, stream, 365, 0.5))
    drawn = np.sort([
        days(1000 + k) * sum(np.exp(spread * normal(seed, 8, k * len(flows) + w)) * flow for w, flow in enumerate(flows))
        for k in range(400)], axis=0)
    ranks = {"p90": 0.1, "p50": 0.5, "p10": 0.9}
    return {"expected": days(7) * sum(flows) / 24, **{n: drawn[int(r * 399)] / 24 for n, r in ranks.items()}}


def differences() -> list[tuple[str, float, float]]:
    """What differs by how much at most, and the limit."""
    found = []
    with work_folder() as folder:
        for command, site in [("weather", SITE["name"]), ("gas", WELLS)]:
            outcome = run([SITEMIX, command, site, "--data", ROOT / "data", "--out", folder])
            if outcome.status != 0:
                raise CheckError(f"{command} of {site} ended with {outcome.status}: {outcome.last_words()}")
        theirs = table(folder / SITE["name"] / "weather.csv")
        months = table(ROOT / "data" / "sites" / SITE["name"] / "monthly.csv")
        text = (ROOT / "data" / "sites" / SITE["name"] / "site.yaml").read_text(encoding="utf-8")
        place = {word: float(text.split(key + ":")[1].split("}")[0].split(",")[0].split()[0]) for word, key in [
            ("latitude", "latitude"), ("longitude", "longitude"), ("elevation", "elevation_m"),
            ("utc", "utc_offset_hours"), ("seed", "\n  seed")]}
        light, air = synthetic(place, months, int(place["seed"]))
        mine = {"ghi_w_per_m2": light, "temperature_c": air}
        for name, values in mine.items():
            found.append((name, float(abs(values - theirs[name]).max()), LIMITS[name]))
        power = output(place, light, air)
        key = f"{SITE['component']}.output_kw_per_kwdc"
        found.append((key, float(np.sort(abs(power - theirs[key]))[-1 - EDGES]), LIMITS["output"]))
        gas = table(folder / WELLS / "gas.csv")
        text = (ROOT / "data" / "sites" / WELLS / "site.yaml").read_text(encoding="utf-8")
        for outlook, values in wells(text).items():
            theirs_gas = next(v for k, v in gas.items() if k.endswith(f"{outlook}_mcf_per_h"))
            found.append((f"gas {outlook}", float(abs(np.repeat(values, 24) - theirs_gas).max()), LIMITS["gas"]))
    return found


def main() -> int:
    failed = False
    for name, difference, limit in differences():
        passes = difference <= limit
        failed |= not passes
        print(f"{name:32} differs by at most {difference:.2g} (limit {limit:g}): {'pass' if passes else 'FAIL'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
