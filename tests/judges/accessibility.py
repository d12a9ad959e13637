"""What an accessibility auditor looks at beyond PDF/UA-1, on every PDF given.

usage: accessibility.py FILE_OR_FOLDER…
       accessibility.py --self-test FILE

The list is that of PAC 2024's quality checks: title, language, headings, bookmarks, contents, text for figures, links,
list items, tables, artifacts, empty or hidden content, notes; with what a reader of our papers asks besides: one body a
category, a header on each row of a table, a caption on each table that stands among others, short texts for figures.
Nothing of the program is used: pikepdf reads the file, poppler its text.

With --self-test, each rule is tried on a copy of the file that is damaged for it alone, and must see the damage.

Exits with 1 when a rule finds something, or a damage goes unseen.
"""

import re
import subprocess
import sys

import pikepdf

from papers import papers

FIGURE_TEXT = 300  # signs: beyond, the text of a figure must say what no table says
GROUPING = {"Document", "Part", "Sect", "Div", "Art", "NonStruct"}
FILE_NAME = re.compile(r"\.(pdf|xlsx?|docx?|hbs|png|svg)$", re.IGNORECASE)
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Z]{2})?$")
# Words that French does not use, common enough to give an English phrase away.
ENGLISH = re.compile(
    r"\b(silver economy|living lab|smart city|the|and|of the|with|business|networking|workshops?|feedback|open data)\b"
)


def kids(element):
    content = element.get("/K")
    if content is None:
        return []
    return list(content) if isinstance(content, pikepdf.Array) else [content]


def is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def elements(element):
    """The elements under one, in reading order."""
    for kid in kids(element):
        if is_element(kid):
            yield kid
            yield from elements(kid)


def role(element):
    return str(element.S)[1:]


def children(element, *roles):
    return [kid for kid in kids(element) if is_element(kid) and (not roles or role(kid) in roles)]


def attribute(element, name):
    value = element.get("/A")
    if value is None:
        return None
    owners = list(value) if isinstance(value, pikepdf.Array) else [value]
    return next((owner[name] for owner in owners if name in owner), None)


class Document:
    def __init__(self, pdf):
        self.pdf = pdf
        self.root = pdf.Root
        self.tree = [item for item in elements(pdf.Root.StructTreeRoot)]
        self.texts = Texts(pdf)

    def all(self, *roles):
        return [element for element in self.tree if role(element) in roles]

    def text(self, element):
        """What is read of an element."""
        if "/ActualText" in element:
            return str(element.ActualText)
        page = element.get("/Pg")
        parts = []
        for kid in kids(element):
            if is_element(kid):
                parts.append(self.text(kid))
            elif isinstance(kid, int):
                parts.append(self.texts.of(page, kid))
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                parts.append(self.texts.of(kid.get("/Pg", page), int(kid.MCID)))
        return "".join(parts)


class Texts:
    """Text of each marked content, decoded by the fonts' own maps."""

    def __init__(self, pdf):
        self.maps, self.marked, self.artifacts = {}, {}, []
        for number, page in enumerate(pdf.pages, 1):
            self.read(page, number)

    def of(self, page, mcid):
        return self.marked.get((page.objgen, mcid), "") if page is not None else ""

    def read(self, page, number):
        stack, unicode = [], {}
        fonts = page.Resources.get("/Font", {})
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else {}
                if isinstance(properties, pikepdf.Name):
                    properties = page.Resources.Properties[properties]
                actual = properties.get("/ActualText") if tag != "/Artifact" else None
                mcid = properties.get("/MCID")
                stack.append([tag, mcid, dict(properties), ""])
                if actual is not None:
                    stack[-1][3] = None
                    self.add(stack[:-1], page, str(actual))
            elif name == "EMC":
                tag, mcid, properties, text = stack.pop()
                if tag == "/Artifact" and text:
                    self.artifacts.append((number, {key: str(value) for key, value in properties.items()}, text))
            elif name == "Tf":
                unicode = self.map(fonts[operands[0]])
            elif name in ("Tj", "TJ", "'", '"'):
                shown = operands[-1]
                strings = shown if isinstance(shown, pikepdf.Array) else [shown]
                text = "".join(decoded(bytes(part), unicode) for part in strings if isinstance(part, pikepdf.String))
                if not any(level[3] is None for level in stack):
                    self.add(stack, page, text)

    def add(self, stack, page, text):
        for level in reversed(stack):
            if level[1] is not None or level[0] == "/Artifact":
                level[3] = (level[3] or "") + text
                if level[1] is not None:
                    key = (page.objgen, int(level[1]))
                    self.marked[key] = self.marked.get(key, "") + text
                return

    def map(self, font):
        if font.objgen not in self.maps:
            self.maps[font.objgen] = to_unicode(bytes(font.ToUnicode.read_bytes()).decode("latin-1"))
        return self.maps[font.objgen]


