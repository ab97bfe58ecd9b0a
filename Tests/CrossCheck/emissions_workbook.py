"""Make emissions.xlsx out of the CSV files of a site's emissions folder: a summary, a dictionary, then one sheet each.

    emissions_workbook.py [SITE …]      without a site, every folder of results with emissions tables

The CSV files are the source, and the workbook is a copy for people who work in one; sums are formulas over its own sheets.
A column that emissions_columns.csv does not explain is a fault (exit status 1). A table too long for a sheet goes on in the next.
"""

import csv
import datetime
import json
import pathlib
import re
import sys

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

RESULTS = pathlib.Path("notebooks-out")
COLUMNS = pathlib.Path(__file__).with_name("emissions_columns.csv")
ROWS = 1_048_576  # of a worksheet
FORMATS = [("_pct", "0.0"), ("_fraction", "0.0##"), ("_mwh", "#,##0.0"), ("_mscf", "#,##0.0"), ("_t_co2e", "#,##0.000"), ("_t", "#,##0.000"),
           ("mass_t", "#,##0.000000"), ("activity_qty", "#,##0.000"), ("factor_value", "0.000000"), ("year", "0"), ("gwp", "0.0")]
TOTALS = [("Scope 1", "1", "ghgp_scope", 1), ("Scope 2, location-based", "2-location", "method", "S2-LBM"),
          ("Scope 2, market-based, certificates of the year", "2-market", "method", "S2-MBM-2015-annual"),
          ("Scope 2, market-based, certificates of the hour", "2-market-hourly", "method", "S2-MBM-draft-hourly"),
          ("Scope 3, categories 2 and 3", "3", "ghgp_scope", 3)]


def value(text):
    """A number where the cell is one; ids, dates and blanks stay text, also what would be a formula."""
    if re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?", text):
        return float(text)
    # In a file of text an apostrophe keeps a spreadsheet from computing; here the cell itself is text.
    return text[1:] if re.match(r"'[=+@\t\r-]", text) else text


def number_format(column):
    exact = [form for name, form in FORMATS if name == column]
    return exact[0] if exact else next((form for ending, form in FORMATS if column.endswith(ending)), "General")


def explained(column, known):
    """The row of the dictionary; columns of the energy balance are named by the site's components."""
    if column in known:
        return known[column]
    if column.endswith(("_supply", "_use", "_losses_mwh")):
        return {"unit": "MWh", "meaning": "a supply, a use or a loss of a component in the month"}
    return None


