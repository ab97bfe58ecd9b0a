"""Recomputes the lower bound of a portfolio that shares limits, from the answers of its sites alone: by any prices
of what is limited from above that are not negative, no plans cost less than the sum of what each site is certified to
cost at them, less what all that there is costs at them (Lagrange)."""

import csv
import json
import sys
from pathlib import Path


def bound(out: Path) -> tuple[float, float]:
    told = json.loads((out / "portfolio.json").read_text())
    with (out / "prices.csv").open(newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["round"] == told["bound_round"]]
    # All modules are placed: their price may be negative, for it is of an equation.
    assert all(float(row["price_usd_per_unit_year"]) >= 0 for row in rows if row["limit_name"] != "modules")
    least = 0.0
    for name in told["sites"]:
        plan = json.loads((out / ".portfolio/rounds" / told["bound_round"] / name / "plan.json").read_text())
        cost = plan["objective_usd_per_year"]
        assert plan["relaxed_lower_bound_usd_per_year"] <= cost + 1e-6 * abs(cost) + 1, name
        least += plan["relaxed_lower_bound_usd_per_year"]
    owned = sum(float(row["price_usd_per_unit_year"]) * float(row["limit"]) for row in rows)
    return least - owned, told["lower_bound_usd_per_year"]


if __name__ == "__main__":
    mine, theirs = bound(Path(sys.argv[1]))
    print(f"bound recomputed {mine:.6f}, told {theirs:.6f} USD/year")
    sys.exit(abs(mine - theirs) > 1e-9 * max(1, abs(theirs)))
