"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from trainer.case.catalogue import Catalogue, shared_catalogue
from trainer.case.diagnostics import Diagnostic, Severity, has_errors, in_order
from trainer.case.messages import say
from trainer.case.model import FORMAT, Scenario
from trainer.case.rules import Subject, all_rules
from trainer.case.shape import Loc, walk
from trainer.case.yaml12 import MAX_BYTES, NotYaml, Span, parse


class Unreadable(OSError):  # noqa: N818 - named for what the file is
    """The file cannot be read at all: it is missing, a folder, not text, or far too large."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as read: its ``scenario``, or None and the errors in ``diagnostics``."""

    path: Path
    text: str
    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def content_hash(self) -> str:
        """What a run remembers of the file it was played on: SHA-256 of its text, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def load(path: Path, catalogue: Catalogue | None = None) -> Loaded:
    """Read and check one scenario file. Raises ``Unreadable``."""
    return load_text(read_text(path), path, catalogue)


def read_text(path: Path) -> str:
    """The file's text. Raises ``Unreadable`` with a sentence for people."""
    try:
        if path.is_dir():
            raise Unreadable(f"{path} is a folder, not a scenario file.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Unreadable(
                f"{path} has {size:,} bytes; a scenario has at most {MAX_BYTES:,}."
                " Is it the right file?"
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"There is no file {path}.") from None
    except Unreadable:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unreadable(f"{path} cannot be read: {reason}.") from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable(
            f"{path}:{line} is not UTF-8 text (byte {raw[error.start]:#04x})."
            " Save the file as UTF-8."
        ) from None


def load_text(text: str, path: Path, catalogue: Catalogue | None = None) -> Loaded:
    """As ``load``, for text at hand; ``path`` is only named in messages."""
    placer = _Placer(str(path), text)
    try:
        data, span = parse(text)
    except NotYaml as error:
        found = [
            placer.at(p.line, p.column, p.code, "error", p.message, p.advice)
            for p in error.problems
        ]
        return Loaded(path, text, None, tuple(in_order(found)))
    if newer := _newer_format(data, span, placer):
        return Loaded(path, text, None, (newer,))
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        return Loaded(path, text, None, tuple(in_order(_schema_problems(error, span, placer))))
    subject = Subject(scenario, data, catalogue or shared_catalogue())
    diagnostics = in_order(
        placer.at(*_position(span, hit.loc), rule.code, rule.severity, hit.message, hit.advice)
        for rule in all_rules()
        for hit in rule.check(subject)
    )
    return Loaded(path, text, None if has_errors(diagnostics) else scenario, tuple(diagnostics))


class _Placer:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")

    def at(
        self, line: int, column: int, code: str, severity: Severity, message: str, advice: str
    ) -> Diagnostic:
        source = self.lines[line] if line < len(self.lines) else ""
        return Diagnostic(self.path, line + 1, column + 1, code, severity, message, advice, source)


def _newer_format(data: Any, span: Span, placer: _Placer) -> Diagnostic | None:
    given = data.get("format") if isinstance(data, dict) else None
    if not isinstance(given, int) or isinstance(given, bool) or given <= FORMAT:
        return None
    return placer.at(
        *_position(span, ("format",)), "M210", "error",
        f"this file has format {given}; this program reads up to {FORMAT}.",
        "Install a newer trainer: pip install --upgrade case-trainer.",
    )  # fmt: skip


def _schema_problems(error: ValidationError, span: Span, placer: _Placer) -> Iterator[Diagnostic]:
    for detail in error.errors(include_url=False):
        path, model = walk(Scenario, detail["loc"])
        code, message, advice = say(detail, model)
        if detail["type"] == "union_tag_invalid":
            path = (*path, "kind")
        on_key = detail["type"] == "extra_forbidden"
        line, column = _position(span, path, on_key=on_key)
        yield placer.at(line, column, code, "error", message, advice)


def _position(span: Span, loc: Loc, *, on_key: bool = False) -> tuple[int, int]:
    """The 0-based place of ``loc``: its value, or the nearest part that stands in the file."""
    here = span
    for index, step in enumerate(loc):
        children = here.children
        if isinstance(children, dict) and step in children:
            if on_key and index == len(loc) - 1 and here.keys is not None:
                return here.keys[str(step)]
            here = children[str(step)]
        elif isinstance(children, list) and isinstance(step, int) and step < len(children):
            here = children[step]
        else:
            break
    return here.line, here.column
