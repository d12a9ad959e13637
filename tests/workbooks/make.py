"""Makes the small workbooks that tests/reading_*.rs read. Exemples fictifs.

    pip install openpyxl; python3 tests/workbooks/make.py

Needs LibreOffice (`soffice`) for the .ods and .xls copies and for the cached results of formulas.
"""

import datetime
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

HERE = pathlib.Path(__file__).parent
NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"


def convert(path, extension, target):
    """LibreOffice recomputes every formula and writes the result with it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", extension, "--outdir", folder, str(path)],
            check=True, capture_output=True, timeout=180,
        )
        made = pathlib.Path(folder) / (path.stem + "." + extension.split(":")[0])
        shutil.copy(made, target)


def expenses(ws, top=1):
    headers = ["N°", "Poste de dépenses", "Intitulé", "Prestataire", "Partenaire", "Année", "Quantité", "Prix unitaire HT (€)",
               "Montant HT (€)", "Taux de TVA", "TVA (€)", "Montant TTC (€)", "Pièce justificative"]
    for column, header in enumerate(headers, 1):
        ws.cell(top, column, header)
    lines = [
        (1, "Prestations externes", "Étude de filière", "Bureau A", "CABBALR", 2024, 1, 12000, 0.2, "devis-01.pdf"),
        (2, "Prestations externes", "Animation d’ateliers", "Bureau B", "CABBALR", 2024, 10, 850.5, 0.2, "devis-02.pdf"),
        ("Sous-total prestations",),
        (3, "Communication", "Stand sur un salon", "Agence C", "CCI Artois", 2025, 2, 4321.15, 0.2, "devis-03.pdf"),
        (4, "Communication", "Impression", "Imprimeur D", "CCI Artois", 2025, 1, 999.99, 0.055, "devis-04.pdf"),
        ("Sous-total communication",),
        ("TOTAL",),
    ]
    row, block, amounts = top + 1, top + 1, []
    for line in lines:
        if len(line) == 1:
            ws.cell(row, 3, line[0])
            for column in (9, 11, 12):
                letter = get_column_letter(column)
                if line[0] == "TOTAL":
                    formula = "+".join(f"{letter}{one}" for one in amounts)
                    ws.cell(row, column, "=" + formula)
                else:
                    ws.cell(row, column, f"=SUM({letter}{block}:{letter}{row - 1})")
            if line[0] != "TOTAL":
                amounts.append(row)
            block = row + 1
        else:
            number, category, label, supplier, partner, year, quantity, price, rate, document = line
            for column, value in enumerate((number, category, label, supplier, partner, year, quantity, price), 1):
                ws.cell(row, column, value)
            ws.cell(row, 9, f"=G{row}*H{row}")
            ws.cell(row, 10, rate).number_format = "0.0%"
            ws.cell(row, 11, f"=ROUND(I{row}*J{row},2)")
            ws.cell(row, 12, f"=I{row}+K{row}")
            ws.cell(row, 13, document)
        row += 1
    return row


def staff(ws):
    ws["A1"] = "Dépenses de personnel — exemple fictif"
    ws.merge_cells("A1:J1")
    for column, header in enumerate(["Réf.", "Nom ou fonction", "Mission", "Partenaire", "Année", "Coût annuel chargé (€)",
                                     "Heures annuelles", "Heures affectées", "Coût éligible (€)", "Pièce justificative"], 1):
        ws.cell(3, column, header)
    for row, line in enumerate([
        ("P1", "Cheffe de projet", "Coordination", "CABBALR", 2024, 52000, 1720, 860, None, "fiche-poste-01.pdf"),
        ("P2", "Chargé de mission", "Animation", "CABBALR", 2024, 41280.5, 1720, 1000, None, "fiche-poste-02.pdf"),
    ], 4):
        for column, value in enumerate(line, 1):
            ws.cell(row, column, value)
        ws.cell(row, 9, f"=ROUND(F{row}/G{row}*H{row},2)")
    ws["B6"], ws["H6"], ws["I6"] = "Total", "=SUM(H4:H5)", "=SUM(I4:I5)"


def resources(ws):
    for column, header in enumerate(["Co-financeur", "Nature", "Statut", "Montant (€)", "%", "Date", "Pièce justificative"], 1):
        ws.cell(2, column, header)
    for row, line in enumerate([
        ("FEDER", "Union européenne", "Sollicité", 45000, 0.6, None, None),
        ("Région Hauts-de-France", "Région", "Acquis", 15000, 0.2, datetime.date(2024, 3, 1), "lettre-region.pdf"),
        ("CABBALR", "Autofinancement", "Acquis", 15000, 0.2, datetime.date(2023, 9, 26), "deliberation.pdf"),
    ], 3):
        for column, value in enumerate(line, 1):
            ws.cell(row, column, value)
        ws.cell(row, 5).number_format = "0.00%"
        ws.cell(row, 6).number_format = "dd/mm/yyyy"
    ws["A6"], ws["D6"] = "Total des ressources", "=SUM(D3:D5)"


def indicators(ws):
    for row, line in enumerate([
        ("Code", "Intitulé", "Unité", "Valeur de référence", "Valeur cible", "Source des données"),
        ("RCO04", "Entreprises bénéficiant d’un soutien non financier", "entreprises", 0, 40, "Feuilles d’émargement"),
        ("RCR01", "Emplois créés", "ETP annuels", 0, 2.5, "Enquête annuelle"),
    ], 1):
        for column, value in enumerate(line, 1):
            ws.cell(row, column, value)


def plain_budget():
    wb = Workbook()
    expenses(wb.active, top=4)
    wb.active.title = "Dépenses"
    wb.active["A1"] = "Plan de financement — exemple fictif"
    wb.active["A3"], wb.active["I3"] = "Identification", "Montants"
    wb.active.merge_cells("A3:H3")
    wb.active.merge_cells("I3:L3")
    staff(wb.create_sheet("Personnel"))
    resources(wb.create_sheet("Ressources"))
    indicators(wb.create_sheet("Indicateurs"))
    notes = wb.create_sheet("Notes")
    notes["A1"] = "Montants inventés pour l’exemple"
    notes["A2"], notes["B2"] = "Contact", 321010203
    raw = HERE / "raw.xlsx"
    wb.save(raw)
    for extension, target in [("xlsx", "simple.xlsx"), ("ods", "simple.ods"), ("xls", "simple.xls")]:
        convert(raw, extension, HERE / target)
    raw.unlink()


def small(rows, title="Dépenses"):
    wb = Workbook()
    ws = wb.active
    ws.title = title
    for row, line in enumerate(rows, 1):
        for column, value in enumerate(line, 1):
            if value is not None:
                ws.cell(row, column, value)
    return wb, ws


HEAD = ["Poste", "Intitulé", "Année", "Montant HT", "Taux de TVA", "TVA", "Montant TTC"]


def written_amounts():
    """Amounts stored as text in every written form, in the column Montant HT."""
    texts = ["1 234,56", f"1{NBSP}234,56", f"1{NNBSP}234,56 €", "1.234,56", "1234.56", "1 234,56 EUR", "1,23456 k€", "0,00123456 M€",
             "1 234,56 € HT", "(1 234,56)", "1 234,56-", f"{MINUS}1 234,56", "1,234", "1.234", "à chiffrer", "-", "1 234,56 TTC"]
    wb, _ = small([HEAD] + [["Prestations", f"Ligne {n}", 2024, text] for n, text in enumerate(texts, 1)])
    wb.save(HERE / "montants-ecrits.xlsx")


def traps():
    """One trap a row; the expected issues stand in reading_traps.rs."""
    wb, ws = small([
        HEAD,
        ["Prestations", "Formule sans résultat", 2024, "=2*3"],
        ["Prestations", "Erreur", 2024, "#REF!"],
        ["Prestations", "Trois décimales", 2024, 12.345],
        ["Prestations", "Bruit de calcul", 2024, 1234.5600000000002],
        ["Prestations", "Date dans un montant", 2024, datetime.date(2024, 5, 1)],
        ["Prestations", "Ligne masquée", 2024, 100],
        ["Prestations", "Montant négatif", 2024, -50],
        ["Prestations", "Année illisible", "2024-2025", 10],
        ["Prestations", "Taux illisible", 2024, 10, "exonéré"],
        ["Prestations", "Sans montant", 2024],
        [None, None, 2024, 77],
        ["Prestations", "Sans souci", 2024, 5],
        ["A. Titre de rubrique"],
        [],
        ["Prestations", "Booléen", 2024, True],
        ["Total", None, None, 1000],
        ["Prestations", "Sous le total", 2024, 33],
        ["Fait à Béthune", "le", None, None],
        [], [],
        ["Loin", "Trop bas", 2024, 44],
    ])
    ws["D3"].data_type = "e"
    ws["D6"].number_format = "dd/mm/yyyy"
    ws.row_dimensions[7].hidden = True
    ws.column_dimensions["G"].hidden = True
    ws["G8"] = -60
    wb.save(HERE / "pieges.xlsx")


def merged():
    wb, ws = small([
        ["Poste", "Intitulé", "Année", "Montant", None, None],
        [None, None, None, "HT", "TVA", "TTC"],
        ["Prestations", "Étude", 2024, 100, 20, 120],
        [None, "Ateliers", 2024, 200, 40, 240],
        ["Communication", "Salon", 2025, 300, 60, 360],
        [None, "Affiches", 2025, None, None, None],
        ["Total", None, None, 600, 120, 720],
    ])
    for reference in ["A1:A2", "B1:B2", "C1:C2", "D1:F1", "A3:A4", "A5:A6", "D5:D6", "E5:E6", "F5:F6"]:
        ws.merge_cells(reference)
    wb.save(HERE / "fusions.xlsx")


def layouts():
    """Side by side, k€, hidden sheet, summary sheet, totals of sections, template rows at zero, repeated headers."""
    wb, _ = small([
        ["PLAN DE FINANCEMENT"],
        ["Dépenses", "Montant HT", None, "Financeur", "Montant"],
        ["Étude", 100, None, "FEDER", 60],
        ["Salon", 50, None, "Autofinancement", 90],
        ["TOTAL", 150, None, "TOTAL", 150],
    ], "Plan")
    wb.save(HERE / "cote-a-cote.xlsx")

    wb, _ = small([["Poste", "Intitulé", "Montant (k€)"], ["Prestations", "Étude", 12.5], ["Total", None, 12.5]])
    hidden = wb.create_sheet("Ressources")
    for row, line in enumerate([["Financeur", "Montant"], ["Région", 12500]], 1):
        for column, value in enumerate(line, 1):
            hidden.cell(row, column, value)
    hidden.sheet_state = "hidden"
    summary = wb.create_sheet("Synthèse", 0)
    for row, line in enumerate([["Poste de dépenses", "Montant HT"], ["Prestations", 12500], ["Total", 12500]], 1):
        for column, value in enumerate(line, 1):
            summary.cell(row, column, value)
    wb.save(HERE / "dispositions.xlsx")

    wb, _ = small([
        HEAD,
        ["A", "a1", 2024, 1], ["A", "a2", 2024, 2], ["Total", None, None, 3], [],
        HEAD,
        ["B", "b1", 2024, 4], ["Total", None, None, 4],
        ["Total général", None, None, 7],
    ])
    wb.save(HERE / "rubriques.xlsx")

    wb, ws = small([["Poste", "Intitulé", "Quantité", "Prix unitaire", "Montant HT"], ["A", "a1", 2, 3, "=C2*D2"]])
    for row in range(3, 20):
        ws.cell(row, 5, f"=C{row}*D{row}")
    ws["B20"], ws["E20"] = "Total", "=SUM(E2:E19)"
    raw = HERE / "raw.xlsx"
    wb.save(raw)
    convert(raw, "xlsx", HERE / "modele-vide.xlsx")
    raw.unlink()


def epochs():
    wb, ws = small([["Financeur", "Montant", "Date"], ["Région", 10, datetime.date(2024, 3, 1)],
                    ["État", 20, "1er mars 2024"], ["Ville", 30, "mars 2024"]], "Ressources")
    ws["C2"].number_format = "dd/mm/yyyy"
    wb.epoch = __import__("openpyxl.utils.datetime", fromlist=["CALENDAR_MAC_1904"]).CALENDAR_MAC_1904
    wb.save(HERE / "dates-1904.xlsx")


if __name__ == "__main__":
    plain_budget()
    written_amounts()
    traps()
    merged()
    layouts()
    epochs()
    # The date of making, which openpyxl always writes, would change the files at every run.
    for path in sorted(HERE.glob("*.xlsx")):
        with zipfile.ZipFile(path) as old:
            parts = [(name, old.read(name)) for name in old.namelist()]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name, content in parts:
                if name == "docProps/core.xml":
                    content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"2024-01-01T00:00:00", content)
                new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
