"""Makes the workbooks of tests/reading_shapes.rs, one tiny file per shape. Exemples fictifs.

    pip install openpyxl; python3 tests/workbooks/make_shapes.py

Needs LibreOffice (`soffice`) for the .ods and .xls copies and for the cached results of formulas.
"""

import datetime
import pathlib
import shutil
import subprocess
import tempfile
import zipfile
import re

from openpyxl import Workbook

HERE = pathlib.Path(__file__).parent / "formes"
# Shapes that every format can express are tried in every format.
EVERYWHERE = set()
RECOMPUTED = set()
MADE = {}


def book(name, *sheets, merges=(), everywhere=False, recomputed=False, styles=()):
    """A workbook of `sheets`: (title, rows). `merges` and `styles` are (sheet index, ...)."""
    wb = Workbook()
    wb.remove(wb.active)
    for title, rows in sheets:
        ws = wb.create_sheet(title)
        for row, line in enumerate(rows, 1):
            for column, value in enumerate(line, 1):
                if value is not None:
                    ws.cell(row, column, value)
    for index, reference in merges:
        wb.worksheets[index].merge_cells(reference)
    for index, reference, style in styles:
        wb.worksheets[index][reference].number_format = style
    MADE[name] = wb
    if everywhere:
        EVERYWHERE.add(name)
    if recomputed:
        RECOMPUTED.add(name)


def sections():
    """The category stands in title rows, or once per block."""
    head = ["Intitulé", "Année", "Montant HT", "TVA", "Montant TTC"]
    book("titres-de-rubrique", ("Dépenses", [
        head,
        ["Prestations externes"],
        ["Étude", 2024, 100, 20, 120],
        ["Ateliers", 2025, 200, 40, 240],
        ["Sous-total", None, 300, 60, 360],
        ["Communication"],
        ["Salon", 2025, 50, 10, 60],
        ["Sous-total", None, 50, 10, 60],
        ["TOTAL", None, 350, 70, 420],
    ]), everywhere=True)
    book("titres-numerotes", ("Dépenses", [
        head,
        ["A. Prestations externes :"],
        ["Étude", 2024, 100, 20, 120],
        ["B) Communication"],
        ["Salon", 2025, 50, 10, 60],
        ["IV - Déplacements"],
        ["Train", 2025, 10, 1, 11],
    ]))
    book("titres-fusionnes", ("Dépenses", [
        head,
        ["Prestations externes"],
        ["Étude", 2024, 100, 20, 120],
        ["Communication"],
        ["Salon", 2025, 50, 10, 60],
    ]), merges=[(0, "A2:E2"), (0, "A4:E4")], everywhere=True)
    book("titre-sans-ligne", ("Dépenses", [
        head,
        ["Prestations externes"],
        ["Communication"],
        ["Salon", 2025, 50, 10, 60],
        ["Investissement"],
    ]))
    book("poste-une-fois-par-bloc", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "Montant HT"],
        ["Prestations externes", "Étude", 2024, 100],
        [None, "Ateliers", 2025, 200],
        ["Communication", "Salon", 2025, 50],
        [None, "Affiches", 2025, 25],
        [None, "Site", 2026, 30],
        ["Total", None, None, 405],
    ]), everywhere=True)
    book("poste-oublie-une-fois", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "Montant HT"],
        ["Prestations externes", "Étude", 2024, 100],
        ["Prestations externes", "Ateliers", 2025, 200],
        [None, "Salon", 2025, 50],
        ["Communication", "Site", 2026, 30],
    ]))
    book("poste-apres-sous-total", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "Montant HT"],
        ["Prestations externes", "Étude", 2024, 100],
        [None, "Ateliers", 2025, 200],
        ["Sous-total", None, None, 300],
        [None, "Salon", 2025, 50],
        ["Total", None, None, 350],
    ]))
    book("poste-titre-au-dessus", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "Montant HT"],
        ["Prestations externes"],
        [None, "Étude", 2024, 100],
        [None, "Ateliers", 2025, 200],
        ["Communication"],
        [None, "Salon", 2025, 50],
    ]))
    book("total-au-dessus-des-lignes", ("Dépenses", [
        ["Intitulé", "Année", "Montant HT"],
        ["TOTAL", None, "=SUM(C4:C5,C7:C7)"],
        ["Prestations externes", None, "=SUM(C4:C5)"],
        ["Étude", 2024, 100],
        ["Ateliers", 2025, 200],
        ["Communication", None, "=SUM(C7:C7)"],
        ["Salon", 2025, 50],
    ]), recomputed=True)
    book("rubrique-par-annee", ("Dépenses", [
        ["Poste", "Intitulé", "Montant HT"],
        ["Année 2024"],
        ["Communication", "Salon", 100],
        ["Année 2025"],
        ["Communication", "Site", 50],
    ]))
    book("rubrique-par-partenaire", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "Montant HT"],
        ["Partenaire : CCI Artois"],
        ["Communication", "Salon", 2024, 100],
        ["Partenaire : UPHF"],
        ["Communication", "Site", 2024, 50],
    ]))


