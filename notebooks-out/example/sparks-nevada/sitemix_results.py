"""Reads the results of a site: `plan.json` and the tables beside it, as pandas knows them.

    from sitemix_results import Results
    results = Results("notebooks-out/sparks-nevada")
    results.plan["cost_per_mwh_served_usd"]     # plan.json as it is; keys end in their unit
    results.table("mix")                        # any CSV file there, one row a line of it
    results.hours()                             # dispatch.csv by the beginning of each step, MW
    results.frontier(), results.cash_flow()     # None where that was not made

The keys are those of data/schema/plan.schema.json; the names of columns end in their unit too.
"""

import json
from pathlib import Path

import pandas as pd

#: The version of plan.json that this reader was written for: `schema_version` in the file.
KNOWN_VERSION = 1


class Results:
    """The folder of one site's results."""

    def __init__(self, folder="."):
        self.folder = Path(folder)
        self.plan = json.loads((self.folder / "plan.json").read_text(encoding="utf-8"))
        version = self.plan.get("schema_version")
        if version != KNOWN_VERSION:
            raise ValueError(f"{self.folder}/plan.json has schema_version {version}, and this reader knows {KNOWN_VERSION}")

    def table(self, name):
        """A CSV file of the folder by its name without `.csv`; None where there is none. Notes that begin a
        file with '#' are left out."""
        path = self.folder / f"{name}.csv"
        return pd.read_csv(path, comment="#") if path.exists() else None

    def hours(self):
        """dispatch.csv with local standard time as its index: one column a flow, MW."""
        hours = pd.read_csv(self.folder / "dispatch.csv", parse_dates=["hour_beginning"], comment="#")
        return hours.set_index("hour_beginning")

    def energy_mwh(self, column):
        """A column of dispatch.csv in MW as MWh of the year."""
        horizon = self.plan["horizon"]
        return self.hours()[column].sum() * horizon["step_minutes"] / 60 * horizon["years_per_step_sum"]

    def frontier(self):
        """frontier.csv of `sitemix frontier`: one row a point that has a plan; None where it was not made."""
        table = self.table("frontier")
        return None if table is None else table.dropna(subset=["inside_cap_boundary_t_co2e"])

    def cash_flow(self):
        """cashflow.csv of a site with `finance:`: one row a year; None without."""
        return self.table("cashflow")
