"""What `dossier audit` finds in public workbooks whose faults others labelled by hand: labelled.py PROGRAM FOLDER
[--precision P] [--faults N] [--references N] [--seconds S] [--details] [--half 0|1].

FOLDER holds the workbooks and labels.json. A cell told is right when it is labelled faulty; a fault is a run of
neighbouring cells with one label, found when one of its cells is told. Errors and warnings are counted; remarks are
given apart, as are the two halves of the workbooks (by name, one in two). Fails under the floors given."""
import argparse
import collections
import json
import pathlib
import re
import resource
import subprocess
import sys

REFERENCES = {"ref", "refi", "oow", "calc", "susp", "iuf", "pmi"}


def position(name):
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", name.replace("$", "")).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row), column


def faults(labels):
    """Each labelled cell with the number of its fault."""
    kinds = {
        (one["Workbook"], one["Worksheet"].strip(), *position(one["Address"])): one["BugKind"]
        for one in labels
        if one["BugKind"] != "no"
    }
    number = {}
    for start in kinds:
        if start in number:
            continue
        waiting, fault = [start], len(set(number.values()))
        number[start] = fault
        while waiting:
            book, sheet, row, column = waiting.pop()
            for near in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
                other = (book, sheet, *near)
                if other in kinds and other not in number and kinds[other] == kinds[start]:
                    number[other] = fault
                    waiting.append(other)
    return kinds, number


def told(program, books):
    """Each cell told, with the codes and the gravest weight of what is told of it."""
    run = subprocess.run([program, "audit", *map(str, books), "--format", "json"], capture_output=True, text=True)
    cells = collections.defaultdict(set)
    for book in json.loads(run.stdout)["classeurs"]:
        if "erreur" in book:
            sys.exit(f"{book['classeur']}: {book['erreur']}")
        for cell in book["cellules"]:
            place = (book["nom"], cell["feuille"].strip(), *position(cell["cellule"]))
            cells[place].add((cell["code"], cell["gravite"]))
    return cells


def score(cells, kinds, number):
    right = [cell for cell in cells if cell in kinds]
    found = {number[cell] for cell in right}
    references = {number[cell] for cell in right if kinds[cell] in REFERENCES}
    return len(cells), len(right), len(found), len(references)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--precision", type=float, default=0.75)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--references", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    books = sorted(options.folder.glob("*.xlsx"))
    kinds, number = faults(json.loads((options.folder / "labels.json").read_text()))
    cells = told(options.program, books)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime
    heavy = {cell for cell, what in cells.items() if any(weight != "note" for _, weight in what)}

    def line(name, some):
        count, right, found, references = score(some, kinds, number)
        print(f"{name:24} {count:5} cells, {right:5} right ({right / max(1, count):.3f}), {found:4} faults, {references:4} references")
        return right / max(1, count), found, references

    precision, found, references = line("errors and warnings", heavy)
    line("with remarks", set(cells))
    for half in (0, 1):
        names = {book.name for book in books[half::2]}
        line(f"half {half + 1}", {cell for cell in heavy if cell[0] in names})
    for code in sorted({code for what in cells.values() for code, _ in what}):
        line(code, {cell for cell, what in cells.items() if code in {one for one, _ in what}})
    if options.details:
        for cell in sorted(heavy - set(kinds)):
            print("wrong", *cell, sorted(cells[cell]))
        for cell in sorted(set(kinds) - set(cells)):
            if kinds[cell] in REFERENCES and number[cell] not in {number[one] for one in cells if one in kinds}:
                print("missed", kinds[cell], *cell)
    print(f"{len(books)} workbooks, {len(set(number.values()))} labelled faults, {seconds:.2f} s of processor")
    if (
        precision < options.precision
        or found < options.faults
        or references < options.references
        or seconds > options.seconds
    ):
        sys.exit("under the floor")


if __name__ == "__main__":
    main()
