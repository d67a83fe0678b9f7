"""Which cases there are: heads only, from an index that is checked against the files."""

from __future__ import annotations

import contextlib
import difflib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import trainer
from trainer.case.library.filenames import is_scenario
from trainer.case.library.head import CaseHead, read_head
from trainer.case.library.installed import file_in, named, version_key
from trainer.errors import NoSuchCase
from trainer.files.outside import read_bytes
from trainer.files.places import cases_folder

_INDEX_FORM = 2
_MOST_INDEX = 50_000_000
_MOST_PROJECT = 1_000_000


def scenario_folders(environ: Mapping[str, str]) -> list[Path]:
    """Where cases come from: ``TRAINER_SCENARIOS``, the program itself, and what was installed."""
    extra = [Path(p) for p in environ.get("TRAINER_SCENARIOS", "").split(os.pathsep) if p]
    installed = cases_folder(environ, Path.cwd()).path
    return [f for f in dict.fromkeys((*extra, own_folder(), installed)) if f.is_dir()]


def own_folder() -> Path:
    """The folder of the cases that come with the program."""
    package = Path(trainer.__file__).parent
    packaged, checkout = package / "scenarios", package.parent / "scenarios"
    in_checkout = checkout.is_dir() and _is_ours(package.parent / "pyproject.toml")
    return checkout if in_checkout else packaged


def _is_ours(pyproject: Path) -> bool:
    # Installed without a folder of its own, the program may lie beside another project's files.
    try:
        return b'\nname = "case-trainer"\n' in read_bytes(pyproject, _MOST_PROJECT)
    except OSError:
        return False


def heads(folders: Iterable[Path], index_file: Path | None) -> list[CaseHead]:
    """The cases in ``folders`` by title.

    ``index_file`` remembers heads by path, time and size of each file, so that only changed files
    are read; a missing, broken or unwritable index only costs time.
    """
    known = _read_index(index_file)
    found: dict[str, tuple[list[int], CaseHead]] = {}
    for folder in folders:
        for path, stamp in _files(folder):
            kept = known.get(path)
            head = kept[1] if kept is not None and kept[0] == stamp else read_head(path)
            found[path] = (stamp, head)
    if index_file is not None and found != known:
        _write_index(index_file, found)
    here = [head for _, head in found.values()]
    # The program may have caught up with an installed case: then it is one case, not two.
    own = {(h.id, h.hash) for h in here if h.ok and not h.installed}
    seen = (h for h in here if not (h.installed and (h.id, h.hash) in own))
    return sorted(seen, key=_by_title_newest_first)


def _by_title_newest_first(head: CaseHead) -> tuple[str, str, list[int], str]:
    version = [-number for number in version_key(head.version)]
    return head.title.casefold(), head.id, version, head.path


@dataclass(frozen=True, slots=True)
class Choice:
    """The file a name stands for; ``versions`` has all there are of that case, newest first."""

    path: Path
    version: str = ""
    versions: tuple[str, ...] = ()


def find_case(name: str, folders: Iterable[Path]) -> Path:
    """The file of a case by its name, see ``choose_case``. Raises ``NoSuchCase``."""
    return choose_case(name, folders).path


def choose_case(name: str, folders: Iterable[Path]) -> Choice:
    """The file of ``id`` (its newest version), of ``id@version``, or ``name`` itself if a path.

    Raises ``NoSuchCase``.
    """
    if names_a_path(name):
        return Choice(Path(name))
    places = list(folders)
    case, _, version = name.partition("@")
    likely = list(dict.fromkeys(p for f in places for p in _likely_files(f, case)))
    if len(likely) == 1 and not version:
        return Choice(Path(likely[0]))
    versions: tuple[str, ...] = ()
    for known in _likely_then_all(likely, places):
        found = [h for h in known if h.ok and h.id == case]
        # Of equal versions the first folder's is taken: sorting keeps their order.
        found.sort(key=lambda h: version_key(h.version), reverse=True)
        versions = tuple(dict.fromkeys(h.version for h in found))
        for head in found:
            if version in ("", head.version):
                return Choice(Path(head.path), head.version, versions)
    if likely and not version:
        return Choice(Path(likely[0]))  # its errors will be told
    raise NoSuchCase(_no_such(case, version, versions, places))


def _likely_then_all(likely: list[str], places: list[Path]) -> Iterator[list[CaseHead]]:
    yield [read_head(path) for path in likely]
    yield heads(places, None)


def names_a_path(name: str) -> bool:
    """Whether ``name`` is a path rather than an id or ``id@version``."""
    path = Path(name)
    if path.is_file() or os.sep in name or "/" in name:
        return True
    return bool(path.suffix) and named(name) is None


def _no_such(case: str, version: str, versions: tuple[str, ...], places: list[Path]) -> str:
    if versions:
        return f"There is no version {version} of '{case}' here. There are: {', '.join(versions)}."
    known = sorted({h.id for h in heads(places, None) if h.ok})
    near = difflib.get_close_matches(case, known, n=1)
    advice = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(known)}."
    return f"There is no case '{case}'. {advice}"


def _likely_files(folder: Path, case: str) -> Iterator[str]:
    """The files that ``case`` has by their names: looked at before all others."""
    if (folder / f"{case}.yaml").is_file():
        yield str(folder / f"{case}.yaml")
    for path, _ in _files(folder):
        if named(Path(path).parent.name) and Path(path).stem == case:
            yield path


def _files(folder: Path) -> list[tuple[str, list[int]]]:
    """The scenario files in ``folder``, and those installed in it, with time and size."""
    found: list[tuple[str, list[int]]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = entry.path if is_scenario(entry.name) else None
                if path is None and "@" in entry.name:
                    path = file_in(str(folder), entry.name)
                if path is not None:
                    with contextlib.suppress(OSError):  # a link that leads nowhere
                        s = entry.stat() if path == entry.path else os.stat(path)  # noqa: PTH116
                        found.append((path, [s.st_mtime_ns, s.st_size]))
    except OSError:
        return []
    return sorted(found)


def _read_index(index_file: Path | None) -> dict[str, tuple[list[int], CaseHead]]:
    if index_file is None:
        return {}
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


def _write_index(index_file: Path, found: Mapping[str, tuple[list[int], CaseHead]]) -> None:
    cases = [{"stamp": stamp, "head": asdict(head)} for stamp, head in found.values()]
    temporary = index_file.with_name(f"{index_file.name}.{os.getpid()}.tmp")
    try:
        index_file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(
            json.dumps({"form": _INDEX_FORM, "cases": cases}, ensure_ascii=False), "utf-8"
        )
        temporary.replace(index_file)
    except OSError:
        # An index only saves time: on a read-only disk the next start reads the heads again.
        return
