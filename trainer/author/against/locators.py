"""Find the passages that a citation points to, from its source's description of the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from trainer.author.against.passages import Passage
from trainer.author.draft.article.article import role_of
from trainer.author.draft.article.text import words
from trainer.author.draft.facts.days import mentions
from trainer.author.draft.facts.numbers import ORDINALS, number

_SEVERAL = re.compile(r"\s*(?:[,;+&]|\band\b)\s*")
_TO = re.compile(r"\s*(?:\bto\b|[-\u2013])\s*")
_LABEL = re.compile(r"\b(?P<kind>table|fig(?:ure|\.)?)\s*(?P<number>S?[0-9]+)", re.IGNORECASE)
_ORDINAL = "|".join(w for w in (*ORDINALS, "last") if " " not in w)
_PARAGRAPH = re.compile(
    r"\bparagraphs?\s+(?P<first>[0-9]+)(?:\s*(?:-|to|and|,)\s*(?P<to>[0-9]+))?"
    rf"|\b(?P<ordinal>{_ORDINAL})\s+paragraph",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\bsentences?\s+([0-9]+)", re.IGNORECASE)
_ASTRAY = 3
"""By how many sentences another reader's count may differ."""
_ENDS = re.compile(r"\s*(?:\u2026|\.\.\.|\[\.\.\.\])\s*")


def descriptions(locator: str, locators: Mapping[str, str]) -> list[str]:
    """The descriptions of a citation's places; 'C4-C6' means every place from C4 to C6.

    A place that the source does not list is its own description.
    """
    names = list(locators)
    described: list[str] = []
    for piece in [locator] if locator in locators else _SEVERAL.split(locator):
        ends = [piece] if piece in locators else _TO.split(piece)
        if len(ends) == 2 and ends[0] in locators and ends[1] in locators:
            first, last = sorted((names.index(ends[0]), names.index(ends[1])))
            described += [locators[name] for name in names[first : last + 1]]
            continue
        listed = [n for n in names if piece == n or piece.startswith((f"{n} ", f"{n}:", f"{n}("))]
        described += [locators[max(listed, key=len)]] if listed else filter(None, [piece])
    return described


def passages_of(description: str, all_passages: Sequence[Passage]) -> list[Passage]:
    """The passages that ``description`` points to; none if that is unclear.

    A description gives the number of a table, figure or paragraph, a paragraph's first and last
    words ('First words of it ... and its last'), the number of a sentence of the case, or a
    section's heading, which means the whole section.
    """
    if by_words := list(_between(description, all_passages)):
        return by_words
    if label := _LABEL.search(description):
        kind = "f" if label["kind"][0] in "fF" else "t"
        return [p for p in all_passages if p.label[:1].casefold() == kind
                and re.search(rf"\b{label['number']}\b", p.label)]  # fmt: skip
    if _ENDS.search(description):
        return []
    if match := _SENTENCE.search(description):
        return _holding(int(match[1]), all_passages)
    match = _PARAGRAPH.search(description)
    if match is None:
        return _sections(description, all_passages)
    headings = bool(words(_PARAGRAPH.sub(" ", description)))
    # A paragraph without a heading is counted within the case.
    named = (_sections(description, all_passages) if headings
             else [p for p in all_passages if p.role == "case" and not p.label])  # fmt: skip
    if match["ordinal"] and match["ordinal"].casefold() == "last":
        return named[-1:]
    first = int(match["first"] or number(match["ordinal"]) or 1)
    return named[first - 1 : int(match["to"] or first)] or named


def beside(passages: Sequence[Passage], all_passages: Sequence[Passage]) -> list[Passage]:
    """The paragraphs just before and after ``passages``, in the same section."""
    places = {(p.section, p.number + step) for p in passages if not p.label for step in (-1, 1)}
    return [
        p
        for p in all_passages
        if not p.label and (p.section, p.number) in places and p not in passages
    ]


def _holding(sentence: int, all_passages: Sequence[Passage]) -> list[Passage]:
    """The passages with this sentence of the case.

    If the text numbers its sentences ('[S12] ...'), these are the sentence and its neighbours; else
    the whole paragraph, because readers split some sentences differently.
    """
    if any(line.text.startswith("[S1] ") for p in all_passages for line in p.lines):
        return [
            replace(p, lines=p.lines[max(i - 1, 0) : i + 2])
            for p in all_passages for i, line in enumerate(p.lines)
            if f"[S{sentence}] " in line.text
        ]  # fmt: skip
    holding, before = [], 0
    for passage in all_passages:
        if passage.role == "case" and not passage.label:
            after = before + len(passage.lines)
            if before - _ASTRAY < sentence <= after + _ASTRAY:
                holding.append(passage)
            before = after
    return holding


def _between(description: str, all_passages: Sequence[Passage]) -> Iterator[Passage]:
    if len(ends := _ENDS.split(description)) != 2:
        return
    # The words before a colon may be a heading rather than the paragraph's first words.
    starts = [words(ends[0]), words(ends[0].rpartition(":")[2])]
    end = words(ends[1])
    for passage in all_passages:
        text = words(passage.text)
        if text[len(text) - len(end) :] == end and any(s and text[: len(s)] == s for s in starts):
            yield passage


def _sections(description: str, all_passages: Sequence[Passage]) -> list[Passage]:
    """The passages under the heading named; of several (split at ':,;'), the last that fits."""
    pieces = [p for p in re.split(r"[:,;]", _PARAGRAPH.sub(" ", description)) if words(p)]
    if not pieces:
        return []
    text = [p for p in all_passages if not p.label]
    base = _titled(pieces[0], text)
    role = role_of(pieces[0])
    if not base:
        known = role != "case" or pieces[0].strip().casefold().startswith("case")
        base = [p for p in text if p.role == role] if known else []
    roles = {p.role for p in base}
    for piece in reversed(pieces[1:]):
        # 'Laboratory examinations: day 11'
        days = {m.number for m in mentions(piece) if m.counted == "day" and m.sure}
        if days and (inner := [p for p in base if not days.isdisjoint(p.days)]):
            return inner
        if inner := _titled(piece, [p for p in text if p.role in roles]):
            return inner
    return base


_EMPTY = {"the", "and", "of", "a", "an", "in", "on"}


def _titled(piece: str, all_passages: Iterable[Passage]) -> list[Passage]:
    wanted = [w for w in words(piece) if w not in _EMPTY]
    titled = []
    for passage in all_passages:
        title = [w for w in words(passage.section) if w not in _EMPTY]
        starts = title[: len(wanted)] == wanted or (title and wanted[: len(title)] == title)
        if starts or (wanted and set(wanted) <= set(title)):
            titled.append(passage)
    exact = [p for p in titled if [w for w in words(p.section) if w not in _EMPTY] == wanted]
    return exact or titled
