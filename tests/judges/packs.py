"""The manifest of a pack, as judges read it: without the program."""

import json
import pathlib


class Manifest:
    """What a pack says of itself: an in-toto statement whose predicate is a SLSA provenance."""

    def __init__(self, pack):
        text = (pathlib.Path(pack) / "interne" / "manifest.json").read_text(encoding="utf-8")
        self.text = text
        self.statement = json.loads(text)
        definition = self.statement["predicate"]["buildDefinition"]
        self.asked = definition["externalParameters"]
        self.applied = definition["internalParameters"]
        self.read = definition["resolvedDependencies"]
        self.outputs = self.statement["subject"]
        run = self.statement["predicate"]["runDetails"]
        self.lists = {one["name"]: one["annotations"]["liste"] for one in run["byproducts"]}
        self.digests = {one["name"]: one["digest"]["sha256"] for one in run["byproducts"]}

    @property
    def figures(self):
        return self.lists["chiffres"]