def to_unicode(cmap):
    found = {}
    spelled = lambda digits: bytes.fromhex(digits).decode("utf-16-be", "replace")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = spelled(value)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(value, 16) + step)
    return found


def decoded(raw, unicode):
    return "".join(unicode.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))


# The rules: each yields what it finds wrong.


def title(document):
    metadata = document.pdf.open_metadata()
    value = str(metadata.get("dc:title", "")).strip()
    if not value or FILE_NAME.search(value):
        yield f"titre « {value} »"
    if not document.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "le titre n’est pas affiché"


def language(document):
    if not LANGUAGE.match(str(document.root.get("/Lang", ""))):
        yield "langue du document"
    for element in document.tree:
        if "/Lang" in element and not LANGUAGE.match(str(element.Lang)):
            yield f"langue « {element.Lang} »"


def foreign_words(document):
    def search(element, marked):
        marked = marked or "/Lang" in element
        if not marked and role(element) not in GROUPING and not children(element):
            for word in ENGLISH.findall(document.text(element)):
                yield f"« {word} » sans langue"
        elif not marked and children(element):
            for kid in kids(element):
                if is_element(kid):
                    yield from search(kid, marked)
                elif isinstance(kid, int):
                    for word in ENGLISH.findall(document.texts.of(element.get("/Pg"), kid)):
                        yield f"« {word} » sans langue"

    for top in kids(document.root.StructTreeRoot):
        yield from search(top, False)


def artifacts(document):
    allowed = {"/Pagination"}
    for page, properties, text in document.texts.artifacts:
        if properties.get("/Type") not in allowed and text.strip():
            yield f"p. {page} : « {text.strip()[:40]} » n’est pas lu"


