"""The checker and its MPS reader on programs small enough for pencil and paper."""

from __future__ import annotations

import contextlib
import io
import math
import random
import tempfile
import unittest
from pathlib import Path

from check_certificate import Certificate, certify, main
from mps import INFINITY, MPSError, Program, read_mps

# Minimise 10 + 2a + 3b with a + b = 4, 1 <= a - b <= 3, a in [0, 3], b in [0, 9]: a = 3, b = 1, cost 19.
# Moving a's bound by one saves 1, so y = (3, 0) and the reduced cost of a is -1.
PLAIN = """\
* a comment
NAME tiny
ROWS
 N COST
 E R1
 L R2
COLUMNS
 C1 COST 2 R1 1
 C1 R2 1
 C2 COST 3 R1 1
 C2 R2 -1
RHS
 RHS R1 4 R2 3
 RHS COST -10
RANGES
 RNG R2 2
BOUNDS
 UP BND C1 3
 UP BND C2 9
ENDATA
"""


def parse(text: str) -> Program:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "program.mps")
        path.write_text(text, encoding="utf-8")
        return read_mps(path)


def check(x: list[float], y: list[float], text: str = PLAIN) -> Certificate:
    return certify(parse(text), x, y)


class Reading(unittest.TestCase):
    def test_ranges_constant_and_bounds(self) -> None:
        program = parse(PLAIN)
        self.assertEqual(program.constant, 10)
        self.assertEqual([(row.lower, row.upper) for row in program.rows], [(4, 4), (1, 3)])
        self.assertEqual([(c.cost, c.lower, c.upper) for c in program.columns], [(2, 0, 3), (3, 0, 9)])

    def test_every_range(self) -> None:
        rows = {("E", 2): (5, 7), ("E", -2): (3, 5), ("L", -2): (3, 5), ("G", -2): (5, 7)}
        for (kind, width), sides in rows.items():
            with self.subTest(kind=kind, width=width):
                text = f"ROWS\n N C\n {kind} R\nCOLUMNS\n X R 1\nRHS\n B R 5\nRANGES\n B R {width}\nENDATA\n"
                row = parse(text).rows[0]
                self.assertEqual((row.lower, row.upper), sides)

    def test_every_bound(self) -> None:
        cases = {
            "LO B X -2": (-2, INFINITY),
            "UP B X 4": (0, 4),
            "LO B X -2\n UP B X -1": (-2, -1),
            "FX B X 3": (3, 3),
            "FR B X": (-INFINITY, INFINITY),
            "FR X": (-INFINITY, INFINITY),
            "MI B X": (-INFINITY, INFINITY),
            "UP X 4": (0, 4),
            "UP B X 1e30": (0, INFINITY),
            "UP B X 4\n PL B X": (0, INFINITY),
        }
        for bound, box in cases.items():
            with self.subTest(bound=bound):
                column = parse(f"ROWS\n N C\n L R\nCOLUMNS\n X R 1\nBOUNDS\n {bound}\nENDATA\n").columns[0]
                self.assertEqual((column.lower, column.upper), box)

    def test_refuses_what_is_doubtful(self) -> None:
        for old, new in [
            (" UP BND C1 3", " UP BND C1 -3"),
            (" UP BND C1 3", " BV BND C1"),
            (" UP BND C1 3", " UP BND C7 3"),
            (" C1 R2 1", " C1 R2 nan"),
            (" C1 R2 1", " C1 R1 1"),
            (" C1 R2 1", " M1 'MARKER' 'INTORG'"),
            (" L R2", " L R1"),
            ("NAME tiny", "OBJSENSE MAX"),
            ("RANGES", "STRANGE"),
            ("ENDATA\n", ""),
        ]:
            with self.subTest(new=new), self.assertRaises(MPSError):
                parse(PLAIN.replace(old, new))


