"""Pages are full, and headings stand above what they announce.

usage: full_pages.py FILE_OR_FOLDER…

No page but the last of a part is more than a quarter empty at its foot: a part ends where the next page begins with the
title of another. No last page holds a line or two. No page ends with a heading, nor with a heading and the small note under it. Nothing of the program is
used: poppler draws the pages and gives the place of each line.

Exits with 1 when a page is not as it should be.
"""

import re
import subprocess
import sys

from papers import papers

DPI = 36
QUARTER = 0.25
# Heights of lines, in points: titles of parts, any heading, small print.
PART, HEADING, SMALL = 15.0, 12.6, 10.4
# Most lines of a note.
NOTE = 2
# Fewest lines of a last page.
LEAST_LINES = 4
HEADER, FOOTER = 62.0, 57.0


def drawn(path):
    """Of each page, the lowest line that holds ink above the footer, as a share of the text area."""
    raw = subprocess.check_output(["pdftoppm", "-gray", "-r", str(DPI), str(path)])
    at = 0
    while at < len(raw):
        fields = re.match(rb"P5\s+(\d+)\s+(\d+)\s+(\d+)\s", raw[at:])
        width, height = int(fields.group(1)), int(fields.group(2))
        start = at + fields.end()
        top, bottom = round(HEADER * DPI / 72), height - round(FOOTER * DPI / 72)
        inked = [row for row in range(top, bottom) if min(raw[start + row * width : start + (row + 1) * width]) < 215]
        yield (max(inked, default=top) - top) / (bottom - top)
        at = start + width * height


def lines(path):
    """Of each page, its lines of text: top, height, words."""
    out = subprocess.check_output(["pdftotext", "-bbox-layout", str(path), "-"]).decode("utf-8", "replace")
    pages, height = [], 0.0
    for line in out.splitlines():
        if page := re.search(r'<page width="[\d.]+" height="([\d.]+)"', line):
            pages.append([])
            height = float(page.group(1))
        elif found := re.search(r'<line xMin="[-\d.]+" yMin="([-\d.]+)" xMax="[-\d.]+" yMax="([-\d.]+)"', line):
            top, bottom = float(found.group(1)), float(found.group(2))
            inside = HEADER - 12 < top and bottom < height - FOOTER + 6
            pages[-1].append([top, bottom - top, "", inside])
        elif word := re.search(r"<word [^>]*>(.*?)</word>", line):
            pages[-1][-1][2] += word.group(1) + " "
    return [sorted(line[:3] for line in page if line[3]) for page in pages]


def faults(path):
    ink, text = list(drawn(path)), lines(path)
    for number, (share, page) in enumerate(zip(ink, text), 1):
        if number == len(ink):
            if number > 1 and len(page) < LEAST_LINES:
                yield f"p. {number} : {len(page)} lignes seules sur la dernière page"
            continue
        following = text[number]
        ends_part = bool(following) and following[0][1] >= PART
        if 1 - share > QUARTER and not ends_part:
            yield f"p. {number} : {1 - share:.0%} de vide, et la partie continue"
        if not page:
            continue
        last = page[-1]
        if last[1] >= HEADING:
            yield f"p. {number} : « {last[2].strip()[:50]} » est seul au bas de la page"
        else:
            note = 0
            while note < len(page) and page[-1 - note][1] <= SMALL:
                note += 1
            # More lines than a note has are a table's.
            if 0 < note <= NOTE < len(page) and page[-1 - note][1] >= HEADING:
                yield f"p. {number} : « {page[-1 - note][2].strip()[:50]} » et sa note sont seuls au bas de la page"


def main(arguments):
    files = papers(arguments)
    wrong = 0
    for file in files:
        for fault in faults(file):
            wrong += 1
            print(f"{file.parent.parent.name}/{file.name} › {fault}")
    print(f"{len(files)} documents, {wrong} défauts")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
