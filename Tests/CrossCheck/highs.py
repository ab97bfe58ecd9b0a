"""Solves an MPS file with HiGHS on one thread and prints what it says as JSON.

    python highs.py natural.mps [--solver choose|simplex|ipm] [--time-limit SECONDS]
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import highspy

STATUSES = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
    highspy.HighsModelStatus.kTimeLimit: "time_limit",
}


def solve(path: Path, solver: str, time_limit: float) -> dict:
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("presolve", "on")
    model.setOptionValue("solver", solver)
    model.setOptionValue("run_crossover", "on")
    model.setOptionValue("time_limit", time_limit)
    if model.readModel(str(path)) != highspy.HighsStatus.kOk:
        raise SystemExit(f"HiGHS does not read {path} without a complaint")
    started, processor_started = time.monotonic(), time.process_time()
    model.run()
    if model.getModelStatus() == highspy.HighsModelStatus.kUnboundedOrInfeasible:
        model.setOptionValue("presolve", "off")
        model.run()
    # It now and then ends an infeasible program without a word; from the start by simplex it has one.
    if model.getModelStatus() == highspy.HighsModelStatus.kUnknown:
        model.clearSolver()
        model.setOptionValue("presolve", "off")
        model.setOptionValue("solver", "simplex")
        model.run()
    seconds, processor_seconds = time.monotonic() - started, time.process_time() - processor_started
    info, status = model.getInfo(), model.getModelStatus()
    counts = (info.simplex_iteration_count, info.ipm_iteration_count, info.crossover_iteration_count)
    return {
        "status": STATUSES.get(status, model.modelStatusToString(status).lower()),
        "objective": info.objective_function_value if STATUSES.get(status) == "optimal" else None,
        "seconds": seconds,
        "processor_seconds": processor_seconds,
        "iterations": sum(max(0, count) for count in counts),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Solves an MPS file with HiGHS on one thread.")
    parser.add_argument("program", type=Path)
    parser.add_argument("--solver", default="choose", choices=["choose", "simplex", "ipm"])
    parser.add_argument("--time-limit", type=float, default=600)
    options = parser.parse_args()
    print(json.dumps(solve(options.program, options.solver, options.time_limit)))


if __name__ == "__main__":
    main()
