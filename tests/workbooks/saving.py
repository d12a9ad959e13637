"""Writes the tiny workbooks of the traps in every format that can hold them; used by formules/make.py and pieges/make.py.

    pip install openpyxl; LibreOffice 7.4 or later as `soffice`

A cell written as a pair holds a formula and the value that was saved with it, right, wrong or absent: openpyxl writes
the formula, the value is put into the part afterwards. LibreOffice converts without recalculating, and the values are
read back from what it wrote: a trap that does not survive is put back, or stops the script.
"""

import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

NEVER_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""


def number(value):
    return repr(round(value, 10))


def as_saved(value):
    """The kind of a saved value, as an attribute of the cell, and its text."""
    if isinstance(value, (int, float)):
        return "", number(value)
    return (' t="e"' if value.startswith("#") else ' t="str"'), escape(value)


def save(path, sheets, names=(), touch=None):
    """Writes an .xlsx; answers the saved values by sheet, row and column, in the order of the cells."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    saved = {}
    for index, (title, rows) in enumerate(sheets, 1):
        sheet = workbook.create_sheet(title)
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, tuple):
                    sheet.cell(row, column, cell[0])
                    saved[index, row, column] = cell[1]
                elif cell is not None:
                    kind = sheet.cell(row, column, cell).data_type
                    if kind in ("b", "e", "f"):
                        # LibreOffice makes formulas of a typed error and of a logical value; they are not ours to check.
                        saved[index, row, column] = ...
    for defined, area in names:
        workbook.defined_names[defined] = DefinedName(defined, attr_text=area)
    if touch:
        touch(workbook)
    coordinates = {key: workbook.worksheets[key[0] - 1].cell(key[1], key[2]).coordinate for key in saved}
    workbook.save(path)
    with zipfile.ZipFile(path) as old:
        parts = [(part, old.read(part)) for part in old.namelist() if part != "docProps/core.xml"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts:
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part)
            if found:
                text = content.decode()
                for key, value in saved.items():
                    if key[0] != int(found[1]) or value in (None, ...):
                        continue
                    kind, shown = as_saved(value)
                    text, count = re.subn(
                        rf'<c r="{coordinates[key]}"([^>]*)>(<f>.*?</f>)<v\s*/?>(</v>)?</c>',
                        lambda m: f'<c r="{coordinates[key]}"{style(m[1])}{kind}>{m[2]}<v>{shown}</v></c>', text)
                    assert count == 1, (path, key)
                content = text.encode()
            if part == "[Content_Types].xml":
                content = re.sub(rb'<Override[^>]*core\.xml"[^>]*/>', b"", content)
            if part == "_rels/.rels":
                content = re.sub(rb'<Relationship [^>]*core\.xml"[^>]*/>', b"", content)
            put(new, part, content)
    return dict(sorted(saved.items()))


def style(attributes):
    found = re.search(r' s="\d+"', attributes)
    return found[0] if found else ""


def put(archive, name, content, kind=zipfile.ZIP_DEFLATED):
    """A part without the date of its making."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = kind
    archive.writestr(entry, content)


def convert(paths, extension):
    """Converts with LibreOffice, which recalculates nothing."""
    if not paths:
        return
    # A link to another workbook is written with the folder of this one: a name of the same length is put in its place.
    source = pathlib.Path("/tmp/plans")
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as folder:
        user = pathlib.Path(profile) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(NEVER_RECALCULATE)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", extension,
             "--outdir", folder, *(shutil.copy(path, source) for path in sorted(paths))],
            check=True, capture_output=True, timeout=600)
        for path in paths:
            made = path.with_suffix("." + extension)
            content = (pathlib.Path(folder) / made.name).read_bytes()
            made.write_bytes(content.replace(b"tmp\x03plans", b"a\x03budgets") if extension == "xls" else content)
    shutil.rmtree(source)


FORMULA_CELL = re.compile(
    r'<table:table-cell((?: [a-z-]+:[a-z-]+="[^"]*")*?) table:formula="([^"]*)"([^>]*?)(?:/>|>(.*?)</table:table-cell>)', re.S)


def tidy_ods(path, saved, patch=None):
    """Keeps the parts that say something, puts back the values that LibreOffice computed, and checks the others."""
    with zipfile.ZipFile(path) as old:
        parts = {part: old.read(part) for part in ("mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml")}
    content = parts["content.xml"].decode()
    # The other workbook of a link is where this one was converted: a folder that no one else has.
    content = re.sub(r"file:///[^#&]*/", "file:///C:/Budgets/", content)
    waiting = iter(saved.items())

    def cell(match):
        key, value = next(waiting)
        before, formula, after, inside = match.groups()
        if value is ...:
            return match[0]
        if value is None:
            kept = re.sub(r' (office|calcext):[a-z-]+="[^"]*"', "", before + after)
            return f'<table:table-cell{kept} table:formula="{formula}"/>'
        if value == "":
            # LibreOffice leaves an empty text out when it has not computed it itself.
            return f'<table:table-cell{before} table:formula="{formula}" office:value-type="string" office:string-value=""/>'
        shown = re.search(r' office:value="([^"]*)"', before + after)
        shown = float(shown[1]) if shown else re.sub(r"<[^>]*>", "", inside or "")
        wanted = value if isinstance(value, str) else float(number(value))
        assert shown == wanted or isinstance(wanted, float) and abs(shown - wanted) < 1e-9, (path, key, value, shown)
        return match[0]

    content = FORMULA_CELL.sub(cell, content)
    assert next(waiting, None) is None, path
    if patch:
        changed = patch(content)
        assert changed != content, path
        content = changed
    parts["content.xml"] = content.encode()
    parts["META-INF/manifest.xml"] = re.sub(
        rb'\s*<manifest:file-entry manifest:full-path="(?!/"|content\.xml|styles\.xml)[^>]*/>', b"",
        parts["META-INF/manifest.xml"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            put(new, part, content, zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED)


def everywhere(folder, saved, not_ods=(), not_xls=(), patches=None):
    """The .ods and .xls of every .xlsx just written."""
    patches = patches or {}
    paths = {name: folder / f"{name}.xlsx" for name in saved}
    for extension, without in (("ods", not_ods), ("xls", not_xls)):
        convert([path for name, path in paths.items() if name not in without], extension)
    for name, values in saved.items():
        if name not in not_ods:
            tidy_ods(folder / f"{name}.ods", values, patches.get(name))
