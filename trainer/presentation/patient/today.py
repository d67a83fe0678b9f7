"""A day at a glance: what is new, and the days before it folded to a line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.case.model import Finding, SourceNote, ValueFinding
from trainer.presentation import words
from trainer.presentation.blocks import Block
from trainer.presentation.blocks import day as day_blocks
from trainer.presentation.sight import Change, Series, Sight, change
from trainer.presentation.spans import cells

NOTHING = "Nothing new comes unasked."
NAMES = 26
"""Columns of a value's name; if one is longer, all values have their short names."""
NAMED = 2
"""Values named in a day's line; if there are more, their number is added."""
ABOUT = "The case"
DONE = {"start": "begun", "stop": "stopped"}


@dataclass(frozen=True, slots=True)
class Value:
    """A new value, with those before it."""

    label: str
    text: str
    flag: str
    before: str
    change: Change | None
    note: str
    """The note and the report's other versions; usually empty."""
    cite: str


@dataclass(frozen=True, slots=True)
class Fold:
    """An earlier day in one line; ``key`` is the day, or ``ABOUT`` for the case itself."""

    key: int | str
    name: str
    summary: str


def values_of_today(sight: Sight) -> list[Value]:
    """Today's values that were measured before or are out of range, each for a line of its own."""
    values = [f for f in _today(sight) if isinstance(f, ValueFinding) and _has_line(sight, f)]
    names = [sight.case.analytes[f.analyte].name for f in values]
    in_full = all(cells(name) <= NAMES for name in names)
    return [_value(sight, f, in_full) for f in values]


def others_of_today(sight: Sight) -> Iterator[Block]:
    """Today's other findings; values of one group, date and citation share a paragraph."""
    rest = [f for f in _today(sight) if not (isinstance(f, ValueFinding) and _has_line(sight, f))]
    yield from day_blocks.findings(sight.case, rest)


def notes_of_today(sight: Sight) -> list[SourceNote]:
    """Contradictions and silences of the report that concern today."""
    state, first = sight.state, sight.case.scenario.clock.first_day
    return [n for n in sight.notes if n.day == state.day or state.day == first > n.day]


def last_day(sight: Sight) -> int | None:
    """The latest day before today on which something happened."""
    return max((d for d in sight.days if d < sight.state.day), default=None)


def folds(sight: Sight) -> list[Fold]:
    """The days before today, the latest first, in a line each; then the case itself."""
    past = [d for d in sight.days if d < sight.state.day]
    days = [Fold(day, f"Day {day}", summary(sight, day)) for day in past]
    clock = sight.case.scenario.clock
    about = f"{words.age_and_sex(sight.case)}. {sight.case.scenario.patient.summary}"
    if sight.state.day == clock.first_day:  # the patient already stands above or beside it
        about = f"{'How days are counted, and what' if clock.note else 'What'} is not simulated"
    return [*days, Fold(ABOUT, ABOUT, about)]


def unfolded(sight: Sight, key: int | str) -> Iterator[Block]:
    """Everything in a fold: a whole day, or the case itself."""
    if key == ABOUT:
        yield from about_the_case(sight)
    else:
        yield from day_blocks.whole_day(sight, int(key), "You")


def about_the_case(sight: Sight) -> Iterator[Block]:
    """The patient, how days are counted, and what is not simulated."""
    clock = sight.case.scenario.clock
    if sight.state.day != clock.first_day:  # else the page or the panel says it
        yield Block("text", sight.case.scenario.patient.summary)
    if clock.note:
        yield Block("text", clock.note)
    yield Block("text", words.COURSE_GOES_ON)


def summary(sight: Sight, day: int) -> str:
    """A day in a line: values, treatments begun or stopped, other findings, and orders."""
    findings = sight.findings_on.get(day, [])
    others = [f for f in findings if not isinstance(f, ValueFinding)]
    titles = [words.title(sight.case, f) for f in others]
    if len(others) <= NAMED:
        titles = [f"{t}: {_first(sight, f)}" for t, f in zip(titles, others, strict=True)]
    titles = [_lower(title) for title in dict.fromkeys(titles)]
    done = [
        f"{', '.join(names)} {word}"
        for action, word in DONE.items()
        if (names := _names(sight, day, action))
    ]
    measured = [f for f in findings if isinstance(f, ValueFinding)]
    many = len(measured) > NAMED
    notable = [f for f in measured if words.flag(sight.case, f) or (f.value and _earlier(sight, f))]
    notable.sort(key=lambda f: not words.flag(sight.case, f))  # out of range first
    named = [_short(sight, f) for f in (notable[:NAMED] if many else measured)]
    count = [f"{len(measured)} results"] if many else []
    own = [v.name for v in sight.orders if v.placed.day == day]
    orders = [f"you ordered {len(own)}" if len(own) > 1 else f"you ordered {own[0]}"] if own else []
    line = "; ".join([*named, *done, *titles, *orders, *count]) or "nothing new"
    return line if line[1:2].isupper() else line[:1].upper() + line[1:]  # pH stays pH


def _today(sight: Sight) -> list[Finding]:
    return sight.findings_on.get(sight.state.day, [])


def _has_line(sight: Sight, finding: ValueFinding) -> bool:
    """Whether a value has a line of its own."""
    notable = words.flag(sight.case, finding) or _earlier(sight, finding)
    return finding.value is not None and bool(notable)


def _earlier(sight: Sight, finding: ValueFinding) -> list[ValueFinding]:
    series: Series = sight.series[finding.analyte]
    return [f for f in series.findings if f.day < finding.day]


def _value(sight: Sight, finding: ValueFinding, in_full: bool) -> Value:
    analyte = sight.case.analytes[finding.analyte]
    earlier = _earlier(sight, finding)
    has_others = any(
        f.day == finding.day and f != finding for f in sight.series[analyte.id].findings
    )
    when = f" ({finding.when})" if has_others and finding.when else ""
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
    """The first sentence of a finding."""
    return words.finding_text(sight.case, finding).split(". ")[0].split("\n")[0].rstrip(".")


def _lower(text: str) -> str:
    """``text`` as it is written inside a sentence: ``chest CT``, but ``MRI``."""
    return text if text[1:2].isupper() or "'" in text.split(" ")[0] else text[:1].lower() + text[1:]


def _names(sight: Sight, day: int, action: str) -> list[str]:
    entries = [c for c in sight.course if c.day == day and c.action == action]
    return [_lower(sight.case.order(order).name) for c in entries for order in c.orders]


def _short(sight: Sight, finding: ValueFinding) -> str:
    result = finding.value or finding.result or finding.silent
    unit = sight.case.analytes[finding.analyte].shown_unit if finding.value else ""
    flag = words.flag(sight.case, finding)
    return " ".join(
        filter(None, (sight.case.analytes[finding.analyte].label, str(result), unit, flag))
    )
