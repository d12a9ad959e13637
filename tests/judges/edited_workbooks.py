"""Edits the filed workbooks in LibreOffice, and compares what they then say with a pack rebuilt from the same change.

usage: edited_workbooks.py BINARY PROJECT

PROJECT is the worked example. Its budget is copied without its totals, each change is made twice — in the workbook of the
pack by LibreOffice, in the budget before a new build — and every cell of the sheets that add up must agree. Then each
workbook is broken in the ways people break them, and one of its own controls must see each break.

Exits with 1 when something differs or a break goes unseen. Needs LibreOffice, openpyxl, and a Python that knows `uno`.
"""

import glob
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal

import openpyxl

HERE = pathlib.Path(__file__).resolve().parent
CENT = Decimal("0.01")
ADDED_UP = ["Synthèse", "Dépenses", "Équilibre", "Partenaires", "Actions"]
HEADER = 4


def cents(amount):
    return amount.quantize(CENT, ROUND_HALF_UP)


def exact(value):
    return Decimal(str(value))


def speaks_uno():
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0:
            return python
    raise SystemExit("aucun Python ne connaît « uno » : installez python3-uno")


class Budget:
    """The lines of the example, without the totals and formulas of its workbook."""

    def __init__(self, path):
        self.book = openpyxl.load_workbook(path, data_only=True)
        self.expenses = self.rows("Dépenses")
        self.staff = self.rows("Personnel")
        self.resources = [row for row in self.rows("Ressources", key=3) if "TOTAL" not in str(row[0])]

    def rows(self, sheet, key=0):
        found = []
        for row in self.book[sheet].iter_rows(min_row=7, values_only=True):
            if isinstance(row[key], (int, float)):
                found.append(list(row))
        return found

    def settle(self):
        """Recomputes every product, and the grants that are asked by a rate."""
        for row in self.expenses:
            row[8] = cents(exact(row[6]) * exact(row[7]))
            row[10] = cents(row[8] * exact(row[9]))
            row[11] = row[8] + row[10]
        for row in self.staff:
            row[8] = cents(exact(row[5]) * exact(row[7]) / exact(row[6]))
        staff = sum(row[8] for row in self.staff)
        cost = sum(row[11] for row in self.expenses) + staff + cents(staff * Decimal("0.15"))
        for row in self.resources:
            if row[1] in ("Union européenne", "Région"):
                row[3] = cents(cost * (Decimal("0.45") if row[1] == "Union européenne" else Decimal("0.15")))

    def save(self, path):
        self.settle()
        out = openpyxl.Workbook()
        out.remove(out.active)
        for sheet, rows in (("Dépenses", self.expenses), ("Personnel", self.staff), ("Ressources", self.resources)):
            target = out.create_sheet(sheet)
            headers = next(self.book[sheet].iter_rows(min_row=6, max_row=6, values_only=True))
            # A share would be a stale constant, and nothing needs it.
            kept = [index for index, header in enumerate(headers) if header and header != "Part"]
            target.append([headers[index] for index in kept])
            for row in rows:
                target.append([float(row[i]) if isinstance(row[i], Decimal) else row[i] for i in kept])
        indicators = out.create_sheet("Indicateurs")
        for row in self.book["Indicateurs"].iter_rows(min_row=6, values_only=True):
            indicators.append(row)
        out.save(path)


def build(binary, project, budget, folder):
    """Builds a project with this budget; gives its filed workbooks by fund."""
    copy = folder / "projet"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy)
    budget.save(copy / "budget.xlsx")
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    run = subprocess.run([binary, "build", str(copy), "--draft", "--out", str(out)], capture_output=True, text=True)
    found = glob.glob(str(out / "**" / "*plan-de-financement.xlsx"), recursive=True)
    if len(found) != 2:
        raise SystemExit(f"la construction n’a pas donné deux classeurs :\n{run.stdout}\n{run.stderr}")
    return {next(part for part in pathlib.Path(file).parts if part in ("fonds-regional", "feder-ospe-1.3")): file
            for file in found}


