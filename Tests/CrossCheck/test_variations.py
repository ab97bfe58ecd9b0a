"""Drawing variations: seeded, and only what the table says."""

from __future__ import annotations

import unittest
from pathlib import Path

from common import ROOT, sites
from variations import Range, draw, flatten, read_ranges

SITE = """\
# a comment
year: 2025
components:
  hall:
    type: gpu_load
    modules: 24   # how many
    pue_fraction: {file: load.csv, column: pue}
    classes:
      work:
        kind: firm
  wires:
    type: grid
    import_limit_mw: 12.5
emissions:
  cap_boundary: scope1
"""


def row(key: str, kind: str, low: float = 0, high: float = 0, words: str = "", site: str = "*") -> Range:
    return Range(site, key, kind, low, high, words, 1)


class Drawing(unittest.TestCase):
    def changes(self, *ranges: Range) -> tuple[str, ...]:
        return draw(1, 1, ranges, {"here": SITE})[0].changes

    def test_keys_of_a_site(self) -> None:
        keys = flatten(SITE)
        self.assertEqual(keys["components.hall.modules"], "24")
        self.assertEqual(keys["components.hall.classes.work.kind"], "firm")
        self.assertEqual(keys["emissions.cap_boundary"], "scope1")

    def test_kinds(self) -> None:
        self.assertEqual(self.changes(row("year", "set", words="[a, b]")), ("year=[a, b]",))
        self.assertEqual(self.changes(row("year", "choice", words="7|7")), ("year=7",))
        self.assertEqual(self.changes(row("year", "uniform", 3, 3)), ("year=3",))
        self.assertEqual(self.changes(row("components.{grid}.import_limit_mw", "scale", 2, 2)),
                         ("components.wires.import_limit_mw=25",))
        self.assertEqual(self.changes(row("components.hall.modules", "scale", 0.1, 0.1)), ("components.hall.modules=2",))

    def test_what_does_not_apply(self) -> None:
        self.assertEqual(self.changes(row("components.{solar}.land", "uniform", 1, 2)), ())
        self.assertEqual(self.changes(row("components.hall.pue_fraction", "scale", 1, 2)), ())
        with self.assertRaises(ValueError):
            self.changes(row("components.hall.pue_fraction", "scale", 1, 2, site="here"))
        with self.assertRaises(ValueError):
            self.changes(row("year", "uniform", 1, 2, site="elsewhere"))

    def test_later_row_wins(self) -> None:
        self.assertEqual(self.changes(row("year", "set", words="1"), row("year", "set", words="2")), ("year=2",))

    def test_shipped_table_is_seeded(self) -> None:
        ranges = read_ranges(Path(__file__).with_name("soak_ranges.csv"))
        texts = {name: (ROOT / "data" / "sites" / name / "site.yaml").read_text(encoding="utf-8") for name in sites()}
        first = draw(50, 1, ranges, texts)
        self.assertEqual(first[:20], draw(20, 1, ranges, texts))
        self.assertNotEqual(first, draw(50, 2, ranges, texts))


if __name__ == "__main__":
    unittest.main()
