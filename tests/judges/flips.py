"""One byte changed anywhere in a pack, a file gone, added or renamed: `verify` sees it, and names the file.

Usage: flips.py PROGRAM PACK_FOLDER [--places N] [--seed N]

In a copy of the pack, N places of each file are changed in turn by one bit; then each file is removed, renamed, and one is
put beside it. The program must answer 1, or 2 where nothing says any more what the pack held, and name the file. Says as
well how fast the pack is verified beside `sha256sum`. Exits with 1 when a change is not seen, or another file is named than
the one that changed.
"""

import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

from options import number


def verified(program, pack):
    run = subprocess.run([program, "verify", str(pack), "--format", "json"], capture_output=True, text=True)
    if run.returncode not in (0, 1, 2):
        raise SystemExit(f"état {run.returncode} : {run.stderr[:300]}")
    return run.returncode, json.loads(run.stdout)["dossiers"][0]


def named(verdict):
    """What the answer is about: the files of its differences, and the sentences on what cannot be verified."""
    files = {one[key] for one in verdict["differences"] for key in ("fichier", "ou_bien") if one[key]}
    return files, " ".join(verdict["non_verifiable"])


def quickest(command, cwd, runs=9):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=cwd, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main(program, pack, *arguments):
    program, places = str(pathlib.Path(program).resolve()), number(arguments, "--places", 200)
    chance = random.Random(number(arguments, "--seed", 1))
    unseen, misnamed, tried = [], [], 0
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "dossier"
        shutil.copytree(pack, copy)
        assert verified(program, copy)[0] == 0, "le dossier n’est pas intact au départ"

        def must_see(what, name):
            nonlocal tried
            tried += 1
            status, verdict = verified(program, copy)
            files, said = named(verdict)
            if status == 0:
                unseen.append(f"{what} {name}")
            elif name not in files and name not in said:
                misnamed.append(f"{what} {name} : {sorted(files)}")

        for path in sorted(path for path in copy.rglob("*") if path.is_file()):
            name, sound = path.relative_to(copy).as_posix(), path.read_bytes()
            for _ in range(places):
                changed = bytearray(sound)
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
                path.write_bytes(changed)
                must_see("octet", name)
            path.write_bytes(sound)
            aside = pathlib.Path(folder) / "aside"
            path.rename(aside)
            must_see("absent", name)
            aside.rename(path.with_name("autre nom.pdf"))
            must_see("renommé", name)
            path.with_name("autre nom.pdf").rename(path)
            beside = path.with_name("ajout.txt")
            beside.write_text("x")
            must_see("ajouté", beside.relative_to(copy).as_posix())
            beside.unlink()
        assert verified(program, copy)[0] == 0, "le dossier n’est plus intact à la fin"
        own = quickest([program, "verify", str(copy)], folder)
        sums = quickest(["sha256sum", "--quiet", "--check", "interne/SHA256SUMS"], copy)
    for one in (unseen + misnamed)[:10]:
        print(one)
    print(f"{tried} changements, {len(unseen)} non vus, {len(misnamed)} mal nommés ; vérifié en {own * 1e3:.1f} ms, sha256sum en {sums * 1e3:.1f} ms")
    return 1 if unseen or misnamed else 0


sys.exit(main(*sys.argv[1:]))