class Filed:
    """A filed workbook, to find what stands where."""

    def __init__(self, file):
        self.file = file
        self.book = openpyxl.load_workbook(file, data_only=True)

    def sheet_of(self, label):
        for sheet in self.book:
            if any(row[0].value == "N°" for row in sheet.iter_rows(min_row=HEADER, max_row=HEADER)) and self.find(sheet.title, label):
                return sheet.title
        raise SystemExit(f"« {label} » n’est dans aucun onglet")

    def columns(self, sheet):
        return {cell.value: cell.column_letter for cell in self.book[sheet][HEADER] if cell.value}

    def find(self, sheet, label, year=None):
        columns = self.columns(sheet)
        name = columns.get("Intitulé") or columns.get("Nom ou fonction") or columns.get("Cofinanceur")
        if name is None:
            return None
        for row in range(HEADER + 1, self.book[sheet].max_row + 1):
            if self.book[sheet][f"{name}{row}"].value != label:
                continue
            if year is None or self.book[sheet][f"{columns['Année']}{row}"].value == year:
                return row
        return None

    def total_row(self, sheet):
        return next(r for r in range(HEADER + 1, self.book[sheet].max_row + 1) if self.book[sheet][f"A{r}"].value == "Total")

    def shown(self):
        return {sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
                for sheet in self.book}


FILMS = "Films de témoignages d’entreprises"
WHITE_PAPER = "Livre blanc des filières, imprimé (exemplaires)"
PLAQUE = "Plaque et affiches signalant le soutien de l’Union européenne"
LEADER = "Chef ou cheffe de projet du cluster"
NEW = "Ligne ajoutée par un collègue"


def new_line(budget, category):
    row = list(next(row for row in budget.expenses if row[1] == category))
    row[0], row[2], row[5], row[6], row[7], row[9] = 900, NEW, 2025, 3, 1234.56, 0.2
    row[13] = "Action 7"
    budget.expenses.append(row)


def inserted(filed, row_of):
    """The operations that put the new line before the row that `row_of` gives."""
    sheet = filed.sheet_of(FILMS)
    columns, row = filed.columns(sheet), row_of(filed, sheet)
    model = filed.find(sheet, FILMS) + (1 if row <= filed.find(sheet, FILMS) else 0)
    operations = [["insert", sheet, row],
                  ["copy", sheet, model, row, [columns[name] for name in ("Montant HT", "TVA", "Montant TTC")]]]
    values = {"Intitulé": NEW, "Année": 2025, "Quantité": 3, "Prix unitaire HT": 1234.56, "Taux de TVA": 0.2,
              "Poste": "Communication", "Section": "Fonctionnement", "Action": "Action 7"}
    return operations + [["set", sheet, f"{columns[name]}{row}", value] for name, value in values.items() if name in columns]


def in_line(label, year, column, value):
    def operations(filed):
        sheet = filed.sheet_of(label)
        return [["set", sheet, f"{filed.columns(sheet)[column]}{filed.find(sheet, label, year)}", value]]
    return operations


def change(label, year, index, value, staff=False):
    def on(budget):
        lines = budget.staff if staff else budget.expenses
        next(row for row in lines if row[1 if staff else 2] == label and row[4 if staff else 5] == year)[index] = value
    return on


def removed(filed):
    sheet = filed.sheet_of(WHITE_PAPER)
    return [["delete", sheet, filed.find(sheet, WHITE_PAPER)]]


def sorted_down(filed):
    sheet = filed.sheet_of(FILMS)
    columns = filed.columns(sheet)
    last = max(columns.values(), key=lambda letters: (len(letters), letters))
    area = f"A{HEADER + 1}:{last}{filed.total_row(sheet) - 1}"
    return [["sort", sheet, area, ord(columns["Montant TTC"]) - ord("A"), False]]


def resource(name, value):
    def operations(filed):
        row = filed.find("Ressources", name)
        return [["set", "Ressources", f"{filed.columns('Ressources')['Montant']}{row}", value]]
    return operations


