"""The cases on this machine, as heads from an index that is checked against the files."""

from __future__ import annotations

import contextlib
import difflib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import trainer
from trainer.case.library.filenames import is_scenario
from trainer.case.library.head import CaseHead, read_head
from trainer.case.library.installed import file_in, id_and_version, version_key
from trainer.errors import NoSuchCase
from trainer.files.config import config
from trainer.files.outside import read_bytes
from trainer.files.places import cases_folder

Index = dict[str, tuple[list[int], CaseHead]]
"""Heads by path, each with the time (ns), size and inode of its file."""

_INDEX_FORM = 3
_MOST_INDEX = 50_000_000
_MOST_PROJECT = 1_000_000


def scenario_folders(environ: Mapping[str, str]) -> list[Path]:
    """The existing folders of cases, in order of precedence.

    Those in ``TRAINER_SCENARIOS`` or else in the user's settings, then that of the program, then
    that of installed cases.
    """
    paths = environ.get("TRAINER_SCENARIOS", "").split(os.pathsep)
    if not any(paths):
        paths = config(environ).get("cases") or []
    extra = [Path(p).expanduser() for p in paths if p]
    installed = cases_folder(environ, Path.cwd()).path
    return [f for f in dict.fromkeys((*extra, own_folder(), installed)) if f.is_dir()]


def own_folder() -> Path:
    """The folder of the cases that come with the program."""
    package, ours = Path(trainer.__file__).parent, False
    # The folder above an installed package may hold another project's pyproject.toml and cases.
    with contextlib.suppress(OSError):
        project = read_bytes(package.parent / "pyproject.toml", _MOST_PROJECT)
        ours = b'\nname = "case-trainer"\n' in project
    checkout = package.parent / "scenarios"
    return checkout if ours and checkout.is_dir() else package / "scenarios"


def heads(folders: Iterable[Path], index_file: Path | None) -> list[CaseHead]:
    """The cases in ``folders``, by title.

    ``index_file`` caches heads by the path, time, size and inode of each file, so that only changed
    files are read; a missing, broken or unwritable index only costs time.
    """
    known = _read_index(index_file) if index_file is not None else {}
    entries: Index = {}
    for path, stamp in _files(folders).items():
        kept = known.get(path)
        head = kept[1] if kept is not None and kept[0] == stamp else read_head(path)
        entries[path] = (stamp, head)
    if index_file is not None and entries != known:
        _write_index(index_file, entries)
    all_heads = [head for _, head in entries.values()]
    # An installed case may have become part of the program since: it is listed only once.
    own = {(h.id, h.hash) for h in all_heads if h.ok and not h.installed}
    listed = (h for h in all_heads if not (h.installed and (h.id, h.hash) in own))
    return sorted(listed, key=_by_title_newest_first)


def _by_title_newest_first(head: CaseHead) -> tuple[str, str, list[int], str]:
    version = [-number for number in version_key(head.version)]
    return head.title.casefold(), head.id, version, head.path


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The file that a name means.

    ``versions`` are those of its case, newest first; empty if the file was found without them.
    """

    path: Path
    version: str = ""
    versions: tuple[str, ...] = ()


def find_case(name: str, folders: Iterable[Path]) -> Path:
    """The file of a case by its name (see ``choose_case``). Raises ``NoSuchCase``."""
    return choose_case(name, folders).path


def choose_case(name: str, folders: Iterable[Path]) -> CaseFile:
    """The file of ``id`` (its newest version), of ``id@version``, or ``name`` itself if a path.

    Raises ``NoSuchCase``.
    """
    if names_a_path(name):
        return CaseFile(Path(name))
    case, _, version = name.partition("@")
    files = list(_files(folders))
    # Files with that name are read first, because reading the heads of all files is slow.
    likely = [path for path in files if Path(path).name == f"{case}.yaml"]
    if len(likely) == 1 and not version:
        return CaseFile(Path(likely[0]))
    versions: tuple[str, ...] = ()
    for paths in (likely, files):
        of_case = [h for h in map(read_head, paths) if h.ok and h.id == case]
        # The sort is stable: of equal versions the one in the first folder is taken.
        of_case.sort(key=lambda h: version_key(h.version), reverse=True)
        versions = tuple(dict.fromkeys(h.version for h in of_case))
        for head in of_case:
            if version in ("", head.version):
                return CaseFile(Path(head.path), head.version, versions)
    if likely and not version:
        return CaseFile(Path(likely[0]))  # loading it will report its errors
    raise NoSuchCase(_no_such(case, version, versions, files))


def names_a_path(name: str) -> bool:
    """Whether ``name`` is a path rather than an id or ``id@version``."""
    path = Path(name)
    if path.is_file() or os.sep in name or "/" in name:
        return True
    return bool(path.suffix) and id_and_version(name) is None


def _no_such(case: str, version: str, versions: tuple[str, ...], files: list[str]) -> str:
    if versions:
        return f"There is no version {version} of '{case}' here. There are: {', '.join(versions)}."
    known = sorted({h.id for h in map(read_head, files) if h.ok})
    near = difflib.get_close_matches(case, known, n=1)
    advice = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(known)}."
    return f"There is no case '{case}'. {advice}"


def _files(folders: Iterable[Path]) -> dict[str, list[int]]:
    """Time (ns), size and inode of each scenario file in the folders, by path.

    The inode is needed because a file that replaces another may have the same time and size.
    """
    stamps: dict[str, list[int]] = {}
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                installed = file_in(str(folder), entry.name) if "@" in entry.name else None
                path = entry.path if is_scenario(entry.name) else installed
                if path is not None:
                    with contextlib.suppress(OSError):  # a broken link
                        status = os.stat(path)  # noqa: PTH116
                        stamps[path] = [status.st_mtime_ns, status.st_size, status.st_ino]
    return stamps


def _read_index(index_file: Path) -> Index:
    try:
        stored: Any = json.loads(read_bytes(index_file, _MOST_INDEX))
        if stored["form"] != _INDEX_FORM:
            return {}
        return {
            entry["head"]["path"]: (entry["stamp"], CaseHead(**entry["head"]))
            for entry in stored["cases"]
        }
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _write_index(index_file: Path, index: Index) -> None:
    cases = [{"stamp": stamp, "head": asdict(head)} for stamp, head in index.values()]
    text = json.dumps({"form": _INDEX_FORM, "cases": cases}, ensure_ascii=False)
    temporary = index_file.with_name(f"{index_file.name}.{os.getpid()}.tmp")
    # An index only saves time: on a read-only disk the next start reads the heads again.
    with contextlib.suppress(OSError):
        index_file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, "utf-8")
        temporary.replace(index_file)
