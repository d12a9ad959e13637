"""Makes the small workbooks of the formulas' audit, one file per trap, in .xlsx, .ods and .xls. Exemples fictifs.

    pip install openpyxl; python3 tests/workbooks/formules/make.py

A cell written as a pair holds a formula and the value that was saved with it, right or wrong: see saving.py.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
import saving

# What a format cannot express.
NOT_XLS = {
    # An .xls formula always holds a result: LibreOffice computes the one that is missing.
    "formule-sans-resultat", "total-sans-resultat", "sans-resultat-sur-une-autre-feuille",
    # It holds tokens, not a text: a formula that does not parse cannot be written.
    "formule-illisible",
    # LibreOffice writes a link that it could not parse as an error.
    "lien-par-une-autre-feuille",
}
# What LibreOffice mends or loses on the way to .ods, put back.
PATCHES = {
    "formule-illisible": lambda text: text.replace("of:=[.D3]*([.E3])", "of:=[.D3]*([.E3]"),
    "lien-par-une-autre-feuille": lambda text: text.replace(
        "of:=[1]feuil1!b3", "of:=['file:///C:/Budgets/autre.xlsx'#$Feuil1.B3]"),
}
SAVED = {}

HEAD = ["Poste", "Intitulé", "Année", "Quantité", "Prix unitaire", "Montant HT", "Taux de TVA", "TVA", "Montant TTC"]
LINES = [("Conception", 3, 100.25), ("Ateliers", 4, 250.10), ("Affiches", 10, 12.35), ("Bilan", 2, 310.40)]


def line(row, label, quantity, price, category="Prestations"):
    amount = round(quantity * price, 2)
    vat = round(amount * 0.2, 2)
    return [category, label, 2024, quantity, price, (f"=D{row}*E{row}", amount), 0.2,
            (f"=ROUND(F{row}*G{row},2)", vat), (f"=F{row}+H{row}", round(amount + vat, 2))]


def value_of(cell):
    return cell[1] if isinstance(cell, tuple) else cell


def total(label, formula, rows, first, last):
    """A total row over the rows of the list numbered first to last on the sheet; {} is the column's letter."""
    cells = [label] + [None] * 4
    for column in range(5, 9):
        if column == 6:
            cells.append(None)
            continue
        letter = "ABCDEFGHI"[column]
        amount = round(sum(value_of(rows[row - 2][column]) for row in range(first, last + 1)), 2)
        cells.append(("=" + formula.replace("{}", letter), amount))
    return cells


def base():
    """Headers in row 1, four lines in rows 2 to 5, the total in row 6: everything right."""
    rows = [line(row, *one) for row, one in enumerate(LINES, 2)]
    return rows + [total("Total", "SUM({}2:{}5)", rows, 2, 5)]


def expenses(name, rows, others=(), names=(), touch=None):
    SAVED[name] = saving.save(HERE / f"{name}.xlsx", [("Dépenses", [HEAD] + rows), *others], names, touch)


def change(rows, cell, value):
    """Puts a value in a cell named as on the sheet."""
    rows[int(cell[1:]) - 2]["ABCDEFGHI".index(cell[0])] = value
    return rows


