"""Workbooks made to make an audit last: each is audited in time and in memory, and what was not compared is said.

usage: hostile_sheets.py PROGRAM [--rows N] [--only NAME]

Each sheet is what would make one search take the square of its size: running totals down blank rows, sums of very wide rows,
blocks that begin at one row, numbers of which none is a total, totals that thousands of sums could count, formulas of thousands
of terms, defined names by the thousand, numbers that are typed beside formulas that read much. Must end within ten seconds and
400 MiB with the status 0, 1 or 2. Prints the time and the memory of each; exits with 1 when one does not.
"""

import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import zipfile

from options import number

MOST_SECONDS, MOST_MEBIBYTES = 10, 400
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def name(column):
    text = ""
    while column >= 0:
        text, column = chr(65 + column % 26) + text, column // 26 - 1
    return text


def cell(row, column, value):
    place = f"{name(column)}{row + 1}"
    if isinstance(value, str) and value.startswith("="):
        return f'<c r="{place}"><f>{value[1:]}</f><v>0</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def write(path, rows, names=()):
    """`rows`: each with its rank and its cells, by column, in order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                         f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
                         f'ContentType="{TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
                         f'ContentType="{TYPE}.worksheet+xml"/></Types>')
        archive.writestr("_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                         f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                         f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        defined = "".join(f'<definedName name="{one}">{what}</definedName>' for one, what in names)
        defined = f"<definedNames>{defined}</definedNames>" if defined else ""
        archive.writestr("xl/workbook.xml", f'{HEAD}<workbook {MAIN} {LINKS}><sheets><sheet name="F" sheetId="1" r:id="rId1"/>'
                         f"</sheets>{defined}</workbook>")
        body = "".join(f'<row r="{row + 1}">' + "".join(cell(row, column, value) for column, value in cells) + "</row>"
                       for row, cells in rows)
        archive.writestr("xl/worksheets/sheet1.xml", f"{HEAD}<worksheet {MAIN}><sheetData>{body}</sheetData></worksheet>")


def running_totals(path, rows):
    """A running total on every line but one in seven, that is blank."""
    write(path, [(row, [(0, 12 + row % 9), (1, f"=SUM(A$1:A{row + 1})")]) for row in range(rows) if row % 7])


def wide_sums(path, rows):
    """Sums of the widest rows there can be, each through columns that hold nothing."""
    many = max(rows // 40, 10)
    last = name(16000)
    write(path, [(row, [(0, f"=SUM(B{row + 1}:{last}{row + 1})")] + [(1, 5), (16000, 7)]
                  + [(2 + extra, f"=SUM(B{extra % many + 1}:{last}{extra % many + 1})") for extra in range(30)])
                 for row in range(many)])


def blocks(path, rows):
    """Columns of sums of every height, rows of sums of every width, that all begin at one row."""
    side = int(rows ** 0.5) // 2
    grid = [(row, [(column, f"=SUM({name(0)}{row + 1}:{name(column - side)}{row + 1})" if column >= side else 1 + column)
                   for column in range(side * 2)]) for row in range(side)]
    low = [(side + row, [(column, f"=SUM({name(column)}1:{name(column)}{row + 2})") for column in range(side)]) for row in range(side - 1)]
    write(path, grid + low)


def no_totals(path, rows):
    """Long columns of numbers, none of which is the sum of those before it."""
    write(path, [(row, [(column, 1000 + (row * 7919 + column * 104729) % 9973) for column in range(12)] + [(12, f"=A{row + 1}")])
                 for row in range(rows)])


def many_totals(path, rows):
    """Typed totals by the thousand, and as many sums that could count them."""
    write(path, [(row, [(0, 4000 if row % 5 == 4 else 1000), (2, f"=SUM(A{max(row - 3, 1)}:A{rows})")]) for row in range(rows)])


def called_totals(path, rows):
    """Rows of thousands of texts and numbers."""
    many = max(rows // 1000, 4)
    write(path, [(row, [(column, "libellé assez long, et même davantage" if column % 2 else 1234 + column) for column in range(8000)]
                  + [(8001, "=A1")]) for row in range(many)])


def long_formulas(path, rows):
    """Formulas of a thousand terms, each unlike the one beside it by its last number."""
    terms = "+".join(f"A{rank}" for rank in range(1, 1400))
    write(path, [(row, [(0, 1), (1, f"={terms}+{row}"), (2, f"=SUM({','.join(f'A{rank}:A{rank + 11}' for rank in range(1, 500))})+{row}")])
                 for row in range(max(rows // 60, 20))])


def many_names(path, rows):
    """Numbers that are to be tried with the formulas beside them, in a workbook of many names."""
    write(path, [(row, [(0, 5), (1, 7), (2, f"=A{row + 1}+B{row + 1}" if row % 2 else 113)]) for row in range(rows)],
          [(f"nom_{rank}", f"F!$A${rank + 1}") for rank in range(rows)])


def costly_trials(path, rows):
    """Numbers typed beside formulas that add up a whole column."""
    write(path, [(row, [(0, 3 + row % 5), (1, f"=SUM($A$1:$A${rows})+A{row + 1}" if row % 2 else 451)]) for row in range(rows)])


def sums_in_sums(path, rows):
    """Sums that add up every line below them, sums among them."""
    write(path, [(row, [(0, f"=SUM(A{row + 2}:A{rows + 1})"), (1, f"=SUM(B{row + 2}:B{rows + 9})" if row % 2 else 4)])
                 for row in range(rows)])


def loops(path, rows):
    """Formulas that name whole columns where they stand, and read one row of them."""
    many = min(rows, 4000)
    names = [(letter, f"F!${letter[0]}$1:${letter[0]}${many}") for letter in ("A_col", "B_col", "C_col")]
    write(path, [(row, [(0, f"=IF(B_col&gt;0,C{row},0)" if row else 5), (1, "=IF(A_col&gt;0,A_col+1,0)"), (2, "=A_col+B_col")])
                 for row in range(many)], names)


def real_loops(path, rows):
    """Columns that read one another whole."""
    many = min(rows, 3000)
    write(path, [(row, [(0, f"=SUM(B1:B{many})+{row}"), (1, f"=SUM(A1:A{many})+{row}")]) for row in range(many)])


def errors(path, rows):
    """Errors of every kind, typed and computed, at their origin and carried."""
    write(path, [(row, [(0, "#N/A"), (1, "=1/0"), (2, f"=B{row + 1}+A{row + 1}"), (3, f"=SUM(B1:B{row + 1})+{row}")]) for row in range(rows)])


def texts(path, rows):
    """Numbers kept as texts, dates written as texts, in ranges that overlap."""
    write(path, [(row, [(0, "1 234,50"), (1, 12), (2, f"=SUM(A{row + 1}:B{min(row + 400, rows)})"), (3, f"=A{row + 1}*B{row + 1}")])
                 for row in range(rows)])


def alternating(path, rows):
    """Formulas of two kinds, of which one is unlike its neighbours on every line."""
    write(path, [(row, [(0, 2), (1, 3)] + [(2 + step, f"=A{row + 1}*B{row + 1 + step % 3}") for step in range(9)]) for row in range(rows)])


SHEETS = [running_totals, wide_sums, blocks, no_totals, many_totals, called_totals, long_formulas, many_names, costly_trials,
          sums_in_sums, loops, real_loops, errors, texts, alternating]


def main(arguments):
    if arguments[0] == "--make":
        _, wanted, path, rows = arguments
        return next(make for make in SHEETS if make.__name__ == wanted)(path, int(rows))
    program, rows = pathlib.Path(arguments[0]).resolve(), number(arguments, "--rows", 20_000)
    only = arguments[arguments.index("--only") + 1] if "--only" in arguments else None
    failed, cut = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for make in SHEETS:
            if only and only != make.__name__:
                continue
            path = pathlib.Path(folder) / f"{make.__name__}.xlsx"
            # Made by another process: a child inherits the largest memory that its parent had.
            subprocess.run([sys.executable, __file__, "--make", make.__name__, path, str(rows)], check=True)
            start = time.monotonic()
            process = subprocess.Popen([program, "audit", str(path), "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            output = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
            took, memory, code = time.monotonic() - start, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)
            processor = used.ru_utime + used.ru_stime
            left = output.count("que tout soit suivi".encode())
            cut += left
            print(f"{make.__name__:16} {path.stat().st_size / 1e6:6.1f} MB  status {code}  {processor:6.2f} s of processor  "
                  f"{memory:5.0f} MiB  {left} searches cut")
            # Where others build, the clock says nothing.
            if code not in (0, 1, 2) or processor > MOST_SECONDS or memory > MOST_MEBIBYTES or not output.strip():
                failed.append(f"{make.__name__}: status {code}, {took:.1f} s, {memory:.0f} MiB: {output[-300:].decode(errors='replace')}")
    if not only and rows >= 20_000 and not cut:
        failed.append("no search was cut: what is not compared may be silent")
    for one in failed:
        print(one)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