class Workbook:
    def __init__(self, folder):
        self.folder = folder
        self.book = xlsxwriter.Workbook(str(folder / "emissions.xlsx"), {"strings_to_formulas": False, "strings_to_urls": False})
        # The same CSV files give the same workbook.
        self.book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        self.head = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF4"})
        self.bold = self.book.add_format({"bold": True})
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.tonnes = self.book.add_format({"num_format": "#,##0.000"})
        self.kinds = {}
        self.known = {row["column"]: row for row in csv.DictReader(COLUMNS.open(encoding="utf-8", newline=""))}
        self.unknown = []

    def kind(self, column):
        form = number_format(column)
        if form not in self.kinds:
            self.kinds[form] = self.book.add_format({"num_format": form})
        return self.kinds[form]

    def sheet(self, name, landscape=True):
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer("&L&8&F, &A&R&8page &P of &N")
        return sheet

    def write(self):
        manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        tables = {}
        for path in sorted(self.folder.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                tables[path.stem] = list(csv.reader(file))
        self.summary(manifest, tables)
        self.dictionary(tables)
        for name, rows in tables.items():
            self.copy(name, rows)
        self.book.close()
        print(f"Workbook: {self.folder / 'emissions.xlsx'}")
        for column in self.unknown:
            print(f"{self.folder}: the column '{column}' is not explained in {COLUMNS.name}")
        return not self.unknown

    def summary(self, manifest, tables):
        sheet = self.sheet("Summary", landscape=False)
        sheet.set_column(0, 0, 52)
        sheet.set_column(1, 1, 20)
        sheet.set_column(2, 2, 34)
        what = "reported (metered)" if manifest["figures"] == "metered" else "planned"
        sheet.write_string(0, 0, f"{manifest['site']}: {what} emissions, {manifest['year']}", self.title)
        row = 2
        ledger = tables.get("emissions_ledger", [[]])
        header, entries = ledger[0], ledger[1:]
        if entries:
            sheet.write_row(row, 0, ["Total", f"t CO2e, {manifest['gwp_set']}", "Evidence, worst of its rows"], self.head)
            annual = [dict(zip(tables["emissions_summary_annual"][0], line)) for line in tables["emissions_summary_annual"][1:]]
            share = float(entries[0][header.index("consolidated_fraction")]) if "consolidated_fraction" in header else 1
            for label, scope, column, key in TOTALS:
                place = header.index(column)
                own = [line for line in entries if value(line[place]) == key]
                if not own:
                    continue
                row += 1
                sheet.write_string(row, 0, label)
                total = share * sum(float(line[header.index("co2e_t")]) for line in own)
                formula = (f"={share!r}*SUMIFS({self.span('emissions_ledger', header, 'co2e_t', len(entries))},"
                           f"{self.span('emissions_ledger', header, column, len(entries))},{json.dumps(key)})")
                sheet.write_formula(row, 1, formula, self.tonnes, total)
                line = next((r for r in annual if r["row"] == "total" and r["scope"] == scope), {})
                sheet.write_string(row, 2, "; ".join(filter(None, (line.get("worst_activity_evidence"), line.get("worst_evidence")))))
        row += 2
        for label, key in (("Boundary", "boundary"), ("Scenario", "scenario"), ("Run", "run_id"), ("Made by", "tool"), ("Times", "times")):
            sheet.write_string(row, 0, label, self.bold)
            sheet.merge_range(row, 1, row, 2, str(manifest.get(key, "")), self.wrap)
            row += 1
        for label, key in (("Not counted", "not_counted"), ("How to read the tables", "reading"), ("Notes", "notes")):
            if manifest.get(key):
                row += 1
                sheet.write_string(row, 0, label, self.bold)
            for sentence in manifest.get(key, []):
                row += 1
                sheet.merge_range(row, 0, row, 2, sentence, self.wrap)
                sheet.set_row(row, 15 * (1 + len(sentence) // 105))

    def span(self, table, header, column, count):
        letter = xl_col_to_name(header.index(column))
        return f"'{table[:31]}'!${letter}$2:${letter}${count + 1}"

    def dictionary(self, tables):
        sheet = self.sheet("Columns")
        for column, width in enumerate((34, 16, 70, 60)):
            sheet.set_column(column, column, width, self.wrap)
        sheet.write_row(0, 0, ["Column", "Unit", "Meaning", "Tables"], self.head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        found = {}
        for name, rows in tables.items():
            for column in rows[0] if rows else []:
                found.setdefault(column, []).append(name)
        for number, column in enumerate(sorted(found), start=1):
            row = explained(column, self.known)
            if row is None:
                self.unknown.append(column)
            sheet.write_row(number, 0, [column, (row or {}).get("unit", ""), (row or {}).get("meaning", ""), ", ".join(found[column])])

    def copy(self, name, rows):
        """One table; what is too long for a sheet goes on in another with the same header."""
        header, body = rows[0], rows[1:]
        for part in range(max(1, -(-len(body) // (ROWS - 1)))):
            sheet = self.sheet(name if part == 0 else f"{name[:27]} {part + 1}")
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            own = body[part * (ROWS - 1):(part + 1) * (ROWS - 1)]
            for column, title in enumerate(header):
                longest = max((len(row[column]) for row in own[:200] if value(row[column]) == row[column]), default=8)
                sheet.set_column(column, column, min(46, max(11, min(longest, 44), len(title) // 2 + 2)), self.kind(title))
                sheet.write_string(0, column, title, self.head)
            if own:
                sheet.autofilter(0, 0, len(own), len(header) - 1)
            for number, row in enumerate(own, start=1):
                for column, text in enumerate(row):
                    cell = value(text)
                    if isinstance(cell, float):
                        formula = self.total(name, header, own, number, column)
                        if formula:
                            sheet.write_formula(number, column, formula, self.kind(header[column]), cell)
                        else:
                            sheet.write_number(number, column, cell, self.kind(header[column]))
                    elif cell:
                        sheet.write_string(number, column, cell)

    def total(self, name, header, rows, number, column):
        """A total of the flaring project is a formula over its months, and a sum of energy one over its parts."""
        row = rows[number - 1]
        if name == "flare_project" and row[header.index("row")] == "total" and header[column].endswith(("_mscf", "_t_co2e")):
            keys = {"row": "month", "source_id": row[header.index("source_id")]}
        elif name == "energy_mwh_by_source" and row[header.index("row")] == "sum" and header[column] == "mwh":
            keys = {"row": "part", "item": row[header.index("item")], "source": row[header.index("source")]}
        else:
            return None
        terms = ",".join(f"{self.span(name, header, key, len(rows))},{json.dumps(word)}" for key, word in keys.items())
        return f"=SUMIFS({self.span(name, header, header[column], len(rows))},{terms})"


def main(sites):
    folders = [RESULTS / site for site in sites] or sorted(path for path in RESULTS.glob("*") if path.is_dir())
    is_whole = True
    for results in folders:
        for folder in (results / "emissions", results / "emissions-actual"):
            # A plan over several years has a folder of tables for each of them.
            for tables in [folder, *sorted(path for path in folder.glob("*") if path.is_dir())]:
                if (tables / "manifest.json").exists():
                    is_whole = Workbook(tables).write() and is_whole
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
