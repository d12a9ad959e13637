"""What a word processor opens says what the signed PDF says, word for word.

usage: editable_copies.py PACK_FOLDER…

Every `interne/*.docx` and `a-signer/*.docx` is opened by LibreOffice and written as text; the words must be those of the PDF
of the same name, in `depot/` or beside it, as the structure of the PDF gives them (what is printed around the page is no part of it). Exits with 1 when they differ,
or when there is no copy at all. Needs LibreOffice Writer and poppler.
"""

import difflib
import pathlib
import re
import subprocess
import sys
import tempfile

from printed_totals import structure


def words_of_pdf(file):
    def blocks(node):
        inline = "".join(child if isinstance(child, str) else blocks(child) for child in node.children)
        return inline if node.kind in ("Span", "Link", "Reference", "Object") else f" {inline} "
    return words(blocks(structure(file)))


def words_of_docx(file):
    with tempfile.TemporaryDirectory() as folder:
        profile = pathlib.Path(folder) / "profile"
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to",
             "txt:Text (encoded):UTF8", "--outdir", folder, str(file)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        return words((pathlib.Path(folder) / f"{file.stem}.txt").read_text("utf-8-sig"))


def words(text):
    # A box to tick is a drawing on the page, and a sign in a word processor.
    text = re.sub("[\u2610\u2611\u2612]", " ", text)
    return re.sub("[\u00ad\u200b]", "", re.sub("[\u00a0\u202f\u2009]", " ", text)).split()


def main(folders):
    copies = [copy for folder in map(pathlib.Path, folders) for copy in sorted(folder.glob("*/*.docx"))]
    failed = not copies
    for copy in copies:
        beside = copy.with_suffix(".pdf")
        signed = beside if beside.exists() else copy.parent.parent / "depot" / beside.name
        ours, theirs = words_of_docx(copy), words_of_pdf(signed)
        if ours != theirs:
            failed = True
            print(f"{copy} ne dit pas ce que dit {signed.name} :")
            print("\n".join(difflib.unified_diff(theirs, ours, "pdf", "docx", lineterm="", n=2)))
        else:
            print(f"{copy} : {len(ours)} mots, les mêmes que {signed.name}")
    if not copies:
        print("aucune copie modifiable")
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
