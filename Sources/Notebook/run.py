"""Writes the notebook of a site's results: runs analysis.py cell by cell beside the tables, and keeps the outputs."""

import argparse, hashlib, json, os, pathlib, re, sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

SOURCE = pathlib.Path(__file__).with_name("analysis.py")
READER = pathlib.Path(__file__).with_name("sitemix_results.py")


def cells(text):
    """Cells of a script in percent format; ids count up, so that the same input gives the same notebook."""
    for number, (kind, body) in enumerate(re.findall(r"^# %%( \[markdown\])?\n(.*?)(?=^# %%|\Z)", text, re.M | re.S)):
        body = body.strip("\n")
        if kind:
            cell = nbformat.v4.new_markdown_cell(re.sub(r"^# ?", "", body, flags=re.M))
        else:
            cell = nbformat.v4.new_code_cell(body)
        cell["id"] = f"cell-{number}"
        yield cell


def warn_of_edits(folder):
    """Says which of the tables that the notebook reads are no longer as Sitemix wrote them."""
    known = {}
    for table in json.loads((folder / "plan.json").read_text(encoding="utf-8")).get("tables", []):
        known.setdefault(table["file"], set()).add(table["sha256"])
    answers = folder / "answers.json"
    for file, origin in (json.loads(answers.read_text(encoding="utf-8")) if answers.exists() else {}).items():
        known.setdefault(file, set()).add(origin.get("sha256"))
    for file in ("mix.csv", "bill.csv", "dispatch.csv"):
        if file in known and hashlib.sha256((folder / file).read_bytes()).hexdigest() not in known[file]:
            print(f"warning: {folder / file} was edited after the plan was written, and is read as it is now", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--out", default="notebooks-out", type=pathlib.Path)
    arguments = parser.parse_args()
    folder = arguments.out / arguments.site
    if not (folder / "dispatch.csv").exists():
        sys.exit(f"there is no plan in {folder}: make optimise SITE={arguments.site}")
    warn_of_edits(folder)
    # The reader stands beside the notebook, which can then be moved with its folder.
    (folder / READER.name).write_bytes(READER.read_bytes())
    notebook = nbformat.v4.new_notebook()
    notebook.cells = list(cells(SOURCE.read_text(encoding="utf-8").format(site=arguments.site)))
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    # Nothing of the user's own set-up takes part.
    os.environ["IPYTHONDIR"] = str(pathlib.Path(sys.prefix) / "ipython")
    client = NotebookClient(
        notebook, kernel_name="python3", timeout=300, record_timing=False,
        resources={"metadata": {"path": str(folder)}})
    try:
        client.execute()
    except CellExecutionError as problem:
        sys.exit(f"the notebook of {arguments.site} stopped: {problem}")
    target = folder / f"{arguments.site}.ipynb"
    scratch = target.with_suffix(".tmp")
    nbformat.write(notebook, scratch)
    scratch.replace(target)
    print(f"Notebook: {target}")


if __name__ == "__main__":
    main()
