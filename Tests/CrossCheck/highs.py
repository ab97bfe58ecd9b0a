"""Solves an MPS file with HiGHS on one thread and prints what it says as JSON.

    python highs.py natural.mps [--solver choose|simplex|ipm|hipo] [--no-crossover] [--time-limit SECONDS]
    python highs.py natural.mps --whole --gap 1e-5     columns that are marked as whole numbers are

The limit of time is on processor time for whole numbers, else on the clock; --processor-limit ends the process.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
from pathlib import Path

import highspy
import numpy as np

STATUSES = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
    highspy.HighsModelStatus.kTimeLimit: "time_limit",
}


def solve_whole(path: Path, time_limit: float, gap: float) -> dict:
    """Branch and bound; past the limit the best plan and what is proven until then."""
    model = _read(path)
    model.setOptionValue("mip_rel_gap", gap)
    model.setOptionValue("mip_abs_gap", 0.0)
    model.setOptionValue("mip_feasibility_tolerance", 1e-9)
    started, processor_started = time.monotonic(), time.process_time()

    def stop_late(event: highspy.HighsCallbackEvent) -> None:
        if time.process_time() - processor_started > time_limit:
            event.interrupt()

    model.cbMipInterrupt.subscribe(stop_late)
    model.run()
    seconds, processor_seconds = time.monotonic() - started, time.process_time() - processor_started
    info, status = model.getInfo(), model.getModelStatus()
    has_plan = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    stopped = status == highspy.HighsModelStatus.kInterrupt
    return {
        "status": "time_limit" if stopped else STATUSES.get(status, model.modelStatusToString(status).lower()),
        "objective": info.objective_function_value if has_plan else None,
        "bound": info.mip_dual_bound if math.isfinite(info.mip_dual_bound) else None,
        "seconds": seconds,
        "processor_seconds": processor_seconds,
        "iterations": max(0, info.simplex_iteration_count),
    }


def _read(path: Path) -> highspy.Highs:
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    if model.readModel(str(path)) != highspy.HighsStatus.kOk:
        raise SystemExit(f"HiGHS does not read {path} without a complaint")
    return model


def solve(path: Path, solver: str, time_limit: float, crossover: bool = True) -> dict:
    model = _read(path)
    if model.setOptionValue("solver", solver) != highspy.HighsStatus.kOk:
        return {
            "status": "absent", "objective": None, "bound": None, "seconds": 0.0, "processor_seconds": 0.0,
            "iterations": 0,
        }
    count = model.getNumCol()
    continuous = [highspy.HighsVarType.kContinuous] * count
    model.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.array(continuous))
    model.setOptionValue("presolve", "on")
    model.setOptionValue("run_crossover", "on" if crossover else "off")
    model.setOptionValue("time_limit", time_limit)
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
        "bound": None,
        "seconds": seconds,
        "processor_seconds": processor_seconds,
        "iterations": sum(max(0, count) for count in counts),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Solves an MPS file with HiGHS on one thread.")
    parser.add_argument("program", type=Path)
    parser.add_argument("--solver", default="choose", choices=["choose", "simplex", "ipm", "hipo"])
    parser.add_argument("--no-crossover", action="store_true", help="end at the interior point")
    parser.add_argument("--time-limit", type=float, default=600)
    parser.add_argument("--processor-limit", type=int, help="seconds of processor time after which the process ends")
    parser.add_argument("--whole", action="store_true", help="keep whole numbers whole")
    parser.add_argument("--gap", type=float, default=1e-5, help="of whole numbers, relative")
    options = parser.parse_args()
    if options.processor_limit:
        resource.setrlimit(resource.RLIMIT_CPU, (options.processor_limit, options.processor_limit + 5))
    if options.whole:
        answer = solve_whole(options.program, options.time_limit, options.gap)
    else:
        answer = solve(options.program, options.solver, options.time_limit, not options.no_crossover)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
