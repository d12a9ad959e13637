#!/usr/bin/env python3
"""Odd containers of workbooks: whatever LibreOffice opens is read, or refused for a reason that is true.

    containers.py PROGRAM [--every N]

Each base workbook of tests/workbooks is written again in some sixty odd ways that spreadsheet programs, libraries, mail
servers and archivers really produce. The program reads each; those it refuses are given to LibreOffice, and a workbook
that LibreOffice opens must then be refused for one of the reasons named in TRUE_REASONS. `--every N` keeps one container in N.
"""
import io
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor

from options import number

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What a spreadsheet opens and we do not, on purpose, with the words that say so.
TRUE_REASONS = ["mot de passe", "cellules remplies", "contenu décompressé", "textes différents"]


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files, method=zipfile.ZIP_DEFLATED, first=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in list(first) + [name for name in files if name not in first]:
            if name in files:
                archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), files[name], method)
    return out.getvalue()


def sheets(files):
    return [name for name in files if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]


def text_of(files, name):
    return files[name].decode("utf-8")


def on_sheets(change):
    def apply(files):
        for name in sheets(files):
            files[name] = change(text_of(files, name)).encode("utf-8")
        return files
    return apply


def on_part(name, change):
    def apply(files):
        if name not in files:
            return None
        files[name] = change(text_of(files, name)).encode("utf-8")
        return files
    return apply


def without(pattern):
    def apply(files):
        kept = {name: data for name, data in files.items() if not re.search(pattern, name)}
        return kept if len(kept) < len(files) else None
    return apply


def with_part(name, data):
    def apply(files):
        files[name] = data
        return files
    return apply


def dimension(reference):
    def change(xml):
        xml = re.sub(r"<dimension[^>]*/>", "", xml)
        return re.sub(r"(<sheetData)", f'<dimension ref="{reference}"/>\\1', xml, count=1)
    return on_sheets(change)


def utf16(pattern):
    def apply(files):
        found = [name for name in files if re.search(pattern, name)]
        for name in found:
            text = re.sub(r'encoding="[^"]*"', 'encoding="UTF-16"', text_of(files, name).lstrip("\ufeff"))
            files[name] = text.encode("utf-16")
        return files if found else None
    return apply


def sheet_entry(entry):
    return on_part("xl/workbook.xml", lambda xml: xml.replace("</sheets>", entry + "</sheets>"))


def macro_sheet(files):
    files = sheet_entry('<sheet name="Macro1" sheetId="98" state="hidden" r:id="rIdM"/>')(files)
    rels = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    files[rels] = text_of(files, rels).replace(
        "</Relationships>", f'<Relationship Id="rIdM" Type="{kind}" Target="macrosheets/sheet1.xml"/></Relationships>').encode()
    files["xl/macrosheets/sheet1.xml"] = (
        b'<?xml version="1.0" encoding="UTF-8"?><xm:macrosheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        b' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData><row r="1"><c r="A1"><f>ALERT("x")</f><v>0</v></c></row></sheetData></xm:macrosheet>')
    types = "[Content_Types].xml"
    files[types] = text_of(files, types).replace(
        "</Types>", '<Override PartName="/xl/macrosheets/sheet1.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/></Types>').encode()
    return files


def chart_sheet(files):
    files = sheet_entry('<sheet name="Graphique1" sheetId="97" r:id="rIdG"/>')(files)
    rels = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"
    files[rels] = text_of(files, rels).replace(
        "</Relationships>", f'<Relationship Id="rIdG" Type="{kind}" Target="chartsheets/sheet1.xml"/></Relationships>').encode()
    files["xl/chartsheets/sheet1.xml"] = b'<?xml version="1.0" encoding="UTF-8"?><chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    return files


def prefixed(files):
    """Every element under a prefix, as some libraries write."""
    for name in sheets(files) + ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]:
        if name not in files:
            continue
        xml = text_of(files, name)
        if "mc:" in xml or "xr:" in xml or "x14" in xml:
            return None
        xml = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", xml)
        xml = xml.replace(' xmlns="http', ' xmlns:x="http', 1)
        files[name] = xml.encode()
    return files


def strict(files):
    for name, data in files.items():
        if name.endswith((".xml", ".rels")):
            text = data.decode("utf-8", "ignore")
            text = text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
            text = text.replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
            files[name] = text.encode()
    return files


