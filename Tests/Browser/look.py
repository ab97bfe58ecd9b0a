"""Opens reports in a browser without a network: every chart drawn, nothing overflowing, every figure that of plan.json.

The page of a fleet is opened too, where there is one; its figures are those of fleet.csv.

Leaves pictures at 1280 and 390 pixels and a print in .build/report-pictures, for people to look at.
"""

import argparse, csv, json, pathlib, re, shutil, subprocess, sys, tempfile

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".build/report-pictures"
WIDTHS = {1280: 900, 390: 844}
HOSTILE = "\"><img src=x onerror=document.title='owned'> ' & {{x}}"
SPEECH = "</script><script>document.title='owned'</script> שלום مرحبا " + "unbroken" * 60

FIGURES = """() => [...document.querySelectorAll('[data-figure]')]
  .filter((e) => e.dataset.figure).map((e) => [e.dataset.figure, e.dataset.exact, e.textContent])"""
CHARTS = """() => [...document.querySelectorAll('.chart')].map((e) => {
  const drawn = e.querySelector('svg, canvas'); const box = drawn?.getBoundingClientRect();
  const within = drawn?.tagName === 'svg' ? e.querySelectorAll('.mark-area path, .mark-line path, .mark-rect path, .mark-rule path, .mark-symbol.role-mark path').length : 1;
  return {name: e.dataset.chart, drawn: e.dataset.drawn, label: e.getAttribute('aria-label'),
          width: box?.width ?? 0, height: box?.height ?? 0, marks: within}; })"""
WEEK = """() => document.querySelector('[data-chart=dispatch-week] svg').innerHTML"""


