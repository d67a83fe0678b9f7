"""A case that has passed every check and may be installed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.case.library.installed import folder_name
from trainer.case.loader import load_text
from trainer.case.model import Scenario
from trainer.case.reading.diagnostics import Diagnostic, printable, render
from trainer.case.reading.text import text_of
from trainer.errors import PackError, Unreadable
from trainer.packs.archive import members as members_of
from trainer.packs.manifest import check_truth, read_manifest
from trainer.packs.names import check_kinds, check_name
from trainer.packs.packing import pack_members


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case to install: the files it will have, and where it came from."""

    scenario: Scenario
    content_hash: str
    """What runs will remember of it."""
    members: dict[str, bytes]
    source: str
    sha256: str
    """Of the file it came in."""
    warnings: tuple[Diagnostic, ...]

    @property
    def name(self) -> str:
        """``id@version``."""
        return folder_name(self.scenario.id, self.scenario.version)


def from_pack(data: bytes, source: str) -> Candidate:
    """The case in a pack. Raises ``PackError``."""
    return from_members(members_of(data), source, hashlib.sha256(data).hexdigest())


def from_members(members: dict[str, bytes], source: str, sha256: str) -> Candidate:
    """The case in the members of a pack, unpacked or not. Raises ``PackError``."""
    # The manifest first: of a newer format, everything else may be new, too.
    manifest = read_manifest(members)
    check_kinds(members)
    file = manifest["scenario"]
    candidate = _checked(members[file], Path(source) / file, members, source, sha256)
    check_truth(manifest, candidate.scenario)
    if file != f"{candidate.scenario.id}.yaml":
        raise PackError(f"Its scenario must be called '{candidate.scenario.id}.yaml'.")
    return candidate


def from_yaml(raw: bytes, source: str) -> Candidate:
    """A scenario file by itself, installed as if it had been packed first. Raises ``PackError``."""
    candidate = _checked(raw, Path(source), {}, source, hashlib.sha256(raw).hexdigest())
    return replace(candidate, members=pack_members(candidate.scenario, raw))


def _checked(
    raw: bytes, path: Path, members: dict[str, bytes], source: str, sha256: str
) -> Candidate:
    try:
        text = text_of(raw, printable(str(path)))
    except Unreadable as error:
        raise PackError(str(error)) from None
    loaded = load_text(text, path)
    if loaded.scenario is None:
        problems = "\n".join(render(d) for d in loaded.diagnostics)
        raise PackError(f"The scenario does not pass the check.\n{problems}")
    check_name(loaded.scenario)
    return Candidate(
        loaded.scenario, loaded.content_hash, members, printable(source), sha256, loaded.diagnostics
    )
