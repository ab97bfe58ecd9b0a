"""Work a reported year out again from its folder of meters, and compare it with the tables row by row, to the gram.

    audit_actuals.py METERS TABLES …      a folder of meters and the folder of tables made from it, in pairs
    audit_actuals.py --all METERS RESULTS  every site's folder below METERS, with its tables below RESULTS

It shares no code with the tool: it reads meters.csv, standby_runs.csv, prior_year.csv, analyses.csv, outages.csv, releases.csv,
certificates.csv and reporting.csv, and from the tables the factors, the filled gaps and the ledger. Exit status 1 and one line
for each figure that does not follow.
"""

import csv
import datetime
import math
import pathlib
import sys
from collections import defaultdict

GRAM = 1e-6  # t
CO2, CH4 = 0.0526, 0.0192  # kg/scf, 40 CFR 98.233 equation W-36
CARBON = {"methane": 1, "ethane": 2, "propane": 3, "butane": 4, "pentane_plus": 5}
BTU = {"methane": 1010, "ethane": 1770, "propane": 2516, "butane": 3262, "pentane_plus": 4009, "hydrogen_sulfide": 637}
UNITS = {"MWh": 1, "kWh": 1e-3, "GWh": 1e3, "MMBtu": 1, "Dth": 1, "therm": 0.1, "GJ": 1 / 1.05505585262,
         "scf": 1, "Mscf": 1e3, "MMscf": 1e6, "h": 1, "starts": 1, "gal": 1}
VOLUMES = ("scf", "Mscf", "MMscf")
BLENDS = {"R-410A": {"HFC-32": 0.5, "HFC-125": 0.5}, "R-134a": {"HFC-134a": 1}, "R-32": {"HFC-32": 1}, "R-125": {"HFC-125": 1}}


def table(path):
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def moment(text):
    return datetime.datetime.fromisoformat(text)


def inside(start, end, first, last):
    """Minutes of a period that lie within another."""
    return max(0.0, (min(end, last) - max(start, first)).total_seconds() / 60)


