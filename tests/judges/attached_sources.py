"""The main PDF of each pack gives back its sources, byte for byte, through poppler's pdfdetach.

Usage: attached_sources.py OUT/PROJECT PROJECT_FOLDER
"""

import pathlib
import subprocess
import sys
import tempfile

NAMES = ["budget.xlsx", "projet.toml", "description.md"]


def main(packs, project):
    failed = False
    for folder in sorted(pathlib.Path(packs).iterdir()):
        carried = None
        for pdf in sorted(folder.glob("*.pdf")):
            with tempfile.TemporaryDirectory() as place:
                subprocess.run(["pdfdetach", "-saveall", "-o", place, pdf], check=True, capture_output=True)
                if not any(pathlib.Path(place).iterdir()):
                    continue
                carried = pdf
                for name in NAMES:
                    same = (pathlib.Path(place) / name).read_bytes() == (pathlib.Path(project) / name).read_bytes()
                    failed |= not same
                    print(f"{pdf.name} › {name} : {'identique' if same else 'DIFFÉRENT'}")
                fund = (pathlib.Path(place) / "fund.toml").read_bytes()
                same = fund == (pathlib.Path("templates") / folder.name / "fund.toml").read_bytes()
                failed |= not same
                print(f"{pdf.name} › fund.toml : {'identique' if same else 'DIFFÉRENT'}")
        if carried is None:
            print(f"{folder} : aucun document ne porte ses sources")
            failed = True
    return 1 if failed else 0


sys.exit(main(sys.argv[1], sys.argv[2]))
