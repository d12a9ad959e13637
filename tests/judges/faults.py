"""Whatever call fails, and whenever the program is killed, a project's packs are whole, and all of one run.

usage: faults.py PROGRAM [--every K] [--kills N]

Two packs are built from one state of a project, then from another, under a library that makes one call in K (all of them by
default) fail before it, after it, or with an error: creating, writing, flushing, linking, renaming, exchanging, removing.
Then N runs are killed at random times. After each, the packs that are seen are read without the program: both are there,
every file is in the sums, every sum is right, and both are of the same state. Another command is then run, whatever it is:
nothing may be left beside the packs. A last build must give the new state, byte for byte.

Needs a C compiler. Prints how many runs were judged; exits with 1 at the first ones that are wrong.
"""

import hashlib
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

from options import number

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FUNDS = ("fonds-un", "fonds-deux")
ERRORS = {"ENOSPC": "28", "EIO": "5", "EACCES": "13"}
CHANGED = ("Énergie des petits ateliers : ce que consomme chaque machine", "Énergie des petits ateliers, seconde demande : ce que consomme chaque machine")


def templates(folder):
    """Two funds of two documents each: the calls are those of any pack, only fewer."""
    for fund in FUNDS:
        shutil.copytree(ROOT / "templates/appel-a-projets-cluster", folder / fund)
        file = folder / fund / "fund.toml"
        head, *documents = file.read_text(encoding="utf-8").split("[[documents]]\n")
        kept = [one for one in documents if "principal = true" in one or "classeur = " in one][:2]
        text = head + "".join("[[documents]]\n" + one for one in kept)
        text = text.replace('id = "appel-a-projets-cluster"', f'id = "{fund}"', 1)
        file.write_text(text, encoding="utf-8")


def project(folder):
    shutil.copytree(ROOT / "budgets/candidature-exemple", folder)
    file = folder / "projet.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace('fonds = ["appel-a-projets-cluster"]', f'fonds = ["{FUNDS[0]}", "{FUNDS[1]}"]')
    sections = re.split(r"(?m)^(?=\[)", text)
    asked = [one for one in sections if one.startswith("[fonds.appel-a-projets-cluster")]
    text = "".join(sections).replace("[fonds.appel-a-projets-cluster", f"[fonds.{FUNDS[0]}")
    text += "\n" + "".join(asked).replace("[fonds.appel-a-projets-cluster", f"[fonds.{FUNDS[1]}")
    file.write_text(text, encoding="utf-8")


def sums(pack):
    """The sums of a pack, once every file is found to be what they say, and no other is there; an error's text else."""
    listed = {}
    try:
        text = (pack / "interne/SHA256SUMS").read_text(encoding="utf-8")
    except OSError as error:
        return f"{pack.name} : {error}"
    for line in text.splitlines():
        digest, name = line.split("  ", 1)
        listed[name] = digest
    held = {str(path.relative_to(pack)) for path in pack.rglob("*") if not path.is_dir()}
    if held != set(listed) | {"interne/SHA256SUMS"}:
        return f"{pack.name} : {sorted(held ^ (set(listed) | {'interne/SHA256SUMS'}))}"
    for name, digest in listed.items():
        if hashlib.sha256((pack / name).read_bytes()).hexdigest() != digest:
            return f"{pack.name}/{name} : somme fausse"
    return listed


class Bench:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.templates, self.project, self.out = folder / "modeles", folder / "projet", folder / "out"
        self.templates.mkdir()
        templates(self.templates)
        project(self.project)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", str(folder / "faults.so"), str(HERE / "faults.c"), "-ldl"], check=True)
        first = self.build()
        assert first.returncode == 0, first.stderr.decode() + first.stdout.decode()
        self.before = self.seen()
        self.former = folder / "avant"
        shutil.copytree(self.out, self.former)
        file = self.project / "projet.toml"
        text = file.read_text(encoding="utf-8")
        assert CHANGED[0] in text
        file.write_text(text.replace(*CHANGED), encoding="utf-8")
        self.build()
        self.after = self.seen()
        assert isinstance(self.before, list) and isinstance(self.after, list), (self.before, self.after)
        assert all(one != other for one, other in zip(self.before, self.after))
        assert self.hidden() == []

    def command(self, *words, **more):
        return subprocess.run([self.program, *words], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, **more)

    def build(self, **more):
        return self.command("build", "projet", "--templates", "modeles", "--out", "out", **more)

    def seen(self):
        found = [sums(self.out / "projet" / fund) for fund in FUNDS]
        wrong = [one for one in found if isinstance(one, str)]
        return wrong[0] if wrong else found

    def hidden(self):
        return sorted(str(path.relative_to(self.out)) for path in self.out.rglob(".*"))

    def reset(self):
        shutil.rmtree(self.out)
        shutil.copytree(self.former, self.out)

    def judged(self, what):
        """What is wrong after a run, and after the two that follow it."""
        seen = self.seen()
        if isinstance(seen, str):
            return f"{what} : {seen}"
        if seen not in (self.before, self.after):
            return f"{what} : les deux dossiers ne sont pas du même état"
        # A command that writes nothing puts the folder in order all the same.
        self.command("funds", FUNDS[0], "--templates", "modeles")
        if self.hidden():
            return f"{what} : restes {self.hidden()}"
        if self.seen() != seen:
            return f"{what} : la commande suivante a changé les dossiers"
        last = self.build()
        if last.returncode or self.seen() != self.after or self.hidden():
            return f"{what} : la dernière construction rend {last.returncode} {last.stderr.decode()} {self.hidden()}"
        return None

    def under(self, at, how, log=None):
        environment = dict(os.environ, LD_PRELOAD=str(self.folder / "faults.so"), FAULT_AT=str(at), FAULT_HOW=how)
        if log:
            environment["FAULT_LOG"] = str(log)
        return self.build(env=environment)


def main(arguments):
    program = pathlib.Path(arguments[0]).resolve()
    every, kills = number(arguments, "--every", 1), number(arguments, "--kills", 300)
    wrong, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, pathlib.Path(folder).resolve())
        bench.reset()
        log = bench.folder / "calls"
        bench.under(0, "count", log)
        calls = int(log.read_text())
        for at in range(1, calls + 1, every):
            for name, how in [("tué avant", "kill-before"), ("tué après", "kill-after"), *ERRORS.items()]:
                bench.reset()
                run = bench.under(at, how)
                count += 1
                fault = bench.judged(f"appel {at} de {calls}, {name}")
                if fault is None and run.returncode not in (0, 2, -9):
                    fault = f"appel {at}, {name} : état {run.returncode} {run.stderr.decode()}"
                if fault:
                    wrong.append(fault)
        print(f"{count} fautes injectées sur {calls} appels")
        bench.reset()
        start = time.monotonic()
        bench.build()
        length = time.monotonic() - start
        chance = random.Random(1)
        for rank in range(kills):
            bench.reset()
            run = subprocess.Popen(
                [program, "build", "projet", "--templates", "modeles", "--out", "out"],
                cwd=bench.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            time.sleep(chance.random() * length * 1.1)
            run.kill()
            run.wait()
            count += 1
            fault = bench.judged(f"arrêt {rank}")
            if fault:
                wrong.append(fault)
        print(f"{kills} arrêts au hasard")
    for fault in wrong[:20]:
        print(fault)
    print(f"{count - len(wrong)} exécutions sur {count} laissent des dossiers entiers, et rien d’autre")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
