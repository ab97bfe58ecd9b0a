"""Reads a linear program in free MPS: every kind of row, range and bound; anything doubtful is an error."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

INFINITY = math.inf
INFINITE_FROM = 1e20


class MPSError(ValueError):
    """The text is not a linear program that this reader accepts."""


@dataclass
class Row:
    name: str
    lower: float
    upper: float
    entries: list[tuple[int, float]] = field(default_factory=list)


@dataclass
class Column:
    name: str
    cost: float = 0.0
    lower: float = 0.0
    upper: float = INFINITY
    entries: list[tuple[int, float]] = field(default_factory=list)


@dataclass
class Program:
    """Minimise constant + cost·x with rows and columns between bounds."""

    constant: float
    rows: list[Row]
    columns: list[Column]


def read_mps(path: Path) -> Program:
    with path.open(encoding="utf-8") as lines:
        reader = _Reader()
        for number, line in enumerate(lines, start=1):
            try:
                reader.take(line)
            except (MPSError, ValueError, KeyError, IndexError) as error:
                raise MPSError(f"{path}:{number}: {line.strip()!r}: {error}") from error
    return reader.program()


def _bound(text: str) -> float:
    value = float(text)
    if math.isnan(value):
        raise MPSError("a bound is not a number")
    return math.copysign(INFINITY, value) if abs(value) >= INFINITE_FROM else value


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise MPSError("a number is not finite")
    return value


class _Reader:
    def __init__(self) -> None:
        self.section = ""
        self.objective: str | None = None
        self.constant = 0.0
        self.kinds: list[str] = []
        self.rows: list[Row] = []
        self.columns: list[Column] = []
        self.row_index: dict[str, int] = {}
        self.column_index: dict[str, int] = {}
        self.right_sides: dict[int, float] = {}
        self.ranges: dict[int, float] = {}
        self.lower_given: set[int] = set()

    def take(self, line: str) -> None:
        fields = line.split()
        if not fields or line.startswith("*"):
            return
        if not line[0].isspace():
            self.section = fields[0]
            if self.section not in ("NAME", "ENDATA", "OBJSENSE") and self.section not in self._parts:
                raise MPSError("unknown section")
            if self.section == "OBJSENSE" and len(fields) > 1:
                self._sense(fields[1:])
            return
        if self.section == "OBJSENSE":
            self._sense(fields)
        else:
            self._parts[self.section](self, fields)

    def _sense(self, fields: list[str]) -> None:
        if fields != ["MIN"]:
            raise MPSError("only minimisation is read")

    def _row(self, fields: list[str]) -> None:
        kind, name = fields
        if kind == "N":
            if self.objective is not None:
                raise MPSError("a second objective")
            self.objective = name
            return
        if kind not in "LGE" or name in self.row_index:
            raise MPSError("unknown kind of row, or a name used twice")
        self.row_index[name] = len(self.rows)
        self.kinds.append(kind)
        self.rows.append(Row(name, -INFINITY, INFINITY))

    def _column(self, fields: list[str]) -> None:
        if "'MARKER'" in fields:
            raise MPSError("whole-number columns are not read")
        name = fields[0]
        if not self.columns or self.columns[-1].name != name:
            if name in self.column_index:
                raise MPSError("the entries of a column do not stand together")
            self.column_index[name] = len(self.columns)
            self.columns.append(Column(name))
        index, column = len(self.columns) - 1, self.columns[-1]
        for row_name, text in _pairs(fields[1:]):
            value = _number(text)
            if row_name == self.objective:
                column.cost += value
                continue
            row = self.row_index[row_name]
            if self.rows[row].entries and self.rows[row].entries[-1][0] == index:
                raise MPSError("an entry is given twice")
            self.rows[row].entries.append((index, value))
            column.entries.append((row, value))

    def _right_side(self, fields: list[str]) -> None:
        for name, text in _pairs(_without_label(fields)):
            if name == self.objective:
                self.constant = -_number(text)
            else:
                self.right_sides[self.row_index[name]] = _number(text)

    def _range(self, fields: list[str]) -> None:
        for name, text in _pairs(_without_label(fields)):
            self.ranges[self.row_index[name]] = _number(text)

    def _bounds(self, fields: list[str]) -> None:
        kind = fields[0]
        plain = kind in ("FR", "MI", "PL", "BV")
        name = fields[2] if len(fields) > (2 if plain else 3) else fields[1]
        index = self.column_index[name]
        column = self.columns[index]
        if plain:
            if kind == "BV":
                raise MPSError("whole-number columns are not read")
            if kind in ("FR", "MI"):
                column.lower = -INFINITY
                self.lower_given.add(index)
            if kind in ("FR", "PL"):
                column.upper = INFINITY
            return
        value = _bound(fields[-1])
        if kind not in ("LO", "UP", "FX"):
            raise MPSError("whole-number and semi-continuous columns are not read")
        if kind in ("LO", "FX"):
            column.lower = value
            self.lower_given.add(index)
        if kind in ("UP", "FX"):
            column.upper = value
        if kind == "UP" and value < 0 and index not in self.lower_given:
            raise MPSError("a negative upper bound without a lower bound before it means two things")

    _parts: dict[str, Callable[[_Reader, list[str]], None]] = {
        "ROWS": _row,
        "COLUMNS": _column,
        "RHS": _right_side,
        "RANGES": _range,
        "BOUNDS": _bounds,
    }

    def program(self) -> Program:
        if self.section != "ENDATA":
            raise MPSError("the text ends before ENDATA")
        for index, row in enumerate(self.rows):
            right, width = self.right_sides.get(index, 0.0), self.ranges.get(index)
            match self.kinds[index]:
                case "E":
                    row.lower = right + min(width or 0.0, 0.0)
                    row.upper = right + max(width or 0.0, 0.0)
                case "L":
                    row.upper = right
                    row.lower = -INFINITY if width is None else right - abs(width)
                case _:
                    row.lower = right
                    row.upper = INFINITY if width is None else right + abs(width)
        return Program(self.constant, self.rows, self.columns)


def _pairs(fields: list[str]) -> list[tuple[str, str]]:
    if not fields or len(fields) % 2:
        raise MPSError("names and numbers do not pair")
    return list(zip(fields[::2], fields[1::2]))


def _without_label(fields: list[str]) -> list[str]:
    return fields[1:] if len(fields) % 2 else fields
