"""Makes the small workbooks of the traps of reading, one file per trap, in .xlsx, .ods, .xls and .csv. Exemples fictifs.

    pip install openpyxl; python3 tests/workbooks/pieges/make.py

Each trap is one change to the same sound budget of four tables, whose amounts and totals are typed: what is found is
the trap's own doing. A .csv holds the four tables one below the other. The traps of formulas are in ../formules.
"""

import copy
import datetime
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
import saving

NBSP, THIN, NO_WIDTH = "\u00a0", "\u202f", "\u200b"
# Traps that stand in the cells' values alone: a .csv has them too.
AS_TEXT = {}
SAVED = {}
# What a format cannot express.
NOT_XLS = {
    # LibreOffice writes 0 for the text that a formula gave elsewhere.
    "formule-qui-donne-du-texte",
    # And #N/A for a reference that was lost elsewhere.
    "reference-perdue",
    # Its last row is the 65 536th, which is not far.
    "cellule-lointaine",
}


def base():
    expenses = [["Poste", "Intitulé", "Année", "Quantité", "Prix unitaire", "Montant HT", "Taux de TVA", "TVA", "Montant TTC"]]
    for label, year, quantity, price in [
        ("Conception", 2024, 3, 100.25), ("Ateliers", 2024, 4, 250.10), ("Affiches", 2025, 10, 12.35), ("Bilan", 2026, 2, 310.40),
    ]:
        amount = round(quantity * price, 2)
        vat = round(amount * 0.2, 2)
        expenses.append(["Prestations", label, year, quantity, price, amount, 0.2, vat, round(amount + vat, 2)])
    expenses.append(["Total", None, None, None, None, *total(expenses, 5), None, *total(expenses, 7), *total(expenses, 8)])
    staff = [["Nom ou fonction", "Mission", "Année", "Coût annuel chargé", "Heures annuelles", "Heures affectées", "Coût affecté"],
             ["Cheffe de projet", "Coordination", 2024, 48210.57, 1607, 321, 9630.11],
             ["Animateur", "Ateliers", 2025, 36870.25, 1607, 160, 3670.96]]
    staff.append(["Total", None, None, None, None, None, *total(staff, 6)])
    # The Region's flat rate adds 15 % of the staff's cost to what the tables hold.
    resources = [["Co-financeur", "Nature", "Statut", "Montant", "Date de décision"],
                 ["Région", "Subvention", "demandé", 10650.46, datetime.date(2024, 3, 15)],
                 ["Département", "Subvention", "accordé", 3550.15, datetime.date(2024, 1, 12)],
                 ["Communauté d’agglomération", "Autofinancement", "accordé", 3550.16, datetime.date(2023, 12, 5)]]
    resources.append(["Total", None, None, *total(resources, 3), None])
    indicators = [["Code", "Intitulé", "Unité", "Valeur de référence", "Valeur cible", "Source"],
                  ["I-1", "Entreprises accompagnées", "entreprise", 0, 25, "registre"]]
    return {"Dépenses": expenses, "Personnel": staff, "Ressources": resources, "Indicateurs": indicators}


def total(rows, column):
    return [round(sum(row[column] for row in rows[1:]), 2)]


def parts(*shares):
    """A column of percentages beside the resources."""
    return {f"Ressources!F{row}": value for row, value in enumerate(("Part", *shares), 1) if value is not None}


def at(cell):
    return int(cell[1:]) - 1, ord(cell[0]) - ord("A")


def put(sheets, where, value):
    """Puts a value in `F3`, or `Ressources!D2`."""
    sheet, cell = where.split("!") if "!" in where else ("Dépenses", where)
    row, column = at(cell)
    rows = sheets[sheet]
    while len(rows) <= row:
        rows.append([])
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = value


def trap(name, changes=None, edit=None, touch=None, text=False, formats=None):
    """One workbook: cells changed, then the sheets edited, then the workbook touched."""
    sheets = copy.deepcopy(base())
    for where, value in (changes or {}).items():
        put(sheets, where, value)
    if edit:
        edit(sheets)

    def touched(workbook):
        for sheet in workbook:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, datetime.date):
                        cell.number_format = "DD/MM/YYYY"
                    elif isinstance(cell.value, float):
                        cell.number_format = "0%" if sheet.cell(1, cell.column).value in ("Part", "Taux de TVA") else "0.00"
        for where, shape in (formats or {}).items():
            workbook["Dépenses"][where].number_format = shape
        if touch:
            touch(workbook)

    SAVED[name] = saving.save(HERE / f"{name}.xlsx", list(sheets.items()), touch=touched)
    if text:
        AS_TEXT[name] = sheets


def values(name, changes=None, edit=None):
    trap(name, changes, edit, text=True)