def wide():
    """One column per year."""
    book("annees-en-colonnes", ("Dépenses", [
        ["Poste", "Intitulé", 2024, 2025, 2026, "Total"],
        ["Prestations externes", "Étude", 100, 200, None, 300],
        ["Communication", "Salon", None, 50, 25.5, 75.5],
        ["TOTAL", None, 100, 250, 25.5, 375.5],
    ]), everywhere=True)
    book("annees-en-texte", ("Dépenses", [
        ["Poste", "Intitulé", "Montant HT 2024", "Montant HT 2025", "Total HT"],
        ["Prestations externes", "Étude", 100, 200, 300],
    ]))
    book("annees-en-dates", ("Dépenses", [
        ["Poste", "Intitulé", datetime.date(2024, 1, 1), datetime.date(2025, 1, 1), "Total HT"],
        ["Prestations externes", "Étude", 100, 200, 300],
    ]), styles=[(0, "C1", "yyyy"), (0, "D1", "yyyy")], everywhere=True)
    book("annees-ht-tva-ttc", ("Dépenses", [
        ["Poste", "Intitulé", 2024, None, None, 2025, None, None, "Total", None, None],
        [None, None, "HT", "TVA", "TTC", "HT", "TVA", "TTC", "HT", "TVA", "TTC"],
        ["Prestations externes", "Étude", 100, 20, 120, 200, 40, 240, 300, 60, 360],
        ["Communication", "Salon", 50, 10, 60, None, None, None, 50, 10, 60],
        ["Total", None, 150, 30, 180, 200, 40, 240, 350, 70, 420],
    ]), merges=[(0, r) for r in ("A1:A2", "B1:B2", "C1:E1", "F1:H1", "I1:K1")], everywhere=True)
    book("annees-ht-ttc-sans-fusion", ("Dépenses", [
        ["Poste", "Intitulé", "2024", None, "2025", None],
        [None, None, "HT", "TTC", "HT", "TTC"],
        ["Prestations externes", "Étude", 100, 120, 200, 240],
    ]))
    book("ht-puis-annees", ("Dépenses", [
        ["Poste", "Intitulé", "Montant HT", None, None, "Montant TTC", None, None],
        [None, None, 2024, 2025, "Total", 2024, 2025, "Total"],
        ["Prestations externes", "Étude", 100, 200, 300, 120, 240, 360],
    ]), merges=[(0, r) for r in ("A1:A2", "B1:B2", "C1:E1", "F1:H1")])
    book("total-different-des-annees", ("Dépenses", [
        ["Poste", "Intitulé", "2024", "2025", "Total"],
        ["Prestations externes", "Étude", 100, 200, 310],
        ["Communication", "Salon", 50, 25, 75],
    ]))
    book("total-sans-annees", ("Dépenses", [
        ["Poste", "Intitulé", "2024", "2025", "Total"],
        ["Prestations externes", "Étude", 100, 200, 300],
        ["Communication", "Salon", None, None, 75],
        ["Communication", "Vide", None, None, None],
    ]))
    book("annees-et-zeros", ("Dépenses", [
        ["Poste", "Intitulé", "2024", "2025", "Total"],
        ["Prestations externes", "Zéro écrit", 0, 200, 200],
        ["Communication", "Tiret", "-", 25, 25],
        ["Communication", "Illisible", "à chiffrer", 25, 25],
    ]))
    book("annees-quantite-et-taux", ("Dépenses", [
        ["Poste", "Intitulé", "Quantité", "Prix unitaire", "Taux de TVA", "2024 HT", "2025 HT", "Total HT"],
        ["Prestations externes", "Deux ans", 3, 100, 0.2, 100, 200, 300],
        ["Prestations externes", "Un an", 2, 50, 0.2, 100, None, 100],
    ]))
    book("annees-en-milliers", ("Dépenses", [
        ["Poste", "Intitulé", "2024 (k€)", "2025 (k€)", "Total (k€)"],
        ["Prestations externes", "Étude", 1.5, 2.25, 3.75],
    ]))
    book("annees-et-rubriques", ("Dépenses", [
        ["Intitulé", "2024", "2025", "Total"],
        ["Prestations externes"],
        ["Étude", 100, 200, 300],
        ["Communication"],
        ["Salon", 50, None, 50],
        ["Total", 150, 200, 350],
    ]))
    book("annees-repetees", ("Dépenses", [
        ["Poste", "Intitulé", 2024, 2025],
        ["Prestations externes", "Étude", 100, 200],
        ["Poste", "Intitulé", 2024, 2025],
        ["Communication", "Salon", 50, 60],
    ]))
    book("annees-du-personnel", ("Personnel", [
        ["Nom ou fonction", "Coût annuel chargé", "Heures annuelles", "Heures 2024", "Heures 2025", "Heures affectées"],
        ["Cheffe de projet", 51600, 1720, 100, 200, 300],
        ["Chargé de mission", 41280, 1720, None, 50, 60],
    ]))
    book("annees-des-ressources", ("Ressources", [
        ["Financeur", "2024", "2025", "Montant"],
        ["Région", 100, 200, 300],
        ["Ville", 50, None, 60],
    ]))
    book("une-seule-annee-en-colonne", ("Dépenses", [
        ["Poste", "Intitulé", "Montant HT 2024"],
        ["Prestations externes", "Étude", 100],
    ]))
    book("titre-date-au-dessus", ("Dépenses", [
        ["Budget prévisionnel 2024"],
        ["Poste", "Intitulé", "Montant HT", "TVA", "Montant TTC"],
        ["Prestations externes", "Étude", 100, 20, 120],
    ]), merges=[(0, "A1:E1")])
    book("groupes-en-milliers", ("Dépenses", [
        ["Poste", "Intitulé", "Montants (k€)", None, None],
        [None, None, "HT", "TVA", "TTC"],
        ["Prestations externes", "Étude", 1.5, 0.3, 1.8],
    ]), merges=[(0, r) for r in ("A1:A2", "B1:B2", "C1:E1")])


