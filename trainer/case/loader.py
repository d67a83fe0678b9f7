"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from trainer.case.catalogue import shared_catalogue
from trainer.case.model import Scenario
from trainer.case.reading.diagnostics import (
    Diagnostic,
    has_errors,
    in_order,
    without_contradictions,
)
from trainer.case.reading.edits import Edit
from trainer.case.reading.model_data import Read, read_model
from trainer.case.reading.places import Placer, node
from trainer.case.reading.problems import MOST, NotYaml, Problem
from trainer.case.reading.salvage import Spoilt, conflicts, salvage
from trainer.case.reading.text import read_raw, text_of
from trainer.case.reading.yaml12 import Parsed, Span, parse_all, without_collecting
from trainer.case.rules import Hit, Rule, Subject, rules
from trainer.case.rules.allowed import allowed


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


def load(path: Path, *, warnings: bool = False) -> Loaded:
    """Read and check one scenario file. Raises ``Unreadable``.

    Play asks for errors alone; ``warnings`` adds what an author should weigh.
    """
    return load_text(text_of(read_raw(path), str(path)), path, warnings=warnings)


def load_text(text: str, path: Path, *, warnings: bool = False) -> Loaded:
    """As ``load``, for text at hand; ``path`` is only named in messages and held against spoilers.

    Finds all it can in one go: what cannot be read is left out, and the rest is checked.
    """
    with without_collecting():
        return _load(text, path, warnings=warnings)


def _load(text: str, path: Path, *, warnings: bool) -> Loaded:
    placer = Placer(str(path), text)
    if "\n=======" in text and (left := tuple(map(placer.of, conflicts(placer.lines)))):
        return Loaded(path, text, None, left)
    spoilt = Spoilt()
    parsed: Parsed | None
    try:
        parsed = parse_all(text)
        syntax: list[Problem] = []
    except NotYaml as error:
        syntax, parsed, spoilt = salvage(text, error)
    diagnostics = [placer.of(p) for p in syntax]
    scenario = None
    if parsed is not None:
        doubtful = {line - 1 for line in spoilt.lines}
        doubtful |= {p.line for p in parsed.problems if p.code in ("Y101", "Y104")}
        read = read_model(parsed.data, parsed.span, placer, doubtful)
        spoilt = Spoilt(spoilt.lines, spoilt.words | parsed.lost | read.dropped)
        further = [placer.of(p) for p in parsed.problems]
        further = without_contradictions([*further, *read.diagnostics])
        further += _by_rules(read, parsed.span, placer, spoilt, warnings=warnings)
        diagnostics += spoilt.unaffected(further)
        if read.whole and not syntax and not has_errors(diagnostics):
            scenario = read.scenario
    return Loaded(path, text, scenario, tuple(in_order(diagnostics)))


def _by_rules(
    read: Read, span: Span, placer: Placer, spoilt: Spoilt, *, warnings: bool
) -> Iterator[Diagnostic]:
    if read.scenario is None:
        return
    whole = read.whole and not spoilt.lines
    subject = Subject(
        read.scenario, read.data, shared_catalogue(), placer.text, Path(placer.path),
        spoilt.words, whole,
    )  # fmt: skip
    # Of half a file a warning may be wrong: what it misses may be in the other half.
    warnings = warnings and whole
    hits = [
        (rule, hit)
        for rule in rules(warnings=warnings)
        for hit in islice(rule.check(subject), MOST)  # type: ignore[misc]  # none without is listed
        if hit.loc[:1] not in read.stood_in
    ]
    if warnings:
        hits = allowed(subject, hits)
    for rule, hit in hits:
        problem = _problem(node(span, read.original(hit.loc)), rule, hit)
        yield placer.of(problem, rule.severity)


def _problem(place: Span, rule: Rule, hit: Hit) -> Problem:
    line, column = (place.line, place.column) if hit.line is None else (hit.line, hit.column)
    fix = None
    if hit.fix is not None and place.end is not None:
        fix = Edit((place.line, place.column), place.end, hit.fix)
    return Problem(rule.code, hit.message, hit.advice, line, column, fix, hit.about)
