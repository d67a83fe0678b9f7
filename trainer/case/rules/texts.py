"""The texts of a scenario, each with its role and the first day on which it can be read."""

from __future__ import annotations

from typing import Literal, NamedTuple

from trainer.case.model import Scenario, ValueFinding
from trainer.case.reading.shape import Loc
from trainer.case.rules.paths import values_along

Role = Literal[
    "head",  # read before play
    "order",  # read while searching, on any day
    "name", "finding", "course", "source-note",
    "title", "prompt", "hint", "option",  # of a decision, before the answer
    "why", "answer",  # shown once the answer is revealed
    "term",  # the glossary
    "label",  # shown only in the debrief, because it gives away what is scored
    "hindsight", "debrief",  # shown when play is over
    "facilitator",
]  # fmt: skip

_PATHS: dict[Role, str] = {
    "head": "title,specialty,summary,tags,weights_note clock.start,note patient.summary",
    "order": "orders.name,synonyms",
    "name": "analytes.name,short,group analytes.reference.note",
    "finding": "findings.title,specimen,name,text,result,silent,when,note findings.versions.says",
    "course": "course.text,when,note",
    "source-note": "source_notes.title,text source_notes.versions.says",
    "title": "decisions.title",
    "prompt": "decisions.prompt",
    "hint": "decisions.hints",
    "option": "decisions.options.text,dose,route",
    "why": "decisions.why decisions.options.why decisions.must_not_miss.why decisions.moves.text",
    "answer": "decisions.answer.text decisions.elements.text",
    "term": "glossary.term,expansion,meaning",
    "label": "timed,watches.label",
    "hindsight": "decisions,timed,watches.hindsight decisions.options.hindsight"
    " decisions.final,unproven.why",
    "debrief": "timed,watches,reasonable,harmful_orders.why timed.alternatives.why"
    " follow_up.when,text learning_points.text",
    "facilitator": "facilitator.notes decisions.facilitator.notes,pitfalls",
}
_ROLES = {path: role for role, paths in _PATHS.items() for path in paths.split()}
_AFTER_PLAY = ("label", "hindsight", "debrief", "facilitator")


class TextAt(NamedTuple):
    """A text with its place, its role, and the first day on which it can be read.

    ``day`` is None for a text shown only after the last day, or never to a learner.
    """

    loc: Loc
    text: str
    role: Role
    day: int | None


def texts_of(s: Scenario) -> list[TextAt]:
    """Every text that a person may read, part by part."""
    days, first = _days(s), s.clock.first_day
    sections: dict[str | int, dict[Loc, list[TextAt]]] = {}
    for path, texts in values_along(s, _ROLES).items():
        role = _ROLES[path]
        in_play = role not in _AFTER_PLAY
        for loc, text in texts:
            day = None
            if in_play:
                of_section = days.get(loc[0])
                day = of_section[int(loc[1])] if of_section else first
            parts = sections.setdefault(loc[0], {})
            parts.setdefault(loc[:2], []).append(TextAt(loc, text, role, day))
    # In the order of the parts, so that rules report the first of several texts of one day.
    return [at for parts in sections.values() for part in sorted(parts) for at in parts[part]]


def _days(s: Scenario) -> dict[str | int, list[int | None]]:
    """The first day of each part of a section whose parts have one, by section.

    None for an analyte that is never measured.
    """
    first = s.clock.first_day
    measured: dict[str, int] = {}
    for finding in s.findings:
        if isinstance(finding, ValueFinding):
            measured[finding.analyte] = min(finding.day, measured.get(finding.analyte, finding.day))
    return {
        "findings": [max(first, finding.day) for finding in s.findings],
        "course": [max(first, entry.day) for entry in s.course],
        "source_notes": [max(first, note.day) for note in s.source_notes],
        "decisions": [max(first, question.day) for question in s.decisions],
        "glossary": [first if t.from_day is None else t.from_day for t in s.glossary],
        "analytes": [max(first, measured[a.id]) if a.id in measured else None for a in s.analytes],
    }