class Actuals:
    def __init__(self, meters, tables):
        self.meters, self.tables = pathlib.Path(meters), pathlib.Path(tables)
        self.failures, self.count = [], 0
        self.analyses = table(self.meters / "analyses.csv")
        self.outages = [row for row in table(self.meters / "outages.csv") if row["kind"] == "flare_unlit"]
        self.readings = self.read()

    def same(self, what, told, found, tolerance):
        self.count += 1
        if not math.isclose(told, found, rel_tol=1e-9, abs_tol=tolerance):
            self.failures.append(f"{self.meters.name}: {what}: told {told}, found {found}")

    def read(self):
        """Readings by component and flow; of gaps that were filled what the tables say, each checked by itself."""
        rows = table(self.meters / "meters.csv")
        for run in table(self.meters / "standby_runs.csv"):
            start = moment(run["start"])
            end = start + datetime.timedelta(minutes=max(1, round(float(run["hours"]) * 60)))
            rows.append({"meter": "log", "component": run["component"], "flow": "fuel", "period_start": start.isoformat(),
                         "period_end": end.isoformat(), "amount": run["fuel"], "unit": run["unit"]})
        filled = [row for row in table(self.tables / "meter_readings.csv") if row["evidence"].startswith("filled")]
        self.fills(rows, filled)
        found = defaultdict(list)
        for row in rows + filled:
            found[(row["component"], row["flow"])].append(
                (moment(row["period_start"]), moment(row["period_end"]), float(row["amount"]), row["unit"]))
        return found

    def fills(self, rows, filled):
        """A filled gap is one that fills.csv names, and its amount follows from the plan or from the year before."""
        stated = table(self.meters / "fills.csv")
        prior = table(self.meters / "prior_year.csv")
        dispatch = None
        for gap in filled:
            start, end = moment(gap["period_start"]), moment(gap["period_end"])
            own = [row for row in stated if row["meter"] == gap["meter"] and moment(row["period_start"]) <= start
                   and moment(row["period_end"]) >= end]
            self.same(f"gap of {gap['meter']} is stated", 1, len(own), 0)
            if own and own[0]["method"] == "prior_year":
                first, last = (time.replace(year=time.year - 1) for time in (start, end))
                total = sum(float(row["amount"]) * inside(moment(row["period_start"]), moment(row["period_end"]), first, last)
                            / inside(moment(row["period_start"]), moment(row["period_end"]), datetime.datetime.min, datetime.datetime.max)
                            for row in prior if row["meter"] == gap["meter"])
                self.same(f"gap of {gap['meter']} by the year before", float(gap["amount"]), total, 1e-9)
            elif own:
                dispatch = dispatch or table(self.tables.parent / "dispatch.csv")
                self.scaled(gap, rows, dispatch)

    def scaled(self, gap, rows, dispatch):
        names = [name for name in dispatch[0] if name.startswith(f"{gap['component']}_{gap['flow']}_m")]
        times = [name for name in dispatch[0] if "start" in name or "time" in name or "hour" in name][0]
        year = moment(dispatch[0][times]).year
        if not names or any(moment(row["period_end"]).year > year + 1 for row in rows):
            return  # a fiscal year: the plan's hours are those of another calendar
        own = [row for row in rows if row["meter"] == gap["meter"]]
        step = moment(dispatch[1][times]) - moment(dispatch[0][times])
        metered = planned = within = 0.0
        for row in own:
            start, end = max(moment(row["period_start"]), moment(dispatch[0][times])), moment(row["period_end"])
            whole = (end - moment(row["period_start"])).total_seconds()
            metered += float(row["amount"]) * (end - start).total_seconds() / whole
        for hour in dispatch:
            start = moment(hour[times])
            value = sum(float(hour[name]) for name in names)
            planned += value * sum(inside(moment(r["period_start"]), moment(r["period_end"]), start, start + step) for r in own)
            within += value * inside(moment(gap["period_start"]), moment(gap["period_end"]), start, start + step)
        self.same(f"gap of {gap['meter']} by the plan", float(gap["amount"]), metered * within / planned, 1e-5)

    def gas(self, component, time):
        """Mole fractions at a time: those of the latest analysis, or none."""
        dates = sorted({row["valid_from"] for row in self.analyses
                        if row["component"] == component and row["key"].endswith("_mole_fraction") and moment(row["valid_from"]) <= time})
        if not dates:
            return None
        found = {row["key"].removesuffix("_mole_fraction"): float(row["value"]) for row in self.analyses
                 if row["component"] == component and row["valid_from"] == dates[-1] and row["key"].endswith("_mole_fraction")}
        total = sum(found.values())
        return {gas: share / total for gas, share in found.items()}

    def cuts(self, component, start, end):
        """A period cut where an analysis changes."""
        times = {start, end} | {moment(row["valid_from"]) for row in self.analyses
                                if row["component"] == component and start < moment(row["valid_from"]) < end}
        ordered = sorted(times)
        return zip(ordered, ordered[1:])

    def amount(self, component, flow, start, end, unit):
        """What the meters say of a period, in scf or in the unit of heat, energy or hours."""
        total = 0.0
        for first, last, amount, read in self.readings[(component, flow)]:
            length = (last - first).total_seconds() / 60
            for begin, finish in self.cuts(component, start, end):
                share = amount * UNITS[read] * inside(first, last, begin, finish) / length
                gas = self.gas(component, begin)
                heat = sum(BTU.get(name, 0) * part for name, part in gas.items()) * 1e-6 if gas else 1.026e-3
                if read in VOLUMES and unit == "MMBtu":
                    share *= heat
                if read not in VOLUMES and unit == "scf":
                    share /= heat
                total += share
        return total

    def flow(self, row):
        """Which flow a row of the ledger counts; None where none is metered."""
        source, component = row["source"], row["source_id"]
        if row["method"] in ("S2-LBM",):
            return "import"
        if source.startswith("backup_"):
            return "backup_gas"
        if source == "flare":
            return "gas_flared"
        if source == "crankcase":
            return "run_hours"
        if source in ("combustion_co2", "methane_slip", "n2o", "upstream"):
            known = [flow for own, flow in self.readings if own == component]
            return next((flow for flow in ("gas_taken", "gas", "fuel") if flow in known), None)
        return None

    def factor(self, row, start):
        """kg for each scf of a gas that was analysed, or None."""
        gas = self.gas(row["source_id"], start)
        if gas is None or row["activity_unit"] != "scf" or not row["factor_id"].startswith("site."):
            return None
        name = row["factor_id"].rsplit(".", 1)[-1]
        carbon = sum(CARBON.get(part, 0) * share for part, share in gas.items())
        return {"hydrocarbon_co2": CO2 * carbon, "contained_co2": CO2 * gas.get("carbon_dioxide", 0),
                "contained_ch4": CH4 * gas.get("methane", 0)}.get(name)

    def out(self, component, start, end):
        return any(row["component"] == component and moment(row["period_start"]) <= start and moment(row["period_end"]) >= end
                   for row in self.outages)

    def ledger(self):
        rows = table(self.tables / "emissions_ledger.csv")
        self.same("a ledger is there", 1, len(rows) > 0, 0)
        for number, row in enumerate(rows, start=2):
            where = f"row {number}, {row['source_id']} {row['source']} {row['period_start']}"
            start, end = moment(row["period_start"]), moment(row["period_end"])
            flow = self.flow(row)
            factor, eta = float(row["factor_value"]), float(row["oxidation_or_eta"])
            if flow and row["activity_unit"] in ("MMBtu", "scf", "MWh", "engine-h"):
                activity = self.amount(row["source_id"], flow, start, end, row["activity_unit"])
                analysed = self.factor(row, start)
                if analysed is not None:
                    self.same(f"{where} factor by analysis", factor, analysed, 1e-15)
                    factor = analysed
                if row["source"] == "flare" and self.out(row["source_id"], start, end) and row["activity_unit"] == "scf":
                    name = row["factor_id"].rsplit(".", 1)[-1]
                    self.same(f"{where} of a flare that is out", eta, {"hydrocarbon_co2": 0, "contained_ch4": 1}.get(name, 1), 0)
                self.same(f"{where} mass, t", float(row["mass_t"]), activity * factor * eta / 1000, GRAM)
        self.cover()

    def cover(self):
        """Releases, certificates and the share that is counted."""
        told = defaultdict(float)
        rows = table(self.tables / "emissions_ledger.csv")
        for row in rows:
            if row["source"] == "release":
                told[(row["source_id"], row["gas"])] += float(row["mass_t"])
        found = defaultdict(float)
        for row in table(self.meters / "releases.csv"):
            for gas, share in BLENDS.get(row["gas"], {row["gas"]: 1}).items():
                found[(row["equipment"], gas)] += float(row["released_kg"]) * share / 1000
        for key in set(told) | set(found):
            self.same(f"release of {key}", told[key], found[key], GRAM)
        certificates = table(self.meters / "certificates.csv")
        serials = [row["serial"] for row in certificates]
        self.same("certificates used once", len(serials), len(set(serials)), 0)
        bought = sum(float(r["activity_qty"]) for r in rows if r["method"] == "S2-LBM" and r["gas"] == "CO2")
        used = sum(float(r["activity_qty"]) for r in rows if r["method"] == "S2-MBM-2015-annual" and r["source"] == "grid_contract")
        certified = sum(float(row["certified_mwh"]) for row in certificates)
        self.same("certificates against imports, MWh", used, min(bought, certified), 1e-6)
        self.summary(rows)

    def summary(self, rows):
        """The inventory counts the share of its approach, and so does each total of the summary."""
        terms = {row["key"]: row["value"] for row in table(self.meters / "reporting.csv")}
        approach = terms.get("consolidation_approach")
        share = {"equity_share": float(terms.get("equity_share_fraction", 1)),
                 "financial_control": 0 if terms.get("financial_control") == "no" else 1}.get(
                     approach, 0 if terms.get("operated_by_company") == "no" else 1)
        for total in table(self.tables / "emissions_summary_annual.csv"):
            if total["row"] != "total" or total["scope"] not in ("1", "3", "2-location"):
                continue
            own = [r for r in rows if r["ghgp_scope"] == total["scope"] or total["scope"] == "2-location" and r["method"] == "S2-LBM"]
            column = f"co2e_{rows[0]['gwp_set'].lower().replace('-', '_')}_t"
            if column in total and approach:
                self.same(f"summary of scope {total['scope']}", float(total[column]),
                          share * math.fsum(float(r["co2e_t"]) for r in own), 5.1e-4)
        for part in table(self.tables / "plan_beside_actual.csv"):
            causes = sum(float(part[f"{cause}_t_co2e"]) for cause in ("load", "mix", "factor", "slip"))
            told = float(part["actual_t_co2e"]) - float(part["planned_t_co2e"])
            self.same(f"causes of {part['source_id']} {part['source']}{part['scope']}", told, causes, GRAM)

    def run(self):
        self.ledger()
        return self


def main(arguments):
    failures = []
    if arguments[:1] == ["--all"]:
        sites = sorted(path.name for path in pathlib.Path(arguments[1]).iterdir() if (path / "meters.csv").exists())
        arguments = [place for site in sites for place in (f"{arguments[1]}/{site}", f"{arguments[2]}/{site}/emissions-actual")]
    for meters, tables in zip(arguments[::2], arguments[1::2]):
        audit = Actuals(meters, tables).run()
        failures += audit.failures
        print(f"{meters}: {audit.count} figures worked out from meters, {len(audit.failures)} do not follow")
    for failure in failures[:50]:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
