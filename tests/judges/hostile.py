"""Projects, templates and attachments made to hurt: each is answered in time and in memory, and never by a panic.

usage: hostile.py PROGRAM [--runs N] [--seed N]

Each run changes the worked application in a way that someone could by spite or by accident: fields of projet.toml of any
type and length, keys twice, tables in one another; a description of deep lists, many headings, marks, tables, comments; a
definition of a fund and its templates, nested, looping, enormous, or no files at all; attachments that are programs, bombs,
pieces of PDF, pipes, links to devices. It must end within ten seconds and 400 MiB with the status 0, 1 or 2, and say something
when it is not 0. Prints the worst of each measure, and how many ended in each state; exits with 1 when one does not.
"""

import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

from options import number

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MOST_SECONDS, MOST_MEBIBYTES = 10, 400
VALUES = [
    '""', '"x"', "0", "-1", "9223372036854775807", "1e308", "true", "[]", "{}", "2024-02-30", "0001-01-01", "9999-12-31",
    '["a", "b"]', "[[[[1]]]]", '"\\u0000"', '"\\u202e"', '"' + "a" * 30000 + '"', '"' + "é " * 9000 + '"', '"1 000 000 000 000,00"',
    '"45%%"', '"-3"', '"../../etc/passwd"', '"/dev/zero"', '"CON.pdf"', '"{{plan}}"', '"<b>&amp;</b>"', "nan", "inf",
]


def project_file(chance, root):
    file = root / "projet.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    keys = [rank for rank, line in enumerate(lines) if re.match(r"[a-z_]+ = ", line)]
    for _ in range(chance.randrange(1, 5)):
        rank, what = chance.choice(keys), chance.randrange(7)
        key = lines[rank].split(" = ")[0]
        if what < 3:
            lines[rank] = f"{key} = {chance.choice(VALUES)}"
        elif what == 3:
            lines.insert(rank, lines[rank])
        elif what == 4:
            lines[rank] = f"{key} = " + "[" * chance.choice([5, 200, 20000])
        elif what == 5:
            table = chance.choice(["pieces", "cofinanceurs", "partenaires", "calendrier.etapes", "actions"])
            lines += [f"[[{table}]]", 'id = "x"', 'nom = "y"'] * chance.choice([2, 600, 20000])
        else:
            lines = lines[:rank] + lines[rank + chance.randrange(1, 30):]
            keys = [one for one in range(len(lines)) if re.match(r"[a-z_]+ = ", lines[one])]
            if not keys:
                break
    file.write_text("\n".join(lines), encoding="utf-8")


def description(chance, root):
    many = chance.choice([10, 100, 5000, 40000])
    parts = [
        lambda: "\n".join("  " * min(rank, 400) + "- a" for rank in range(min(many, 800))),
        lambda: "\n".join("> " * min(rank, 300) + "b" for rank in range(min(many, 500))),
        lambda: "*a* b" * many,
        lambda: "12 345,67 € de coût total, " * many,
        lambda: "\n\n".join(f"## Titre {rank}\n\ntexte" for rank in range(many)),
        lambda: "|" + "a|" * many + "\n|" + "-|" * many + "\n|" + "1|" * many,
        lambda: "<!-- " * many,
        lambda: "<div>" * many,
        lambda: "[" * many,
        lambda: "![](" * many,
        lambda: "`" * many,
        lambda: "{{chiffre:cout_total}} " * many,
        lambda: "a" * many * 5,
        lambda: "\u0301" * many,
        lambda: "&#x41;" * many,
        lambda: "[^1]: " * many,
        lambda: "1 a " * many * 5,
        lambda: "- a\n" * many,
        lambda: "[a](http://b.fr) " * many,
        lambda: "|a|b|\n|-|-|\n" + "c\n" * many,
    ]
    text = (root / "description.md").read_text(encoding="utf-8")
    for _ in range(chance.randrange(1, 3)):
        at = chance.randrange(len(text))
        text = text[:at] + "\n\n" + chance.choice(parts)() + "\n\n" + text[at:]
    (root / "description.md").write_text(text, encoding="utf-8")


