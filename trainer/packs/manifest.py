"""``manifest.json``: what a pack says of itself, and what must be true of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.case.library.filenames import is_scenario
from trainer.case.model import FORMAT, Scenario
from trainer.errors import PackError
from trainer.packs.names import MANIFEST

MANIFEST_FORMAT = 1
_NEWER = "Install a newer trainer: pip install --upgrade case-trainer."


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of a manifest that an installer holds against the members."""

    id: str
    version: str
    title: str
    licence: str
    scenario: str
    """The member that is the scenario."""


def manifest_of(scenario: Scenario, file: str, members: Mapping[str, bytes]) -> bytes:
    """The manifest for ``scenario``, which is the member ``file`` of ``members``.

    Who packed it, when and where are not in it: the same scenario gives the same bytes.
    """
    sources = [
        {
            "id": s.id, "citation": s.citation, "doi": s.doi, "pmid": s.pmid, "pmcid": s.pmcid,
            "licence": s.licence, "licence_note": s.licence_note,
        }
        for s in scenario.sources
    ]  # fmt: skip
    manifest = {
        "manifest": MANIFEST_FORMAT,
        "id": scenario.id,
        "version": scenario.version,
        "format": scenario.format,
        "title": scenario.title,
        "licence": scenario.licence,
        "scenario": file,
        "members": {name: _hash(members[name]) for name in sorted(members)},
        "sources": [{k: v for k, v in s.items() if v is not None} for s in sources],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(members: Mapping[str, bytes]) -> Manifest:
    """The manifest among ``members``, which must be what it says. Raises ``PackError``."""
    if MANIFEST not in members:
        raise PackError(f"It has no {MANIFEST}: it was not made with 'trainer pack'.")
    values = _json(members[MANIFEST])
    number = _whole(values, "manifest")
    if number > MANIFEST_FORMAT:
        raise PackError(
            f"Its manifest has format {number};"
            f" this program reads up to {MANIFEST_FORMAT}. {_NEWER}"
        )
    if number != MANIFEST_FORMAT:
        raise PackError(f"Its manifest has format {number}, which there never was.")
    format_ = _whole(values, "format")
    if format_ > FORMAT:
        raise PackError(
            f"Its scenario has format {format_}; this program reads up to {FORMAT}. {_NEWER}"
        )
    _check_hashes(values.get("members"), members)
    scenario = _text(values, "scenario")
    if [scenario] != [name for name in members if is_scenario(name)]:
        raise PackError(f"Its {MANIFEST} must name the one scenario file of the pack.")
    return Manifest(
        id=_text(values, "id"),
        version=_text(values, "version"),
        title=_text(values, "title"),
        licence=_text(values, "licence"),
        scenario=scenario,
    )


def check_truth(manifest: Manifest, scenario: Scenario) -> None:
    """Raises ``PackError`` where the manifest says other things than the scenario itself."""
    for key in ("id", "version", "title", "licence"):
        if getattr(manifest, key) != getattr(scenario, key):
            raise PackError(f"Its {MANIFEST} says another {key} than the scenario in it.")


def _check_hashes(hashes: Any, members: Mapping[str, bytes]) -> None:
    if not isinstance(hashes, dict):
        raise PackError(f"Its {MANIFEST} does not list the members.")
    there = set(members) - {MANIFEST}
    for name in sorted(there - set(hashes)):
        raise PackError(f"The member '{name}' is not in its {MANIFEST}.")
    for name in hashes:
        if name not in there:
            raise PackError(f"A member that its {MANIFEST} lists is missing: {name!a}.")
        if hashes[name] != _hash(members[name]):
            raise PackError(
                f"The member '{name}' is not what was packed: its SHA-256 is another."
                " Fetch it again."
            )


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _json(data: bytes) -> dict[str, Any]:
    try:
        values = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise PackError(f"Its {MANIFEST} is not JSON in UTF-8.") from None
    if not isinstance(values, dict):
        raise PackError(f"Its {MANIFEST} is not a JSON object.")
    return values


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key stands twice")
    return values


def _whole(values: Mapping[str, Any], key: str) -> int:
    value = values.get(key)
    if type(value) is not int:  # True would be a number otherwise
        raise PackError(f"Its {MANIFEST} has no number '{key}'.")
    return value


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    if not isinstance(value, str):
        raise PackError(f"Its {MANIFEST} has no text '{key}'.")
    return value