def resource_removed(filed):
    return [["delete", "Ressources", filed.find("Ressources", "Participations des exposants au salon")]]


def resource_added(filed):
    row, columns = filed.total_row("Ressources"), filed.columns("Ressources")
    return [["insert", "Ressources", row],
            ["set", "Ressources", f"{columns['Cofinanceur']}{row}", "Mécène trouvé hier"],
            ["set", "Ressources", f"{columns['Nature']}{row}", "Privés"],
            ["set", "Ressources", f"{columns['Montant']}{row}", 5000]]


def remove_resource(budget):
    budget.resources = [row for row in budget.resources if not row[0].startswith("Participations")]


def add_resource(budget):
    row = list(next(row for row in budget.resources if row[1] == "Privés"))
    row[0], row[3] = "Mécène trouvé hier", Decimal(5000)
    budget.resources.append(row)


def above_total(filed, sheet):
    return filed.total_row(sheet)


def under_headers(_filed, _sheet):
    return HEADER + 1


def in_the_middle(filed, sheet):
    return filed.find(sheet, PLAQUE)


# name -> (operations on the filed workbook, change of the budget, sheets compared cell by cell)
CHANGES = {
    "une quantité changée": (in_line(FILMS, 2025, "Quantité", 7), change(FILMS, 2025, 6, 7), ADDED_UP),
    "une année changée": (in_line(FILMS, 2026, "Année", 2024), change(FILMS, 2026, 5, 2024), ADDED_UP),
    "des heures changées": (in_line(LEADER, 2025, "Heures affectées", 1000), change(LEADER, 2025, 7, 1000, staff=True), ADDED_UP),
    "une ligne juste au-dessus du total": (lambda f: inserted(f, above_total), lambda b: new_line(b, "Communication"), ADDED_UP),
    "une ligne juste sous les titres": (lambda f: inserted(f, under_headers), lambda b: new_line(b, "Communication"), ADDED_UP),
    "une ligne au milieu": (lambda f: inserted(f, in_the_middle), lambda b: new_line(b, "Communication"), ADDED_UP),
    "une ligne retirée": (removed, lambda b: b.expenses.remove(next(r for r in b.expenses if r[2] == WHITE_PAPER)), ADDED_UP),
    "les lignes triées": (sorted_down, lambda b: None, ADDED_UP),
    "un cofinancement changé": (resource("Département du Pas-de-Calais", 30000),
                                lambda b: b.resources[2].__setitem__(3, Decimal(30000)), ADDED_UP),
    # The page that names each co-financer says what was added in a row of its own: the names are not compared.
    "un cofinancement retiré": (resource_removed, remove_resource, ["Dépenses", "Équilibre", "Partenaires", "Actions"]),
    "un cofinancement ajouté": (resource_added, add_resource, ["Dépenses", "Équilibre", "Partenaires", "Actions"]),
}


def emptied(filed):
    sheet = filed.sheet_of(FILMS)
    columns, row = filed.columns(sheet), filed.total_row(sheet)
    return [["insert", sheet, row], ["set", sheet, f"{columns['Intitulé']}{row}", NEW], ["set", sheet, f"{columns['Année']}{row}", 2025]]


def unknown_category(filed):
    sheet = filed.sheet_of(FILMS)
    columns = filed.columns(sheet)
    if "Poste" not in columns:
        return None
    return [["set", sheet, f"{columns['Poste']}{filed.find(sheet, FILMS)}", "Divers"]]


def unknown_nature(filed):
    return [["set", "Ressources", f"{filed.columns('Ressources')['Nature']}{filed.find('Ressources', 'CCI Artois')}", "Autre chose"]]