def in_french(value):
    if value is None:
        return ""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return saving.number(value).replace(".", ",")
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if any(one in text for one in ';"\n') else text


def as_csv():
    for name, sheets in AS_TEXT.items():
        tables = ("".join(";".join(map(in_french, row)) + "\n" for row in rows) for rows in sheets.values())
        (HERE / f"{name}.csv").write_text("\n".join(tables), encoding="utf-8")


def amounts_as_text():
    """The amount of the second line, 1000,40, written by hand."""
    for name, written in {
        "nombre-en-texte": "1000.40", "milliers-par-apostrophe": "1’000,40", "milliers-par-apostrophe-droite": "1'000,40",
        "milliers-par-espace": "1 000,40", "milliers-par-espace-insecable": f"1{NBSP}000,40",
        "milliers-par-espace-fine": f"1{THIN}000,40", "milliers-par-point": "1.000,40", "milliers-a-l-anglaise": "1,000.40",
        "montant-avec-euro": "1 000,40 €", "montant-avec-eur": "EUR 1 000,40", "montant-avec-ht": "1 000,40 € HT",
        "espaces-autour-du-montant": "  1000,40  ", "espace-sans-largeur": f"1000,40{NO_WIDTH}",
        "chiffres-pleine-chasse": "１０００,４０",
        # Read otherwise, or not at all.
        "montant-ambigu": "1.234", "montant-ambigu-a-la-virgule": "1,234", "montant-illisible": "environ mille",
        "montant-avec-note": "1000,40 (devis)", "montant-approche": "~ 1000,40", "lettre-o-pour-zero": "1OOO,4O",
        "montant-en-dollars": "$1000.40", "montant-en-pourcentage": "12 %", "montant-en-deux": "500,20 + 500,20",
        "fourchette-de-montants": "900 à 1100", "montant-a-preciser": "à préciser", "tiret-pour-montant": "-",
        "montant-neant": "néant", "montant-scientifique": "1,0004E+03", "montant-entre-parentheses": "(1000,40)",
        "signe-a-la-fin": "1000,40-", "moins-typographique": "\u22121000,40", "espaces-pour-montant": "   ",
        "ht-dans-la-colonne-ttc": None,
        "montant-en-k-euros": "1,0004 k€", "montant-en-m-euros": "0,0010004 M€", "montant-demesure-en-texte": "9" * 40,
        "deux-virgules": "1,000,40", "trois-decimales-en-texte": "1000,401",
    }.items():
        if written is None:
            values(name, {"I3": "1200,48 HT"})
        else:
            values(name, {"F3": written})