def chromium():
    for name in ("chromium", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("no browser: .ci/setup browser installs one")


def member(document, key):
    """The member at a path whose names may themselves hold points."""
    if not isinstance(document, dict):
        return None
    if key in document:
        return document[key]
    for end in (place.start() for place in re.finditer(r"\.", key)):
        if (inner := document.get(key[:end])) is not None:
            if (found := member(inner, key[end + 1 :])) is not None:
                return found
    return None


def figure_problems(figures, plan):
    if len(figures) < 10:
        yield f"only {len(figures)} figures name their key"
    for key, exact, text in figures:
        wanted = member(plan, key)
        if not isinstance(wanted, (int, float)) or abs(wanted - float(exact)) > 1e-9 * max(1, abs(wanted)):
            yield f"{key}: the page says {exact}, plan.json {wanted}"
            continue
        number = re.match(r"-?[\d,]+(\.\d+)?(e-?\d+)?", text.strip())
        if not number:
            yield f"{key}: no number in '{text}'"
            continue
        scale = 100 if key.startswith("served_fraction.") else 1
        digits = number[0].replace(",", "")
        step = 10.0 ** -len(number[1][1:]) if number[1] and not number[2] else 1.0
        tolerance = 0.06 * abs(wanted) if number[2] else 0.5 * step + 1e-9
        if abs(float(digits) - scale * wanted) > tolerance:
            yield f"{key}: the page shows {text.strip()}, plan.json {wanted}"


def fleet_figure_problems(figures, folder):
    with (folder / "fleet.csv").open(encoding="utf-8", newline="") as text:
        sites = {row["name"]: row for row in csv.DictReader(text)}
    cells = [(key.split("."), exact) for key, exact, _ in figures if key.startswith("sites.")]
    named = {name for (_, name, column), _ in cells if column == "cost_usd_per_mwh"}
    if missing := {name for name, row in sites.items() if row["cost_usd_per_mwh"]} - named:
        yield f"no cost of {sorted(missing)[:5]}"
    for (_, name, column), exact in cells:
        if sites[name][column] != exact:
            yield f"{name}, {column}: the page says {exact}, fleet.csv {sites[name][column]}"


def report_problems(browser, folder, picture):
    """What is wrong with the report in a folder of results."""
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    charts = 8 if plan.get("cash_usd_per_year") is not None else 0
    yield from problems(
        browser, folder / "report.html", picture, plan["site"], charts,
        lambda figures: figure_problems(figures, plan), has_weeks=plan["horizon"]["steps"] > 400)


def fleet_problems(browser, folder, picture):
    """What is wrong with the page of a fleet."""
    with (folder / "fleet.csv").open(encoding="utf-8", newline="") as text:
        sites = list(csv.DictReader(text))
    title = f"A fleet of {len(sites)} sites" if len(sites) > 1 else "A fleet of one site"
    charts = 5 if sum(site["cost_usd_per_mwh"] != "" for site in sites) > 1 else 0
    yield from problems(
        browser, folder / "fleet.html", picture, title, charts,
        lambda figures: fleet_figure_problems(figures, folder), has_weeks=False)


def problems(browser, file, picture, title, least_charts, wrong_figures, has_weeks):
    """What is wrong with a page at each width."""
    for width, height in WIDTHS.items():
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
        page = context.new_page()
        noise, requests = [], []
        page.on("console", lambda message: noise.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.resolve().as_uri())
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'", timeout=120_000)
        yield from (f"{width}: console: {text}" for text in noise)
        yield from (f"{width}: fetched {url}" for url in requests[1:] if not url.startswith(("data:", "blob:")))
        charts = page.evaluate(CHARTS)
        if len(charts) < least_charts:
            yield f"{width}: only {len(charts)} charts"
        for chart in charts:
            if chart["drawn"] != "yes" or chart["width"] < 200 or chart["height"] < 60 or not chart["marks"]:
                yield f"{width}: not drawn: {chart}"
            if len(chart["label"] or "") < 20:
                yield f"{width}: {chart['name']} has no accessible name"
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            yield f"{width}: the page is {found} pixels wide"
        yield from (f"{width}: {text}" for text in wrong_figures(page.evaluate(FIGURES)))
        if page.title() != f"{title} – Sitemix":
            yield f"{width}: the title is '{page.title()}'"
        page.screenshot(path=PICTURES / f"{picture}-{width}.png", full_page=True)
        if page.query_selector("#week") and has_weeks:
            before = page.evaluate(WEEK)
            page.click("button[data-step='1']")
            page.wait_for_timeout(500)
            if page.evaluate(WEEK) == before:
                yield f"{width}: the next week looks like the one before"
        if width == max(WIDTHS):
            page.pdf(path=PICTURES / f"{picture}.pdf", format="A4", print_background=True)
        context.close()


def hostile(folder, tool):
    """Results of a site whose name and texts would break a page that does not escape them."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    site = data / "sites" / HOSTILE
    shutil.copytree(data / "sites/permian-flare-pad", site)
    text = (site / "site.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^description:.*$", lambda _: "description: " + json.dumps(SPEECH), text, flags=re.M)
    (site / "site.yaml").write_text(text, encoding="utf-8")
    run = subprocess.run(
        [tool, "optimise", HOSTILE, "--data", data, "--out", folder / "out", "--horizon-hours", "336", "--quiet"],
        cwd=ROOT, check=False)
    if run.returncode not in (0, 1):
        sys.exit(f"the hostile site could not be planned: {run.returncode}")
    # The page that is looked at is the one that a later answer would be added to.
    again = subprocess.run(
        [tool, "report", HOSTILE, "--data", data, "--out", folder / "out", "--quiet"], cwd=ROOT, check=False)
    if again.returncode != 0:
        sys.exit(f"the page could not be written again: {again.returncode}")
    return folder / "out" / HOSTILE


def hostile_problems(browser, folder):
    page = browser.new_page()
    page.goto((folder / "report.html").resolve().as_uri())
    if page.inner_text("h1") != HOSTILE:
        yield f"the heading is '{page.inner_text('h1')}'"
    if page.inner_text(".description") != SPEECH:
        yield "the description is not shown as it was written"
    for element in ("img", "iframe", "object"):
        if page.query_selector(element):
            yield f"an element <{element}> got in"
    if (count := len(page.query_selector_all("script"))) != 4:
        yield f"{count} script elements"
    page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="*", help="names of sites with results; without any, all that have a report")
    parser.add_argument("--out", default="notebooks-out", type=pathlib.Path)
    parser.add_argument("--tool", default=".build/release/sitemix")
    arguments = parser.parse_args()
    folders = [arguments.out / site for site in arguments.sites]
    folders = folders or sorted(path.parent for path in arguments.out.glob("*/report.html"))
    PICTURES.mkdir(parents=True, exist_ok=True)
    passed = failed = 0
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as scratch:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        strange = hostile(pathlib.Path(scratch), arguments.tool)
        cases = [(folder.name, lambda folder=folder: report_problems(browser, folder, folder.name)) for folder in folders]
        fleets = [] if arguments.sites else sorted(path.parent for path in arguments.out.glob("**/fleet.html"))
        cases += [(f"the fleet in {folder.name}", lambda folder=folder: fleet_problems(browser, folder, "fleet")) for folder in fleets]
        cases.append(("a hostile site", lambda: [*report_problems(browser, strange, "hostile"), *hostile_problems(browser, strange)]))
        for name, case in cases:
            found = list(case())
            print(f"{name}: {'ok' if not found else f'{len(found)} problems'}")
            for text in found[:20]:
                print(f"  {text}")
            passed, failed = passed + (not found), failed + bool(found)
        browser.close()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
