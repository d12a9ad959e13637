#!/usr/bin/env python3
"""The papers of a pack say the same: total cost, aid asked, days of the operation, applicant, title, and the files they name.

    python3 tests/judges/agreement.py PROJECT PACK…
    python3 tests/judges/agreement.py --contradict PROJECT PACK…

Reads the text of every PDF and .docx of a pack with pdftotext and a zip reader, and nothing of the program. With
`--contradict`, one amount, one day and one name of each pack are changed in memory, one at a time: each must be told, or the
judge itself is at fault.
"""

import collections
import pathlib
import re
import subprocess
import sys
import tomllib
import zipfile

from papers import papers

AMOUNT = r"(\d[\d ]*,\d\d) €"
DAY = r"(\d+(?:er)? [a-zéû]+ \d{4})"
SAYINGS = {
    "le coût total": [
        rf"[Cc]oût total est de {AMOUNT}",
        rf"coût total de {AMOUNT}",
        rf"[Cc]oût (?:total|du projet) {AMOUNT} \(",
    ],
    "l’aide demandée": [
        rf"subvention de {AMOUNT}",
        rf"[Mm]ontant de l’aide sollicitée {AMOUNT}",
        rf"[Ss]outien demandé {AMOUNT}",
        rf"[Aa]ide demandée {AMOUNT} \(",
        rf"présent dossier, d’un montant de {AMOUNT}",
        rf"[Aa]ide demandée {AMOUNT}, ",
    ],
    "les jours de l’opération": [
        rf"(?:opération|Début et fin|» ?,|déroule) (?:se déroule )?du {DAY} au {DAY}",
    ],
}


def plain(text):
    for space in "\u00a0\u202f\u2009\n\f\t":
        text = text.replace(space, " ")
    return re.sub(r" +", " ", text)


def text_of(path):
    if path.suffix == ".docx":
        xml = zipfile.ZipFile(path).read("word/document.xml").decode()
        return plain(re.sub(r"<[^>]+>", "", xml.replace("</w:p>", " ")))
    return plain(subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout)


def bare(text):
    """Without spaces nor hyphens: a line may break in the middle of a name."""
    return re.sub(r"[\s\u00ad-]", "", text)


def faults(texts, silent=()):
    """What the texts of one pack contradict, by file name; what is rightly said nowhere is silent."""
    found = []
    for what, patterns in SAYINGS.items():
        said = collections.defaultdict(set)
        for name, text in texts.items():
            for pattern in patterns:
                for match in re.finditer(pattern, text):
                    said[" – ".join(match.groups())].add(name)
        if len(said) > 1:
            usual = max(said, key=lambda value: len(said[value]))
            for value, names in said.items():
                if value != usual:
                    found.append(f"{what} : {value} dans {', '.join(sorted(names))}, {usual} ailleurs")
        if not said and what not in silent:
            found.append(f"{what} : aucun document ne le dit")
    return found


def asks_nothing(project, pack):
    """True for a pack to which no resource of the plan is asked: the call gives its help, and no money."""
    stated = tomllib.loads((pathlib.Path(project) / "projet.toml").read_text())
    asked = {one.get("fonds") for one in stated.get("cofinanceurs", [])}
    return pathlib.Path(pack).name not in asked


def of_pack(pack):
    # The control report speaks of other options, and of what a page does not hold; the archive copy says the same twice.
    own = ("archive", "rapport-de-controle")
    files = [file for file in papers([pack]) if not any(word in file.name for word in own)]
    files += sorted(pathlib.Path(pack).rglob("*.docx"))
    return {str(file.relative_to(pack)): text_of(file) for file in files}


def names(project, pack, texts):
    """The files that papers name are there; each names the operation and who applies."""
    found = []
    stated = tomllib.loads((pathlib.Path(project) / "projet.toml").read_text())
    title, applicant = stated["projet"]["intitule"], stated["demandeur"]["raison_sociale"]
    there = {bare(file.name) for file in pathlib.Path(pack).rglob("*.*")}
    for name, text in texts.items():
        for cited in re.findall(r"(?<![-\w])(?<!- )\d\d-[A-Za-z0-9 -]+?\.(?:pdf|xlsx)\b", text):
            if bare(cited) not in there:
                found.append(f"{name} cite {cited}, qui n’est pas dans le dossier")
        for what, who in (("l’opération", title), ("le demandeur", applicant)):
            if bare(plain(who)) not in bare(text):
                found.append(f"{name} ne nomme pas {what}")
    return found


def contradicted(texts):
    """The texts, each time with one saying of one document changed."""
    for what, patterns in SAYINGS.items():
        for name, text in texts.items():
            match = next((match for pattern in patterns for match in re.finditer(pattern, text)), None)
            if match:
                start, end = match.span(1)
                other = re.sub(r"\d", lambda digit: str((int(digit.group()) + 1) % 10), text[start:end], count=1)
                yield what, name, {**texts, name: text[:start] + other + text[end:]}


def main(arguments):
    contradict = "--contradict" in arguments
    failed = 0
    project, *packs = [argument for argument in arguments if not argument.startswith("--")]
    for pack in packs:
        texts = of_pack(pack)
        if contradict:
            missed = [f"{what}, {name}" for what, name, changed in contradicted(texts) if not faults(changed)]
            print(f"{pack} : {sum(1 for _ in contradicted(texts))} contradictions, {len(missed)} non vues")
            failed += len(missed)
            continue
        silent = ("l’aide demandée",) if asks_nothing(project, pack) else ()
        told = faults(texts, silent) + names(project, pack, texts)
        print(f"{pack} : {len(texts)} documents lus, {len(told)} désaccords")
        for line in told:
            print(f"  {line}")
        failed += len(told)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
