"""Says whether two folders written by `sitemix program` hold the same natural linear program.

Rows and columns are matched by name, whatever their order; coefficients, bounds and costs may differ by
rounding alone (1e-12 of the greater of both). A table of renamed words, `old=new`, applies to the first.

    python3 Tests/CrossCheck/same_program.py before/sparks-nevada after/sparks-nevada engines=gensets
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from mps import Program, read_mps

CLOSE = 1e-12
TOLD = 10


@dataclass
class Named:
    """A program whose rows and columns have the names that people know them by."""

    constant: float
    columns: dict[str, tuple[float, float, float]]
    rows: dict[str, tuple[float, float]]
    entries: dict[tuple[str, str], float]


def names(path: Path, renamed: dict[str, str]) -> list[str]:
    def new(name: str) -> str:
        component, dot, rest = name.partition(".")
        # Components that an equation is about stand in its name; a name of one word is its own.
        if "_" in rest:
            rest = "_".join(renamed.get(word, word) for word in rest.split("_"))
        return renamed.get(component, component) + dot + rest

    with path.open(encoding="utf-8", newline="") as file:
        return [new(row["name"]) for row in csv.DictReader(file)]


def read(folder: Path, renamed: dict[str, str]) -> Named:
    program: Program = read_mps(folder / "natural.mps")
    rows = names(folder / "rows.csv", renamed)
    columns = names(folder / "columns.csv", renamed)
    return Named(
        constant=program.constant,
        columns={
            name: (column.cost, column.lower, column.upper)
            for name, column in zip(columns, program.columns, strict=True)
        },
        rows={
            name: (row.lower, row.upper) for name, row in zip(rows, program.rows, strict=True)
        },
        entries={
            (name, columns[column]): value
            for name, row in zip(rows, program.rows, strict=True)
            for column, value in row.entries
        },
    )


def differs(one: float, other: float) -> bool:
    if one == other:
        return False
    return not abs(one - other) <= CLOSE * max(abs(one), abs(other), CLOSE)


def differences(before: Named, after: Named) -> list[str]:
    found = []
    if differs(before.constant, after.constant):
        found.append(f"constant: {before.constant} before, {after.constant} after")
    for kind, old, new in (
        ("column", before.columns, after.columns),
        ("row", before.rows, after.rows),
        ("entry", before.entries, after.entries),
    ):
        found += [f"{kind} {name}: only before" for name in old.keys() - new.keys()]
        found += [f"{kind} {name}: only after" for name in new.keys() - old.keys()]
        for name in old.keys() & new.keys():
            one = old[name] if isinstance(old[name], tuple) else (old[name],)
            other = new[name] if isinstance(new[name], tuple) else (new[name],)
            if any(differs(a, b) for a, b in zip(one, other, strict=True)):
                found.append(f"{kind} {name}: {one} before, {other} after")
    return sorted(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("renamed", nargs="*", help="words of the first that changed, old=new")
    arguments = parser.parse_args()
    renamed = dict(pair.split("=", 1) for pair in arguments.renamed)
    before = read(arguments.before, renamed)
    after = read(arguments.after, {})
    found = differences(before, after)
    for line in found[:TOLD]:
        print(line)
    if found:
        print(f"{len(found)} differences")
        return 1
    print(f"the same: {len(after.rows)} rows, {len(after.columns)} columns, {len(after.entries)} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
