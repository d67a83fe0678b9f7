"""Characters and keys that must not be in a file, and citations that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from trainer.case.model import FORMAT
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.values.base import Part

# A mark that reverses the direction of text can make a line read as something else.
_CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")

# A control character gets into a text by an escape or literally; YAML accepts only these literally.
_WAYS = "\\\t\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def r306_control_characters(subject: Subject) -> Hits:
    """control character

    An escape sequence in a text could control the terminal that shows it, and a mark that reverses the direction of writing can hide what the text says.

    - title: "A cough\\e[2J"
    + title: A cough that stays
    """
    text = subject.text
    if text and not any(way in text for way in _WAYS):
        return
    for loc, string in _strings(subject.data, ()):
        if match := _CONTROL.search(string):
            message = f"a control character (U+{ord(match[0]):04X}) in the text."
            yield Hit(loc, message, "Remove it, or write it in words.")


def _strings(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(key, loc)
            yield from _strings(item, (*loc, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _strings(item, (*loc, i))


# A figure: a number with a decimal, a percent sign or a unit. "JAK 1 and 3" has none.
_FIGURE = re.compile(r"\d+[.,]\d|\d\s?%|\d\s?[a-zA-Zµμ]{1,4}/[a-zA-Z]|\d\s?(?:mg|kg|mm|cm|mmHg)\b")


def r315_claim_without_citation(subject: Subject) -> Hits:
    """claim without citation

    Every fact must be traceable to a place in a source: above all what learners are scored against, but also a figure in the glossary. The format requires citations wherever it can; an answer may go without one only if the report gives no answer.

      glossary:
    -   - {term: CRP, expansion: C-reactive protein, meaning: "In health below 0.14 mg/dL."}
    +   - {term: CRP, expansion: C-reactive protein, meaning: "In health below 0.14 mg/dL.", cite: made-up P1}
    """
    s = subject.scenario
    for loc, question in subject.questions:
        # An estimate is passed over: the format requires a citation for its number.
        if question.choices and question.has_reported_answer and not question.answer.cite:
            message = f"the answer to '{question.id}' says what the report did, without a citation."
            advice = f"Add 'cite: {s.report} …' with the place in the report."
            yield Hit((*loc, "answer"), message, advice, about=(question.id,))
    for loc, term in placed(s.glossary, "glossary"):
        if not term.cite and term.meaning and _FIGURE.search(term.meaning):
            message = f"the meaning of '{term.term}' gives a figure, without a citation."
            advice = "Add 'cite:' with the source of the figure, or leave the figure out."
            yield Hit((*loc, "meaning"), message, advice, about=(term.term,))


def r322_later_format(subject: Subject) -> Hits:
    """key of a later format

    A trainer that knows only the format that the file names would reject such a key.

    - format: 1
    + format: 2
      decisions:
        - id: in-one-sentence
          kind: representation
          day: 1
          title: In one sentence
          prompt: How would you put the patient into one sentence?
          elements:
            - {id: who, aspect: who, text: a woman of 50}
            - {id: cough, aspect: key-feature, text: a cough}
          answer: {text: A woman of 50 with a cough., cite: made-up P1}
    """
    written = subject.scenario.format
    if written == FORMAT:
        return
    for loc, version in _later(subject.scenario, (), written):
        message = f"'{loc[-1]}' came with format {version}; this file says format {written}."
        yield Hit(loc, message, f"Write 'format: {version}': the rest means the same there.")


def _later(part: Part, loc: Loc, written: int) -> Iterator[tuple[Loc, int]]:
    """The place of each key in a part that came after format ``written``, and the key's format."""
    versions, around = _later_keys(type(part))
    for name in part.model_fields_set & versions.keys():
        if versions[name] > written:
            yield (*loc, name), versions[name]
    fields = vars(part)
    for name in around:
        if isinstance(value := fields[name], tuple):
            for place, inner in placed(value, *loc, name):
                yield from _later(inner, place, written)
        elif value is not None:
            yield from _later(value, (*loc, name), written)


@cache
def _later_keys(part: type[Part]) -> tuple[dict[str, int], list[str]]:
    """The keys of a part that came after format 1, by format, and the keys that may contain such."""
    versions: dict[str, int] = {}
    for name, field in part.model_fields.items():
        extra = field.json_schema_extra
        since = extra.get("since") if isinstance(extra, dict) else None
        if isinstance(since, int):
            versions[name] = since
    around = [n for n, field in part.model_fields.items() if _has_later(field.annotation)]
    return versions, around


def _has_later(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, Part):
        return any(_later_keys(kind))
    return any(map(_has_later, get_args(kind)))


def r323_window_without_citation(subject: Subject) -> Hits:
    """window without citation

    When something was due, given what was known, is a claim like any other and needs a source. The day on which the report did it is no reason: the report may itself have been late.

      format: 2
      timed:
    -   - {id: film, label: A film, orders: chest-radiograph, reported: 2, window: {first: 1, last: 2}, why: It is near at hand., cite: made-up P1}
    +   - {id: film, label: A film, orders: chest-radiograph, reported: 2, window: {first: 1, last: 2, cite: made-up P1}, why: It is near at hand., cite: made-up P1}
    """
    s = subject.scenario
    # In format 1 a window has no citation of its own.
    for i, action in enumerate(s.timed if s.format > 1 else ()):
        if not action.window.cite:
            yield Hit(
                ("timed", i, "window"),
                f"the window of '{action.id}' says when it was due, without a citation.",
                "Add 'cite:' to the window with the guidance, or the place in the report, from"
                " which that follows; the day the report has goes into 'reported'.",
                about=(action.id,),
            )
