"""Make emissions.xlsx out of the CSV files of a site's emissions folder: one sheet each, numbers as numbers.

    emissions_workbook.py [SITE …]      without a site, every folder of results with emissions tables

Nothing is computed here: the CSV files are the source, and the workbook is a copy for people who work in one.
"""

import csv
import datetime
import pathlib
import re
import sys

import xlsxwriter

RESULTS = pathlib.Path("notebooks-out")
ROWS = 1_048_576  # of a worksheet


def value(text):
    """A number where the cell is one; ids, dates and blanks stay text, also what would be a formula."""
    if re.fullmatch(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?", text):
        return float(text)
    # In a file of text an apostrophe keeps a spreadsheet from computing; here the cell itself is text.
    return text[1:] if re.match(r"'[=+@\t\r-]", text) else text


def write(folder):
    path = folder / "emissions.xlsx"
    left_out = []
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The same CSV files give the same workbook.
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    bold = book.add_format({"bold": True})
    for table in sorted(folder.glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        if len(rows) > ROWS:
            left_out.append(table.name)
            continue
        sheet = book.add_worksheet(table.stem[:31])
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = text if number == 0 else value(text)
                if isinstance(cell, float):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell, bold if number == 0 else None)
    book.close()
    print(f"Workbook: {path}" + (f" (too long for a sheet: {', '.join(left_out)})" if left_out else ""))


def main(sites):
    folders = [RESULTS / site / "emissions" for site in sites] or sorted(RESULTS.glob("*/emissions"))
    for folder in folders:
        # A plan over several years has a folder of tables for each of them.
        for tables in [folder, *sorted(path for path in folder.glob("*") if path.is_dir())]:
            if any(tables.glob("emissions_*.csv")):
                write(tables)


if __name__ == "__main__":
    main(sys.argv[1:])
