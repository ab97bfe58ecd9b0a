"""The sheets of the pro forma workbook, one function each. Year 0 stands in column C."""

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

BOLD = Font(bold=True)
INPUT = PatternFill("solid", fgColor="FFF7DC")
MONEY = "#,##0;[Red]-#,##0"
RATE = "0.0000"
FIRST = 3  # the column of year 0

TABLES = {
    "macrs_5": [.2, .32, .192, .1152, .1152, .0576],
    "macrs_7": [.1429, .2449, .1749, .1249, .0893, .0892, .0893, .0446],
    "macrs_15": [.05, .095, .0855, .077, .0693, .0623, .059, .059] + [.0591, .059] * 3 + [.0591, .0295],
    "macrs_20": [.0375, .07219, .06677, .06177, .05713, .05285, .04888, .04522] + [.04462, .04461] * 6 + [.02231],
    "straight_line_20": [.025] + [.05] * 19 + [.025],
    "straight_line_39": [.5 / 39] + [1 / 39] * 38 + [.5 / 39],
}
# Names of cells by key.
NAMES = {
    "inflation_fraction_per_year": "Inflation", "federal_tax_fraction": "FederalTax", "state_tax_fraction": "StateTax",
    "real_discount_rate": "RealRate", "tax_appetite": "TaxAppetite", "bonus_depreciation_fraction": "Bonus",
    "credit_transfer_price_fraction": "CreditPrice", "land_usd_per_year": "Land", "power_price_usd_per_mwh": "PowerPrice",
    "lease_usd_per_kw_month": "Lease", "revenue_escalation_fraction_per_year": "RevenueGrowth",
    "debt_fraction": "DebtShare", "debt_service_coverage_factor": "DebtCover",
    "debt_interest_fraction_per_year": "DebtRate", "debt_term_years": "DebtTerm", "debt_fee_fraction": "DebtFee",
    "equity_return_fraction_per_year": "EquityRate", "timing_factor": "Timing",
    "expected_unserved_mwh_per_year": "ExpectedUnserved",
}


def column(year):
    return get_column_letter(FIRST + year)


def annuity(rate, years):
    return f"IF({rate}=0,{years},(1-(1+{rate})^-({years}))/{rate})"


class Sheet:
    """A worksheet that is filled row by row."""

    def __init__(self, book, title, years=None):
        self.sheet = book.active if book.worksheets[0].max_row == 1 and book.active.title == "Sheet" else book.create_sheet()
        self.sheet.title = title
        self.title = title
        self.row = 0
        self.at = {}
        self.years = years

    def line(self, cells, bold=False, number=None):
        self.row += 1
        for place, cell in enumerate(cells, 1):
            if cell is None:
                continue
            written = self.sheet.cell(self.row, place, cell)
            if bold:
                written.font = BOLD
            if number and place > 2:
                written.number_format = number
        return self.row

    def heading(self, text, years=None):
        self.line([])
        self.line([text, "USD nominal unless said" if years else None] + (list(range(years + 1)) if years else []), bold=True)

    def by_year(self, key, label, formula, years, unit="", number=MONEY):
        """A row with a formula for each year; None leaves a year out."""
        self.at[key] = self.row + 1
        row = self.row + 1
        cells = [formula(year) for year in range(years + 1)]
        self.line([label, unit] + [None if cell is None else cell for cell in cells], number=number)
        return row

    def ref(self, key, year):
        return f"'{self.title}'!{column(year)}{self.at[key]}"

    def own(self, key, year):
        return f"{column(year)}{self.at[key]}"

    def span(self, key, first, last):
        return f"'{self.title}'!{column(first)}{self.at[key]}:{column(last)}{self.at[key]}"


def assumptions(book, plan, name):
    page = Sheet(book, "Assumptions")
    page.line(["key", "unit", "value", "origin", "meaning"], bold=True)
    for row in plan.assumptions:
        value = plan.value(row["key"])
        at = page.line([row["key"], row["unit"], value, row["origin"], row["meaning"]])
        page.sheet.cell(at, 3).fill = INPUT
        if row["key"] in NAMES:
            name(NAMES[row["key"]], page.sheet, f"C{at}")
    at = page.line(["tax on income", "fraction", "=FederalTax+StateTax-FederalTax*StateTax", "formula", "state tax is deducted from what the federation taxes"])
    name("Tax", page.sheet, f"C{at}")
    at = page.line(["nominal discount rate", "fraction/year", "=(1+RealRate)*(1+Inflation)-1", "formula", ""])
    name("NominalRate", page.sheet, f"C{at}")
    at = page.line(["rate that owners ask for", "fraction/year", "=EquityRate" if plan.value("equity_return_fraction_per_year") is not None else "=NominalRate", "formula", "nominal"])
    name("OwnersRate", page.sheet, f"C{at}")
    page.sheet.freeze_panes = "A2"


