"""What uptime costs at each example site: cost, sizes and certificate at 99, 99.9 and 99.99 %.

Every site may also build diesel standby sets. A plan that keeps a stricter promise keeps a looser one,
so the strictest target comes first, and where the plan without any reserve passes it, it is the answer
to all. Prints the table; writes nothing but a temporary folder.
"""

import argparse
import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TARGETS = ["0.9999", "0.999", "0.99"]
STANDBY = """  standby:
    type: standby_generator
    technology: diesel-standby

"""


def with_standby(data):
    """Lets every site build standby sets."""
    for path in sorted(data.glob("sites/*/site.yaml")):
        text = path.read_text(encoding="utf-8")
        if "standby_generator" in text:
            continue
        place = re.search(r"^(uptime|emissions):", text, re.M).start()
        path.write_text(text[:place] + STANDBY + text[place:], encoding="utf-8")


def load_of(path):
    """Name of the load of a site."""
    text = path.read_text(encoding="utf-8")
    return re.search(r"^  (\w+):\n    type: gpu_load", text, re.M).group(1)


def solve(tool, data, site, target, out):
    load = load_of(data / "sites" / site / "site.yaml")
    folder = out / target
    status = subprocess.run(
        [tool, "optimise", site, "--data", data, "--out", folder, "--quiet", "--set",
         f"components.{load}.classes.inference.uptime_target_fraction={target}"],
        capture_output=True, text=True, check=False)
    try:
        plan = json.loads((folder / site / "plan.json").read_text(encoding="utf-8"))
        run = json.loads((folder / site / "run.json").read_text(encoding="utf-8"))
    except OSError:
        return {"problem": status.stderr.strip() or f"exit {status.returncode}"}
    return {"plan": plan, "programs": len(run.get("stages", [])), "exit": status.returncode}


def row(site, target, answer):
    if "problem" in answer:
        return f"{site:24} {target:7} {answer['problem'][:80]}"
    plan = answer["plan"]
    sizes = []
    for name, size in plan.get("sizes", {}).items():
        power, energy, units = (size[key] for key in ("capacity_mw", "energy_mwh", "units"))
        if not power or plan["sizes"][name] is None or name in ("campus", "load"):
            continue
        text = f"{name} {power:.4g}"
        if energy:
            text += f"/{energy:.4g}"
        sizes.append(text)
    uptime = plan.get("uptime")
    shown = "no plan"
    if uptime:
        figures = uptime["classes"]["inference"]
        shown = (f"{uptime['uptime_decision']:11} {100 * figures['supply_availability']:.5f} "
                 f"{uptime['years']:6} y seed {uptime['seed']}")
    cost = plan.get("objective_usd_per_year")
    line = (f"{site:24} {100 * float(target):<6g} {(cost or 0) / 1e6:9.3f}  {shown}  "
            f"{answer['programs']:2} programs  {', '.join(sizes)}")
    if answer["exit"]:
        line += "\n    " + plan["statement"]
    return line


def site_rows(tool, data, site, out):
    rows, plain = {}, None
    for target in TARGETS:
        answer = plain or solve(tool, data, site, target, out)
        loop = answer.get("plan", {}).get("uptime", {}).get("loop", [])
        if answer.get("exit") == 0 and len(loop) == 2:
            plain = answer
        rows[target] = answer
        print(row(site, target, answer), file=sys.stderr, flush=True)
    # A plan for a stricter promise also keeps a looser one: cost never falls as the target rises.
    best = None
    for target in TARGETS:
        if rows[target].get("exit") == 0:
            cost = rows[target]["plan"]["objective_usd_per_year"]
            if best and best["plan"]["objective_usd_per_year"] < cost:
                rows[target] = best
            best = rows[target]
    return [row(site, target, rows[target]) for target in reversed(TARGETS)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", default=".build/release/sitemix")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("sites", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder) / "data"
        shutil.copytree("data", data)
        with_standby(data)
        sites = options.sites or sorted(path.name for path in (data / "sites").iterdir())
        out = pathlib.Path(folder) / "out"
        print(f"{'site':24} target  MUSD/year  certificate; MW and MWh as built")
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for rows in pool.map(lambda site: site_rows(options.tool, data, site, out), sites):
                print("\n".join(rows), flush=True)


if __name__ == "__main__":
    main()
