"""The sheets of the pro forma workbook that say what it comes to: cash flow, measures, checks, sources."""

from proforma_sheets import MONEY, Sheet, column


def flow_sheet(book, plan, capital, operations, tax, debt):
    page = Sheet(book, "Cash flow")
    years = plan.years
    page.heading("Cash flow, what comes in positive", years)
    page.by_year("revenue", "revenue", lambda t: f"={operations.ref('revenue', t)}", years)
    page.by_year("operating", "operating costs", lambda t: f"=-{operations.ref('operating', t)}", years)
    page.by_year("capital", "capital", lambda t: "=-(" + ("+".join(f"'Capital'!E{at}" for at, year, *_ in capital.assets if year == t) or "0") + ")", years)
    page.by_year("resale", "resale", lambda t: f"={tax.ref('resale', t)}", years)
    page.by_year("residual", "left in the end, after tax", lambda t: f"='Tax'!C{tax.at['residual']}" if t == years else 0, years)
    page.by_year("tax", "income tax", lambda t: f"=-{tax.ref('tax', t)}", years)
    page.by_year("credits", "tax credits", lambda t: f"={tax.ref('credits', t)}", years)
    first, last = page.at["revenue"], page.row
    page.by_year("flow", "after tax, without debt", lambda t: f"=SUM({column(t)}{first}:{column(t)}{last})", years)
    page.by_year("real", "the same, real", lambda t: f"={page.own('flow', t)}/(1+Inflation)^{t}", years, "USD real")
    page.by_year("drawn", "debt drawn, less its fee", lambda t: "='Debt'!C3-'Debt'!C4" if t == 0 else 0, years)
    page.by_year("service", "debt service", lambda t: f"=-({debt.ref('interest', t)}+{debt.ref('repayment', t)})" if t else 0, years)
    page.by_year("saved", "tax that debt saves", lambda t: f"={tax.ref('tax', t)}-{tax.ref('credits', t)}-{tax.ref('tax with debt', t)}+{tax.ref('credits with debt', t)}", years)
    page.by_year("owners", "owners, after tax and debt", lambda t: f"={page.own('flow', t)}+{page.own('drawn', t)}+{page.own('service', t)}+{page.own('saved', t)}", years)
    page.by_year("sum", "paid back so far", lambda t: f"={page.own('flow', t)}" + (f"+{page.own('sum', t - 1)}" if t else ""), years)
    page.by_year("discounted", "discounted", lambda t: f"={page.own('flow', t)}*{tax.ref('discount', t)}", years)
    page.sheet.freeze_panes = "C3"
    return page


def measures_sheet(book, plan, capital, operations, debt, flow):
    page = Sheet(book, "Measures")
    years = plan.years
    page.line(["measure", "unit", "value"], bold=True)
    page.list = []
    page.cells = {}

    def measure(key, label, unit, formula, number=MONEY):
        at = page.line([label, unit, formula], number=number)
        page.list.append((label, unit, f"C{at}", number))
        page.cells[key] = f"C{at}"

    def worth(sheet, key, rate, sign=""):
        return f"({sign}{sheet.ref(key, 0)}+{sign}NPV({rate},{sheet.span(key, 1, years)}))"

    capital_rows = f"'Capital'!D2:D{max(2, capital.last)}"
    cost = f"(-Timing*({worth(flow, 'flow', 'NominalRate')})+Timing*(1-Tax)*({worth(operations, 'revenue', 'NominalRate')}-{worth(operations, 'land', 'NominalRate')}))"
    lcoe = f"({cost}/Timing/(1-Tax)+{worth(operations, 'land', 'NominalRate')})"
    if plan.value("tax_appetite") == "full":
        measure("cost_npv_usd", "NPV of costs after tax", "USD", f"=-{cost}")
        measure("lcoe_real_usd_per_mwh", "LCOE, real", "USD/MWh", f"={lcoe}/{worth(operations, 'served', 'RealRate')}", "0.00")
        measure("lcoe_nominal_usd_per_mwh", "LCOE, nominal", "USD/MWh", f"={lcoe}/{worth(operations, 'served', 'NominalRate')}", "0.00")
    measure("capital", "capital bought over all years, real", "USD", f"=SUM({capital_rows})")
    if plan.figure("npv_usd") is not None:
        measure("npv_usd", "NPV after tax, without debt", "USD", f"=Timing*{worth(flow, 'flow', 'NominalRate')}")
        if plan.figure("project_irr_fraction") is not None:
            measure("project_irr_fraction", "IRR of the project", "fraction", f"=IRR({flow.span('flow', 0, years)},{plan.figure('project_irr_fraction'):.3f})", "0.00%")
        measure("equity_npv_usd", "NPV of the owners", "USD", f"=Timing*{worth(flow, 'owners', 'OwnersRate')}")
        if plan.figure("equity_irr_fraction") is not None:
            measure("equity_irr_fraction", "IRR of the owners", "fraction", f"=IRR({flow.span('owners', 0, years)},{plan.figure('equity_irr_fraction'):.3f})", "0.00%")
    if debt.has:
        measure("debt_usd", "debt", "USD", "='Debt'!C3")
        measure("min_dscr_factor", "least DSCR", "factor", f"=MIN({debt.span('dscr', 1, years)})", "0.00")
        measure("mean_dscr_factor", "mean DSCR", "factor", f"=AVERAGE({debt.span('dscr', 1, years)})", "0.00")
    return page