CAPITAL_HEADS = [
    "component", "line", "year", "cost, real USD", "cost, nominal USD", "credit, fraction", "credit USD", "basis USD",
    "depreciation class", "life, years", "last year", "resale, real USD", "resale, nominal USD", "goes on after the end",
    "credit given back USD", "credit by energy, real USD/year", "years of it",
]


def capital_sheet(book, plan):
    page = Sheet(book, "Capital")
    page.line(CAPITAL_HEADS, bold=True)
    page.assets = []
    for asset in plan.assets:
        at = page.row + 1
        year, last = int(asset["year"]), int(asset["last_year"])
        page.line([
            asset["component"], asset["line"], year, float(asset["cost_real_usd"]), f"=D{at}*(1+Inflation)^C{at}",
            float(asset["credit_fraction"]), f"=F{at}*E{at}", f"=MAX(0,E{at}-0.5*G{at})", asset["depreciation_class"],
            last - year, f"=C{at}+J{at}", float(asset["resale_real_usd"]), f"=L{at}*(1+Inflation)^K{at}",
            int(asset["goes_on"] == "yes"), f"=MAX(0,0.2*(5-J{at}))*G{at}",
            float(asset["production_credit_real_usd_per_year"] or 0), int(asset["production_credit_years"] or 0),
        ])
        for place in (4, 5, 7, 8, 12, 13, 15, 16):
            page.sheet.cell(at, place).number_format = MONEY
        for place in (4, 6, 12):
            page.sheet.cell(at, place).fill = INPUT
        page.assets.append((at, year, last, asset["depreciation_class"], int(asset["production_credit_years"] or 0)))
    page.last = page.row
    page.sheet.freeze_panes = "C2"
    return page


def uses_sheet(book, plan, capital):
    page = Sheet(book, "Sources & uses")
    page.line(["kind", "item"] + [f"month -{row}" for row in months(plan)], bold=True)
    count = len(months(plan))
    first = page.row + 1
    for at, year, *_ in capital.assets:
        if year == 0:
            page.line(["use", f"='Capital'!A{at}"] + [f"='Capital'!E{at}/{count}"] * count, number=MONEY)
    last = page.row
    if last < first:
        return
    letters = [get_column_letter(3 + place) for place in range(count)]
    page.line(["use", "all"] + [f"=SUM({c}{first}:{c}{last})" for c in letters], bold=True, number=MONEY)
    page.line(["source", "debt"] + [f"='Debt'!C3/{count}"] * count, number=MONEY)
    page.line(["source", "equity"] + [f"={c}{last + 1}-{c}{last + 2}" for c in letters], number=MONEY)
    page.sheet.freeze_panes = "C2"


def months(plan):
    return sorted({int(row["months_before_service"]) for row in plan.uses}, reverse=True) or [0]


def operations_sheet(book, plan):
    page = Sheet(book, "Operations")
    years = plan.years
    page.heading("Real costs by line, as the plan runs", years)
    lines = {}
    for row in plan.flows:
        if row["section"] == "operation" and row["line"] != "land":
            real = next(key for key in row if key.startswith("real_"))
            lines.setdefault((row["component"], row["line"]), {})[int(row["year"])] = -float(row[real])
    first = page.row + 1
    for (component, line), amounts in lines.items():
        page.by_year((component, line), f"{component} {line}".replace("_", " "), lambda year: amounts.get(year, 0), years, "USD real")
    last = page.row
    page.by_year("real", "all lines", lambda y: f"=SUM({column(y)}{first}:{column(y)}{last})" if last >= first else 0, years, "USD real")
    served = {int(row["year"]): row for row in plan.served}
    page.by_year("served", "served by plan", lambda y: float(served[y]["served_mwh"]), years, "MWh")
    page.by_year("peak", "peak load energised", lambda y: float(served[y]["peak_mw"]), years, "MW", "0.00")
    page.heading("Nominal", years)
    page.by_year("price", "price level", lambda y: f"=(1+Inflation)^{y}", years, "factor", RATE)
    page.by_year("costs", "the plan's costs", lambda y: f"={page.own('real', y)}*{page.own('price', y)}", years)
    page.by_year("land", "land", lambda y: f"=Land*{page.own('price', y)}" if y else 0, years)
    page.by_year("operating", "operating costs", lambda y: f"={page.own('costs', y)}+{page.own('land', y)}", years)
    page.by_year(
        "revenue", "revenue",
        lambda y: f"=(PowerPrice*MAX(0,{page.own('served', y)}-ExpectedUnserved)+12000*Lease*{page.own('peak', y)})"
        f"*(1+RevenueGrowth)^{y}*{page.own('price', y)}" if y else 0, years)
    page.by_year("available", "cash before debt and tax", lambda y: f"={page.own('revenue', y)}-{page.own('operating', y)}", years)
    page.sheet.freeze_panes = "C3"
    return page


