"""Has LibreOffice recompute workbooks from scratch and compares every formula with the value the file was written with.

usage: recalculate.py FILE.xlsx...

Prints, for each file, how many formula cells it holds and every difference. Exits with 1 when a value differs, when a
formula gives an error, or when a formula has no value; with 2 when LibreOffice could not do its work.
Needs LibreOffice (`soffice`) and openpyxl.
"""

import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

# 0: always recalculate on load. The default, "never", would hand our own values back to us.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def recalculate(files, folder):
    """Converts the files in one run of LibreOffice with a profile of its own; returns the recomputed files."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    copies, results = [], []
    for index, file in enumerate(files):
        # Numbered copies: two files of one name must not overwrite each other.
        copy = folder / "before" / f"{index}.xlsx"
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, copy)
        copies.append(copy)
        results.append(folder / "after" / copy.name)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "after"), *map(str, copies)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600,
    )
    return results


def agrees(before, after, number_format):
    """True when two values of a cell are the same: euros to the cent, other numbers to nine significant decimals."""
    numbers = (int, float)
    if isinstance(before, numbers) and isinstance(after, numbers):
        if "€" in number_format:
            return round(before * 100) == round(after * 100) and abs(before - after) < 0.005
        return abs(before - after) <= 1e-9 * max(1.0, abs(before))
    if isinstance(before, datetime.date) or isinstance(after, datetime.date):
        return str(before) == str(after)
    return before == after


def judge(file, recomputed):
    """Compares a file with its recomputed form; returns how many formulas and the list of differences."""
    formulas = openpyxl.load_workbook(file)
    written = openpyxl.load_workbook(file, data_only=True)
    computed = openpyxl.load_workbook(recomputed, data_only=True)
    if formulas.sheetnames != computed.sheetnames:
        return 0, [f"feuilles : {formulas.sheetnames} devenues {computed.sheetnames}"]
    count, differences = 0, []
    for sheet in formulas.worksheets:
        before_sheet, after_sheet = written[sheet.title], computed[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                before = before_sheet[cell.coordinate].value
                after = after_sheet[cell.coordinate].value
                where = f"{sheet.title}!{cell.coordinate} {str(cell.value)[:80]}"
                if before is None:
                    differences.append(f"{where} : aucune valeur écrite, {after!r} recalculée")
                elif after_sheet[cell.coordinate].data_type == "e":
                    differences.append(f"{where} : erreur {after}")
                elif not agrees(before, after, cell.number_format):
                    differences.append(f"{where} : {before!r} écrite, {after!r} recalculée")
    return count, differences


def main(files):
    if not files:
        print(__doc__)
        return 2
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        try:
            results = recalculate(files, folder)
        except (OSError, subprocess.SubprocessError) as error:
            print(f"LibreOffice n'a pas pu recalculer : {error}")
            return 2
        for file, recomputed in zip(files, results):
            if not recomputed.exists():
                print(f"{file} : LibreOffice ne l'a pas ouvert")
                return 2
            count, differences = judge(file, recomputed)
            print(f"{file} : {count} formules, {len(differences)} écarts")
            for difference in differences[:50]:
                print(f"  {difference}")
            if len(differences) > 50:
                print(f"  … et {len(differences) - 50} autres")
            failed = failed or bool(differences)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