def sensitivity_sheet(book, plan):
    page = Sheet(book, "Sensitivity")
    page.line(["Static: plans made anew by make sensitivity, before this workbook; nothing here follows the assumptions."], bold=True)
    for row in plan.sensitivity:
        page.line([number(cell) for cell in row])
    if not plan.sensitivity:
        page.line(["None yet: make sensitivity SITE=" + plan.document["site"]])


def number(text):
    try:
        return float(text)
    except ValueError:
        return text


# Measures that are held to a cent; ratios to a millionth.
MONEYS = ["cost_npv_usd", "npv_usd", "equity_npv_usd", "debt_usd"]
RATIOS = ["lcoe_real_usd_per_mwh", "lcoe_nominal_usd_per_mwh", "project_irr_fraction", "equity_irr_fraction", "min_dscr_factor", "mean_dscr_factor"]


def checks_sheet(book, plan, measures, tax, debt, capital):
    page = Sheet(book, "Checks")
    page.line(["check", "unit", "this workbook", "sitemix", "difference", "allowed", "passes"], bold=True)
    first = page.row + 1

    def check(label, unit, own, ours, allowed):
        at = page.row + 1
        page.line([label, unit, own, ours, f"=ABS(C{at}-D{at})", allowed, f"=IF(E{at}<=F{at},1,0)"])

    for keys, unit, allowed in ((MONEYS, "USD", 0.01), (RATIOS, "ratio", 1e-6)):
        for key in keys:
            if key in measures.cells and plan.figure(key) is not None:
                check(key, unit, f"='Measures'!{measures.cells[key]}", plan.figure(key), allowed)
    check("owed at the end of all years", "USD", f"={debt.ref('balance', plan.years)}", 0, 0.01)
    for at, year, last, *_ in capital.assets:
        flows = tax.at[("dep", at)]
        end = column(last)
        check(f"written off of asset {at - 1}", "USD", f"=SUM('Tax'!C{flows}:{end}{flows})", f"='Capital'!H{at}+0.5*'Capital'!O{at}", 0.01)
    at = page.line(["all", "", f"=IF(SUM(G{first}:G{page.row})={page.row - first + 1},\"pass\",\"FAIL\")"], bold=True)
    page.sheet.freeze_panes = "A2"
    return f"C{at}"


def sources_sheet(book, plan):
    page = Sheet(book, "Sources")
    page.line(["Where the numbers come from"], bold=True)
    page.line(["Tax credits: data/finance/us-credits.csv, by technology, construction and month of service. No legal advice: ask counsel."])
    page.line(["Depreciation: IRS Publication 946, table A-1, half-year convention; half of an investment credit is no basis (section 50(c)(3))."])
    page.line(["Credits are claimed a year after service; a fifth is given back for each full year missing of five (section 50(a))."])
    page.line(["A yellow cell is an input. origin: 'written' in the site file, or 'built in'."])
    page.line([])
    for note in plan.document.get("notes", []):
        page.line([note])
    page.line([])
    page.line(["file", "SHA-256"], bold=True)
    for file in plan.document.get("inputs", []):
        page.line([file["file"], file["sha256"]])
