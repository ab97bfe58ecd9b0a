"""Take every figure of a site's emissions tables back to activity and factor, from the CSV files alone.

    audit_emissions.py FOLDER …       a folder such as notebooks-out/permian-flare-pad/emissions

It shares no code with the tool: it reads what a person with a spreadsheet reads, and does the same sums. A plan over
several years has a folder of tables for each modelled year; each is followed by itself, then emissions_years.csv.
Exit status 1 and one line for each figure that does not follow.
"""

import csv
import datetime
import hashlib
import json
import math
import pathlib
import sys
from collections import defaultdict

POUND = 0.45359237
SETS = {"ar5_100": (28.0, 265.0), "ar6_100": (29.8, 273.0), "ar6_20": (82.5, 273.0)}
# t CO2e of a t: IPCC AR5 WG1 table 8.A.1, AR6 WG1 table 7.SM.7.
FLUORINATED = {
    "SF6": {"ar5_100": 23500, "ar6_100": 25200, "ar6_20": 18300}, "HFC-134a": {"ar5_100": 1300, "ar6_100": 1530, "ar6_20": 4140},
    "HFC-32": {"ar5_100": 677, "ar6_100": 771, "ar6_20": 2690}, "HFC-125": {"ar5_100": 3170, "ar6_100": 3740, "ar6_20": 6740},
}
BASES = {
    "1": lambda row: row["ghgp_scope"] == "1",
    "2-location": lambda row: row["method"] == "S2-LBM",
    "2-market": lambda row: row["method"] == "S2-MBM-2015-annual",
    "2-market-hourly": lambda row: row["method"] == "S2-MBM-draft-hourly",
    "3": lambda row: row["ghgp_scope"] == "3",
}
BASES["1+2-location"] = lambda row: BASES["1"](row) or BASES["2-location"](row)
BASES["1+2-market"] = lambda row: BASES["1"](row) or BASES["2-market"](row)