def empty_content(document):
    for element in document.tree:
        if role(element) in ("P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "LBody", "Caption", "Span", "Link", "TH"):
            if not document.text(element).strip() and not any(
                role(inner) in ("Figure", "Form", "Table") for inner in elements(element)
            ):
                yield f"{role(element)} sans texte"


def hidden_content(path):
    out = subprocess.check_output(["pdftotext", "-bbox", str(path), "-"]).decode("utf-8", "replace")
    width = height = 0.0
    for line in out.splitlines():
        if page := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            width, height = float(page.group(1)), float(page.group(2))
        elif word := re.search(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<', line):
            left, top, right, bottom = (float(word.group(index)) for index in range(1, 5))
            if left < 0 or top < 0 or right > width + 0.5 or bottom > height + 0.5:
                yield f"« {word.group(5)} » hors de la page"


def headings(document):
    found = [int(role(element)[1]) for element in document.all("H1", "H2", "H3", "H4", "H5", "H6")]
    if not found:
        yield "aucun titre"
    for above, below in zip([0] + found, found):
        if below > above + 1:
            yield f"titre de niveau {below} sous un titre de niveau {above}"
    if found.count(1) != 1:
        yield f"{found.count(1)} titres de niveau 1"


def bookmarks(document):
    found = document.all("H2", "H3", "H4", "H5", "H6")
    if found and "/Outlines" not in document.root:
        yield "des titres, aucun signet"


def contents(document):
    for item in document.all("TOCI"):
        links = [inner for inner in elements(item) if role(inner) == "Link"]
        if not links:
            yield f"« {document.text(item)[:40]} » du sommaire ne mène nulle part"
        for link in links:
            if not any("/Dest" in annotation for annotation in annotations(link)):
                yield f"« {document.text(item)[:40]} » du sommaire ne mène pas à un titre"


def annotations(element):
    return [kid.Obj for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]


def figures(document):
    for element in document.all("Figure"):
        said = str(element.get("/Alt", "")).strip()
        if not said or FILE_NAME.search(said):
            yield f"figure sans texte : « {said} »"
        if len(said) > FIGURE_TEXT:
            values = re.findall(r"\d[\d\u00a0\u202f]*,\d\d|\d+(?:er)? \w+ \d{4}", said.replace("\u00a0", " "))
            told = " ".join(document.text(table) for table in document.all("Table")).replace("\u00a0", " ")
            if values and 2 * sum(value in told for value in values) > len(values):
                yield f"texte de figure de {len(said)} signes, que dit un tableau : « {said[:40]}… »"
    for element in document.tree:
        if "/Alt" in element and role(element) not in ("Figure", "Formula", "Form"):
            yield f"{role(element)} : un texte de remplacement cache le texte"


def links(document):
    for element in document.all("Link"):
        held = annotations(element)
        if not held:
            yield f"lien « {document.text(element)[:40]} » sans annotation"
        if not any(not isinstance(kid, pikepdf.Dictionary) or "/Obj" not in kid for kid in kids(element)):
            yield "lien sans texte"
        for annotation in held:
            if not str(annotation.get("/Contents", "")).strip():
                yield f"lien « {document.text(element)[:40]} » sans description"
            if "/A" not in annotation and "/Dest" not in annotation:
                yield f"lien « {document.text(element)[:40]} » sans cible"


def lists(document):
    for element in document.all("L"):
        for kid in children(element):
            if role(kid) not in ("LI", "Caption", "L"):
                yield f"{role(kid)} dans une liste"
    for element in document.all("LI"):
        inside = [role(kid) for kid in children(element)]
        if inside not in (["Lbl", "LBody"], ["LBody"]):
            yield f"élément de liste : {inside}"


def width(row):
    return sum(int(attribute(cell, "/ColSpan") or 1) for cell in children(row, "TH", "TD"))


def tables(document):
    for element in document.all("Table"):
        name = "".join(document.text(kid) for kid in children(element, "Caption"))[:40]
        rows = children(element, "TR")
        bodies = children(element, "THead", "TBody", "TFoot")
        rows += [row for body in bodies for row in children(body, "TR")]
        for kid in children(element):
            if role(kid) not in ("Caption", "THead", "TBody", "TFoot", "TR"):
                yield f"tableau « {name} » : {role(kid)}"
        if len({width(row) for row in rows}) > 1:
            yield f"tableau « {name} » : lignes de {sorted({width(row) for row in rows})} cellules"
        if not children(element, "THead"):
            yield f"tableau « {name} » sans en-tête"
        for row in rows:
            for cell in children(row):
                if role(cell) not in ("TH", "TD"):
                    yield f"tableau « {name} » : {role(cell)} dans une ligne"
                if role(cell) == "TH" and str(attribute(cell, "/Scope")) not in ("/Row", "/Column", "/Both"):
                    yield f"tableau « {name} » : « {document.text(cell)[:30]} » ne dit pas ce qu’elle titre"


def rows_and_captions(document):
    for element in document.all("Table"):
        name = "".join(document.text(kid) for kid in children(element, "Caption"))[:40]
        if not name.strip():
            first = next(iter(elements(element)), None)
            yield f"tableau sans légende : « {document.text(first)[:60] if first is not None else ''} »"
        for body in children(element, "TBody", "TFoot"):
            rows = children(body, "TR")
            for position, row in enumerate(rows):
                cells = children(row, "TH", "TD")
                if not any(role(cell) == "TH" for cell in cells) and document.text(row).strip():
                    yield f"tableau « {name} » : ligne « {document.text(row)[:40]} » sans titre de ligne"
                alone = len(cells) == 1 and role(cells[0]) == "TH" and width(row) > 1
                if alone and position:
                    yield f"tableau « {name} » : « {document.text(row)[:40]} » ne commence pas son groupe"


def notes(document):
    for element in document.all("Note"):
        if not children(element, "Lbl"):
            yield "note sans appel"
    for element in document.all("P"):
        if children(element, "Note"):
            yield "note dans un paragraphe"


RULES = {
    "titre": title,
    "langue": language,
    "mots étrangers": foreign_words,
    "artéfacts": artifacts,
    "contenu vide": empty_content,
    "titres": headings,
    "signets": bookmarks,
    "sommaire": contents,
    "figures": figures,
    "liens": links,
    "listes": lists,
    "tableaux": tables,
    "lignes et légendes": rows_and_captions,
    "notes": notes,
}


def judged(path):
    with pikepdf.open(path) as pdf:
        document = Document(pdf)
        for name, rule in RULES.items():
            yield from ((name, found) for found in rule(document))
    yield from (("contenu caché", found) for found in hidden_content(path))


def first(document, *roles, where=lambda element: True):
    return next(element for element in document.all(*roles) if where(element))


def with_rows(document):
    """The first row of a body of several, and its table."""
    for table in document.all("Table"):
        for body in children(table, "TBody"):
            rows = children(body, "TR")
            if len(rows) > 1 and len(children(rows[0], "TH", "TD")) > 1 and document.text(rows[0]).strip():
                return table, rows[0]
    raise SystemExit("aucun tableau à abîmer")


def set_kids(element, kept):
    element.K = pikepdf.Array(kept)


def without(document, element, role_of_kid):
    set_kids(element, [kid for kid in kids(element) if not (is_element(kid) and role(kid) == role_of_kid)])


def damage_title(document):
    with document.pdf.open_metadata() as metadata:
        metadata["dc:title"] = "dossier.pdf"


def damage_artifact(document):
    page = document.pdf.pages[0]
    content = page.Contents.read_bytes()
    at = content.index(b"/P <<") if b"/P <<" in content else content.index(b"/P<<")
    end = content.index(b"BDC", at)
    page.Contents = document.pdf.make_stream(content[:at] + b"/Artifact <</Type /Layout>> " + content[end:])


def damage_row(document):
    for cell in children(with_rows(document)[1], "TH"):
        cell.S = pikepdf.Name.TD


def damage_group(document):
    table, row = with_rows(document)
    only = children(row, "TH", "TD")[0]
    only.S = pikepdf.Name.TH
    only.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row, ColSpan=width(row))
    body = row.P
    set_kids(row, [only])
    set_kids(body, [*[kid for kid in kids(body) if kid.objgen != row.objgen], row])


def damage_note(document):
    first(document, "P").K = pikepdf.Array([document.pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Note))])