def main():
    expenses("sain", base())
    expenses("ligne-perimee", change(base(), "F3", ("=D3*E3", 990.4)))
    expenses("total-perime", change(base(), "F6", ("=SUM(F2:F5)", 1999.0)))
    stale = change(base(), "D4", 11)
    expenses("quantite-changee-sans-recalcul", stale)
    expenses("formule-sans-resultat", change(base(), "F3", ("=D3*E3", None)))
    expenses("total-sans-resultat", change(base(), "F6", ("=SUM(F2:F5)", None)))

    lines = [line(row, *one) for row, one in enumerate(LINES, 2)]
    expenses("somme-oublie-la-derniere-ligne", lines + [total("Total", "SUM({}2:{}4)", lines, 2, 4)])
    expenses("somme-oublie-la-premiere-ligne", lines + [total("Total", "SUM({}3:{}5)", lines, 3, 5)])
    expenses("ligne-hors-du-total", lines + [[
        "Total", None, None, None, None,
        *[(f"={c}2+{c}3+{c}5", round(sum(value_of(lines[i]["ABCDEFGHI".index(c)]) for i in (0, 1, 3)), 2)) if c != "G" else None
          for c in "FGHI"]]])

    rows = [line(2, *LINES[0]), line(3, *LINES[1])]
    rows.append(total("Sous-total Prestations", "SUM({}2:{}3)", rows, 2, 3))
    rows += [line(5, *LINES[2], category="Communication"), line(6, *LINES[3], category="Communication")]
    rows.append(total("Sous-total Communication", "SUM({}5:{}6)", rows, 5, 6))
    grand = total("Total général", "{}4+{}7", rows, 2, 3)
    for column in (5, 7, 8):
        grand[column] = (grand[column][0], round(sum(value_of(rows[row][column]) for row in (0, 1, 3, 4)), 2))
    sections = rows + [grand]
    expenses("sous-totaux-sains", [list(row) for row in sections])
    twice = [list(row) for row in sections]
    twice[6][5] = ("=SUM(F2:F7)", round(2 * value_of(grand[5]), 2))
    expenses("somme-compte-les-sous-totaux", twice)
    typed = [list(row) for row in sections]
    typed[2][5] = 1300
    typed[6][5] = ("=F4+F7", round(1300 + value_of(rows[5][5]), 2))
    expenses("sous-total-tape", typed)
    late = [list(row) for row in sections]
    late[0][5] = ("=D2*E2", 300.8)
    late[2][5] = ("=SUM(F2:F3)", round(value_of(rows[2][5]) + 0.05, 2))
    late[6][5] = ("=F4+F7", round(value_of(grand[5]) + 0.05, 2))
    expenses("ligne-perimee-qui-se-repercute", late)
    functions = [list(row) for row in sections]
    for row, (first, last) in {3: (2, 3), 6: (5, 6), 7: (2, 7)}.items():
        target = row if row != 7 else 7
        cells = functions[target - 1] if row == 7 else functions[row - 1]
        for column, letter in ((5, "F"), (7, "H"), (8, "I")):
            cells[column] = (f"=SUBTOTAL(9,{letter}{first}:{letter}{last})", value_of(cells[column]))
    expenses("sous-total-de-tableur-sain", functions)
    def hide(workbook):
        workbook["Dépenses"].row_dimensions[3].hidden = True
    expenses("sous-total-sur-ligne-masquee", [list(row) for row in functions], touch=hide)

    expenses("constante-sur-formule", change(base(), "F4", 123.5))
    wrong = change(base(), "I4", 150)
    expenses("constante-fausse-sur-formule", change(wrong, "I6", ("=SUM(I2:I5)", 2456.34)))
    shifted = change(base(), "H4", ("=ROUND(F3*G4,2)", 200.08))
    for cell, formula, amount in [("I4", "=F4+H4", 323.58), ("H6", "=SUM(H2:H5)", 584.47), ("I6", "=SUM(I2:I5)", 2629.92)]:
        change(shifted, cell, (formula, amount))
    expenses("formule-decalee", shifted)
    apart = change(base(), "H4", ("=ROUND(F4*0.2,2)+0.01", 24.71))
    for cell, formula, amount in [("I4", "=F4+H4", 148.21), ("H6", "=SUM(H2:H5)", 409.1), ("I6", "=SUM(I2:I5)", 2454.55)]:
        change(apart, cell, (formula, amount))
    expenses("formule-faite-a-part", apart)
    expenses("reference-circulaire", change(base(), "F6", ("=SUM(F2:F6)", 2045.45)))
    loop = change(base(), "F3", ("=I3-H3", 1000.4))
    expenses("boucle-de-deux-cellules", loop)
    expenses("lien-vers-un-autre-classeur", change(base(), "F3", ("='[autre budget.xlsx]Feuil1'!B3", 1000.4)))
    far = change(base(), "E3", ("=Devis!B2", 250.1))
    expenses("lien-par-une-autre-feuille", [list(row) for row in far],
             [("Devis", [["Calcul du prix"], ["Ateliers", ("=[1]Feuil1!B3", 250.1)]])])
    wrong = [list(row) for row in far]
    for cell in ("E3", "F3", "H3", "I3", "F6", "H6", "I6"):
        row, column = int(cell[1:]) - 2, "ABCDEFGHI".index(cell[0])
        wrong[row][column] = (wrong[row][column][0], "#DIV/0!")
    expenses("erreur-sur-une-autre-feuille", wrong, [("Devis", [["Calcul du prix"], ["Ateliers", ("=1/0", "#DIV/0!")]])])
    constant = [[(cell[0], "#N/A") if value_of(cell) == "#DIV/0!" else cell for cell in row] for row in wrong]
    expenses("erreur-tapee-sur-une-autre-feuille", constant, [("Devis", [["Calcul du prix"], ["Ateliers", "#N/A"]])])
    expenses("sans-resultat-sur-une-autre-feuille", [list(row) for row in far],
             [("Devis", [["Calcul du prix"], ["Ateliers", ("=2*125.05", None)]])])
    expenses("perime-sur-une-autre-feuille", [list(row) for row in far],
             [("Devis", [["Calcul du prix"], ["Ateliers", ("=2*125.1", 250.1)]])])
    expenses("fonction-non-recalculee", change(base(), "F3", ("=OFFSET(D3,0,0)*E3", 1000.4)))
    expenses("formule-illisible", change(base(), "F3", ("=D3*(E3", 1000.4)))

    thirds = [["Prestations", f"Lot {n}", 2024, None, None, ("=100/3", 100 / 3)] for n in range(1, 4)]
    expenses("derive-d-arrondi", thirds + [["Total", None, None, None, None, ("=SUM(F2:F4)", 100)]])

    rates = [("Taux", [["Poste", "Taux"], ["Prestations", 0.2], ["Autre", 0.1]])]
    looked = base()
    for row in range(2, 6):
        looked[row - 2][6] = (f"=VLOOKUP(A{row},Taux!$A$2:$B$3,2,FALSE)", 0.2)
    looked[4][5] = ('=SUMIF(A2:A5,"Prest*",F2:F5)', value_of(looked[4][5]))
    looked[4][7] = ("=SUMPRODUCT(F2:F5,G2:G5)", value_of(looked[4][7]))
    expenses("recherches-saines", looked, rates)
    change(looked, "G3", ("=VLOOKUP(A3,Taux!$A$2:$B$3,2,FALSE)", 0.1))
    expenses("recherche-perimee", looked, rates)
    mixed = base()
    for row in range(2, 6):
        mixed[row - 2][7] = (f"=ROUND($F{row}*'Taux de TVA'!B$2,2)", value_of(mixed[row - 2][7]))
        mixed[row - 2][8] = (f"=SUM($F{row}:F{row})+H{row}", value_of(mixed[row - 2][8]))
    vat = [("Taux de TVA", [["Poste", "Taux"], ["Prestations", 0.2]])]
    expenses("references-mixtes-saines", [list(row) for row in mixed], vat)
    change(mixed, "H4", ("=ROUND($F4*'Taux de TVA'!B$2,2)", 42.07))
    expenses("references-mixtes-perimees", mixed, vat)
    named = change(base(), "F6", ("=SUM(Montants)", 2000))
    expenses("nom-defini-perime", named, names=[("Montants", "'Dépenses'!$F$2:$F$5")])
    hostile = change(base(), "I4", 150)
    change(hostile, "G4", 0.2)
    hostile[2][1] = "Affiches"
    hostile[2] = hostile[2] + ["=cmd|' /C calc'!A0", "\u202eétrange"]
    hostile[2][9] = "a\tb\nc – très long texte qui déborde"
    expenses("voisins-hostiles", hostile)


if __name__ == "__main__":
    main()
    saving.everywhere(HERE, SAVED, not_xls=NOT_XLS, patches=PATCHES)
