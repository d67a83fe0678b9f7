"""``manifest.json``: writing the manifest of a pack, and checking it against the pack."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from trainer.case.library.filenames import is_scenario
from trainer.case.model import FORMAT, Scenario
from trainer.errors import PackError
from trainer.packs.archive import MANIFEST

MANIFEST_FORMAT = 1
_SAME = ("id", "version", "title", "licence")
"""The keys that manifest and scenario share."""
_NEWER = "Install a newer trainer: pip install --upgrade case-trainer."


def manifest_of(scenario: Scenario, file: str, members: Mapping[str, bytes]) -> bytes:
    """The manifest for ``scenario``, which is the member ``file`` of ``members``.

    It does not say who packed it, when or where, so that one scenario always gives the same bytes.
    """
    keys = ("id", "citation", "doi", "pmid", "pmcid", "licence", "licence_note")
    sources = [{key: getattr(s, key) for key in keys} for s in scenario.sources]
    manifest = {
        "manifest": MANIFEST_FORMAT,
        **{key: getattr(scenario, key) for key in ("id", "version", "format", "title", "licence")},
        "scenario": file,
        "members": {name: _hash(members[name]) for name in sorted(members)},
        "sources": [{k: v for k, v in s.items() if v is not None} for s in sources],
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(members: Mapping[str, bytes]) -> dict[str, Any]:
    """The manifest among ``members``. Raises ``PackError`` if it does not match them."""
    if MANIFEST not in members:
        raise PackError(f"It has no {MANIFEST}: it was not made with 'trainer pack'.")
    values = _json(members[MANIFEST])
    _check_types(values, int, "number", "manifest")
    number = values["manifest"]
    if number > MANIFEST_FORMAT:
        raise PackError(
            f"Its manifest has format {number};"
            f" this program reads up to {MANIFEST_FORMAT}. {_NEWER}"
        )
    if number != MANIFEST_FORMAT:
        raise PackError(f"Its manifest has format {number}, which there never was.")
    _check_types(values, int, "number", "format")
    if values["format"] > FORMAT:
        raise PackError(
            f"Its scenario has format {values['format']};"
            f" this program reads up to {FORMAT}. {_NEWER}"
        )
    _check_hashes(values.get("members"), members)
    _check_types(values, str, "text", "scenario", *_SAME)
    if [values["scenario"]] != [name for name in members if is_scenario(name)]:
        raise PackError(f"Its {MANIFEST} must name the one scenario file of the pack.")
    return values


def check_truth(manifest: Mapping[str, Any], scenario: Scenario) -> None:
    """Raise ``PackError`` if the manifest contradicts the scenario."""
    for key in _SAME:
        if manifest[key] != getattr(scenario, key):
            raise PackError(f"Its {MANIFEST} has another {key} than its scenario.")


def _check_hashes(hashes: Any, members: Mapping[str, bytes]) -> None:
    if not isinstance(hashes, dict):
        raise PackError(f"Its {MANIFEST} does not list the members.")
    packed = set(members) - {MANIFEST}
    for name in sorted(packed - set(hashes)):
        raise PackError(f"The member '{name}' is not in its {MANIFEST}.")
    for name in hashes:
        if name not in packed:
            raise PackError(f"A member that its {MANIFEST} lists is missing: {name!a}.")
        if hashes[name] != _hash(members[name]):
            raise PackError(
                f"The member '{name}' has changed since it was packed: its SHA-256 differs."
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


def _check_types(values: Mapping[str, Any], kind: type, name: str, *keys: str) -> None:
    for key in keys:
        if type(values.get(key)) is not kind:  # isinstance would accept True as a number
            raise PackError(f"Its {MANIFEST} has no {name} '{key}'.")
