"""The papers of packs among files and folders: what the applicant joins is not ours to judge."""

import pathlib
import re


def papers(arguments):
    files = []
    for path in map(pathlib.Path, arguments):
        files += sorted(path.rglob("*.pdf")) if path.is_dir() else [path]
    return [file for file in files if not re.match(r"\d+-[A-Z]+-\d", file.name)]
