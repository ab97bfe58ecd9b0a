"""Draws seeded variations of the shipped sites from the committed table of ranges.

A row of soak_ranges.csv changes one key with its probability. The key may hold {type}, which stands for every
component of that type in the site. Kinds: uniform between low and high; scale times the number in the site file;
choice of one of the words between bars; set to the words as they are. A later row wins over an earlier one.
A row for all sites (*) is left out where the site has no such component, or no number to scale.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

KINDS = ("uniform", "scale", "choice", "set")


@dataclass(frozen=True)
class Range:
    site: str
    key: str
    kind: str
    low: float
    high: float
    words: str
    probability: float


@dataclass(frozen=True)
class Variation:
    number: int
    site: str
    changes: tuple[str, ...]


def read_ranges(path: Path) -> list[Range]:
    with path.open(encoding="utf-8", newline="") as text:
        return [_range(row) for row in csv.DictReader(text)]


def draw(count: int, seed: int, ranges: Sequence[Range], site_texts: dict[str, str]) -> list[Variation]:
    """Each number has random numbers of its own, so that one variation can be run alone."""
    names = sorted(site_texts)
    keys = {name: flatten(text) for name, text in site_texts.items()}
    unknown = {item.site for item in ranges} - {*names, "*"}
    if unknown:
        raise ValueError(f"ranges name sites that are not there: {', '.join(sorted(unknown))}")
    return [
        _variation(number, names[number % len(names)], seed, ranges, keys[names[number % len(names)]])
        for number in range(count)
    ]


def flatten(text: str) -> dict[str, str]:
    """Key paths and plain values of a site file; block mappings alone, which is how sites are written."""
    found: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        match = re.match(r"( *)([\w-]+):(?:\s+(.*?))?\s*$", re.sub(r"(^|\s)#.*", "", line))
        if not match:
            continue
        depth, key, value = len(match[1]), match[2], match[3] or ""
        while above and above[-1][0] >= depth:
            above.pop()
        above.append((depth, key))
        if value:
            found[".".join(name for _, name in above)] = value
    return found


def _range(row: dict[str, str]) -> Range:
    if row["kind"] not in KINDS:
        raise ValueError(f"{row['key']}: unknown kind '{row['kind']}'")
    numbers = row["kind"] in ("uniform", "scale")
    return Range(
        row["site"], row["key"], row["kind"], float(row["low"]) if numbers else 0,
        float(row["high"]) if numbers else 0, row["choices"], float(row["probability"]),
    )


def _variation(number: int, site: str, seed: int, ranges: Sequence[Range], keys: dict[str, str]) -> Variation:
    chance = random.Random(f"{seed}:{number}")
    changes: dict[str, str] = {}
    for item in ranges:
        # Drawn for every row, so that a row that does not apply leaves the others as they are.
        happens, where = chance.random() < item.probability, chance.random()
        if not happens or item.site not in ("*", site):
            continue
        for key in _keys(item, keys):
            value = _value(item, where, keys.get(key))
            if value is not None:
                changes[key] = value
            elif item.site != "*":
                raise ValueError(f"{site} has no number at {key} to scale")
    return Variation(number, site, tuple(f"{key}={value}" for key, value in changes.items()))


def _keys(item: Range, keys: dict[str, str]) -> list[str]:
    match = re.search(r"\{(\w+)\}", item.key)
    if not match:
        return [item.key]
    types = {key.split(".")[1]: value for key, value in keys.items() if re.fullmatch(r"components\.[^.]+\.type", key)}
    return [item.key.replace(match[0], name) for name, kind in types.items() if kind == match[1]]


def _value(item: Range, where: float, present: str | None) -> str | None:
    match item.kind:
        case "set":
            return item.words
        case "choice":
            words = item.words.split("|")
            return words[int(where * len(words))]
        case "uniform":
            return f"{item.low + where * (item.high - item.low):.4g}"
        case _:
            if present is None or not re.fullmatch(r"-?\d+(\.\d+)?", present):
                return None
            scaled = float(present) * (item.low + where * (item.high - item.low))
            return f"{scaled:.4g}" if "." in present else str(max(1, round(scaled)))
