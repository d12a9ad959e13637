"""Every total that a PDF prints in a table is the sum of the rows printed above it.

usage: printed_totals.py [--minimum N] FILE_OR_FOLDER…

Nothing of the program is used: poppler reads the structure of the page, rows and cells, and the judge adds them up. In the
column of a total, the rows above it, back to some row, must make the amount; rows that are totals themselves are left out,
or are the only ones that count. Two currencies never stand in one column. A total without any amount above it is not the sum of rows: it is listed apart, and its
label must not say that it is one (« Total », « Sous-total »). Shares of a column that reaches 100 % are added up as well.

Prints how many totals were proved. Exits with 1 when one is not, or when fewer than N were found.
"""

import pathlib
import re
import subprocess
import sys

SPACES = "[\u00a0\u202f\u2009 ]"
AMOUNT = re.compile(rf"[−-]?\d{{1,3}}(?:{SPACES}\d{{3}})*,\d{{2}}(?:{SPACES}(?:€|[A-Z]{{3}}))?$")
TOTAL = re.compile(r"^(Sous-total|Totaux|Total|Coût total|TOTAL)\b")
CARRIED = re.compile(r"^(À reporter|Report)\b")


def cents(text):
    return (-1 if text[0] in "−-" else 1) * int(re.sub(r"[^\d]", "", text))


def currency(text):
    """« € », or the code of another currency; « € » too for an amount that leaves it to its header."""
    return (re.search(r"[A-Z]{3}$", text) or [("€")])[0]


class Node:
    def __init__(self, kind, depth):
        self.kind, self.depth, self.children, self.text, self.span = kind, depth, [], "", 1


def structure(file):
    """The tree of a PDF, from poppler's outline of it."""
    outline = subprocess.check_output(["pdfinfo", "-struct-text", str(file)]).decode("utf-8")
    root = Node("root", -1)
    stack = [root]
    for line in outline.splitlines():
        bare = line.lstrip(" ")
        depth = len(line) - len(bare)
        if bare.startswith('"'):
            stack[-1].children.append(bare[1:-1] if bare.endswith('"') else bare[1:])
            continue
        attribute = re.match(r"/ColSpan (\d+)", bare)
        if attribute:
            stack[-1].span = int(attribute.group(1))
        if bare.startswith("/") or not bare:
            continue
        node = Node(re.match(r"[A-Za-z0-9]+", bare).group(0) if re.match(r"[A-Za-z0-9]+", bare) else bare, depth)
        while stack[-1].depth >= depth:
            stack.pop()
        stack[-1].children.append(node)
        stack.append(node)
    return root


def words(node):
    return "".join(child if isinstance(child, str) else words(child) for child in node.children)


def found(node, kind):
    for child in node.children:
        if isinstance(child, str):
            continue
        if child.kind == kind:
            yield child
        else:
            yield from found(child, kind)


def rows(table):
    """Each row as {column: text}, spans counted."""
    for row in found(table, "TR"):
        cells, column = {}, 0
        for cell in row.children:
            if isinstance(cell, str) or cell.kind not in ("TH", "TD"):
                continue
            cells[column] = words(cell).strip()
            column += cell.span
        yield cells


def label_of(cells, column):
    """The text that names an amount: the nearest one at its left that is none itself."""
    for other in sorted((c for c in cells if c < column), reverse=True):
        text = cells[other]
        if text and not AMOUNT.search(text) and not text.endswith("%"):
            return text
    return ""


def is_sum(value, above):
    """True when the rows above, back to some row, make the value: plain ones, or totals and plain ones not yet in one."""
    running = 0
    for amount, is_total in reversed(above):
        if not is_total:
            running += amount
            if running == value:
                return True
    running, inside = 0, False
    for amount, is_total in reversed(above):
        if is_total:
            running += amount
            inside = True
        elif not inside:
            running += amount
        if running == value:
            return True
    return False


def judged(file):
    """(proved, unproved, apart): labels with their amounts."""
    proved, unproved, apart = [], [], []
    for table in found(structure(file), "Table"):
        caption = next((words(c) for c in found(table, "Caption")), "")
        columns, currencies = {}, {}
        for cells in rows(table):
            for column, text in cells.items():
                if not AMOUNT.search(text) or not AMOUNT.search(text).start() == 0:
                    continue
                label, value = label_of(cells, column), cents(text)
                money = currencies.setdefault(column, currency(text))
                if currency(text) != money:
                    unproved.append(f"{caption or 'tableau'} : {label} : {text} dans une colonne en {money} :")
                above = columns.setdefault(column, [])
                is_total = bool(TOTAL.match(label))
                if CARRIED.match(label):
                    continue
                if is_total:
                    name = f"{caption or 'tableau'} : {label} : {text}"
                    if not above:
                        # « Coût total » may name an amount that stands alone; « Total » says that rows were added up.
                        if not label.startswith("Coût total"):
                            apart.append(name)
                    elif is_sum(value, above):
                        proved.append(name)
                    else:
                        unproved.append(name)
                above.append((value, is_total))
    return proved, unproved, apart


def main(arguments):
    minimum = 1
    if arguments[:1] == ["--minimum"]:
        minimum, arguments = int(arguments[1]), arguments[2:]
    files = []
    for argument in map(pathlib.Path, arguments):
        files += sorted(argument.rglob("*.pdf")) if argument.is_dir() else [argument]
    count, failed = 0, False
    for file in files:
        if "/depot/" in str(file) and re.match(r"(?!0\d-)\d\d", file.name):
            continue
        proved, unproved, apart = judged(file)
        count += len(proved)
        for name in unproved:
            print(f"{file} : {name} n’est pas la somme des lignes imprimées au-dessus")
        for name in apart:
            print(f"{file} : {name} n’a pas de ligne au-dessus")
        failed = failed or bool(unproved or apart)
    print(f"{count} totaux prouvés dans {len(files)} PDF")
    return 1 if failed or count < minimum else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
