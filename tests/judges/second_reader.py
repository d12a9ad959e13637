"""A workbook changed at random, in ways that its format allows or nearly, is read as another reader reads it, or refused.

usage: second_reader.py PROGRAM PROJECT [--runs N] [--seed N]

The parts of the workbook are changed knowing what they are: values of cells (other numbers, other ways of writing one: with
an exponent, a sign, spaces, references to characters, comments, sections of data), kinds and references of cells, cells and
rows moved or said twice, shared texts, styles. Each one is given to the program (a draft, so that nothing stops it) and to
openpyxl. Every amount that the manifest gives as read from a cell must be what openpyxl sees in that cell, to the cent. What
the program refuses, or says that it cannot read, is not held against it; what it reads otherwise without a word is.

Prints how many amounts were compared; exits with 1 when one differs.
"""

import io
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import openpyxl

from options import number
from packs import Manifest

warnings.simplefilter("ignore")
VALUE = re.compile(r"<v>(-?\d+(?:\.\d+)?)</v>")
CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*)>(.*?)</c>', re.S)


def spelt(chance, number):
    """Another way to write a number, or another number."""
    digits = number.lstrip("-")
    at = chance.randrange(len(digits))
    ways = [
        lambda: str(chance.randrange(1, 10**6) / 100),
        lambda: repr(float(number) * 10 ** chance.randrange(-2, 4)),
        lambda: f"{float(number):.6E}",
        lambda: f"+{number}",
        lambda: f" {number} ",
        lambda: f"{number}.0" if "." not in number else f"{number}0",
        lambda: f"-{digits}",
        lambda: digits[:at] + f"&#{ord(digits[at])};" + digits[at + 1:],
        lambda: digits[:at] + f"&#x{ord(digits[at]):x};" + digits[at + 1:],
        lambda: digits[:at] + "<!-- x -->" + digits[at:],
        lambda: digits[:at] + f"<![CDATA[{digits[at:]}]]>",
        lambda: f"<![CDATA[{number}]]>",
        lambda: number.replace(".", ","),
        lambda: "0" * chance.randrange(1, 4) + digits,
        lambda: "",
        lambda: "NaN",
    ]
    return chance.choice(ways)()


def changed(chance, sheet):
    """A sheet with one to three changes."""
    for _ in range(chance.randrange(1, 4)):
        values = list(VALUE.finditer(sheet))
        cells = list(CELL.finditer(sheet))
        if not values or not cells:
            return sheet
        value, cell = chance.choice(values), chance.choice(cells)
        what = chance.randrange(12)
        if what < 6:
            sheet = sheet[:value.start(1)] + spelt(chance, value.group(1)) + sheet[value.end(1):]
        elif what == 6:
            kind = chance.choice(["n", "str", "s", "b", "e", "inlineStr", "x"])
            other = re.sub(r' t="[^"]*"', "", cell.group(3)) + f' t="{kind}"'
            sheet = sheet[:cell.start(3)] + other + sheet[cell.end(3):]
        elif what == 7:
            row = str(int(cell.group(2)) + chance.choice([-1, 1]))
            sheet = sheet[:cell.start(2)] + row + sheet[cell.end(2):]
        elif what == 8:
            sheet = sheet[:cell.end()] + sheet[cell.start():cell.end()] + sheet[cell.end():]
        elif what == 9:
            sheet = sheet[:cell.start()] + sheet[cell.end():]
        elif what == 10:
            sheet = sheet[:cell.start(3)] + re.sub(r' s="\d+"', f' s="{chance.randrange(60)}"', cell.group(3)) + sheet[cell.end(3):]
        else:
            column = chance.choice("ABCDEFGHIJKLMN")
            sheet = sheet[:cell.start(1)] + column + sheet[cell.end(1):]
    return sheet


def repacked(chance, workbook):
    """The workbook with one of its sheets changed."""
    source = zipfile.ZipFile(io.BytesIO(workbook))
    sheets = [name for name in source.namelist() if name.startswith("xl/worksheets/sheet")]
    target = chance.choice(sheets)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == target:
                data = changed(chance, data.decode("utf-8")).encode("utf-8")
            archive.writestr(name, data)
    return out.getvalue()


def cents(value):
    """What a cell holds, to the cent; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        return Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    except InvalidOperation:
        return None


def main(arguments):
    program, project = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1])
    runs, chance = number(arguments, "--runs", 200), random.Random(number(arguments, "--seed", 1))
    wrong, compared, refused, unopened = [], 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        shutil.copytree(project, folder / "p")
        workbook = (project / "budget.xlsx").read_bytes()
        for rank in range(runs):
            (folder / "p/budget.xlsx").write_bytes(repacked(chance, workbook))
            shutil.rmtree(folder / "out", ignore_errors=True)
            run = subprocess.run(
                [program, "build", "p", "--draft", "--out", "out"], cwd=folder, capture_output=True, timeout=60,
            )
            if run.returncode not in (0, 1, 2):
                wrong.append(f"{rank} : état {run.returncode} {run.stderr.decode()[:300]}")
                continue
            manifests = list(folder.glob("out/p/brouillon/*/interne/manifest.json"))
            if not manifests:
                refused += 1
                continue
            try:
                book = openpyxl.load_workbook(folder / "p/budget.xlsx", data_only=True)
            except Exception:
                unopened += 1
                continue
            for figure in Manifest(manifests[0].parent.parent).figures:
                place = figure["obtenu"].get("donne", {}).get("lieu", "")
                if not place.startswith("budget.xlsx › ") or figure["unite"] != "euro" or figure["valeur"] is None:
                    continue
                _, sheet, cell = place.split(" › ")
                seen = book[sheet][cell].value
                expected = cents(seen)
                # What a text says is the reader's own business; that it is one is told by a check.
                if expected is None:
                    continue
                compared += 1
                if Decimal(figure["valeur"]) != expected:
                    wrong.append(f"{rank} : {place} lu {figure['valeur']}, openpyxl voit {seen!r}")
    for what in wrong[:20]:
        print(what)
    print(f"{runs} classeurs, {refused} refusés, {unopened} que openpyxl n’ouvre pas, {compared} montants comparés, {len(wrong)} autres")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
