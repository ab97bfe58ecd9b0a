"""Prices a meter under a record of the Utility Rate Database, read anew: it shares nothing with the tool.

Each structure as the database defines it: a period's price by month, kind of day and hour; a month's greatest
demand within each period; blocks in kWh, or in kWh for each kW of the month's greatest demand. Where blocks of
several periods differ by one amount in every block, they count the month's energy; else each period's own.
"""

import datetime
from collections import defaultdict


def bill(record: dict, kilowatts: list[float], year: int) -> float:
    def when(schedule: str, start: datetime.datetime) -> int:
        kind = "weekend" if start.weekday() > 4 else "weekday"
        return record[f"{schedule}{kind}schedule"][start.month - 1][start.hour]

    def price(block: dict) -> float:
        return block.get("rate", 0) + block.get("adj", 0)

    def blocks(tiers: list[dict], amount: float, scale) -> float:
        total, below = 0.0, 0.0
        for tier in tiers:
            end = tier.get("max", float("inf")) * scale(tier)
            total += max(0.0, min(amount, end) - below) * price(tier)
            below = max(below, end)
        return total

    energy, peaks, most = defaultdict(float), defaultdict(float), defaultdict(float)
    for hour, power in enumerate(kilowatts):
        start = datetime.datetime(year, 1, 1) + datetime.timedelta(hours=hour)
        month = start.month
        energy[month, when("energy", start)] += power
        most[month] = max(most[month], power)
        if record.get("demandratestructure"):
            period = when("demand", start)
            peaks[month, period] = max(peaks[month, period], power)
    total = 0.0
    for month in range(1, 13):
        def use(tier: dict) -> float:
            return most[month] if tier.get("unit", "kWh") == "kWh/kW" else 1.0

        parts = {period: kwh for (m, period), kwh in energy.items() if m == month}
        structure = record["energyratestructure"]
        base = structure[min(parts, key=lambda period: price(structure[period][0]))]
        apart = {p: [price(a) - price(b) for a, b in zip(structure[p], base)] for p in parts}
        if all(len(structure[p]) == len(base) and max(d) - min(d) < 1e-9 for p, d in apart.items()):
            total += blocks(base, sum(parts.values()), use)
            total += sum(kwh * apart[p][0] for p, kwh in parts.items())
        else:
            total += sum(blocks(structure[p], kwh, use) for p, kwh in parts.items())
        total += sum(
            blocks(record["demandratestructure"][p], kw, lambda _: 1.0) for (m, p), kw in peaks.items() if m == month)
        if record.get("flatdemandstructure"):
            months = record.get("flatdemandmonths", [0] * 12)
            total += blocks(record["flatdemandstructure"][months[month - 1]], most[month], lambda _: 1.0)
    days = (datetime.date(year + 1, 1, 1) - datetime.date(year, 1, 1)).days
    per_year = {"$/month": 12, "$/day": days, "$/year": 1}[record.get("fixedchargeunits", "$/month")]
    return total + per_year * record.get("fixedchargefirstmeter", 0)