def renamed(change):
    def apply(files):
        return {change(name): data for name, data in files.items()}
    return apply


def shuffled(xml):
    rows = re.findall(r"<row .*?</row>", xml, flags=re.S)
    if len(rows) < 2:
        return xml
    return re.sub(r"<sheetData>.*</sheetData>", lambda _: "<sheetData>" + "".join(reversed(rows)) + "</sheetData>", xml, flags=re.S)


def out_of_range(xml):
    return re.sub(r"</sheetData>", '<row r="9000"><c r="A9000" t="s"><v>999999</v></c></row></sheetData>', xml, count=1)


PACKAGE = {
    "dimension de lignes": dimension("1:39"),
    "dimension de colonnes": dimension("A:H"),
    "dimension d’une cellule": dimension("A1"),
    "dimension inverse": dimension("H40:A1"),
    "dimension vide": dimension(""),
    "dossier de Mac": with_part("__MACOSX/xl/worksheets/._sheet1.xml", b"\x00\x05\x16\x07"),
    "fichier de Mac": with_part("xl/worksheets/.DS_Store", b"\x00\x00\x00\x01Bud1"),
    "fichier de Windows": with_part("xl/Thumbs.db", b"\xd0\xcf\x11\xe0"),
    "onglet sans feuille": sheet_entry('<sheet name="Perdue" sheetId="99" r:id="rIdAbsent"/>'),
    "onglet sans relation": sheet_entry('<sheet name="Perdue" sheetId="99"/>'),
    "feuille de macros": macro_sheet,
    "feuille graphique": chart_sheet,
    "feuilles en UTF-16": utf16(r"xl/worksheets/[^/]+\.xml$"),
    "classeur en UTF-16": utf16(r"xl/workbook\.xml$"),
    "textes en UTF-16": utf16(r"xl/sharedStrings\.xml$"),
    "styles en UTF-16": utf16(r"xl/styles\.xml$"),
    "fusion de colonne": on_sheets(lambda xml: re.sub(r"</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="XFA:XFA"/></mergeCells>', xml, count=1) if "<mergeCells" not in xml else xml),
    "fusion d’une cellule": on_sheets(lambda xml: re.sub(r"</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="XFA90"/></mergeCells>', xml, count=1) if "<mergeCells" not in xml else xml),
    "état inconnu": on_part("xl/workbook.xml", lambda xml: xml.replace("<sheet ", '<sheet state="veryvisible" ', 1) if "state=" not in xml else xml),
    "texte partagé hors liste": on_sheets(out_of_range),
    "barres de Windows": renamed(lambda name: name.replace("/", "\\")),
    "majuscules": renamed(lambda name: name if name.startswith("[") else name.replace("worksheets", "Worksheets").replace("workbook.xml", "Workbook.xml")),
    "sans styles": without(r"^xl/styles\.xml$"),
    "sans thème": without(r"^xl/theme/"),
    "sans propriétés": without(r"^docProps/"),
    "sans types": without(r"^\[Content_Types\]"),
    "chemins absolus": on_part("xl/_rels/workbook.xml.rels", lambda xml: re.sub(r'Target="(?!/|http)', 'Target="/xl/', xml)),
    "chemins à point": on_part("xl/_rels/workbook.xml.rels", lambda xml: re.sub(r'Target="(?!/|http)', 'Target="./', xml)),
    "OOXML strict": strict,
    "préfixes": prefixed,
    "lignes sans numéro": on_sheets(lambda xml: xml if re.search(r'<row r="(\d+)"[^>]*>', xml) is None else re.sub(r'<row r="\d+"', "<row", xml) if [int(n) for n in re.findall(r'<row r="(\d+)"', xml)] == list(range(1, len(re.findall(r'<row r=', xml)) + 1)) else xml),
    "marque d’ordre": on_sheets(lambda xml: "\ufeff" + xml),
    "commentaire XML": on_sheets(lambda xml: xml.replace("<sheetData", "<!-- produit par un outil --><sheetData", 1)),
    "instruction XML": on_sheets(lambda xml: xml.replace("<sheetData", "<?outil rien?><sheetData", 1)),
    "extension inconnue": on_sheets(lambda xml: xml.replace("</worksheet>", '<extLst><ext uri="{00000000-0000-0000-0000-000000000000}"/></extLst></worksheet>')),
    "attribut inconnu": on_sheets(lambda xml: xml.replace("<sheetData>", '<sheetData outil="1">', 1)),
    "sauts de ligne": on_sheets(lambda xml: xml.replace("><row", ">\r\n  <row").replace("><c ", ">\n    <c ")),
    "chaîne de calcul cassée": with_part("xl/calcChain.xml", b"<calcChain"),
    "dessin absent": on_sheets(lambda xml: xml.replace("</worksheet>", '<legacyDrawing r:id="rIdZ"/></worksheet>') if "xmlns:r=" in xml else xml),
    "image tronquée": with_part("xl/media/image1.png", b"\x89PNG"),
    "lien externe cassé": with_part("xl/externalLinks/externalLink1.xml", b"<externalLink>"),
    "impression binaire": with_part("xl/printerSettings/printerSettings1.bin", bytes(range(256))),
    "données XML cassées": with_part("customXml/item1.xml", b"<a><b></a>"),
    "commentaires cassés": with_part("xl/comments9.xml", b"<comments><a"),
    "macros vides": with_part("xl/vbaProject.bin", b""),
    "cellule en erreur inconnue": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="A9001" t="e"><v>#BUSY!</v></c></row></sheetData>', xml, count=1)),
    "date ISO": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="A9001" t="d"><v>2024-05-12</v></c></row></sheetData>', xml, count=1)),
    "type inconnu": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="A9001" t="zz"><v>1</v></c></row></sheetData>', xml, count=1)),
    "style hors liste": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="A9001" s="60000"><v>1</v></c></row></sheetData>', xml, count=1)),
    "nombre illisible": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="A9001"><v>douze</v></c></row></sheetData>', xml, count=1)),
    "logique en mots": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="A9001" t="b"><v>true</v></c></row></sheetData>', xml, count=1)),
    "référence en minuscules": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="a9001"><v>1</v></c></row></sheetData>', xml, count=1)),
    "référence à dollars": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="$A$9001"><v>1</v></c></row></sheetData>', xml, count=1)),
    "lignes à l’envers": on_sheets(shuffled),
    "colonnes sans largeur": on_sheets(lambda xml: re.sub(r"<sheetData", '<cols><col min="500" max="501"/></cols><sheetData', xml, count=1) if "<cols" not in xml else xml),
    "nom défini vide": on_part("xl/workbook.xml", lambda xml: xml.replace("</sheets>", '</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="99"></definedName></definedNames>') if "<definedNames" not in xml else xml),
    "nom défini en double": on_part("xl/workbook.xml", lambda xml: xml.replace("</sheets>", '</sheets><definedNames><definedName name="a">1</definedName><definedName name="a">2</definedName></definedNames>') if "<definedNames" not in xml else xml),
    "compte de textes faux": on_part("xl/sharedStrings.xml", lambda xml: re.sub(r'uniqueCount="\d+"', 'uniqueCount="1"', xml)),
    "formule vide": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="A9001"><f/><v>1</v></c></row></sheetData>', xml, count=1)),
    "formule partagée perdue": on_sheets(lambda xml: re.sub(r"</sheetData>", '<row r="9001"><c r="A9001"><f t="shared" si="77"/><v>1</v></c></row></sheetData>', xml, count=1)),
}

ARCHIVE = {
    "sans compression": lambda data: packed(parts(data), zipfile.ZIP_STORED),
    "octets après l’archive": lambda data: data + b"\r\n" * 40,
    "octets avant l’archive": lambda data: b"\x00" * 64 + data,
    "parties en désordre": lambda data: packed(dict(reversed(parts(data).items()))),
    "entrées de dossiers": lambda data: packed({**{"xl/": b"", "xl/worksheets/": b"", "_rels/": b""}, **parts(data)}),
}

ODS = {
    "sans type MIME": without(r"^mimetype$"),
    "sans manifeste": without(r"^META-INF/"),
    "sans styles": without(r"^styles\.xml$"),
    "sans réglages": without(r"^settings\.xml$"),
    "vignette tronquée": with_part("Thumbnails/thumbnail.png", b"\x89PNG"),
    "dossier de Mac": with_part("__MACOSX/._content.xml", b"\x00\x05\x16\x07"),
    "commentaire XML": on_part("content.xml", lambda xml: xml.replace("<office:body>", "<!-- outil --><office:body>", 1)),
    "marque d’ordre": on_part("content.xml", lambda xml: "\ufeff" + xml),
    "macros": with_part("Basic/script-lc.xml", b"<library"),
}


def unread_formula(files):
    """The first formula of each sheet says what no reader knows; its saved value stays."""
    done = False
    for name in [name for name in files if re.fullmatch(r"xl/worksheets/[^/]+\.bin", name)]:
        data, at = bytearray(files[name]), 0
        while at < len(data):
            kind = data[at] & 0x7F
            at += 1
            if data[at - 1] & 0x80:
                kind |= (data[at] & 0x7F) << 7
                at += 1
            length, shift = 0, 0
            while True:
                byte = data[at]
                at += 1
                length |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 or shift == 28:
                    break
            if kind == 9 and length > 22:
                data[at + 22] = 0x7F
                files[name], done = bytes(data), True
                break
            at += length
    return files if done else None


XLSB = {
    "formule illisible": unread_formula,
    "sans thème": without(r"^xl/theme/"),
    "sans propriétés": without(r"^docProps/"),
    "dossier de Mac": with_part("__MACOSX/xl/._workbook.bin", b"\x00\x05\x16\x07"),
    "chaîne de calcul cassée": with_part("xl/calcChain.bin", b"\x80"),
}


def variants(path):
    data = path.read_bytes()
    if path.suffix in (".xlsx", ".xlsm"):
        for name, change in PACKAGE.items():
            files = change(parts(data))
            if files is not None:
                yield name, packed(files)
        for name, change in ARCHIVE.items():
            yield name, change(data)
    elif path.suffix == ".ods":
        for name, change in ODS.items():
            files = change(parts(data))
            if files is not None:
                yield name, packed(files, first=["mimetype"])
        for name in ("sans compression", "parties en désordre"):
            yield name, ARCHIVE[name](data)
    elif path.suffix == ".xlsb":
        for name, change in XLSB.items():
            files = change(parts(data))
            if files is not None:
                yield name, packed(files)
    elif path.suffix == ".csv":
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
        if "\ufffd" in text:
            text = data.decode("cp1252", "replace")
        for name, code in (("UTF-8 marqué", "utf-8-sig"), ("UTF-16", "utf-16"), ("Windows", "cp1252"), ("Mac", "mac_roman")):
            yield name, text.encode(code, "replace")
        yield "lignes vides", data + b"\r\n" * 30
    yield "tel quel", data


def refused(program, path):
    """The program's own words when it does not read a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [program, "init", f"{folder}/p", "--depuis", str(path), "--fund", "fonds-regional"],
            capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
        return run.stderr.strip() if run.returncode == 2 else None


def opens(path):
    """True when LibreOffice opens the workbook as one."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "ods", "--outdir", folder, str(path)],
            capture_output=True, timeout=120)
        return bool(list(pathlib.Path(folder).glob("*.ods")))


def main():
    program = sys.argv[1]
    every = number(sys.argv, "--every", 1)
    bases = sorted(path for path in (ROOT / "tests/workbooks").rglob("*")
                   if path.suffix in (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb", ".csv") and "fuzz" not in path.parts)
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        made, rank = [], 0
        for base in bases:
            try:
                found = list(variants(base))
            except (zipfile.BadZipFile, UnicodeDecodeError):
                found = [("tel quel", base.read_bytes())]
            for name, data in found:
                rank += 1
                if rank % every == 0:
                    suffix = base.suffix if base.suffix != ".ods" else ".ods"
                    path = folder / f"{rank}{suffix}"
                    path.write_bytes(data)
                    made.append((path, f"{base.relative_to(ROOT)}, {name}"))
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda one: refused(program, one[0]), made))
        # One way of writing a workbook is opened or refused alike whatever its base: LibreOffice is asked for the first.
        known, wrong, told = {}, [], 0
        for (path, name), message in zip(made, answers):
            if message is None:
                continue
            told += 1
            kind = (name.rsplit(", ", 1)[1], name.split(", ")[0] if name.endswith("tel quel") else path.suffix)
            if any(reason in message for reason in TRUE_REASONS):
                continue
            if kind not in known:
                known[kind] = opens(path)
                if known[kind]:
                    print(f"{name} : {message}")
            if known[kind]:
                wrong.append(name)
        print(f"{len(made) - len(wrong)} of {len(made)} containers read or refused for a true reason ({told} refused)")
        sys.exit(bool(wrong) or not made)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
