"""Makes the workbooks of tests/suite/reading_shapes.rs, one tiny file per shape. Exemples fictifs.

    pip install openpyxl pyxlsbwriter; python3 tests/workbooks/make_shapes.py

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
# One sheet, nothing merged and no format that matters: a csv says the same.
AS_TEXT = {"titres-de-rubrique", "poste-une-fois-par-bloc", "annees-en-colonnes", "plusieurs-tableaux",
           "lignes-et-colonnes-vides", "legende-en-milliers", "annees-de-toutes-facons"}
# Old .xls files do not tell the format of a cell.
NOT_XLS = {"taux-de-toutes-facons"}
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
    book("sous-total-d-une-rubrique", ("Dépenses", [
        ["Intitulé", "Année", "Montant HT"],
        ["Prestations externes"],
        ["Étude", 2024, 100],
        ["Communication"],
        ["Salon", 2025, 50],
        ["Sous-total Communication", None, 50],
        ["Total", None, 150],
    ]))
    book("sous-titre-dans-une-rubrique", ("Dépenses", [
        ["Intitulé", "Année", "Montant HT"],
        ["Prestations externes"],
        ["Étude", 2024, 100],
        ["Année 2025"],
        ["Ateliers", 2025, 50],
        ["Sous-total", None, 150],
    ]))
    book("intitule-seul-sans-montant", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "Montant HT"],
        ["Communication", "Salon", 2024, 100],
        [None, "Affiches"],
        [None, "Site", 2025, 50],
    ]))
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


def named():
    """Headers that only `[budget]` of projet.toml explains."""
    book("entetes-inconnus", ("Notice", [["Lisez-moi"]]), ("Chiffrage", [
        ["Chiffrage de l’opération"],
        [],
        ["Quoi", "Chez qui", "Combien", "Taxe", "Prévu en 2024", "Prévu en 2025"],
        ["Étude", "Bureau A", 100, 20, 60, 40],
        ["Salon", "Agence C", 50, 10, None, 50],
        ["Total", None, 150, 30, 60, 90],
    ]), ("Autres dépenses", [
        ["Intitulé", "Année", "Montant HT"],
        ["Brouillon", 2024, 1],
    ]))
    book("deux-montants", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "Montant HT", "Montant HT retenu"],
        ["Communication", "Salon", 2025, 50, 45],
    ]))
    book("groupe-annees-en-nombres-decales", ("Dépenses", [
        [None, None, None, 2024, None, 2025, None],
        [None, "Poste", "Intitulé", "HT", "TTC", "HT", "TTC"],
        [None, "Communication", "Salon", 100, 120, 200, 240],
    ]), merges=[(0, "D1:E1"), (0, "F1:G1")])
    book("deux-tableaux-larges", ("Dépenses", [
        ["Prestations externes"],
        ["Intitulé", 2024, 2025, "Total"],
        ["Étude", 100, 200, 300],
        ["Total", 100, 200, 300],
        [],
        ["Communication"],
        ["Intitulé", 2024, 2025, "Total"],
        ["Salon", 50, 60, 110],
        ["Total", 50, 60, 110],
    ]))
    book("colonne-annee-et-annees", ("Dépenses", [
        ["Poste", "Intitulé", "Année", "2024", "2025"],
        ["Communication", "Salon", 2024, 100, 200],
    ]))
    book("annee-masquee", ("Dépenses", [
        ["Poste", "Intitulé", "2024", "2025"],
        ["Communication", "Salon", 100, 200],
    ]))
    MADE["annee-masquee"].worksheets[0].column_dimensions["D"].hidden = True
    book("annees-avec-erreur", ("Dépenses", [
        ["Poste", "Intitulé", "2024", "2025", "Total"],
        ["Communication", "Salon", 100, "#REF!", 300],
        ["Communication", "Site", 100, datetime.date(2025, 5, 1), 300],
        ["Communication", "Sans résultat", 100, "=2*3", 300],
    ]), styles=[(0, "D3", "dd/mm/yyyy")])
    MADE["annees-avec-erreur"].worksheets[0]["D2"].data_type = "e"


def texts():
    """The same small budget as each csv that people have."""
    rows = [["Poste", "Intitulé", "Année", "Montant HT"], ["Communication", "Salon « été »", "2025", "1 234,50"],
            ["Communication", "Œuvre", "2025", "12,5"], ["Total", "", "", "1 247,00"]]
    semicolons = "\r\n".join(";".join(line) for line in rows) + "\r\n"
    commas = "\n".join(",".join(f'"{cell}"' for cell in line) for line in rows) + "\n"
    latin = semicolons.replace("Œuvre", "Affiche")
    yield "csv-point-virgule", semicolons.encode()
    yield "csv-virgule-et-guillemets", commas.encode()
    yield "csv-marque-utf-8", b"\xef\xbb\xbf" + semicolons.encode()
    yield "csv-windows-1252", semicolons.encode("cp1252")
    yield "csv-latin-1", latin.encode("latin-1")
    yield "csv-utf-16", semicolons.replace(";", "\t").encode("utf-16-le").join([b"\xff\xfe", b""])
    yield "csv-tabulations", semicolons.replace(";", "\t").encode()
    yield "csv-sep", ("sep=;\r\n" + semicolons).encode()
    yield "csv-fins-de-ligne-mac", semicolons.replace("\r\n", "\r").encode()
    yield "csv-retour-dans-une-cellule", semicolons.replace("Salon « été »", '"Salon\n""été""; Béthune"').encode()
    yield "csv-montant-ambigu", semicolons.replace("12,5", "1,234").encode()
    yield "csv-erreur-exportee", semicolons.replace("12,5", "#REF!").encode()
    yield "csv-unites", semicolons.replace("12,5", "12,5 k€").replace("1 234,50", "1 234,50 € HT").encode()
    yield "csv-ligne-trop-courte", semicolons.replace("Communication;Œuvre;2025;12,5", "Communication;Œuvre").encode()
    yield "csv-annees-en-colonnes", "\n".join([
        "Poste;Intitulé;2024;2025;Total", "Communication;Salon;100;200,5;300,5", "Total;;100;200,5;300,5"]).encode()
    yield "csv-taux", "\n".join([
        "Poste;Intitulé;Montant HT;Taux de TVA", "Communication;a;10;0,2", "Communication;b;10;20 %",
        "Communication;c;10;20", "Communication;d;10;120 %"]).encode()


# The same rows, as a program that writes binary workbooks writes them.
BINARY = {"titres-de-rubrique", "poste-une-fois-par-bloc", "annees-en-colonnes", "plusieurs-tableaux",
          "lignes-et-colonnes-vides", "legende-en-milliers", "une-feuille-par-poste"}


def binary():
    """LibreOffice does not write .xlsb; without `pip install pyxlsbwriter` those that exist are kept."""
    try:
        from pyxlsbwriter import XlsbWriter
    except ImportError:
        return
    for name in BINARY:
        with XlsbWriter(str(HERE / f"{name}.xlsb")) as out:
            for ws in MADE[name].worksheets:
                out.add_sheet(ws.title)
                out.write_sheet([[cell for cell in line] for line in ws.iter_rows(values_only=True)])


def save():
    HERE.mkdir(exist_ok=True)
    before = {path.name: path.read_bytes() for path in HERE.glob("*.xls")}
    for path in HERE.iterdir():
        if path.suffix not in (".txt", ".xlsb"):
            path.unlink()
    for name, wb in MADE.items():
        wb.save(HERE / f"{name}.xlsx")
    for name, content in texts():
        (HERE / f"{name}.csv").write_bytes(content)
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
                made = f"{name}.{extension.split(':')[0]}"
                shutil.copy(pathlib.Path(folder) / made, HERE / made)
        convert(EVERYWHERE, "ods")
        convert(EVERYWHERE - NOT_XLS, "xls")
        convert(RECOMPUTED, "xlsx")
        # Separator `;`, quotes, UTF-8, French numbers as the screen shows them.
        convert(AS_TEXT, "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true")
    # An .xls holds the hour of its making: one that differs in nothing else is kept.
    for path in HERE.glob("*.xls"):
        old, new = before.get(path.name, b""), path.read_bytes()
        if len(old) == len(new) and sum(a != b for a, b in zip(old, new)) <= 32:
            path.write_bytes(old)
    binary()
    # Dates of making would change the files at every run.
    for path in sorted(HERE.glob("*.xlsx")) + sorted(HERE.glob("*.xlsb")) + sorted(HERE.glob("*.ods")):
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
    named()
    save()