def other_values():
    for name, changes in {
        "annee-illisible": {"C3": "2024 ou 2025"}, "annee-a-deux-chiffres": {"C3": "24"}, "annee-trop-longue": {"C3": 20244},
        "annee-ecrite-en-date": {"C3": datetime.date(2024, 3, 1)}, "annee-en-texte": {"C3": "2024"}, "exercice-a-cheval": {"C3": "2024-2025"},
        "date-dans-les-montants": {"F3": datetime.date(2024, 3, 1)}, "date-en-texte-dans-les-montants": {"F3": "01/03/2024"},
        "date-illisible": {"Ressources!E2": "au printemps"}, "date-impossible": {"Ressources!E2": "30/02/2024"},
        "date-en-nombre": {"Ressources!E2": 45366}, "taux-illisible": {"G3": "normal"}, "taux-ecrit-vingt": {"G3": 20},
        "taux-de-deux-mille": {"G3": 2000}, "taux-en-texte": {"G3": "20 %"}, "taux-negatif": {"G3": -0.2},
        "quantite-illisible": {"D3": "quelques-unes"}, "quantite-avec-unite": {"D3": "4 jours"},
        "heures-en-texte": {"Personnel!F2": "321 h"}, "heures-illisibles": {"Personnel!F2": "à mi-temps"},
        "cible-illisible": {"Indicateurs!E2": "beaucoup"},
        "ht-plus-tva-faux": {"I3": 1210.48, "I6": 2464.54}, "tva-fausse": {"H3": 100.04, "I3": 1100.44, "H6": 309.05, "I6": 2354.5},
        "produit-faux": {"D3": 5}, "cout-de-personnel-faux": {"Personnel!G2": 9730.11, "Personnel!G4": 13401.07},
        "part-fausse": parts(0.55, 0.2, 0.2, None),
        "parts-en-pourcentage-fausses": parts(0.55, 0.2, 0.2, 0.95),
        "montants-trop-ronds": {"E2": 1000, "F2": 3000, "H2": 600, "I2": 3600, "E3": 500, "F3": 2000, "H3": 400, "I3": 2400,
                                "E4": 100, "F4": 1000, "H4": 200, "I4": 1200, "E5": 2000, "F5": 4000, "H5": 800, "I5": 4800,
                                "F6": 10000, "H6": 2000, "I6": 12000},
        "montant-retenu-absent": {"I3": None, "H3": None, "H6": 209.01, "I6": 1254.06, "F3": None, "F6": 1045.05},
        "ligne-sans-montant": {"D3": None, "E3": None, "F3": None, "G3": None, "H3": None, "I3": None, "F6": 1045.05, "H6": 209.01, "I6": 1254.06},
        "total-faux": {"F6": 2054.45}, "total-transpose": {"I6": 2545.54}, "total-des-ressources-faux": {"Ressources!D5": 17705.77},
        "total-du-personnel-faux": {"Personnel!G4": 13201.07}, "total-en-texte": {"F6": "2 045,45 €"},
        "total-en-milliers": {"F6": 2.04545, "H6": 0.40909, "I6": 2.45454},
        "montant-en-milliers-par-erreur": {"F3": 1.0004, "F6": 1046.05},
        "montant-mille-fois-trop-grand": {"F3": 1000400, "F6": 1001445.05},
        "depense-negative": {"D3": -4, "F3": -1000.4, "H3": -200.08, "I3": -1200.48, "F6": 44.65, "H6": 8.93, "I6": 53.58},
        "ressource-negative": {"Ressources!D4": -3550.16, "Ressources!D5": 10650.45},
        "montant-nul": {"E3": 0, "F3": 0, "H3": 0, "I3": 0, "F6": 1045.05, "H6": 209.01, "I6": 1254.06},
        "montant-demesure": {"F3": 1e15}, "montant-au-dela-des-nombres": {"F3": 1e300},
        "booleen-dans-les-montants": {"F3": True}, "erreur-tapee-en-texte": {"F3": "#VALEUR!"},
        "colonne-sans-ht-ni-ttc": {"F1": "Montant"}, "colonne-en-double": {"J1": "Montant HT", "J2": 1, "J3": 2, "J4": 3, "J5": 4},
        "colonne-inconnue": {"J1": "Couleur", "J3": "bleu"}, "en-tete-avec-faute": {"F1": "Montan HT"},
        "ligne-sous-le-total": {"A7": "Prestations", "B7": "Oubliée", "C7": 2024, "F7": 55.5, "G7": 0.2, "H7": 11.1, "I7": 66.6},
        "ligne-loin-sous-le-total": {"A30": "Prestations", "B30": "Oubliée", "C30": 2024, "F30": 55.5, "G30": 0.2, "H30": 11.1, "I30": 66.6},
        "montant-sans-intitule": {"A3": None, "B3": None}, "nombre-isole": {"F8": 12.5},
    }.items():
        values(name, changes)

    def repeat(sheets):
        rows = sheets["Dépenses"]
        rows.insert(3, list(rows[2]))
        for column in (5, 7, 8):
            rows[-1][column] = round(rows[-1][column] + rows[2][column], 2)
    values("ligne-en-double", edit=repeat)

    def nearly(sheets):
        repeat(sheets)
        sheets["Dépenses"][3][1] = "ATELIERS "
    values("ligne-en-double-a-la-casse-pres", edit=nearly)

    def thousands(sheets):
        rows = sheets["Dépenses"]
        for column in (5, 7, 8):
            rows[0][column] += " (k€)"
            for row in rows[1:]:
                row[column] = round(row[column] / 1000, 5)
        for row in rows[1:5]:
            row[4] = None
            row[3] = None
    values("colonnes-en-k-euros", edit=thousands)

    def without(table):
        def edit(sheets):
            del sheets[table]
        return edit
    values("sans-ressources", edit=without("Ressources"))
    values("sans-personnel", edit=without("Personnel"))
    values("sans-indicateurs", edit=without("Indicateurs"))
    values("sans-depenses", edit=without("Dépenses"))

    def emptied(sheets):
        sheets["Personnel"] = sheets["Personnel"][:1]
    values("tableau-vide", edit=emptied)

    def years(total_of_second, years_of_second=(500.2, 500.2, None)):
        def edit(sheets):
            rows = [["Poste", "Intitulé", "2024 TTC", "2025 TTC", "2026 TTC", "Total TTC"],
                    ["Prestations", "Conception", 100.25, 100.25, 100.25, 300.75],
                    ["Prestations", "Ateliers", *years_of_second, total_of_second],
                    ["Prestations", "Bilan", None, None, 620.8, 620.8]]
            rows.append(["Total", None, *[round(sum(row[n] or 0 for row in rows[1:]), 2) for n in range(2, 6)]])
            sheets["Dépenses"] = rows
        return edit
    values("annees-en-colonnes", edit=years(1000.4))
    values("annees-fausses", edit=years(1100.4))
    values("total-sans-annees", edit=years(1000.4, (None, None, None)))
    values("annee-negative", edit=years(1000.4, (1500.4, -500, None)))

    def sections(subtotal):
        def edit(sheets):
            rows = sheets["Dépenses"]
            line = lambda label, n: [label, None, None, None, None, n]
            for row in rows[1:5]:
                row[3:5], row[6:] = [None] * 2, [None] * 3
            rows[0][5:] = ["Montant TTC"] + [None] * 3
            sheets["Dépenses"] = [rows[0], *rows[1:3], line("Sous-total Prestations", subtotal), *rows[3:5],
                                  line("Sous-total Communication", 744.3), line("Total général", 2045.45)]
        return edit
    values("sous-total-faux", edit=sections(1310.15))
    values("sous-totaux-justes", edit=sections(1301.15))

    def second(sheets):
        sheets["Suite"] = [sheets["Dépenses"][0], ["Prestations", "Suite", 2024, 1, 45.5, 45.5, 0.2, 9.1, 54.6]]
    values("second-tableau", edit=second)

    def summary(sheets):
        sheets["Récapitulatif"] = [["Poste", "Montant HT", "TVA", "Montant TTC"], ["Prestations", 2045.45, 409.09, 2454.54],
                                   ["Total", 2045.45, 409.09, 2454.54]]
    values("tableau-recapitulatif", edit=summary)


