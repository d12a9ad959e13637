"""Edits workbooks as people do, in LibreOffice without a window, and gives back what their sheets then show.

usage: edit_workbook.py < REQUEST.json > ANSWER.json

REQUEST: {"file": path, "runs": [[operation, …], …]}. Each run starts from the file as it was written. Operations:
  ["insert", sheet, row]                       a row of one's own before this one
  ["delete", sheet, row]
  ["set", sheet, cell, value]                  a number, or a text
  ["copy", sheet, from row, to row, columns]   the formulas of a line copied to another
  ["sort", sheet, range, column, ascending]
ANSWER: for each run, {sheet: {cell: shown}} of every cell that holds something, errors as texts.

To be run by a Python that knows `uno` (Debian's python3-uno). Rows are counted from 1, as a spreadsheet shows them.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue


def property_of(name, value):
    given = PropertyValue()
    given.Name, given.Value = name, value
    return given


def office(folder):
    """Starts LibreOffice with a profile of its own; gives its process and its desktop."""
    name = f"edit{folder.name.replace('_', '')}"
    process = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
         f"--accept=pipe,name={name};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            there = resolver.resolve(f"uno:pipe,name={name};urp;StarOffice.ComponentContext")
            return process, there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except Exception:  # not listening yet
            time.sleep(0.25)
    raise SystemExit("LibreOffice ne répond pas")


def apply(sheets, operation):
    kind, sheet, *rest = operation
    sheet = sheets.getByName(sheet)
    if kind == "insert":
        sheet.Rows.insertByIndex(rest[0] - 1, 1)
    elif kind == "delete":
        sheet.Rows.removeByIndex(rest[0] - 1, 1)
    elif kind == "set":
        cell, value = sheet.getCellRangeByName(rest[0]), rest[1]
        if isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value
    elif kind == "copy":
        source, target, columns = rest
        for column in columns:
            area = sheet.getCellRangeByName(f"{column}{source}")
            place = sheet.getCellRangeByName(f"{column}{target}").CellAddress
            sheet.copyRange(place, area.RangeAddress)
    elif kind == "sort":
        area, column, ascending = rest
        field = uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = column, ascending
        sheet.getCellRangeByName(area).sort((
            property_of("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),
            property_of("ContainsHeader", False)))
    else:
        raise SystemExit(f"opération inconnue : {kind}")


def shown(document):
    """What every sheet shows, cell by cell."""
    answer = {}
    for sheet in document.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        used = sheet.getCellRangeByPosition(0, 0, min(last.EndColumn, 40), last.EndRow)
        cells = {}
        for row, values in enumerate(used.getDataArray()):
            for column, value in enumerate(values):
                if value is None:
                    # An error has no value: its text says which it is.
                    value = sheet.getCellByPosition(column, row).String
                if value != "":
                    letters = chr(65 + column) if column < 26 else chr(64 + column // 26) + chr(65 + column % 26)
                    cells[f"{letters}{row + 1}"] = value
        answer[sheet.Name] = cells
    return answer


def main():
    request = json.load(sys.stdin)
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        process, desktop = office(pathlib.Path(folder))
        try:
            for operations in request["runs"]:
                url = pathlib.Path(request["file"]).resolve().as_uri()
                document = desktop.loadComponentFromURL(url, "_blank", 0, (property_of("Hidden", True),))
                for operation in operations:
                    apply(document.Sheets, operation)
                document.calculateAll()
                answers.append(shown(document))
                document.close(True)
        finally:
            try:
                desktop.terminate()
            except Exception:  # it is gone already
                pass
            process.wait(60)
    json.dump(answers, sys.stdout)


main()