def tax_sheet(book, plan, capital, operations, debt):
    page = Sheet(book, "Tax")
    years = plan.years
    end = max([years] + [last for _, _, last, *_ in capital.assets])
    page.years = years
    page.heading("Shares written off by year of age, IRS Publication 946 (half-year), with the bonus", end)
    for kind in sorted({asset[3] for asset in capital.assets}):
        table = TABLES[kind]
        page.by_year(("table", kind), kind, lambda k: table[k - 1] if 1 <= k <= len(table) else 0, end, "of the table", RATE)
        page.by_year(("share", kind), f"{kind} with bonus", lambda k: None if k == 0 else f"=(1-Bonus)*{page.own(('table', kind), k)}" + ("+Bonus" if k == 1 else ""), end, "fraction", RATE)
    page.heading("Depreciation by asset", end)
    for at, year, last, kind, _ in capital.assets:
        def written(t, at=at, year=year, last=last, kind=kind):
            age = t - year
            if age < 1 or t > last:
                return 0
            if t < last:
                return f"={page.own(('share', kind), age)}*'Capital'!H{at}"
            before = f"SUM({column(1)}{page.at[('share', kind)]}:{column(age - 1)}{page.at[('share', kind)]})" if age > 1 else "0"
            return f"=MAX(0,1-{before})*'Capital'!H{at}+0.5*'Capital'!O{at}"
        page.by_year(("dep", at), f"='Capital'!A{at}", written, end, "USD")
    page.heading("Credits claimed by asset", end)
    for at, year, last, _, made in capital.assets:
        def claimed(t, at=at, year=year, made=made):
            parts = []
            if t - year == 1:
                parts.append(f"'Capital'!G{at}")
            if 1 <= t - year <= made:
                parts.append(f"'Capital'!P{at}*(1+Inflation)^{t}")
            return "=" + "+".join(parts) if parts else 0
        page.by_year(("claim", at), f"='Capital'!A{at}", claimed, end, "USD")
    page.heading("Flows after tax by asset, beside what it costs", end)
    page.by_year("discount", "discount factor", lambda t: f"=(1+NominalRate)^-{t}", end, "factor", RATE)
    for at, year, last, *_ in capital.assets:
        def after(t, at=at, year=year, last=last):
            if not year < t <= last:
                return 0
            sold = f"+(1-Tax)*'Capital'!M{at}-'Capital'!O{at}" if t == last else ""
            return f"=Tax*{page.own(('dep', at), t)}+CreditPrice*{page.own(('claim', at), t)}{sold}"
        page.by_year(("after", at), f"='Capital'!A{at}", after, end, "USD")
    page.heading(f"What is left after year {years}, after tax")
    first = page.row + 1
    for at, year, last, *_ in capital.assets:
        row = page.row + 1
        if last <= years:
            page.line([f"='Capital'!A{at}", "USD", 0], number=MONEY)
            continue
        flows, factors = page.at[("after", at)], page.at["discount"]
        later = f"SUMPRODUCT({column(years + 1)}{flows}:{column(end)}{flows},{column(years + 1)}{factors}:{column(end)}{factors})/{column(years)}{factors}"
        whole = f"SUMPRODUCT({column(0)}{flows}:{column(end)}{flows},{column(0)}{factors}:{column(end)}{factors})/{column(year)}{factors}"
        level = f"('Capital'!E{at}-{whole})/{annuity('RealRate', last - year)}"
        ahead = f"(1+Inflation)^{years - year}*{annuity('RealRate', last - years)}"
        page.line([f"='Capital'!A{at}", "USD", f"={later}+'Capital'!N{at}*{ahead}*{level}"], number=MONEY)
        assert row == page.row
    page.at["residual"] = page.line(["residual", "USD", f"=SUM(C{first}:C{page.row})" if page.row >= first else 0], bold=True, number=MONEY)

    def total(key, t):
        cells = [page.own((key, at), t) for at, *_ in capital.assets]
        return "=" + "+".join(cells) if cells else 0

    page.heading("Income tax without debt", years)
    page.by_year("depreciation", "depreciation", lambda t: total("dep", t), years)
    page.by_year("claimed", "credits claimed", lambda t: total("claim", t), years)
    page.by_year("back", "credits given back", lambda t: "=" + "+".join(["0"] + [f"'Capital'!O{at}" for at, _, last, *_ in capital.assets if last == t]), years)
    page.by_year("resale", "resale", lambda t: "=" + "+".join(["0"] + [f"'Capital'!M{at}" for at, _, last, *_ in capital.assets if last == t]), years)
    page.by_year("brought", "what credits bring", lambda t: f"=CreditPrice*{page.own('claimed', t)}-{page.own('back', t)}", years)
    page.by_year("income", "taxable income", lambda t: f"={operations.ref('available', t)}+{page.own('resale', t)}-{page.own('depreciation', t)}", years)
    taxes(page, "", years)
    page.heading("Income tax with debt", years)
    page.by_year(
        "income with debt", "taxable income",
        lambda t: f"={page.own('income', t)}-{debt.ref('interest', t)}-{debt.ref('fee', t)}", years)
    taxes(page, " with debt", years)
    page.sheet.freeze_panes = "C1"
    return page


