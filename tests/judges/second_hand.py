"""A pack judged without the program: every digest, the manifest's form, every figure worked out again, the fingerprint.

Usage: second_hand.py PACK_FOLDER…
       second_hand.py --contradict PACK_FOLDER…   the judge must see each of the changes that it makes

Python's own decimals, hashes and JSON: nothing of the program is used. A figure is worked out again from those that the
manifest says it comes from, under the fund's rounding, whatever the order; the fingerprint from the digests of what was
read. `dossier.json` and `chiffres.json`, inside the archive copy, must say what the manifest says.
"""

import copy
import decimal
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from packs import Manifest

# As many digits as the program's decimals hold: a ratio is cut there.
decimal.getcontext().prec = 60
ROUNDINGS = {"arrondi-au-centime": ROUND_HALF_UP, "troncature-au-centime": ROUND_DOWN}
CENT = Decimal("0.01")
# Units whose values are not money: the others are euros, or the code of a currency.
PLAIN = ("rate", "hours", "number")
STATEMENT = ("https://in-toto.io/Statement/v1", "https://slsa.dev/provenance/v1")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def files(pack):
    return {path.relative_to(pack).as_posix(): path for path in sorted(pack.rglob("*")) if path.is_file()}


def of_digests(pack, manifest):
    """Each file is in the sums and in the manifest, with its digest; no other is there."""
    present = files(pack)
    lines = (pack / "interne/SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    stated = {one["name"]: one["digest"]["sha256"] for one in manifest.outputs}
    stated["interne/manifest.json"] = sha256((pack / "interne/manifest.json").read_bytes())
    if sums != stated:
        yield f"les empreintes et le manifeste diffèrent : {sorted(set(sums.items()) ^ set(stated.items()))[:3]}"
    if set(present) - {"interne/SHA256SUMS"} != set(stated):
        yield f"fichiers comptés et présents : {sorted((set(present) - {'interne/SHA256SUMS'}) ^ set(stated))[:5]}"
    for name, path in present.items():
        if name in stated and sha256(path.read_bytes()) != stated[name]:
            yield f"{name} : son empreinte n’est pas celle du manifeste"
    for one in manifest.outputs:
        if one["name"] in present and present[one["name"]].stat().st_size != one["annotations"]["octets"]:
            yield f"{one['name']} : sa taille n’est pas celle du manifeste"
    run = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "interne/SHA256SUMS"], cwd=pack, capture_output=True, text=True)
    if run.returncode:
        yield f"sha256sum --check --strict : {run.stdout.strip()[:200]}"


def of_form(manifest):
    statement = manifest.statement
    if (statement["_type"], statement["predicateType"]) != STATEMENT:
        yield "ce n’est pas une déclaration in-toto de provenance SLSA"
    if canonical(statement) != manifest.text:
        yield "le manifeste n’est pas sous sa forme canonique"
    for name, listed in manifest.lists.items():
        if sha256(canonical(listed).encode()) != manifest.digests[name]:
            yield f"{name} : son empreinte n’est pas celle de sa liste"


def number(figure):
    return None if figure["valeur"] is None else Decimal(figure["valeur"])


def worked_out(figure, values):
    """The value of a figure from those it comes from; a figure that lacks one is unknown."""
    ((how, of),) = figure["obtenu"].items()
    if how == "somme":
        terms = [values[one] for one in of]
        return None if None in terms else sum(terms, Decimal(0))
    if how == "minimum":
        terms = [values[one] for one in of]
        return None if None in terms or not terms else min(terms)
    if how == "solde":
        terms = [values[of["de"]]] + [values[one] for one in of["moins"]]
        return None if None in terms else terms[0] - sum(terms[1:], Decimal(0))
    if how == "produit":
        one, other = (values[one] for one in of)
        return None if None in (one, other) else one * other
    if how == "prorata":
        amount, factor, divisor = (values[of[part]] for part in ("de", "fois", "sur"))
        return None if None in (amount, factor, divisor) or not divisor else amount * factor / divisor
    if how == "rapport":
        part, whole = (values[one] for one in of)
        return None if None in (part, whole) or not whole else part / whole
    raise ValueError(how)


