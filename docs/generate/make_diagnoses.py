"""Make trainer/questions/diagnoses.json: python -m docs.generate.make_diagnoses FOLDER.

FOLDER holds files of the Human Disease Ontology (CC0): HumanDO.tsv, ICD10inDO.tsv, MESHinDO.tsv,
doid-es-translated.tsv and the subsets NCIthesaurus, DO_rare_slim, DO_cancer_slim and
DO_infectious_disease_slim as .obo. The list has what both ICD-10-CM and MeSH have, without groups
of many diseases, and what ``diagnoses_added.txt`` adds.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
MADE = HERE.parents[1] / "trainer/questions/diagnoses.json"
VERSION = "v2026-07-31"
LARGEST_GROUP = 8
MOST_SYNONYMS = 5
NOT_CLINICAL = re.compile(r"\d|type [IVX]|allergy|neoplasm|benign|syndrome, |-related disorder")


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        yield from rows


def _size(name: str, children: dict[str, set[str]]) -> int:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        more = children[waiting.pop()] - found
        found |= more
        waiting += more
    return len(found)


def _synonyms(folder: Path) -> dict[str, list[str]]:
    """Exact synonyms by the id of the ontology."""
    synonyms: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.obo")):
        name = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("id: "):
                name = line[4:]
            elif match := re.match(r'synonym: "(.+?)" EXACT', line):
                synonyms[name].append(match[1])
    for row in _rows(folder / "doid-es-translated.tsv"):
        if row[1] == "oboInOwl:hasExactSynonym":
            synonyms[row[0]].append(row[2])
    return synonyms


def _added() -> tuple[dict[str, list[str]], set[str]]:
    added: dict[str, list[str]] = {}
    left_out = set()
    for line in (HERE / "diagnoses_added.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            left_out.add(line[2:])
        elif line and not line.startswith("#"):
            name, _, synonyms = line.partition(" = ")
            added[name] = [s for s in synonyms.split("; ") if s]
    return added, left_out


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("'", ""))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:64].strip("-")


def _written(name: str) -> str:
    """The name with a capital letter, as in the catalogue of orders."""
    first = name.split(" ")[0]
    return name if any(c.isupper() for c in first) else name[0].upper() + name[1:]


def diagnoses(folder: Path) -> list[dict[str, object]]:
    """All diagnoses, in order of name."""
    ids: dict[str, str] = {}
    children: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "HumanDO.tsv"):
        ids[row[1]] = row[0]
        children[row[2]].add(row[1])
    known = [{row[1] for row in _rows(folder / f"{x}inDO.tsv")} for x in ("ICD10", "MESH")]
    both = known[0] & known[1] & ids.keys()
    taken = {n for n in both if _size(n, children) <= LARGEST_GROUP and not NOT_CLINICAL.search(n)}
    added, left_out = _added()
    exact = _synonyms(folder)
    listed = {}
    for name in (taken | added.keys()) - left_out:
        own = dict.fromkeys([*added.get(name, []), *exact.get(ids.get(name, ""), [])])
        synonyms = [s for s in own if s.casefold() != name.casefold() and "(" not in s]
        entry: dict[str, object] = {"id": _slug(name), "name": _written(name)}
        entry |= {"synonyms": synonyms[: max(MOST_SYNONYMS, len(added.get(name, [])))]}
        if name in ids:
            entry["doid"] = ids[name]
        listed[_slug(name)] = entry
    return sorted(listed.values(), key=lambda e: str(e["name"]).casefold())


def main(folder: Path) -> None:
    """Write the file, a diagnosis a line."""
    head = {
        "source": "Human Disease Ontology, disease-ontology.org",
        "version": VERSION,
        "licence": "CC0 1.0",
        "note": "Without 'doid': added by this project. An id is never renamed.",
    }
    lines = ",\n".join(json.dumps(e, ensure_ascii=False) for e in diagnoses(folder))
    start = json.dumps(head, ensure_ascii=False, indent=0)[:-2]
    MADE.write_text(f'{start},\n"diagnoses": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