def taxes(page, mark, years):
    """Tax and credits of an income, with and without somebody who uses losses."""
    income = "income" + mark
    page.at["used" + mark] = page.row + 2
    page.by_year("opening" + mark, "losses from before", lambda t: 0 if t == 0 else f"={page.own('opening' + mark, t - 1)}+MAX(0,-{page.own(income, t - 1)})-{page.own('used' + mark, t - 1)}" if t else 0, years)
    page.by_year("used" + mark, "losses used, up to 80 % of income", lambda t: f"=IF(TaxAppetite=\"full\",0,MIN({page.own('opening' + mark, t)}+MAX(0,-{page.own(income, t)}),0.8*MAX(0,{page.own(income, t)})))", years)
    page.by_year("tax" + mark, "income tax", lambda t: f"=IF(TaxAppetite=\"full\",Tax*{page.own(income, t)},Tax*(MAX(0,{page.own(income, t)})-{page.own('used' + mark, t)}))", years)
    page.at["credits" + mark] = page.row + 2
    page.by_year("waiting" + mark, "credits from before", lambda t: 0 if t == 0 else f"={page.own('waiting' + mark, t - 1)}+{page.own('brought', t - 1)}-{page.own('credits' + mark, t - 1)}", years)
    page.by_year("credits" + mark, "credits", lambda t: f"=IF(OR(TaxAppetite=\"full\",CreditPrice<1),{page.own('brought', t)},MIN({page.own('waiting' + mark, t)}+{page.own('brought', t)},{page.own('tax' + mark, t)}))", years)


def debt_sheet(book, plan, capital, operations):
    page = Sheet(book, "Debt")
    years = plan.years
    page.line(["Debt, level or sculpted to its cover (DSCR)"], bold=True)
    page.line([])
    bought = "+".join([f"'Capital'!E{at}" for at, year, *_ in capital.assets if year == 0]) or "0"
    term = f"MIN(DebtTerm,{years})"
    share, cover = plan.value("debt_fraction") is not None, plan.value("debt_service_coverage_factor") is not None
    carried = page.row + 5
    if cover:
        most = f"SUM({column(0)}{carried + 1}:{column(years)}{carried + 1})"
        principal = f"=MIN({bought},{most})"
    else:
        principal = f"=DebtShare*({bought})" if share else 0
    page.line(["principal", "USD", principal], bold=True, number=MONEY)
    page.line(["lender's fee", "USD", f"=DebtFee*C{page.row}" if share or cover else 0], number=MONEY)
    page.line([None, None] + list(range(years + 1)), bold=True)
    page.row = carried - 1
    page.by_year("carried", "cash over cover", lambda t: f"=IF({t}<={term},MAX(0,{operations.ref('available', t)})/DebtCover,0)" if cover and t else 0, years)
    page.by_year("worth", "present worth of it", lambda t: f"={page.own('carried', t)}/(1+DebtRate)^{t}" if cover and t else 0, years)
    if cover:
        service = lambda t: f"=IF({most}>0,$C$3/{most},0)*{page.own('carried', t)}" if t else 0
    else:
        service = lambda t: f"=IF({t}<={term},$C$3/{annuity('DebtRate', term)},0)" if share and t else 0
    page.by_year("service", "debt service", service, years)
    page.at["balance"] = page.row + 3
    page.by_year("interest", "interest", lambda t: f"=DebtRate*{page.own('balance', t - 1)}" if t and (share or cover) else 0, years)
    page.by_year("repayment", "repayment", lambda t: f"={page.own('service', t)}-{page.own('interest', t)}" if t else 0, years)
    page.by_year("balance", "owed at the end", lambda t: f"={page.own('balance', t - 1)}-{page.own('repayment', t)}" if t else "=C3", years)
    page.by_year("fee", "fee written off", lambda t: f"=IF({t}<={term},$C$4/{term},0)" if t and (share or cover) else 0, years)
    page.by_year("dscr", "DSCR", lambda t: f"=IF({page.own('service', t)}>0,{operations.ref('available', t)}/{page.own('service', t)},\"\")" if t else None, years, "factor", "0.00")
    page.has = share or cover
    page.sheet.freeze_panes = "C7"
    return page
