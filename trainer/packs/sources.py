"""Reading what a person names for installing (a pack, a scenario file, or a folder of either), and
checking the cases in it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.case.library.filenames import is_leftover, is_scenario
from trainer.case.library.installed import folder_name
from trainer.case.loader import load_text
from trainer.case.model import Scenario
from trainer.case.reading.diagnostics import Diagnostic, printable, render
from trainer.case.reading.text import text_of
from trainer.errors import PackError, Unreadable, titled
from trainer.files.outside import NotPlain, TooLarge, read_bytes
from trainer.packs import archive
from trainer.packs.manifest import check_truth, read_manifest
from trainer.packs.packing import pack_members


@dataclass(frozen=True, slots=True)
class Candidate:
    """A checked case to install: its files, and where it came from."""

    scenario: Scenario
    content_hash: str
    """The hash that runs of it will store."""
    members: dict[str, bytes]
    source: str
    sha256: str
    """The SHA-256 of the file it came in."""
    warnings: tuple[Diagnostic, ...]

    @property
    def name(self) -> str:
        """``id@version``."""
        return folder_name(self.scenario.id, self.scenario.version)


def from_pack(data: bytes, source: str) -> Candidate:
    """The case in a pack. Raises ``PackError``."""
    return from_members(archive.members(data), source, hashlib.sha256(data).hexdigest())


def from_members(members: dict[str, bytes], source: str, sha256: str) -> Candidate:
    """The case in the members of a pack, unpacked or not. Raises ``PackError``."""
    # Read the manifest first: in a newer format, everything else may have changed too.
    manifest = read_manifest(members)
    archive.check_kinds(members)
    file = manifest["scenario"]
    candidate = _checked(members[file], Path(source) / file, members, source, sha256)
    check_truth(manifest, candidate.scenario)
    if file != f"{candidate.scenario.id}.yaml":
        raise PackError(f"Its scenario must be called '{candidate.scenario.id}.yaml'.")
    return candidate


def from_yaml(raw: bytes, source: str) -> Candidate:
    """The case in a single scenario file, as if it had been packed. Raises ``PackError``."""
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
    archive.check_name(loaded.scenario)
    return Candidate(
        loaded.scenario, loaded.content_hash, members, printable(source), sha256, loaded.diagnostics
    )


MAX_CASES = 200


@dataclass(frozen=True, slots=True)
class PackSource:
    """The checked cases of a source, and the names in a folder that were left out."""

    candidates: tuple[Candidate, ...]
    left_out: tuple[str, ...] = ()


def read_source(path: Path) -> PackSource:
    """The cases in ``path``. Raises ``PackError``; its message begins with the path."""
    with titled(f"{printable(str(path))} cannot be installed."):
        try:
            if path.is_dir():
                return _folder(path)
            data = _content(path, archive.MAX_ARCHIVE, links=True)
            if path.suffix in (".yaml", ".yml"):
                return PackSource((from_yaml(data, path.name),))
            return PackSource((from_pack(data, path.name),))
        except (OSError, ValueError) as error:  # ValueError: a NUL in a path
            reason = getattr(error, "strerror", None) or error
            raise PackError(f"It cannot be read: {reason}.") from None


def _folder(folder: Path) -> PackSource:
    taken, left_out = _names(folder)
    name = folder.resolve().name
    if archive.MANIFEST in taken:
        return PackSource((_unpacked(folder, taken, name),), tuple(left_out))
    files = [each for each in taken if is_scenario(each)]
    if not files:
        raise PackError("The folder has neither a pack's contents nor a scenario file (*.yaml).")
    if len(files) > MAX_CASES:
        raise PackError(f"It has {len(files)} scenario files; at most {MAX_CASES} go at once.")
    left_out += sorted(set(taken) - set(files))
    candidates = [from_yaml(_content(folder / f, archive.MAX_MEMBER), f"{name}/{f}") for f in files]
    origins: dict[str, str] = {}
    for candidate in candidates:
        other = origins.setdefault(candidate.name, candidate.source)
        if other != candidate.source:
            raise PackError(f"'{other}' and '{candidate.source}' are both {candidate.name}.")
    return PackSource(tuple(candidates), tuple(left_out))


def _unpacked(folder: Path, names: list[str], name: str) -> Candidate:
    """The case in a folder with the contents of a pack; it passes the same checks."""
    if len(names) > archive.MAX_MEMBERS:
        raise PackError(f"It has {len(names)} files; a pack has at most {archive.MAX_MEMBERS}.")
    archive.check_safe(names)
    members: dict[str, bytes] = {}
    for each in names:
        members[each] = _content(folder / each, archive.MAX_MEMBER)
        if sum(map(len, members.values())) > archive.MAX_TOTAL:
            raise PackError(f"Its files have more than {archive.MAX_TOTAL:,} bytes.")
    # The manifest has the hashes of all other members.
    whole = hashlib.sha256(members[archive.MANIFEST]).hexdigest()
    return from_members(members, name, whole)


def _names(folder: Path) -> tuple[list[str], list[str]]:
    """The names of the files to read, and the names left out: folders and other kinds of file.

    Hidden files and leftovers of editors are in neither.
    """
    taken, left_out = [], []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if is_leftover(entry.name):
                continue
            if entry.is_symlink():
                raise PackError(f"'{printable(entry.name)}' in it is a link; name the file itself.")
            readable = entry.name.endswith(archive.KINDS) or entry.name == archive.MANIFEST
            if readable and not entry.is_dir():
                taken.append(entry.name)
            else:
                left_out.append(printable(entry.name))
    return taken, left_out


def _content(path: Path, most: int, *, links: bool = False) -> bytes:
    """The content of a plain file of at most ``most`` bytes; ``links`` allows a link to it."""
    name = printable(path.name)
    try:
        return read_bytes(path, most, links=links)
    except NotPlain as error:
        raise PackError(f"'{name}' is not a plain file: {error}.") from None
    except TooLarge:
        raise PackError(f"'{name}' has more than {most:,} bytes.") from None
    except FileNotFoundError:
        if path.is_symlink():
            raise PackError("It is a link that leads nowhere.") from None
        raise PackError("There is no such file or folder.") from None
