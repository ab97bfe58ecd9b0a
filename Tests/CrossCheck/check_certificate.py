"""Checks, from three files alone, that a point is feasible and how far it can be from the best one.

    python check_certificate.py boxed.mps x.txt y.txt

It shares no code with the solver or the formulation. With any row duals y whose signs fit the sides that
exist, and d = c - A'y, the number

    L = constant + sum_i y_i * (lower_i if y_i > 0 else upper_i) + sum_j d_j * (lower_j if d_j > 0 else upper_j)

is a lower bound of every feasible cost, because each column has a finite box. So x is within
cost(x) - L of the optimum, whoever computed x and y. All sums are exact until their last rounding.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mps import MPSError, Program, read_mps

RESIDUAL_LIMIT = 1e-6
GAP_LIMIT = 1e-6


@dataclass(frozen=True)
class Certificate:
    objective: float
    lower_bound: float
    relative_gap: float
    primal_residual: float
    worst: str
    faults: tuple[str, ...]

    def passed(self, gap_limit: float = GAP_LIMIT) -> bool:
        return not self.faults and self.primal_residual <= RESIDUAL_LIMIT and self.relative_gap <= gap_limit


def certify(program: Program, x: Sequence[float], y: Sequence[float]) -> Certificate:
    faults = _faults(program, x, y)
    if faults:
        return Certificate(math.nan, -math.inf, math.inf, math.inf, "", tuple(faults))
    signed = [_allowed(value, row.lower, row.upper) for value, row in zip(y, program.rows)]
    primal_residual, worst, penalties = 0.0, "", []
    for row, dual in zip(program.rows, signed):
        products = [value * x[column] for column, value in row.entries]
        violation = _violation(math.fsum(products), row.lower, row.upper)
        penalties.append(abs(dual) * violation)
        residual = violation / (1 + math.fsum(map(abs, products)))
        if residual > primal_residual:
            primal_residual, worst = residual, f"row {row.name}"
    bound_terms = [dual * _side(dual, row.lower, row.upper) for dual, row in zip(signed, program.rows) if dual]
    for column, value in zip(program.columns, x):
        residual = _violation(value, column.lower, column.upper) / (1 + abs(value))
        if residual > primal_residual:
            primal_residual, worst = residual, f"column {column.name}"
        reduced = math.fsum([column.cost, *(-signed[row] * entry for row, entry in column.entries)])
        if reduced:
            side = _side(reduced, column.lower, column.upper)
            if math.isinf(side):
                faults.append(f"column {column.name} has no finite box")
            else:
                bound_terms.append(reduced * side)
    costs = [column.cost * value for column, value in zip(program.columns, x)]
    gap = math.fsum([*costs, *(-term for term in bound_terms), *penalties])
    return Certificate(
        objective=math.fsum([program.constant, *costs]),
        lower_bound=-math.inf if faults else math.fsum([program.constant, *bound_terms]),
        relative_gap=math.inf if faults else max(0.0, gap) / max(1.0, math.fsum(map(abs, costs))),
        primal_residual=primal_residual,
        worst=worst,
        faults=tuple(faults),
    )


def certify_files(mps: Path, x: Path, y: Path) -> Certificate:
    return certify(read_mps(mps), read_numbers(x), read_numbers(y))


def read_numbers(path: Path) -> list[float]:
    return [float(line) for line in path.read_text(encoding="utf-8").split()]


def _faults(program: Program, x: Sequence[float], y: Sequence[float]) -> list[str]:
    faults = []
    for name, values, count in (("x", x, len(program.columns)), ("y", y, len(program.rows))):
        if len(values) != count:
            faults.append(f"{name} has {len(values)} numbers where the program has {count}")
        if not all(map(math.isfinite, values)):
            faults.append(f"{name} has a number that is not finite")
    return faults


def _allowed(dual: float, lower: float, upper: float) -> float:
    """A dual whose sign would need an infinite side counts as zero."""
    return 0.0 if math.isinf(_side(dual, lower, upper)) else dual


def _side(price: float, lower: float, upper: float) -> float:
    return lower if price > 0 else upper


def _violation(value: float, lower: float, upper: float) -> float:
    return max(lower - value, value - upper, 0.0)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Checks a plan's certificate from MPS, x and y.")
    parser.add_argument("mps", type=Path)
    parser.add_argument("x", type=Path)
    parser.add_argument("y", type=Path)
    parser.add_argument("--gap-limit", type=float, default=GAP_LIMIT)
    options = parser.parse_args(arguments)
    try:
        certificate = certify_files(options.mps, options.x, options.y)
    except (OSError, MPSError, ValueError) as error:
        print(f"FAIL: {error}")
        return 1
    for fault in certificate.faults[:10]:
        print(f"fault            {fault}")
    print(f"objective        {certificate.objective!r}")
    print(f"lower bound      {certificate.lower_bound!r}")
    print(f"relative gap     {certificate.relative_gap:.3e} (limit {options.gap_limit:g})")
    print(f"primal residual  {certificate.primal_residual:.3e} (limit {RESIDUAL_LIMIT:g}) {certificate.worst}")
    passed = certificate.passed(options.gap_limit)
    print("PASS" if passed else "FAIL")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