def damage_figure(document):
    del first(document, "Figure").Alt


def damage_link(document):
    link = first(document, "Link")
    set_kids(link, [kid for kid in kids(link) if not (isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)])


def damage_contents(document):
    for kid in annotations(next(inner for inner in elements(first(document, "TOCI")) if role(inner) == "Link")):
        del kid.Dest


def changed(element, name):
    def change(document):
        first(document, *element).S = pikepdf.Name(name)

    return change


DAMAGES = [
    ("titre", damage_title),
    ("langue", lambda document: document.root.__setattr__("Lang", pikepdf.String("français"))),
    ("mots étrangers", lambda document: delete_languages(document)),
    ("artéfacts", damage_artifact),
    ("contenu vide", lambda document: set_kids(first(document, "P"), [])),
    ("titres", changed(["H2"], "/H4")),
    ("titres", changed(["H1"], "/P")),
    ("signets", lambda document: document.root.__delattr__("Outlines")),
    ("sommaire", damage_contents),
    ("figures", damage_figure),
    ("figures", lambda document: first(document, "P").__setattr__("Alt", pikepdf.String("texte"))),
    ("liens", damage_link),
    ("listes", changed(["LBody"], "/P")),
    ("tableaux", lambda document: set_kids(with_rows(document)[1], children(with_rows(document)[1], "TH", "TD")[1:])),
    ("tableaux", lambda document: without(document, with_rows(document)[0], "THead")),
    ("lignes et légendes", lambda document: without(document, with_rows(document)[0], "Caption")),
    ("lignes et légendes", damage_row),
    ("lignes et légendes", damage_group),
    ("notes", damage_note),
]


def delete_languages(document):
    for element in document.tree:
        if "/Lang" in element:
            del element.Lang


def self_test(path):
    """Each rule sees the damage that is done for it."""
    unseen = 0
    for name, damage in DAMAGES:
        with pikepdf.open(path) as pdf:
            document = Document(pdf)
            if list(RULES[name](document)):
                raise SystemExit(f"{path} n’est pas sain : {name}")
            damage(document)
            if not list(RULES[name](Document(pdf))):
                unseen += 1
                print(f"le dommage « {name} » n’est pas vu")
    missing = set(RULES) - {name for name, _ in DAMAGES}
    print(f"{len(DAMAGES)} dommages, {unseen} non vus" + (f" ; jamais essayées : {sorted(missing)}" if missing else ""))
    return 1 if unseen or missing else 0


def main(arguments):
    if arguments[:1] == ["--self-test"]:
        return self_test(arguments[1])
    files = papers(arguments)
    wrong = 0
    for file in files:
        for name, found in judged(file):
            wrong += 1
            print(f"{file.parent.parent.name}/{file.name} › {name} › {found}")
    print(f"{len(files)} documents, {len(RULES) + 1} règles, {wrong} défauts")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