def sheets():
    """One sheet per category, partner or year; several tables; notes; blanks."""
    head = ["Intitulé", "Année", "Montant HT"]
    book("une-feuille-par-poste",
         ("Prestations externes", [head, ["Étude", 2024, 100], ["Total", None, 100]]),
         ("Communication", [head, ["Salon", 2025, 50], ["Total", None, 50]]), everywhere=True)
    book("une-feuille-par-partenaire",
         ("CCI Artois", [["Poste"] + head, ["Communication", "Salon", 2025, 50]]),
         ("UPHF", [["Poste"] + head, ["Communication", "Site", 2025, 70]]))
    book("une-feuille-par-annee",
         ("2024", [["Poste", "Intitulé", "Montant HT"], ["Communication", "Salon", 50]]),
         ("Budget 2025", [["Poste", "Intitulé", "Montant HT"], ["Communication", "Site", 70]]))
    book("plusieurs-tableaux", ("Budget", [
        ["Prestations externes"],
        head, ["Étude", 2024, 100], ["Ateliers", 2024, 40], ["Total", None, 140],
        [],
        ["Communication"],
        head, ["Salon", 2025, 50], ["Total", None, 50],
    ]), everywhere=True)
    book("plusieurs-tableaux-serres", ("Budget", [
        ["Prestations externes"],
        head, ["Étude", 2024, 100],
        ["Communication"],
        head, ["Salon", 2025, 50],
    ]))
    book("notes-sous-le-tableau", ("Dépenses", [
        ["Poste"] + head,
        ["Communication", "Salon", 2025, 50],
        ["Total", None, None, 50],
        ["Montants estimés sur devis de mars 2024."],
        [],
        ["Fait à Béthune", "le 12 mars 2024"],
        ["Écart avec la délibération", None, None, 0],
    ]))
    book("note-sans-total", ("Dépenses", [
        ["Poste"] + head,
        ["Communication", "Salon", 2025, 50],
        ["Montants estimés sur devis de mars 2024."],
    ]))
    book("nombre-sans-intitule", ("Dépenses", [
        ["Poste"] + head,
        ["Communication", "Salon", 2025, 50],
        ["Total", None, None, 50],
        [None, None, None, 12.5],
    ]))
    book("lignes-et-colonnes-vides", ("Dépenses", [
        [],
        [None, "Poste", None, "Intitulé", "Année", None, "Montant HT"],
        [],
        [None, "Communication", None, "Salon", 2025, None, 50],
        [],
        [],
        [None, "Communication", None, "Site", 2025, None, 70],
        [],
        [None, "Total", None, None, None, None, 120],
    ]), everywhere=True)