class Passing(unittest.TestCase):
    def test_optimum(self) -> None:
        certificate = check([3, 1], [3, 0])
        self.assertEqual((certificate.objective, certificate.lower_bound), (19, 19))
        self.assertTrue(certificate.passed())

    def test_ranged_row_binds_from_below(self) -> None:
        # b twice as cheap as a: a - b >= 1 binds, a = 2.5, b = 1.5, y = (1.5, 0.5).
        certificate = check([2.5, 1.5], [1.5, 0.5], PLAIN.replace("C2 COST 3", "C2 COST 1"))
        self.assertEqual((certificate.objective, certificate.lower_bound), (16.5, 16.5))
        self.assertTrue(certificate.passed())

    def test_gap_is_relative_to_the_gross_cost(self) -> None:
        certificate = check([3, 1], [2.9, 0])
        self.assertAlmostEqual(certificate.lower_bound, 18.9)
        self.assertAlmostEqual(certificate.relative_gap, 0.1 / 9)

    def test_any_duals_bound_the_optimum(self) -> None:
        draw, program = random.Random(1), parse(PLAIN)
        for _ in range(1000):
            bound = certify(program, [3, 1], [draw.gauss(0, 4), draw.gauss(0, 4)]).lower_bound
            self.assertLessEqual(bound, 19 + 1e-12)


class Failing(unittest.TestCase):
    def test_worse_point(self) -> None:
        self.assertFalse(check([2.5, 1.5], [3, 0]).passed())

    def test_no_duals(self) -> None:
        self.assertFalse(check([3, 1], [0, 0]).passed())

    def test_broken_row(self) -> None:
        certificate = check([3, 1.001], [3, 0])
        self.assertAlmostEqual(certificate.primal_residual, 0.001 / 5.001)
        self.assertEqual(certificate.worst, "row R1")
        self.assertFalse(certificate.passed())

    def test_broken_range(self) -> None:
        self.assertFalse(check([2.4, 1.6], [3, 0]).passed())

    def test_broken_bound(self) -> None:
        # Cheaper than the optimum, every row kept: only the box of a is broken.
        certificate = check([3.0001, 0.9999], [3, 0], PLAIN.replace(" RNG R2 2", " RNG R2 9").replace("R2 3", "R2 5"))
        self.assertEqual(certificate.worst, "column C1")
        self.assertFalse(certificate.passed())

    def test_violation_counts_in_the_gap(self) -> None:
        certificate = check([3, 1 - 4e-6], [3, 0])
        self.assertLess(certificate.objective, certificate.lower_bound)
        self.assertLess(certificate.primal_residual, 1e-6)
        self.assertAlmostEqual(certificate.relative_gap, 0.0, places=12)

    def test_dual_of_a_side_that_is_not_there(self) -> None:
        one_sided = PLAIN.replace("RANGES\n RNG R2 2\n", "")
        self.assertEqual(check([3, 1], [3, 5], one_sided).lower_bound, check([3, 1], [3, 0], one_sided).lower_bound)

    def test_no_box(self) -> None:
        certificate = check([3, 1], [3.5, 0], PLAIN.replace(" UP BND C2 9\n", ""))
        self.assertEqual(certificate.faults, ("column C2 has no finite box",))
        self.assertEqual(certificate.lower_bound, -math.inf)
        self.assertFalse(certificate.passed())

    def test_wrong_lengths_and_numbers(self) -> None:
        for x, y in [([3], [3, 0]), ([3, 1], [3]), ([3, math.nan], [3, 0]), ([3, 1], [math.inf, 0])]:
            with self.subTest(x=x, y=y):
                self.assertFalse(check(x, y).passed())


class CommandLine(unittest.TestCase):
    def test_exit_status(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            program, good, bad, duals = (Path(folder, name) for name in ("p.mps", "x.txt", "bad.txt", "y.txt"))
            program.write_text(PLAIN, encoding="utf-8")
            good.write_text("3\n1\n", encoding="utf-8")
            bad.write_text("3\n2\n", encoding="utf-8")
            duals.write_text("3\n0\n", encoding="utf-8")
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                self.assertEqual(main([str(program), str(good), str(duals)]), 0)
                self.assertEqual(main([str(program), str(bad), str(duals)]), 1)
                self.assertEqual(main([str(program), str(good), str(Path(folder, "none"))]), 1)
        self.assertEqual([line for line in printed.getvalue().splitlines() if line in ("PASS", "FAIL")], ["PASS", "FAIL"])


if __name__ == "__main__":
    unittest.main()
