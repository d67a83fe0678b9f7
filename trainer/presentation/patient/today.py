"""A day at a glance: what is new, what became of orders, and the past folded day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.case.model import Finding, SourceNote, ValueFinding
from trainer.presentation import words
from trainer.presentation.blocks import Block, day
from trainer.presentation.sight import Change, Series, Sight, change
from trainer.presentation.spans import cells

NOTHING = "Nothing new comes unasked."
NAMES = 26
"""Columns of a value's name; where one is longer all go by their short names."""
NAMED = 2
"""Values of a day that are named in its line; more are counted."""
ABOUT = "The case"
DONE = {"start": "begun", "stop": "stopped"}


@dataclass(frozen=True, slots=True)
class Value:
    """A new value beside those before it."""

    label: str
    text: str
    flag: str
    before: str
    change: Change | None
    note: str
    """What is said of it, and what else the report says; nothing in most."""
    cite: str


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of the past in one line; ``key`` is its day, or a word."""

    key: int | str
    name: str
    summary: str


def values_of_today(sight: Sight) -> list[Value]:
    """Today's values that were measured before, or are out of their range; the others are told
    together."""
    values = [f for f in _today(sight) if isinstance(f, ValueFinding) and _alone(sight, f)]
    names = [sight.case.analytes[f.analyte].name for f in values]
    in_full = all(cells(name) <= NAMES for name in names)
    return [_value(sight, f, in_full) for f in values]


def others_of_today(sight: Sight) -> Iterator[Block]:
    """The rest of what is new today; values of one sheet together."""
    rest = [f for f in _today(sight) if not (isinstance(f, ValueFinding) and _alone(sight, f))]
    yield from day.findings(sight.case, rest)


def noted_today(sight: Sight) -> list[SourceNote]:
    """Contradictions and silences of the report that come up today."""
    state, first = sight.state, sight.case.scenario.clock.first_day
    return [n for n in sight.notes if n.day == state.day or state.day == first > n.day]


def last_day(sight: Sight) -> int | None:
    """The latest day before today of which something is known."""
    return max((d for d in sight.days if d < sight.state.day), default=None)


def folds(sight: Sight) -> list[Fold]:
    """The days before today, the latest first, each in a line; then the case itself."""
    past = [d for d in sight.days if d < sight.state.day]
    made = [Fold(of, f"Day {of}", summary(sight, of)) for of in past]
    clock = sight.case.scenario.clock
    about = f"{words.who(sight.case)}. {sight.case.scenario.patient.summary}"
    if sight.state.day == clock.first_day:  # the patient is told above, or beside
        about = f"{'How days are counted, and what' if clock.note else 'What'} is not simulated"
    return [*made, Fold(ABOUT, ABOUT, about)]


def unfolded(sight: Sight, key: int | str, who: str = "You") -> Iterator[Block]:
    """All of a day, or what is said of the case."""
    if key == ABOUT:
        yield from about_the_case(sight)
    else:
        yield from day.whole_day(sight, int(key), who)


def about_the_case(sight: Sight) -> Iterator[Block]:
    """The patient, how days are counted, and what is not simulated."""
    clock = sight.case.scenario.clock
    yield Block("text", sight.case.scenario.patient.summary)
    if clock.note:
        yield Block("text", clock.note)
    yield Block("text", words.COURSE_GOES_ON)


def summary(sight: Sight, of: int) -> str:
    """A day in a line: what is told, what was begun or stopped, and the values."""
    findings = sight.findings_on.get(of, [])
    others = [f for f in findings if not isinstance(f, ValueFinding)]
    titles = [words.title(sight.case, f) for f in others]
    if len(others) <= NAMED:
        titles = [f"{t}: {_first(sight, f)}" for t, f in zip(titles, others, strict=True)]
    titles = [_lower(title) for title in dict.fromkeys(titles)]
    done = [
        f"{', '.join(names)} {word}"
        for action, word in DONE.items()
        if (names := _names(sight, of, action))
    ]
    measured = [f for f in findings if isinstance(f, ValueFinding)]
    many = len(measured) > NAMED
    marked = [f for f in measured if words.flag(sight.case, f) or (f.value and _earlier(sight, f))]
    marked.sort(key=lambda f: not words.flag(sight.case, f))  # what is out of its range first
    named = [_short(sight, f) for f in (marked[:NAMED] if many else measured)]
    count = [f"{len(measured)} results"] if many else []
    own = [v.name for v in sight.orders if v.placed.day == of]
    orders = [f"you ordered {len(own)}" if len(own) > 1 else f"you ordered {own[0]}"] if own else []
    line = "; ".join([*named, *done, *titles, *orders, *count]) or "nothing new"
    return line if line[1:2].isupper() else line[:1].upper() + line[1:]  # pH stays pH


def _today(sight: Sight) -> list[Finding]:
    return sight.findings_on.get(sight.state.day, [])


def _alone(sight: Sight, finding: ValueFinding) -> bool:
    """Whether a value has a line of its own."""
    note = words.flag(sight.case, finding) or _earlier(sight, finding)
    return finding.value is not None and bool(note)


def _earlier(sight: Sight, finding: ValueFinding) -> list[ValueFinding]:
    series: Series = sight.series[finding.analyte]
    return [f for f in series.findings if f.day < finding.day]


def _value(sight: Sight, finding: ValueFinding, in_full: bool) -> Value:
    analyte = sight.case.analytes[finding.analyte]
    earlier = _earlier(sight, finding)
    twice = any(f.day == finding.day and f != finding for f in sight.series[analyte.id].findings)
    when = f" ({finding.when})" if twice and finding.when else ""
    dated = sight.series[analyte.id].dated
    earlier_values = [
        f"{f.value or f.result or f.silent} on {dated(f)}" for f in reversed(earlier[-2:])
    ]
    _, _, note = words.finding_text(sight.case, finding).partition("\n")
    return Value(
        (analyte.name if in_full else analyte.label) + when,
        f"{finding.value} {analyte.shown_unit}".rstrip(),
        words.flag(sight.case, finding),
        ", ".join(earlier_values),
        change(analyte, earlier[-1], finding) if earlier else None,
        note,
        words.cites(finding.cite),
    )


def _first(sight: Sight, finding: Finding) -> str:
    """The first sentence of what a finding says."""
    return words.finding_text(sight.case, finding).split(". ")[0].split("\n")[0].rstrip(".")


def _lower(text: str) -> str:
    """As within a line: ``chest CT``, but ``MRI``."""
    return text if text[1:2].isupper() or "'" in text.split(" ")[0] else text[:1].lower() + text[1:]


def _names(sight: Sight, of: int, action: str) -> list[str]:
    entries = [c for c in sight.course if c.day == of and c.action == action]
    return [_lower(sight.case.order(order).name) for c in entries for order in c.orders]


def _short(sight: Sight, finding: ValueFinding) -> str:
    result = finding.value or finding.result or finding.silent
    unit = sight.case.analytes[finding.analyte].shown_unit if finding.value else ""
    flag = words.flag(sight.case, finding)
    return " ".join(
        filter(None, (sight.case.analytes[finding.analyte].label, str(result), unit, flag))
    )