class Audit:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.failures = []
        self.count = 0
        self.scenario = "planned"
        self.factor_year = None

    def table(self, name):
        path = self.folder / name
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def same(self, what, told, found, relative=1e-9, absolute=1e-9):
        self.count += 1
        if not math.isclose(told, found, rel_tol=relative, abs_tol=absolute):
            self.failures.append(f"{self.folder.parent.name}: {what}: told {told}, found {found}")

    def run(self):
        ledger = self.table("emissions_ledger.csv")
        manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.scenario = manifest.get("scenario", "planned")
        # A year of a horizon has the factors of the year of the site's data.
        self.factor_year = manifest.get("factor_year")
        factors = {row["factor_id"]: row for row in self.table("factor_registry.csv")}
        self.rows(ledger, factors)
        self.summary(ledger)
        self.tables(ledger)
        self.hours(ledger)
        self.score()
        self.manifest(ledger)
        for row in self.table("reconciliation.csv"):
            self.same(f"check {row['id']} {row['check']}", 1, 1 if row["pass"] == "yes" else 0)

    def rows(self, ledger, factors):
        """A row is activity × factor × η for one gas; its factor is in the registry as it was used."""
        self.same("sets of potentials in the ledger", 1, len({row["gwp_set"] for row in ledger}))
        for number, row in enumerate(ledger, start=2):
            where = f"ledger row {number}"
            mass = float(row["activity_qty"]) * float(row["factor_value"]) * float(row["oxidation_or_eta"]) / 1000
            self.same(f"{where} mass", float(row["mass_t"]), mass)
            self.same(f"{where} CO2e", float(row["co2e_t"]), float(row["mass_t"]) * float(row["gwp"]))
            self.same(f"{where} planned", 1, row["scenario"] == self.scenario)
            self.same(f"{where} has a scope", 1, row["ghgp_scope"] in ("1", "2", "3"))
            factor = factors.get(row["factor_id"])
            self.same(f"{where} factor {row['factor_id']} in the registry", 1, factor is not None)
            if not factor or not factor["value"]:
                continue  # a series of the site: its mean over the period stands in the row
            unit = factor["unit"].split("/")
            kilograms = {"kg": 1, "lb": POUND, "g": 1e-3}[unit[0]]
            self.same(f"{where} factor", float(row["factor_value"]), float(factor["value"]) * kilograms)
            self.same(f"{where} unit of the factor", 1, unit[-1] == row["activity_unit"])
            year = str(self.factor_year or row["period_start"][:4])
            self.same(f"{where} factor is valid", 1, factor["valid_from"][:4] <= year <= factor["valid_to"][:4])
            if row["factor_id"].startswith("40cfr98-natural-gas.ch4"):
                self.same(f"{where} engine by table C-2", 0, 1)

    def summary(self, ledger):
        """Every summary figure is a sum over the ledger, rounded to a kilogram."""
        for row in self.table("emissions_summary_annual.csv"):
            if row["row"] == "group":
                own = [r for r in ledger if (r["ghgp_scope"], r["ghgp_category"], r["method"]) ==
                       (row["scope"], row["category"], row["method"])]
            else:
                own = [r for r in ledger if BASES[row["scope"]](r)]
            gases = defaultdict(float)
            for entry in own:
                # The summary counts the share of the site that the inventory consolidates.
                gases[entry["gas"]] += float(entry["mass_t"]) * float(entry.get("consolidated_fraction") or 1)
            where = f"summary {row['scope']} {row['category']} {row['method']}"
            for gas, column in (("CO2", "co2_t"), ("CH4", "ch4_t"), ("N2O", "n2o_t"), ("CO2e", "published_as_co2e_t")):
                self.same(f"{where} {gas}", float(row[column]), gases[gas], absolute=5.1e-4)
            for name, (methane, nitrous) in SETS.items():
                total = gases["CO2"] + methane * gases["CH4"] + nitrous * gases["N2O"] + gases["CO2e"]
                total += sum(gases[gas] * potentials[name] for gas, potentials in FLUORINATED.items())
                self.same(f"{where} {name}", float(row[f"co2e_{name}_t"]), total, absolute=5.1e-4)

    def tables(self, ledger):
        """The smaller tables agree with the ledger."""
        by_method = defaultdict(float)
        imported = 0.0
        for row in ledger:
            by_method[row["method"]] += float(row["co2e_t"])
            if row["method"] == "S2-LBM" and row["gas"] == "CO2":
                imported += float(row["activity_qty"])
        months = self.table("scope2_monthly.csv")
        if months:
            for column, method in (("lbm_t", "S2-LBM"), ("mbm_annual_t", "S2-MBM-2015-annual"),
                                   ("mbm_hourly_t", "S2-MBM-draft-hourly")):
                self.same(f"scope2 {column}", sum(float(r[column]) for r in months), by_method[method], absolute=1e-6)
            self.same("scope2 imports", sum(float(r["import_mwh"]) for r in months), imported, absolute=1e-6)
            for row in months:
                matched = float(row["eac_matched_hourly_mwh"])
                self.same("hourly certificates within imports", 1, matched <= float(row["import_mwh"]) * (1 + 1e-9))
        for row in self.table("energy_balance_monthly.csv"):
            total = sum(float(v) for k, v in row.items() if k.endswith("_supply"))
            total -= sum(float(v) for k, v in row.items() if k.endswith("_use"))
            self.same(f"energy of {row['period_start']}", float(row["residual_mwh"]), total, absolute=1e-6)
            if self.scenario != "actual":  # meters err each for itself: what is left is shown, and no fault
                self.same(f"residual of {row['period_start']}", total, 0, absolute=1e-3)
        for row in self.table("flare_project.csv"):
            net = float(row["be_t_co2e"]) - float(row["pe_t_co2e"]) - float(row["le_t_co2e"])
            self.same(f"project {row['period_start']}", float(row["er_t_co2e"]), net, absolute=1e-6)
            self.same("sign of the project", 1, ("worse" in row["reading"]) == (net < 0))
            self.same("project outside the inventory", 1, row["inventory"] == "no")
        self.project()
        self.energy()
        self.ranges()

    def energy(self):
        """Sums of energy by source are sums of their parts."""
        rows = self.table("energy_mwh_by_source.csv")
        for total in (row for row in rows if row["row"] == "sum"):
            parts = [row for row in rows if row["row"] == "part" and (row["item"], row["source"]) == (total["item"], total["source"])]
            self.same(f"energy {total['item']} {total['source']}", float(total["mwh"]), math.fsum(float(row["mwh"]) for row in parts))

    def ranges(self):
        """Ranges propagate by the IPCC's approach 1."""
        rows = self.table("uncertainty.csv")
        parts = [row for row in rows if row["row"] == "part"]
        for row in parts:
            if row["activity_uncertainty_pct"]:
                both = math.hypot(float(row["activity_uncertainty_pct"]), float(row["factor_uncertainty_pct"]))
                self.same(f"range of {row['source_id']} {row['source']}", float(row["uncertainty_pct"]), both)
        for total in (row for row in rows if row["row"] == "total" and row["scope"] in ("1", "3") and row["uncertainty_pct"]):
            own = [row for row in parts if row["scope"] == total["scope"]]
            whole = math.fsum(float(row["co2e_t"]) for row in own)
            spread = math.sqrt(sum((float(row["co2e_t"]) * float(row["uncertainty_pct"])) ** 2 for row in own))
            self.same(f"range of scope {total['scope']}", float(total["uncertainty_pct"]), spread / abs(whole))

    def project(self):
        """The rows 'total' of the project are the sums of the rows 'month', source by source."""
        rows = self.table("flare_project.csv")
        for total in (row for row in rows if row["row"] == "total"):
            months = [row for row in rows if row["row"] == "month" and row["source_id"] == total["source_id"]]
            for column in ("offered_mscf", "taken_mscf", "be_t_co2e", "pe_t_co2e", "le_t_co2e", "er_t_co2e"):
                self.same(f"months of {column}", float(total[column]), sum(float(row[column]) for row in months), absolute=1e-6)
            names = {part.split(" x ")[1] for part in total["composition"].split("; ")}
            self.same("gases by their own names", 0, len(names & {"C0", "C1"}))

    def hours(self, ledger):
        """Hours sum to months, source by source and gas by gas."""
        hourly = self.table("emissions_ledger_hourly.csv")
        if not hourly:
            return
        def sums(rows):
            found = defaultdict(float)
            for r in rows:
                month = "year" if r["source"] == "embodied" else r["period_start"][:7]
                found[(month, r["method"], r["source_id"], r["factor_id"])] += float(r["mass_t"])
            return found
        month, hour = sums(ledger), sums(hourly)
        self.same("groups of hours and months", len(month), len(hour))
        for key, mass in month.items():
            self.same(f"hours of {key}", hour[key], mass, absolute=1e-9)

    def score(self):
        hours = self.table("cfe_hourly.csv")
        for row in self.table("cfe_summary.csv"):
            load = float(row["load_mwh"])
            if load > 0:
                share = 100 * (float(row["matched_mwh"]) + float(row["from_grid_mwh"])) / load
                self.same("carbon-free score", float(row["cfe_score_pct"]), share)
            if hours:
                total = sum(float(r["cfe_mwh"]) for r in hours) / sum(float(r["load_mwh"]) for r in hours)
                self.same("carbon-free hours", float(row["cfe_score_pct"]), 100 * total)

    def manifest(self, ledger):
        document = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        for entry in document["outputs"]:
            digest = hashlib.sha256((self.folder / entry["file"]).read_bytes()).hexdigest()
            self.same(f"digest of {entry['file']}", 1, digest == entry["sha256"])
        self.sentences(document, ledger)

    def sentences(self, document, ledger):
        """What the manifest says of the inventory is true of the tables beside it."""
        left_out = document.get("not_counted", [])
        reading = document.get("reading", [])

        def says(sentences, words):
            return any(words in sentence for sentence in sentences)

        def sources(method):
            return {row["source_id"] for row in ledger if row["method"] == method}

        embodied = self.table("embodied.csv")
        counted = (self.folder / "embodied.csv").exists()  # without rows in a year in which nothing is bought
        self.same("says that no making is counted", says(left_out, "no embodied_factors"), not counted)
        if any(row["factor_id"].endswith(".gpu_module") for row in embodied):
            self.same("says that GPUs are left out", says(left_out, "GPUs"), False)
        for row in embodied:
            self.same(f"says that {row['source_id']} is left out", says(left_out, f"embodied carbon of {row['source_id']} "), False)
        burners = {row["source_id"] for row in ledger if row["ghgp_scope"] == "1" and row["source"] == "combustion_co2"}
        for source in burners:
            self.same(f"says that what is before {source} is left out", says(left_out, f"the fuel of {source} "),
                      source not in sources("S3-3-upstream"))
        grids, losing = sources("S2-LBM"), sources("S3-3-TD")
        for source in grids:
            self.same(f"says that losses before {source} are left out", says(left_out, f"before the meter of {source} "), source not in losing)
        self.same("says where losses are", says(reading, "losses before the meter are Scope 3"), bool(losing))
        self.same("says that Scope 2 has three methods", says(reading, "three methods"), (self.folder / "scope2_monthly.csv").exists())
        self.same("says that some amounts are CO2e", says(reading, "only as CO2e"), any(row["gas"] == "CO2e" for row in ledger))
        self.losses(ledger)
        self.clock(document.get("times", ""), ledger)

    def losses(self, ledger):
        """Losses are one share of imports, at the factors of Scope 2: imports × l ÷ (1 − l)."""
        masses = defaultdict(float)
        for row in ledger:
            if row["method"] in ("S2-LBM", "S3-3-TD"):
                masses[(row["method"], row["source_id"], row["gas"])] += float(row["co2e_t"])
        shares = defaultdict(list)
        for (method, source, gas), lost in masses.items():
            bought = masses[("S2-LBM", source, gas)]
            if method == "S3-3-TD" and bought:
                shares[source].append(lost / bought)
        for source, found in shares.items():
            for share in found:
                self.same(f"losses of {source} against Scope 2", share, found[0])

    def clock(self, times, ledger):
        """The offset in words is that between the two columns of stamps."""
        stamped = next((row for row in ledger if row.get("period_start_utc")), None)
        self.same("says an offset from UTC", "UTC" in times and "no offset" not in times, stamped is not None)
        if stamped:
            local, utc = (datetime.datetime.fromisoformat(stamped[key].rstrip("Z")) for key in ("period_start", "period_start_utc"))
            minutes = round((local - utc).total_seconds() / 60)
            words = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
            self.same(f"says {words}", 1, words in times)


