"""Make proforma.xlsx with live formulas out of the finance tables of a plan.

    proforma_workbook.py SITE …      reads notebooks-out/SITE/{assumptions,capital,cashflow,served,finance}.csv

Amounts that the plan decides (real costs by line and year, energy, what is bought) are values; everything that
money makes of them is a formula over the cells of the sheet Assumptions, which have names.
"""

import csv
import datetime
import json
import pathlib
import sys

import proforma_results as results
import proforma_sheets as sheets
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

RESULTS = pathlib.Path("notebooks-out")
NEEDED = ["assumptions.csv", "capital.csv", "cashflow.csv", "served.csv", "finance.csv"]


def rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Plan:
    """The tables of a plan."""

    def __init__(self, folder):
        self.folder = folder
        self.assumptions = rows(folder, "assumptions.csv")
        self.assets = rows(folder, "capital.csv")
        self.flows = rows(folder, "cashflow.csv")
        self.served = rows(folder, "served.csv")
        self.figures = {row["measure"]: row for row in rows(folder, "finance.csv")}
        self.document = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        self.years = max(int(row["year"]) for row in self.served)
        uses = folder / "sources-and-uses.csv"
        self.uses = rows(folder, "sources-and-uses.csv") if uses.exists() else []
        sweep = folder / "sensitivity.csv"
        self.sensitivity = list(csv.reader(sweep.open(encoding="utf-8", newline=""))) if sweep.exists() else []

    def value(self, key):
        """An assumption; None where it is not given."""
        text = next((row["value"] for row in self.assumptions if row["key"] == key), "")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            return text

    def figure(self, measure):
        """A figure of ours; None where there is none."""
        text = self.figures.get(measure, {}).get("value", "")
        return float(text) if text else None


def build(book, plan, name):
    summary = sheets.Sheet(book, "Summary")
    sheets.assumptions(book, plan, name)
    capital = sheets.capital_sheet(book, plan)
    sheets.uses_sheet(book, plan, capital)
    operations = sheets.operations_sheet(book, plan)
    debt = sheets.debt_sheet(book, plan, capital, operations)
    tax = sheets.tax_sheet(book, plan, capital, operations, debt)
    flow = results.flow_sheet(book, plan, capital, operations, tax, debt)
    measures = results.measures_sheet(book, plan, capital, operations, debt, flow)
    results.sensitivity_sheet(book, plan)
    checks = results.checks_sheet(book, plan, measures, tax, debt, capital)
    results.sources_sheet(book, plan)
    order = ["Summary", "Assumptions", "Capital", "Sources & uses", "Operations", "Tax", "Debt", "Cash flow", "Measures", "Sensitivity", "Checks", "Sources"]
    book._sheets.sort(key=lambda sheet: order.index(sheet.title))
    summary.line([f"{plan.document['site']}: pro forma over {plan.years} years"], bold=True)
    summary.line(["Every figure is a formula over the sheet Assumptions; change a yellow cell and it follows."])
    summary.line([plan.document["statement"]])
    summary.line([])
    summary.line(["measure", "unit", "value"], bold=True)
    for label, unit, cell, number in measures.list:
        summary.line([label, unit, f"='Measures'!{cell}"], number=number)
    summary.line([])
    summary.line(["all checks", "", f"='Checks'!{checks}"])


def write(folder, path):
    plan = Plan(folder)
    book = Workbook()
    # The same tables give the same workbook.
    book.properties.created = book.properties.modified = datetime.datetime(2000, 1, 1)
    book.properties.creator = "Sitemix"

    def name(word, sheet, cell):
        column = "".join(c for c in cell if c.isalpha())
        row = "".join(c for c in cell if c.isdigit())
        book.defined_names[word] = DefinedName(word, attr_text=f"'{sheet.title}'!${column}${row}")

    build(book, plan, name)
    for sheet in book.worksheets:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.center.text = "&A, page &P of &N"
        for column in range(1, sheet.max_column + 1):
            letter = get_column_letter(column)
            longest = max((len(str(c.value)) for c in sheet[letter] if c.value is not None and not str(c.value).startswith("=")), default=8)
            sheet.column_dimensions[letter].width = min(46, max(14 if column > 2 else 10, longest + 2))
    book.active = 0
    book.save(path)


def main(sites):
    for site in sites:
        folder = RESULTS / site
        missing = [name for name in NEEDED if not (folder / name).exists()]
        if missing:
            sys.exit(f"{folder} has no {', '.join(missing)}: write 'finance:' in the site file, then make optimise SITE={site}")
        path = folder / "proforma.xlsx"
        write(folder, path)
        print(f"Workbook: {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