def only_in_workbooks():
    trap("plus-de-deux-decimales", {"F3": 1000.404, "F6": 2045.454}, formats={"F3": "0.00", "F6": "0.00"})
    trap("decimales-flottantes", {"F3": 1000.4000000000001, "F6": 2045.4500000000003})
    trap("millier-cache-par-le-format", {"D3": None, "E3": None, "F3": 1000400.0, "F6": 1001445.05}, formats={"F3": "0.00,"})
    trap("nombre-affiche-en-date", {}, formats={"F3": "DD/MM/YYYY"})
    trap("heure-dans-les-montants", {"F3": datetime.time(10, 30)})
    trap("cellule-en-erreur", {"F3": "#N/A"})
    trap("reference-perdue", {"F3": ("=#REF!*2", "#REF!")})
    trap("formule-en-erreur", {"F3": ("=1/0", "#DIV/0!")})
    trap("formule-qui-donne-du-vide", {"F3": ('=IF(D3>100,D3,"")', "")})
    trap("formule-qui-donne-du-texte", {"F3": ('="1 000,"&"40"', "1 000,40")})
    trap("cellule-lointaine", edit=lambda sheets: None, touch=lambda book: book["Dépenses"].cell(100500, 3, "perdue"))

    def merged(area):
        # What a merge hides is still in the file; openpyxl would erase it.
        def touch(workbook):
            from openpyxl.worksheet.cell_range import CellRange
            workbook["Dépenses"].merged_cells.add(CellRange(area))
        return touch
    trap("valeur-cachee-par-une-fusion", touch=merged("F2:F3"))
    trap("montant-fusionne-sur-deux-lignes", {"F3": None, "F2": 1301.15, "H2": None, "I2": None, "H3": None, "I3": None,
                                              "D2": None, "D3": None, "H6": 148.86, "I6": 893.16}, touch=merged("F2:F3"))
    trap("poste-fusionne", {"A3": None, "A4": None}, touch=merged("A2:A4"))

    def on(sheet, change):
        return lambda workbook: change(workbook[sheet])
    def hide_row(sheet): sheet.row_dimensions[3].hidden = True
    def hide_column(sheet): sheet.column_dimensions["F"].hidden = True
    def hide_sheet(sheet): sheet.sheet_state = "hidden"
    def hide_deep(sheet): sheet.sheet_state = "veryHidden"
    def fold(sheet): sheet.row_dimensions.group(3, 4, outline_level=1, hidden=True)
    def filtered(sheet):
        sheet.auto_filter.ref = "A1:I5"
        sheet.auto_filter.add_filter_column(1, ["Conception", "Affiches", "Bilan"])
        sheet.row_dimensions[3].hidden = True
    trap("ligne-masquee", touch=on("Dépenses", hide_row))
    trap("ligne-filtree", touch=on("Dépenses", filtered))
    trap("lignes-repliees", touch=on("Dépenses", fold))
    trap("colonne-masquee", touch=on("Dépenses", hide_column))
    trap("feuille-masquee", touch=on("Ressources", hide_sheet))
    trap("feuille-tres-masquee", touch=on("Ressources", hide_deep))
    trap("ligne-de-total-masquee", touch=on("Dépenses", lambda sheet: setattr(sheet.row_dimensions[6], "hidden", True)))


if __name__ == "__main__":
    values("sain", parts(0.6, 0.2, 0.2, 1))
    amounts_as_text()
    other_values()
    only_in_workbooks()
    as_csv()
    saving.everywhere(HERE, SAVED, not_xls=NOT_XLS)
