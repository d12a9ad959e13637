"""Every dependency has a licence that goes with the EUPL-1.2, stated in its manifest."""

import json
import re
import subprocess
import sys

ALLOWED = {
    "MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib", "Unicode-3.0", "Unicode-DFS-2016",
    "MPL-2.0", "CC0-1.0", "Unlicense", "BSL-1.0", "0BSD", "OFL-1.1", "EUPL-1.2", "Apache-2.0 WITH LLVM-exception",
    "bzip2-1.0.6",
}


def accepted(expression):
    """An SPDX expression is accepted when one branch of each OR, and every branch of each AND, is."""
    expression = expression.replace("/", " OR ").replace("(", " ( ").replace(")", " ) ")
    tokens = re.sub(r"(\S+) WITH (\S+)", lambda m: f"{m[1]}_WITH_{m[2]}", expression).split()

    def disjunction():
        value = conjunction()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            other = conjunction()
            value = value or other
        return value

    def conjunction():
        value = atom()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            other = atom()
            value = value and other
        return value

    def atom():
        token = tokens.pop(0)
        if token == "(":
            value = disjunction()
            tokens.pop(0)
            return value
        return token.replace("_WITH_", " WITH ") in ALLOWED

    return disjunction()


metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked"]))
refused = [(p["name"], p["version"], p["license"]) for p in metadata["packages"] if not (p["license"] and accepted(p["license"]))]
for name, version, licence in refused:
    print(f"{name} {version} : licence « {licence} » non admise")
print(f"{len(metadata['packages'])} paquets, {len(refused)} refusés")
sys.exit(1 if refused else 0)