class YearsAudit(Audit):
    """The years of a plan: each by itself, and what they come to; making counts once, in the year of its purchase."""

    COLUMNS = {
        "scope1_t_co2e": BASES["1"], "scope2_location_t_co2e": BASES["2-location"], "scope2_market_t_co2e": BASES["2-market"],
        "scope2_market_hourly_t_co2e": BASES["2-market-hourly"],
        "scope3_energy_t_co2e": lambda row: BASES["3"](row) and row["source"] != "embodied",
        "scope3_capital_goods_t_co2e": lambda row: row["source"] == "embodied",
    }

    def run(self):
        rows = self.table("emissions_years.csv")
        years = [row for row in rows if row["row"] == "year"]
        folders = sorted(path.name for path in self.folder.iterdir() if (path / "manifest.json").exists())
        self.same("a folder for each year", 1, folders == sorted(row["year"] for row in years))
        sums = defaultdict(float)
        for row in years:
            audit = Audit(self.folder / row["year"])
            audit.run()
            self.count += audit.count
            self.failures += [f"{self.folder.parent.name} {failure}" for failure in audit.failures]
            ledger = audit.table("emissions_ledger.csv")
            for entry in ledger:
                self.same(f"year of {row['year']} {entry['period_start']}", float(row["year"]), float(entry["period_start"][:4]))
            for column, belongs in self.COLUMNS.items():
                found = math.fsum(float(entry["co2e_t"]) for entry in ledger if belongs(entry))
                self.same(f"{column} of {row['year']}", float(row[column]), found, absolute=1e-6)
                sums[column] += found * (1 if "capital" in column else float(row["years"]))
            sums["facility_mwh"] += float(row["facility_mwh"]) * float(row["years"])
            self.acquisitions(row, audit)
        for row in (row for row in rows if row["row"] == "horizon"):
            for column, found in sums.items():
                self.same(f"{column} of the horizon", float(row[column]), found, absolute=1e-6)
            self.same("years of the horizon", float(row["years"]), sum(float(year["years"]) for year in years))

    def acquisitions(self, row, audit):
        """What carries its making in a year is what the plan builds, or whose modules come, in the years that it stands for."""
        plan = json.loads((self.folder.parent / "plan.json").read_text(encoding="utf-8"))
        span = range(int(row["year"]), int(row["year"]) + int(row["years"]))
        built = {item["component"] for item in plan["builds"] if item["what"] == "built" and int(item["date"][:4]) in span}
        seen = {entry["source_id"] for entry in audit.table("embodied.csv")}
        powers = {item["component"] for item in plan["builds"]}
        loads = seen - powers
        self.same(f"{row['year']}: made and not built {sorted((seen & powers) - built)}", 0, len((seen & powers) - built))
        before = max((m["delivered_mw"] for m in plan["load"] if int(m["date"][:4]) < span.start), default=0)
        after = max((m["delivered_mw"] for m in plan["load"] if int(m["date"][:4]) in span), default=0)
        self.same(f"{row['year']}: modules made and not delivered {sorted(loads)}", 0, 0 if after > before + 1e-9 else len(loads))


def main(folders):
    failures = []
    for folder in folders:
        is_of_years = (pathlib.Path(folder) / "emissions_years.csv").exists()
        audit = (YearsAudit if is_of_years else Audit)(folder)
        audit.run()
        failures += audit.failures
        print(f"{folder}: {audit.count} figures followed, {len(audit.failures)} do not")
    for failure in failures[:50]:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
