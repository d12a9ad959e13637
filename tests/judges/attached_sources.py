"""The archive copy of each pack's main PDF, and it alone, carries its sources: given back byte for byte by poppler's pdfdetach, with
the names, media types, relationships and dates that qpdf reads.

Usage: attached_sources.py OUT/PROJECT PROJECT_FOLDER
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from packs import Manifest

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Name: media type, relationship to the document.
EXPECTED = {
    "budget.xlsx": (SHEET, "/Source"),
    "projet.toml": ("application/toml", "/Source"),
    "description.md": ("text/markdown", "/Source"),
    "fund.toml": ("application/toml", "/Source"),
    "regles.zip": ("application/zip", "/Source"),
    "chiffres.json": ("application/json", "/Data"),
    "pieces.json": ("application/json", "/Data"),
    "dossier.json": ("application/json", "/Data"),
}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def detached(pdf):
    """Contents by name, as pdfdetach writes them."""
    with tempfile.TemporaryDirectory() as place:
        run("pdfdetach", "-saveall", "-o", place, str(pdf))
        return {path.name: path.read_bytes() for path in pathlib.Path(place).iterdir()}


def described(pdf):
    """What qpdf reads of each attachment: media type, relationship, date, place among the associated files."""
    attachments = json.loads(run("qpdf", "--json", "--json-key=attachments", str(pdf)))["attachments"]
    dates = iter(re.findall(r"modification date: (.*)", run("qpdf", "--list-attachments", "--verbose", str(pdf))))
    catalog = run("qpdf", "--show-object=" + re.search(r"/Root (\d+)", run("qpdf", "--show-object=trailer", str(pdf)))[1], str(pdf))
    associated = re.search(r"/AF \[([^\]]*)\]", catalog)
    associated = re.findall(r"\d+ 0 R", associated[1]) if associated else []
    found = {}
    for attachment in attachments.values():
        number = attachment["filespec"]
        specification = run("qpdf", "--show-object=" + number.split()[0], str(pdf))
        relationship = re.search(r"/AFRelationship (/\w+)", specification)
        streams = attachment["streams"].values()
        found[attachment["preferredname"]] = {
            "types": {stream["mimetype"] for stream in streams},
            "dates": {next(dates) for _ in streams},
            "relationship": relationship and relationship[1],
            "associated": number in associated,
            "described": bool(attachment["description"]),
        }
    return found, len(associated)


def faults(pdf, folder, project, manifest):
    contents, (seen, associated) = detached(pdf), described(pdf)
    expected = {name: (project / name).read_bytes() for name in ("budget.xlsx", "projet.toml", "description.md")}
    expected["fund.toml"] = (pathlib.Path("templates") / folder.name / "fund.toml").read_bytes()
    if sorted(contents) != sorted(EXPECTED) or sorted(seen) != sorted(EXPECTED):
        yield f"pièces {sorted(contents)}, {sorted(seen)}"
        return
    if associated != len(EXPECTED):
        yield f"{associated} fichiers associés"
    date = "D:" + manifest.asked["date_effet"].replace("-", "") + "000000Z"
    for name, (kind, relationship) in EXPECTED.items():
        said = {"types": {kind}, "dates": {date}, "relationship": relationship, "associated": True, "described": True}
        if seen[name] != said:
            yield f"{name} : {seen[name]}, attendu {said}"
        if name in expected and contents[name] != expected[name]:
            yield f"{name} : octets différents de la source"
    if json.loads(contents["chiffres.json"]) != manifest.figures:
        yield "chiffres.json n’a pas les chiffres du manifeste"


def main(packs, project):
    failed = False
    for folder in sorted(pathlib.Path(packs).iterdir()):
        manifest = Manifest(folder)
        # What is filed carries nothing that its reader does not see.
        carriers = [pdf for pdf in sorted(folder.glob("*/*.pdf")) if detached(pdf)]
        if len(carriers) != 1 or carriers[0].parent.name != "interne":
            print(f"{folder.name} : {len(carriers)} documents portent des pièces, au lieu d’un")
            failed = True
        for pdf in carriers:
            found = list(faults(pdf, folder, pathlib.Path(project), manifest))
            failed |= bool(found)
            for fault in found:
                print(f"{folder.name}/{pdf.name} › {fault}")
            if not found:
                print(f"{folder.name}/{pdf.name} : {len(EXPECTED)} pièces identiques à leurs sources, types, relations et dates justes")
    return 1 if failed else 0


sys.exit(main(sys.argv[1], sys.argv[2]))
