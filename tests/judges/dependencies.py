"""Every dependency in Cargo.lock: its version, its age, what is newer, what the registry has withdrawn, what is there twice.

usage: dependencies.py [--list]

No database of advisories can be had from the registries of packages; the index of the registry itself, which cargo keeps
beside its sources, says when each version was published and whether it was withdrawn: a crate whose version has a fault that
matters is withdrawn, or followed by a version that mends it. Exits with 1 when a version is withdrawn, when a compatible
newer one has been there for two years, or when more crates than before are there in several versions.
"""

import datetime
import glob
import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib

LONGEST = datetime.timedelta(days=730)
# Crates in two or more versions among those that the program is made of; lowered when one goes.
MOST_TWICE = 5


def cached(name):
    """What the index says of each version of a crate."""
    low = name.lower()
    folder = {1: "1", 2: "2", 3: f"3/{low[0]}"}.get(len(low), f"{low[:2]}/{low[2:4]}")
    home = os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo")
    versions = {}
    for file in glob.glob(f"{home}/registry/index/*/.cache/{folder}/{low}"):
        for piece in pathlib.Path(file).read_bytes().split(b"\0"):
            if piece.startswith(b"{"):
                entry = json.loads(piece)
                versions[entry["vers"]] = entry
    return versions


def day(entry):
    text = entry.get("pubtime")
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def key(version):
    return tuple(int(part) for part in re.match(r"(\d+)\.(\d+)\.(\d+)", version).groups())


def line(version):
    """Versions of one line are compatible: 1.x, or 0.2.x."""
    major, minor, patch = key(version)
    return (major,) if major else (0, minor) if minor else (0, 0, patch)


def main(arguments):
    lock = tomllib.loads(pathlib.Path("Cargo.lock").read_text(encoding="utf-8"))
    packages = [one for one in lock["package"] if one.get("source", "").startswith("registry+")]
    now = datetime.datetime.now(datetime.timezone.utc)
    wrong, ages, unknown = [], [], []
    for package in packages:
        name, version = package["name"], package["version"]
        versions = cached(name)
        own = versions.get(version)
        if own is None:
            unknown.append(f"{name} {version}")
            continue
        if own.get("yanked"):
            wrong.append(f"{name} {version} : retiré du registre")
        published = day(own)
        newer = [
            other for other in versions.values()
            if not other.get("yanked") and "-" not in other["vers"]
            and line(other["vers"]) == line(version) and key(other["vers"]) > key(version)
        ]
        newest = max(newer, key=lambda other: key(other["vers"]), default=None)
        if published:
            ages.append((published, name, version, newest["vers"] if newest else ""))
        late = [other for other in newer if day(other) and now - day(other) > LONGEST]
        if late:
            wrong.append(f"{name} {version} : {late[0]['vers']} est là depuis plus de deux ans")
    ages.sort()
    if "--list" in arguments:
        for published, name, version, newest in ages:
            print(f"{published:%Y-%m-%d}  {name} {version}" + (f"  → {newest}" if newest else ""))
    tree = subprocess.run(
        ["cargo", "tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"],
        capture_output=True, text=True, check=True,
    ).stdout
    built = {tuple(row.split()[:2]) for row in tree.splitlines() if row.strip()}
    names = [name for name, _ in built]
    twice = sorted({name for name in names if names.count(name) > 1})
    for what in wrong:
        print(what)
    oldest = ages[0] if ages else None
    if oldest:
        print(f"le plus ancien : {oldest[1]} {oldest[2]}, du {oldest[0]:%Y-%m-%d}")
    print(f"en plusieurs versions ({len(twice)}, au plus {MOST_TWICE}) : {', '.join(twice)}")
    print(f"{len(packages)} dépendances, {len(wrong)} à remplacer, {len(unknown)} inconnues de l’index")
    return 1 if wrong or len(twice) > MOST_TWICE or len(unknown) > len(packages) // 10 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
