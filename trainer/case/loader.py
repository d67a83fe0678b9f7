"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from trainer.case.allowed import allowed
from trainer.case.catalogue import Catalogue, shared_catalogue
from trainer.case.diagnostics import Diagnostic, has_errors, in_order
from trainer.case.model import Scenario
from trainer.case.places import Placer
from trainer.case.reading import read_model
from trainer.case.rules import Subject, rules
from trainer.case.yaml12 import MAX_BYTES, NotYaml, parse_all


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


def load(path: Path, catalogue: Catalogue | None = None, *, warnings: bool = False) -> Loaded:
    """Read and check one scenario file. Raises ``Unreadable``.

    Play asks for errors alone; ``warnings`` adds what an author should weigh.
    """
    return load_text(read_text(path), path, catalogue, warnings=warnings)


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


def load_text(
    text: str, path: Path, catalogue: Catalogue | None = None, *, warnings: bool = False
) -> Loaded:
    """As ``load``, for text at hand; ``path`` is only named in messages and held against spoilers.

    Finds all it can in one go: what cannot be read is left out, and the rest is checked.
    """
    placer = Placer(str(path), text)
    try:
        parsed = parse_all(text)
    except NotYaml as error:
        return Loaded(path, text, None, tuple(in_order(placer.of(p) for p in error.problems)))
    found = [placer.of(p) for p in parsed.problems]
    read = read_model(parsed.data, parsed.span, placer)
    found += read.diagnostics
    if read.scenario is not None:
        subject = Subject(
            read.scenario, read.data, catalogue or shared_catalogue(), text, path, read.dropped
        )
        hits = [
            (rule, hit)
            for rule in rules(warnings=warnings and read.whole)
            for hit in rule.check(subject)  # type: ignore[misc]  # those without are not listed
        ]
        if warnings and read.whole:
            hits = allowed(subject, hits)
        found += [placer.at_hit(parsed.span, read.original(hit.loc), r, hit) for r, hit in hits]
    scenario = None if has_errors(found) or not read.whole else read.scenario
    return Loaded(path, text, scenario, tuple(in_order(found)))