def of_figures(manifest):
    rounding = ROUNDINGS[manifest.applied["arrondi"]]
    values = {figure["id"]: number(figure) for figure in manifest.figures}
    if len(values) != len(manifest.figures):
        yield "deux chiffres ont le même identifiant"
    for figure in manifest.figures:
        if "donne" in figure["obtenu"]:
            if not figure["obtenu"]["donne"].get("lieu"):
                yield f"{figure['id']} : donné de nulle part"
            continue
        value, said = worked_out(figure, values), values[figure["id"]]
        if value is None or said is None:
            if value is not said:
                yield f"{figure['id']} : {said}, recalculé {value}"
        elif figure["unite"] not in PLAIN:
            if value.quantize(CENT, rounding=rounding) != said:
                yield f"{figure['id']} : {said}, recalculé {value}"
        # A decimal of the program holds 28 digits.
        elif abs(value - said) > Decimal("1e-25") * max(1, abs(said)):
            yield f"{figure['id']} : {said}, recalculé {value}"


def of_fingerprint(manifest):
    layers = [("source", "piece"), ("regle", "modele", "theme")]
    lines = [manifest.asked["fonds"], manifest.asked["date_effet"] or ""]
    for wanted in layers:
        read = {one["name"]: one["digest"]["sha256"] for one in manifest.read if one["annotations"]["couche"] in wanted}
        lines += [f"{read[name]}  {name}" for name in sorted(read, key=lambda name: name.encode())]
    if sha256(("\n".join(lines) + "\n").encode()) != manifest.applied["empreinte"]:
        yield "l’empreinte du dossier n’est pas celle de ce qui a été lu"


def of_archive(pack, manifest):
    archives = sorted((pack / "interne").glob("*-archive.pdf"))
    if len(archives) != 1:
        yield f"{len(archives)} exemplaires d’archive"
        return
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["pdfdetach", "-saveall", "-o", place, str(archives[0])], check=True, capture_output=True)
        read = {path.name: path.read_bytes() for path in pathlib.Path(place).iterdir()}
    asked = json.loads(read["dossier.json"])
    same = ("brouillon", "date_effet", "fonds", "forme")
    if any(asked[name] != manifest.asked[name] for name in same) or asked["empreinte"] != manifest.applied["empreinte"]:
        yield "dossier.json ne dit pas ce que dit le manifeste"
    if json.loads(read["chiffres.json"]) != manifest.figures:
        yield "chiffres.json n’a pas les chiffres du manifeste"
    sources = {one["name"]: one["digest"]["sha256"] for one in manifest.read if one["annotations"]["couche"] == "source"}
    carried = {sha256(data) for data in read.values()}
    for name, digest in sources.items():
        if digest not in carried:
            yield f"{name} : l’exemplaire d’archive ne le porte pas"


def faults(pack):
    manifest = Manifest(pack)
    yield from of_digests(pack, manifest)
    yield from judged(manifest)
    yield from of_archive(pack, manifest)


def judged(manifest):
    yield from of_form(manifest)
    yield from of_figures(manifest)
    yield from of_fingerprint(manifest)


def contradictions(manifest):
    """The manifest with one thing changed, and what that is."""
    for rank, figure in enumerate(manifest.figures):
        if "donne" not in figure["obtenu"] and figure["valeur"] is not None:
            other = copy.deepcopy(manifest)
            changed = other.figures[rank]
            changed["valeur"] = str(Decimal(figure["valeur"]) + (CENT if figure["unite"] != "rate" else Decimal("1e-9")))
            yield f"chiffre {figure['id']}", other
    other = copy.deepcopy(manifest)
    other.read[0]["digest"]["sha256"] = "0" * 64
    yield "empreinte d’une source", other
    other = copy.deepcopy(manifest)
    other.text = other.text.replace("\n", "\n ", 1)
    yield "forme du manifeste", other


def main(arguments):
    contradict = arguments[0] == "--contradict"
    failed = False
    for pack in map(pathlib.Path, arguments[contradict:]):
        if contradict:
            unseen, made = [], 0
            for what, other in contradictions(Manifest(pack)):
                made += 1
                if not list(judged(other)):
                    unseen.append(what)
            print(f"{pack} : {made} contradictions, {len(unseen)} non vues {unseen[:5]}")
            failed |= bool(unseen) or made < 20
            continue
        found = list(faults(pack))
        for fault in found:
            print(f"{pack} › {fault}")
        manifest = Manifest(pack)
        computed = sum("donne" not in figure["obtenu"] for figure in manifest.figures)
        print(f"{pack} : {len(files(pack))} fichiers, {computed} chiffres recalculés, {len(found)} fautes")
        failed |= bool(found)
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