def units():
    """k€, rates, dates."""
    head = ["Poste", "Intitulé", "Année", "Montant HT"]
    book("legende-en-milliers", ("Dépenses", [
        ["(montants en k€)"],
        head,
        ["Communication", "Salon", 2025, 1.5],
        ["Total", None, None, 1.5],
    ]), everywhere=True)
    book("cellule-en-milliers", ("Dépenses", [
        head,
        ["Communication", "Salon", 2025, "1,5 k€"],
        ["Communication", "Site", 2025, 250],
    ]))
    book("taux-de-toutes-facons", ("Dépenses", [
        head + ["Taux de TVA"],
        ["Communication", "fraction", 2025, 10, 0.055],
        ["Communication", "nombre", 2025, 10, 20],
        ["Communication", "texte", 2025, 10, "5,5 %"],
        ["Communication", "format", 2025, 10, 0.2],
        ["Communication", "format au-delà de 100 %", 2025, 10, 1.2],
        ["Communication", "format pour cent", 2025, 10, 20],
        ["Communication", "zéro", 2025, 10, 0],
    ]), styles=[(0, "E5", "0%"), (0, "E6", "0.0%"), (0, "E7", "0%")], everywhere=True)
    book("annees-de-toutes-facons", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "Montant HT"],
        ["Communication", "nombre", 2025, 10],
        ["Communication", "date", datetime.date(2025, 3, 1), 10],
        ["Communication", "texte", "2025", 10],
        ["Communication", "date en texte", "01/03/2025", 10],
        ["Communication", "mots", "Exercice 2025", 10],
        ["Communication", "deux années", "2025-2026", 10],
    ]), styles=[(0, "C3", "dd/mm/yyyy")], everywhere=True)


def save():
    if HERE.exists():
        shutil.rmtree(HERE)
    HERE.mkdir()
    for name, wb in MADE.items():
        wb.save(HERE / f"{name}.xlsx")
    with tempfile.TemporaryDirectory() as folder:
        def convert(names, extension):
            if not names:
                return
            subprocess.run(
                ["soffice", "--headless", "--convert-to", extension, "--outdir", folder]
                + [str(HERE / f"{name}.xlsx") for name in sorted(names)],
                check=True, capture_output=True, timeout=300,
            )
            for name in names:
                made = f"{name}.{extension}"
                shutil.copy(pathlib.Path(folder) / made, HERE / made)
        convert(EVERYWHERE, "ods")
        convert(EVERYWHERE, "xls")
        convert(RECOMPUTED, "xlsx")
    # Dates of making would change the files at every run.
    for path in sorted(HERE.glob("*.xlsx")) + sorted(HERE.glob("*.ods")):
        with zipfile.ZipFile(path) as old:
            parts = [(item.filename, item.compress_type, old.read(item)) for item in old.infolist()]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name, kind, content in parts:
                if name in ("docProps/core.xml", "meta.xml"):
                    content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", b"2024-01-01T00:00:00", content)
                if name.startswith("Thumbnails/") or name == "settings.xml" and path.suffix == ".ods":
                    continue
                if name == "META-INF/manifest.xml":
                    content = re.sub(rb'\s*<manifest:file-entry manifest:full-path="(Thumbnails/[^"]*|settings.xml)"[^>]*/>', b"", content)
                new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, kind)


if __name__ == "__main__":
    sections()
    wide()
    sheets()
    units()
    save()
