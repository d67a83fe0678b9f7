"""Load a scenario file: its scenario, or everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from trainer.case.catalogue import shared_catalogue
from trainer.case.model import Scenario
from trainer.case.reading.diagnostics import (
    MOST,
    Diagnostic,
    Edit,
    NotYaml,
    Problem,
    placed,
    severity,
    without_contradictions,
)
from trainer.case.reading.model_data import Read, node, read_model
from trainer.case.reading.salvage import Spoilt, conflicts, salvage
from trainer.case.reading.text import read_raw, text_of
from trainer.case.reading.yaml12 import Parsed, Span, parse_all
from trainer.case.rules import Hit, Subject, rules
from trainer.case.rules.allowances import allowed
from trainer.collecting import without_collecting


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read: its ``scenario``, or None and the errors in ``diagnostics``."""

    path: Path
    text: str
    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]
    as_read: Scenario | None = None
    """What could be read of the file despite its errors: for comparing files, never for play."""
    unread: frozenset[str] = frozenset()
    """The top-level keys that could not be read; ``as_read`` has stand-ins for them."""

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text, in hex; a run stores it to know the file it was played on."""
        return hashlib.sha256(self.text.encode()).hexdigest()


Besides = Callable[[Subject], Iterable[tuple[str, Hit]]]
"""A further check by an author's tool, such as of an article's figures; it yields coded hits."""


def load(path: Path, *, warnings: bool = False, besides: Besides | None = None) -> Loaded:
    """Read and check one scenario file. Raises ``Unreadable``.

    Play needs only errors; ``warnings`` adds what an author should judge.
    """
    return load_text(text_of(read_raw(path), str(path)), path, warnings=warnings, besides=besides)


@without_collecting()
def load_text(
    text: str, path: Path, *, warnings: bool = False, besides: Besides | None = None
) -> Loaded:
    """Like ``load``, for a text; ``path`` is only named in messages and checked for spoilers.

    Reports all problems in one go: parts that cannot be read are left out, the rest is checked.
    """
    if "\n=======" in text and (unmerged := list(conflicts(text))):
        return Loaded(path, text, None, placed(unmerged, path, text))
    spoilt = Spoilt()
    parsed: Parsed | None
    try:
        parsed = parse_all(text)
        problems: list[Problem] = []
    except NotYaml as error:
        problems, parsed, spoilt = salvage(text, error)
    scenario = as_read = None
    unread: frozenset[str] = frozenset()
    if parsed is not None:
        doubtful = {p.line for p in parsed.problems if p.code in ("Y101", "Y104")} | spoilt.rows
        read = read_model(parsed, text, doubtful)
        spoilt = Spoilt(spoilt.rows, spoilt.words | parsed.lost | read.dropped)
        further = without_contradictions([*parsed.problems, *read.problems])
        further += _by_rules(read, parsed.span, text, path, spoilt, besides, warnings=warnings)
        whole, as_read = read.whole and not problems, read.scenario
        unread = frozenset(str(loc[0]) for loc in read.stood_in if loc)
        problems += spoilt.unaffected(further)
        if whole and all(severity(p.code) != "error" for p in problems):
            scenario = read.scenario
    return Loaded(path, text, scenario, placed(problems, path, text), as_read, unread)


def _by_rules(
    read: Read,
    span: Span,
    text: str,
    path: Path,
    spoilt: Spoilt,
    besides: Besides | None,
    *,
    warnings: bool,
) -> Iterator[Problem]:
    if read.scenario is None:
        return
    whole = read.whole and not spoilt.rows
    subject = Subject(read.scenario, read.data, shared_catalogue(), text, path, spoilt.words, whole)
    # A warning about half a file may be wrong: what seems missing may be in the other half.
    warnings = warnings and whole
    hits = [
        (rule.code, hit)
        for rule in rules(warnings=warnings)
        for hit in islice(rule.check(subject), MOST)  # type: ignore[misc]  # each has a check
        if hit.loc[:1] not in read.stood_in
    ]
    if besides is not None and whole:
        hits += besides(subject)
    if warnings:
        hits = allowed(subject, hits, with_article=besides is not None)
    for code, hit in hits:
        place = node(span, read.original(hit.loc))
        line, column = (place.line, place.column) if hit.line is None else (hit.line, hit.column)
        fix = None
        if hit.fix is not None and place.end is not None:
            fix = Edit((place.line, place.column), place.end, hit.fix)
        yield Problem(code, hit.message, hit.advice, line, column, fix, hit.about)
