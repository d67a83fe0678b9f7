"""The files to check, each with its findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.case.library.cases import find_case, names_a_path, scenario_folders
from trainer.case.library.filenames import is_scenario
from trainer.case.loader import Besides, Loaded, load, load_text
from trainer.case.reading.diagnostics import Diagnostic
from trainer.case.reading.text import MAX_BYTES, text_of
from trainer.errors import NoSuchCase, Unreadable

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of one file, and whether it could be read."""

    path: Path
    findings: tuple[Diagnostic, ...]
    readable: bool = True

    def without_warnings(self) -> Checked:
        """The same file with its errors only."""
        errors = tuple(d for d in self.findings if d.severity == "error")
        return replace(self, findings=errors)


def check(path: Path, besides: Besides | None = None) -> Checked:
    """Check a file; if it cannot be read, that is its only finding."""
    try:
        loaded = (_from_stdin(besides) if path == STDIN
                  else load(path, warnings=True, besides=besides))  # fmt: skip
    except Unreadable as refusal:
        return unreadable(path, str(refusal), refusal.line)
    return Checked(path, loaded.diagnostics)


def unreadable(path: Path, sentence: str, line: int = 0) -> Checked:
    """A file that could not be read, with ``sentence`` as its only finding."""
    advice = "Check the path and the file."
    refusal = Diagnostic(str(path), line, min(line, 1), "F001", "error", sentence, advice)
    return Checked(path, (refusal,), readable=False)


def _from_stdin(besides: Besides | None) -> Loaded:
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Unreadable(f"The text has more than {MAX_BYTES:,} bytes. Is it the right one?")
    return load_text(text_of(raw, "The text"), STDIN, warnings=True, besides=besides)


def files(names: Iterable[str]) -> Iterator[Path | Checked]:
    """The files that ``names`` mean (a path, a folder's files, a case by its id), each once.

    A folder without files yields a ``Checked`` that says so.
    """
    listed: set[Path] = set()
    for file in (file for name in names for file in _files(name)):
        if isinstance(file, Checked):
            yield file
        elif file not in listed:
            listed.add(file)
            yield file


def stamps(names: Iterable[str]) -> list[tuple[Path, int, int]]:
    """The files of these names with modification time (ns) and size, for noticing changes."""
    stamped = []
    for file in files(names):
        if isinstance(file, Path):
            with suppress(OSError):  # an editor may be replacing it
                stat = file.stat()
                stamped.append((file, stat.st_mtime_ns, stat.st_size))
    return stamped


def _files(name: str) -> Iterator[Path | Checked]:
    path = Path(name)
    if path.is_dir():
        inside = sorted(each for each in path.iterdir() if is_scenario(each.name))
        if not inside:
            yield unreadable(path, f"The folder {path} has no .yaml files.")
        yield from inside
    elif path == STDIN or path.exists() or names_a_path(name):
        yield path
    else:
        try:
            yield find_case(name, scenario_folders(os.environ))
        except NoSuchCase:
            yield path