BREAKS = {
    "une ligne sans montant": emptied,
    "une année hors du calendrier": in_line(FILMS, 2025, "Année", 2031),
    "une année effacée": in_line(FILMS, 2025, "Année", ""),
    "un intitulé effacé": in_line(FILMS, 2025, "Intitulé", ""),
    "une TVA écrasée": in_line(FILMS, 2025, "TVA", 99),
    "un TTC écrasé": in_line(FILMS, 2025, "Montant TTC", 99),
    "un poste inconnu": unknown_category,
    "une nature inconnue": unknown_nature,
    "une aide écrasée": resource("Union européenne – FEDER (OSpé 1.3)", 600000),
    "trop de ressources": resource("CCI Artois", 900000),
}


def edited(python, file, runs):
    request = json.dumps({"file": file, "runs": runs})
    run = subprocess.run([python, str(HERE / "edit_workbook.py")], input=request, capture_output=True, text=True, timeout=600)
    if run.returncode:
        raise SystemExit(f"LibreOffice n’a pas pu modifier {file} :\n{run.stderr}")
    return json.loads(run.stdout)


def differences(name, after, rebuilt, sheets):
    for sheet in sheets:
        ours, theirs = after[sheet], rebuilt[sheet]
        for cell in sorted(set(ours) | set(theirs)):
            a, b = ours.get(cell, ""), theirs.get(cell, "")
            numbers = isinstance(a, (int, float)) and isinstance(b, (int, float))
            same = abs(a - b) < 0.0005 if numbers else str(a).strip() == str(b).strip()
            if not same:
                yield f"{name} : {sheet}!{cell} : {a!r} dans le classeur modifié, {b!r} dans le dossier reconstruit"


def main():
    binary, project = map(lambda path: str(pathlib.Path(path).resolve()), sys.argv[1:3])
    python = speaks_uno()
    source = pathlib.Path(project) / "budget.xlsx"
    faults, counted = [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        base = folder / "base"
        base.mkdir()
        workbooks = build(binary, project, Budget(source), base)
        filed = {fund: Filed(file) for fund, file in workbooks.items()}
        rebuilt = {}
        for name, (_, on_budget, _) in CHANGES.items():
            budget = Budget(source)
            budget.settle()
            on_budget(budget)
            place = folder / "reconstruit"
            place.mkdir(exist_ok=True)
            rebuilt[name] = {fund: Filed(file).shown() for fund, file in build(binary, project, budget, place).items()}
        for fund, workbook in filed.items():
            breaks = {name: operations(workbook) for name, operations in BREAKS.items()}
            breaks = {name: operations for name, operations in breaks.items() if operations}
            runs = [[]] + [operations(workbook) for operations, _, _ in CHANGES.values()] + list(breaks.values())
            untouched, *answers = edited(python, workbook.file, runs)
            if "écart" in untouched["Consignes"].values():
                faults.append(f"{fund} : le classeur signale un écart avant toute modification")
            faults += [f"{fund} : {fault}" for fault in differences("sans modification", untouched, workbook.shown(), ADDED_UP)]
            for (name, (_, _, sheets)), after in zip(CHANGES.items(), answers):
                counted += sum(len(after[sheet]) for sheet in sheets)
                faults += [f"{fund} : {fault}" for fault in differences(name, after, rebuilt[name][fund], sheets)]
                # The page is the sum of its rows, whatever was done.
                for sheet, cells in after.items():
                    faults += [f"{fund} : {name} : {sheet}!{cell} : {value}" for cell, value in cells.items()
                               if isinstance(value, str) and value.startswith(("#", "Err:"))]
            for name, after in zip(breaks, answers[len(CHANGES):]):
                if "écart" not in after["Consignes"].values():
                    faults.append(f"{fund} : {name} : aucun contrôle ne le voit")
                if not any("Plan à revoir" in str(value) for value in after["Synthèse"].values()):
                    faults.append(f"{fund} : {name} : la synthèse ne le dit pas")
    for fault in faults:
        print(fault)
    print(f"{len(CHANGES)} modifications et {len(BREAKS)} cassures, {counted} cellules comparées, {len(faults)} écarts")
    return 1 if faults else 0


sys.exit(main())