def templates(chance, root, more):
    folder = root.parent / "modeles"
    shutil.copytree(ROOT / "templates/appel-a-projets-cluster", folder / "appel-a-projets-cluster")
    own = folder / "appel-a-projets-cluster"
    many = chance.choice([10, 300, 3000, 60000])
    page = own / "candidature.hbs"
    pages = [
        lambda: page.write_text("<article>" + "{{#if fund}}" * many + "{{/if}}" * many + "</article>"),
        lambda: page.write_text("<article>{{amount " + "(" * many + "}}</article>"),
        lambda: page.write_text("<article>" + "{{#each @root.sections}}" * min(many, 30) + "x" + "{{/each}}" * min(many, 30) + "</article>"),
        lambda: page.write_text("<article>" + "{{#each @root.sections}}" * min(many, 30) + "{{/each}}" * min(many, 30) + "</article>"),
        lambda: page.write_text("<article>" + "<section>" * many + "</section>" * many + "</article>"),
        lambda: page.write_text("<article>" + "<p>a</p>" * many + "</article>"),
        lambda: page.write_text("<article>{{> lui-meme}}</article>") or (own / "lui-meme.hbs").write_text("{{> lui-meme}}"),
        lambda: [
            (own / f"p{rank}.hbs").write_text(f"{{{{> p{rank + 1}}}}}" * 10 if rank < 9 else "x") for rank in range(10)
        ] and page.write_text("<article>{{> p0}}</article>"),
        lambda: page.unlink() or os.mkfifo(page),
        lambda: page.unlink() or page.symlink_to("/dev/zero"),
        lambda: page.write_bytes(b"\xff\xfe" * many),
        lambda: (own / "fund.toml").unlink() or os.mkfifo(own / "fund.toml"),
        lambda: (own / "fund.toml").write_text((own / "fund.toml").read_text() + "\n[[postes]]" * many),
        lambda: (folder / "theme.toml").write_text("a = [" * many),
        lambda: [(folder / f"x{rank}.hbs").write_text("a") for rank in range(min(many, 3000))],
    ]
    chance.choice(pages)()
    more += ["--templates", str(folder)]


def attachments(chance, root):
    files = sorted((root / "pieces").iterdir())
    file = chance.choice(files)
    pdf = file.read_bytes()
    cut = chance.randrange(len(pdf))
    kinds = [
        lambda: file.write_bytes(b"\x7fELF" + bytes(chance.randrange(256) for _ in range(2000))),
        lambda: file.write_bytes(pdf[:cut]),
        lambda: file.write_bytes(pdf[:cut] + bytes(chance.randrange(256) for _ in range(50)) + pdf[cut:]),
        lambda: file.write_bytes(b"%PDF-1.7\n" + b"1 0 obj <<" * 50000),
        lambda: file.write_bytes(b"%PDF-1.7\n1 0 obj <</Length 99 /Filter /FlateDecode>> stream\n" + zlib.compress(b"\0" * 50_000_000, 9) + b"\nendstream endobj\n%%EOF"),
        lambda: file.write_bytes(b"PK\x03\x04" + zlib.compress(b"\0" * 10_000_000)),
        lambda: file.unlink() or os.mkfifo(file),
        lambda: file.unlink() or file.symlink_to("/dev/zero"),
        lambda: file.unlink() or file.symlink_to(root),
        lambda: file.unlink(),
        lambda: file.write_bytes(b""),
        lambda: file.write_bytes(b"a" * 30_000_000),
    ]
    chance.choice(kinds)()


def one(program, chance, folder, rank):
    root = folder / "p"
    shutil.copytree(ROOT / "budgets/candidature-exemple", root)
    more = []
    kinds = [project_file, description, attachments, None]
    for kind in chance.sample(kinds, chance.choice([1, 1, 1, 2])):
        if kind is None:
            templates(chance, root, more)
        else:
            kind(chance, root)
    words = ["build", "p", "--draft", "--out", "out"] if chance.random() < 0.7 else ["check", "p"]
    start = time.monotonic()
    try:
        run = subprocess.Popen([program, *words, *more], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        timer = time.monotonic() + MOST_SECONDS * 3
        os.set_blocking(run.stderr.fileno(), False)
        said = b""
        while True:
            said = (said + (run.stderr.read() or b""))[-5000:]
            done, status, usage = os.wait4(run.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > timer:
                run.kill()
                _, status, usage = os.wait4(run.pid, 0)
                break
            time.sleep(0.01)
        said = (said + (run.stderr.read() or b""))[-5000:].decode(errors="replace")
    finally:
        run.returncode = 0
    took, code, weight = time.monotonic() - start, os.waitstatus_to_exitcode(status), usage.ru_maxrss >> 10
    wrong = []
    if code not in (0, 1, 2):
        wrong.append(f"état {code}")
    if took > MOST_SECONDS:
        wrong.append(f"{took:.1f} s")
    if weight > MOST_MEBIBYTES:
        wrong.append(f"{weight} Mio")
    if code == 2 and "dossier" not in said or "panicked" in said:
        wrong.append("sans message")
    spent = usage.ru_utime + usage.ru_stime
    return (code, took, spent, weight), f"{rank} ({' '.join(words)}) : {', '.join(wrong)} ; {said[-300:]}" if wrong else None


def main(arguments):
    program = pathlib.Path(arguments[0]).resolve()
    runs, seed, count, wrong = number(arguments, "--runs", 1000), number(arguments, "--seed", 1), {}, []
    worst = (0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for rank in range(number(arguments, "--from", 0), runs):
        with tempfile.TemporaryDirectory() as folder:
            (code, *figures), fault = one(program, random.Random(seed * 1_000_003 + rank), pathlib.Path(folder), rank)
        count[code] = count.get(code, 0) + 1
        worst = tuple(map(max, worst, figures))
        if fault:
            wrong.append(fault)
    for fault in wrong[:30]:
        print(fault)
    took, spent, weight = worst
    print(f"au pire : {took:.1f} s, dont {spent:.1f} s de processeur, et {weight} Mio")
    print(f"{runs} exécutions, {dict(sorted(count.items()))} par état, {len(wrong)} hors des bornes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
