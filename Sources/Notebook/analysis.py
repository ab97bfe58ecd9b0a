# %% [markdown]
# # {site}
#
# A starting point for your own analysis of this plan. Everything is read from the files beside this notebook, so after
# another `make optimise SITE={site}` you can run all cells again. `make notebook SITE={site}` writes it anew.

# %%
import json
from pathlib import Path

import altair as alt
import pandas as pd

alt.renderers.enable("png", ppi=72)
alt.data_transformers.disable_max_rows()

from sitemix_results import Results

results = Results(".")
plan = results.plan
mix = results.table("mix")
bill = results.table("bill")
hours = results.hours()
step_hours = plan["horizon"]["step_minutes"] / 60
per_year = plan["horizon"]["years_per_step_sum"]
print(plan["statement"])

# %% [markdown]
# ## What to build
#
# `mix.csv` has one row a component; sizes are those of the whole site.

# %%
mix[["component", "capacity_mw", "capacity_basis", "energy_mwh", "units", "annual_mwh", "annual_cost_usd", "t_co2e"]].round(2)

# %% [markdown]
# ## The files agree
#
# Energy served, summed here from the hours, and cash, summed from the cost lines, must be the plan's own figures.

# %%
served = hours.filter(regex=r"_served_mw$").sum(axis=1)
served_mwh = served.sum() * step_hours * per_year
not_cash = set(plan["cost_lines_that_are_not_cash"])
cash = sum(usd for line, usd in plan["cost_usd_per_year"].items() if line not in not_cash)
per_mwh = cash / served_mwh
bill_usd = (bill["amount_usd"]).sum()

assert abs(served_mwh - plan["served_mwh"]) <= 1e-6 * plan["served_mwh"]
assert abs(cash - plan["cash_usd_per_year"]) <= 1e-6 * max(1, abs(cash))
assert abs(per_mwh - plan["cost_per_mwh_served_usd"]) <= 1e-6 * abs(per_mwh)
assert abs(bill_usd - plan["bill_usd_per_year"]["plan"]) <= 1e-6 * max(1, abs(bill_usd))
print(f"served {{served_mwh:,.0f}} MWh a year for {{cash:,.0f}} USD: {{per_mwh:.2f}} USD/MWh")

# %% [markdown]
# ## Cost by line

# %%
costs = pd.Series(plan["cost_usd_per_year"], name="usd").rename_axis("line").reset_index()
costs = costs[costs["usd"].abs() >= 0.5].sort_values("usd", ascending=False)
alt.Chart(costs).mark_bar(color="#0072b2").encode(
    x=alt.X("usd", title="USD a year"), y=alt.Y("line", sort="-x", title=None)
).properties(width=520)

# %% [markdown]
# ## A week of dispatch
#
# Change `first` to see another week. Sources and colours are those of `report.html`, which shows what is built.

# %%
first = hours.index[len(hours) // 2].normalize()
week = hours.loc[first : first + pd.Timedelta(days=7)]
colors = json.loads(Path("charts/dispatch-year.vl.json").read_text(encoding="utf-8"))
colors = colors["layer"][0]["encoding"]["color"]["scale"]
supply = {{
    f"{{name}}_{{flow}}": name.replace("_", " ")
    for name in mix["component"]
    for flow in ("import_mw", "output_mw", "discharge_mw")
    if f"{{name}}_{{flow}}" in hours and name.replace("_", " ") in colors["domain"]
}}
long = (
    week[list(supply)].rename(columns=supply).rename_axis("time").reset_index()
    .melt("time", var_name="source", value_name="MW")
)
long["rank"] = long["source"].map(colors["domain"].index)
bands = alt.Chart(long).mark_area(interpolate="step-after").encode(
    x=alt.X("time", title=None), y=alt.Y("MW", stack="zero"),
    color=alt.Color("source", scale=alt.Scale(**colors), title=None), order="rank:O",
)
load = alt.Chart(served.loc[week.index].rename("MW").rename_axis("time").reset_index()).mark_line(
    color="black", interpolate="step-after"
).encode(x="time", y="MW")
(bands + load).properties(width=640, height=240)

# %% [markdown]
# ## Energy by month

# %%
monthly = (hours[list(supply)].rename(columns=supply) * step_hours).groupby(hours.index.month).sum()
monthly.rename_axis("month").round(0)

# %% [markdown]
# ## What binds, and what one unit more would cost
#
# A shadow price is the change of yearly cost for each unit by which a limit rises.

# %%
pd.DataFrame(plan["shadow_prices"]).T.sort_values("value", key=lambda v: v.abs(), ascending=False)

# %% [markdown]
# ## Cost against emissions
#
# After `make frontier SITE={site}`: each point is the least cost under a tighter cap.

# %%
frontier = results.frontier()
if frontier is None:
    print("no frontier yet: make frontier SITE={site}")
else:
    objective = next(name for name in frontier if name.startswith("objective_"))
    display(alt.Chart(frontier).mark_line(point=True, color="#0072b2").encode(
        x=alt.X("inside_cap_boundary_t_co2e", title="t CO2e inside the cap's boundary"),
        y=alt.Y(objective, title=objective.replace("_", " "), scale=alt.Scale(zero=False)),
        tooltip=list(frontier.columns[:8]),
    ).properties(width=520))

# %% [markdown]
# ## Cash flow
#
# With `finance:` in the site file: what the owners get each year, after tax and debt.

# %%
cash_flow = results.cash_flow()
if cash_flow is None:
    print("no cash flow: the site file has no finance:")
else:
    flow = cash_flow[cash_flow["section"] == "flow"]
    line = "owners_after_tax_and_debt" if "owners_after_tax_and_debt" in set(flow["line"]) else "after_tax_without_debt"
    display(alt.Chart(flow[flow["line"] == line]).mark_bar(color="#0072b2").encode(
        x=alt.X("year:O", title=None), y=alt.Y("nominal_usd", title=line.replace("_", " ") + ", USD of the year")
    ).properties(width=520))

# %% [markdown]
# ## Try something
#
# A run with another value leaves this one as it is if it writes elsewhere:
#
# ```console
# $ .build/release/sitemix optimise {site} --out /tmp/tried --set components.battery.capex_usd_per_kwh=150
# ```
