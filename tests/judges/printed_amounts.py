"""Every amount that pdftotext reads in a pack's financing plan is a figure of the manifest, and the totals are there.

Usage: printed_amounts.py PACK_FOLDER…
The plan is the PDF whose name holds « detail-du-plan-de-financement ». Nothing of the program is used: text from poppler,
figures from the manifest. What a page carries over to the next (« À reporter », « Report ») is no figure of the
manifest: it must be the sum of the lines printed above it.
"""

import pathlib
import re
import subprocess
import sys

from packs import Manifest

SPACES = "[\u00a0\u202f\u2009 ]"
AMOUNT = re.compile(rf"[−-]?\d{{1,3}}(?:{SPACES}\d{{3}})*,\d{{2}}{SPACES}€")
TOTALS = ["cout_total", "assiette_eligible", "autofinancement", "ressources.total", "aide.demandee"]


def cents(text):
    digits = re.sub(r"[^\d]", "", text)
    return (-1 if text[0] in "−-" else 1) * int(digits)


CARRIED = re.compile(rf"\b(À reporter|Report)\s+({AMOUNT.pattern})")
SUMS = ("Sous-total", "Total", "Coût total")


def carried_totals(text):
    """Amounts carried over, and a message for each that is not the sum of the lines above it."""
    carried, wrong = [], []
    start = text.find("Détail des dépenses")
    running = 0
    pages = text[start:].split("\f") if start >= 0 else []
    for number, page in enumerate(pages):
        for line in page.splitlines():
            found = CARRIED.search(line)
            amounts = AMOUNT.findall(line)
            if found:
                carried.append(cents(found.group(2)))
                if carried[-1] != running:
                    wrong.append(f"{found.group(0).strip()} : les lignes au-dessus font {running / 100:.2f}")
            elif amounts and not line.strip().startswith(SUMS):
                running += cents(amounts[-1])
        if any(line.strip().startswith("Coût total") for line in page.splitlines()):
            break
    return carried, wrong


def main(folders):
    failed = False
    for folder in map(pathlib.Path, folders):
        manifest = Manifest(folder)
        figures = {f["id"]: f["valeur"] for f in manifest.figures if f["unite"] == "euro" and f["valeur"] is not None}
        known = {round(float(value) * 100) for value in figures.values()}
        plans = sorted(folder.glob("depot/*detail-du-plan-de-financement*.pdf"))
        if not plans:
            print(f"{folder} : pas de détail du plan de financement")
            failed = True
        for plan in plans:
            text = subprocess.check_output(["pdftotext", "-layout", plan, "-"]).decode("utf-8")
            carried, wrong = carried_totals(text)
            for message in wrong:
                print(f"{plan} : {message}")
            text = CARRIED.sub("", text)
            printed = [cents(found) for found in AMOUNT.findall(text)]
            foreign = sorted({value for value in printed if value not in known})
            absent = [name for name in TOTALS if name in figures and round(float(figures[name]) * 100) not in printed]
            for value in foreign:
                print(f"{plan} : {value / 100:.2f} n’est pas un chiffre du manifeste")
            for name in absent:
                print(f"{plan} : {name} n’est pas imprimé")
            failed |= bool(foreign or absent or wrong) or len(printed) < 50 or len(carried) < 4
            print(
                f"{plan} : {len(printed)} montants lus, {len(foreign)} inconnus, {len(absent)} totaux absents ; "
                f"{len(carried)} reports, {len(wrong)} faux"
            )
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
