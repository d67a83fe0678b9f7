"""Which cases there are: heads only, from an index that is checked against the files."""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import trainer

_INDEX_FORM = 1


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What the library shows of a case; ``ok`` is False where the head cannot be read."""

    id: str
    title: str
    specialty: str
    summary: str
    path: str
    first_day: int
    last_day: int
    decisions: int
    minutes: int | None
    version: str
    ok: bool
    problem: str = ""


class NoSuchCase(LookupError):  # noqa: N818 - named for what happened
    """There is no case of that name; its text says which are near."""


def scenario_folders(environ: Mapping[str, str]) -> list[Path]:
    """The folders cases come from: those of ``TRAINER_SCENARIOS``, then the program's own."""
    extra = [Path(p) for p in environ.get("TRAINER_SCENARIOS", "").split(os.pathsep) if p]
    package = Path(trainer.__file__).parent
    packaged, checkout = package / "scenarios", package.parent / "scenarios"
    in_checkout = checkout.is_dir() and (package.parent / "pyproject.toml").is_file()
    own = checkout if in_checkout else packaged
    return [f for f in dict.fromkeys((*extra, own)) if f.is_dir()]


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
            head = kept[1] if kept is not None and kept[0] == stamp else _read_head(path)
            found[path] = (stamp, head)
    if index_file is not None and found != known:
        _write_index(index_file, found)
    return sorted((h for _, h in found.values()), key=lambda h: (h.title.casefold(), h.path))


def find_case(name: str, folders: Iterable[Path]) -> Path:
    """The file of a case by its id, or ``name`` itself if it is a path. Raises ``NoSuchCase``."""
    path = Path(name)
    if path.suffix or os.sep in name or path.is_file():
        return path
    places = list(folders)
    for folder in places:
        if (folder / f"{name}.yaml").is_file():
            return folder / f"{name}.yaml"
    known = {h.id: Path(h.path) for h in heads(places, None) if h.ok}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    advice = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(sorted(known))}."
    raise NoSuchCase(f"There is no case '{name}'. {advice}")


def _files(folder: Path) -> list[tuple[str, list[int]]]:
    try:
        with os.scandir(folder) as entries:
            stats = [(e.path, e.stat()) for e in entries if e.name.endswith((".yaml", ".yml"))]
    except OSError:
        return []
    return [(path, [s.st_mtime_ns, s.st_size]) for path, s in sorted(stats, key=lambda x: x[0])]


def _read_head(path: str) -> CaseHead:
    # The parser brings libyaml along; a library with an index does without.
    from trainer.case.yaml12 import MAX_BYTES, NotYaml, parse

    try:
        file = Path(path)
        if file.stat().st_size > MAX_BYTES:
            return _unread(path, "the file is too large")
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        head, decisions = _head_of(text)
        data, _ = parse(head)
        clock = data["clock"]
        if decisions is None:
            decisions = len(data["decisions"])
        minutes = data.get("minutes")
        return CaseHead(
            id=_text(data["id"]),
            title=_text(data["title"]),
            specialty=_text(data["specialty"]),
            summary=_text(data["summary"]),
            path=path,
            first_day=int(clock["first_day"]),
            last_day=int(clock["last_day"]),
            decisions=decisions,
            minutes=minutes if isinstance(minutes, int) else None,
            version=_text(data["version"]),
            ok=True,
        )
    except NotYaml as error:
        first = error.problems[0]
        return _unread(path, f"line {first.line + 1}: {first.message}")
    except OSError as error:
        return _unread(path, f"it cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        return _unread(path, "it is not UTF-8 text")
    except (KeyError, TypeError, ValueError, AttributeError):
        return _unread(path, "it is not a scenario")


_HEAD_KEYS = ("id", "version", "title", "specialty", "summary", "minutes", "clock")
_SECTION = re.compile(r"^([a-z_]+):", re.MULTILINE)
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


def _head_of(text: str) -> tuple[str, int | None]:
    """The sections of a scenario that make its head, and how many decisions it has.

    Parsing a whole file takes twenty times as long. Where the file is not laid out in the usual
    block style, the whole text and None: then all of it must be parsed.
    """
    starts = list(_SECTION.finditer(text))
    if not starts:
        return text, None
    ends = [*(m.start() for m in starts[1:]), len(text)]
    sections = {m[1]: text[m.start() : end] for m, end in zip(starts, ends, strict=True)}
    listed = sections.get("decisions", "").partition(":")[2].partition("\n")
    if len(sections) != len(starts) or listed[0].strip() or not _ITEM.search(listed[2]):
        return text, None
    indents = [len(m[1]) for m in _ITEM.finditer(listed[2])]
    head = "".join(sections.get(key, "") for key in _HEAD_KEYS)
    return head, indents.count(min(indents))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is wanted")
    return "".join(c if c.isprintable() else " " for c in value).strip()


def _unread(path: str, problem: str) -> CaseHead:
    name = Path(path).stem
    return CaseHead(name, name, "", "", path, 0, 0, 0, None, "", ok=False, problem=problem)


def _read_index(index_file: Path | None) -> dict[str, tuple[list[int], CaseHead]]:
    if index_file is None:
        return {}
    try:
        stored: Any = json.loads(index_file.read_text("utf-8"))
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
