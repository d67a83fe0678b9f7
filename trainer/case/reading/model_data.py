"""Validate plain data against the model, and keep what can be kept of data that does not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from trainer.case.model import FORMAT, Scenario
from trainer.case.reading.diagnostics import MOST, Edit, Problem, problem
from trainer.case.reading.shape import Loc, walk
from trainer.case.reading.text import lines_of
from trainer.case.reading.yaml12 import Parsed, Span

# Stand-ins for the head of a file, so that a slip there does not hide those below it.
_UNREAD = "unread"
_STAND_INS: dict[str, Any] = {
    "format": FORMAT,
    "version": "0.0.0",
    "authors": [_UNREAD],
    **dict.fromkeys(
        ("id", "title", "specialty", "summary", "licence", "provenance", "report"), _UNREAD
    ),
    "patient": {"age": 0, "sex": "not reported", "summary": _UNREAD, "cite": "unread unread"},
}
_ANY_DAY = {"first_day": -3650, "last_day": 36500}


@dataclass(frozen=True, slots=True)
class Read:
    """A scenario as far as it can be read.

    ``whole`` is false if parts were left out: ``dropped`` has their ids, ``kept`` the original
    index of each item that remains in a section, and ``stood_in`` the places of stand-ins.
    """

    scenario: Scenario | None
    data: Any
    problems: list[Problem]
    whole: bool = True
    dropped: frozenset[str] = frozenset()
    kept: Mapping[str, list[int]] = field(default_factory=dict)
    stood_in: frozenset[Loc] = frozenset()

    def original(self, loc: Loc) -> Loc:
        """The place in the file of a place in ``data``."""
        if len(loc) > 1 and loc[0] in self.kept and isinstance(loc[1], int):
            return (loc[0], self.kept[str(loc[0])][loc[1]], *loc[2:])
        return loc


def read_model(parsed: Parsed, text: str, doubtful: Collection[int]) -> Read:
    """The data as a scenario, without the parts that do not fit.

    Parts on ``doubtful`` lines (0-based) are left out, too, because some of them was not read.
    """
    data, span = parsed.data, parsed.span
    if refusal := _other_format(data, span):
        return Read(None, data, [refusal], whole=False)
    details: list[ErrorDetails] = []
    try:
        scenario = Scenario.model_validate(data)
        if not doubtful:
            return Read(scenario, data, [])
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = list(_problems(details, span, text))
    if not isinstance(data, dict):
        return Read(None, data, problems, whole=False)
    faults = [walk(Scenario, detail["loc"])[0] for detail in details]
    faults += [_top_place(span, line) for line in doubtful]
    rest, kept, dropped = _without(data, faults)
    stood_in = _stand_in(rest, faults)
    try:
        scenario = Scenario.model_validate(rest)
    except ValidationError:
        return Read(None, data, problems, whole=False)
    return Read(scenario, rest, problems, False, dropped, kept, stood_in)


def _other_format(data: Any, span: Span) -> Problem | None:
    number = data.get("format") if isinstance(data, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or 1 <= number <= FORMAT:
        return None
    name, place = "newer" if number > FORMAT else "never", node(span, ("format",))
    return problem(name, place.line, place.column, number=number, format=FORMAT)


def _problems(details: list[ErrorDetails], span: Span, text: str) -> Iterator[Problem]:
    # Imported late: most files that are played have no problem.
    from trainer.case.reading.messages import say
    from trainer.case.reading.repairs import repair

    lines = lines_of(text)
    around = {d["loc"][:i] for d in details for i in range(len(d["loc"]))}
    for detail in details[:MOST]:
        # Pydantic also calls a list too short if its only item does not fit; its author would not.
        if detail["type"] == "too_short" and detail["loc"] in around:
            continue
        path, model = walk(Scenario, detail["loc"])
        misfit = say(detail, model)
        if detail["type"] == "union_tag_invalid":
            path = (*path, "kind")
        value = node(span, path)
        # If two keys contradict each other, the model names the one that is likely wrong.
        value = node(value, (detail.get("ctx", {}).get("at_fault", ""),))
        line, column = value.line, value.column
        if detail["type"] == "extra_forbidden":
            line, column = _key_place(span, path)
        fix = None
        # An empty value may be placed below the last line, as that of a '?' alone.
        if value.end and value.end[0] == value.line < len(lines):
            written = lines[value.line][value.column : value.end[1]]
            if better := repair(detail, written) if written else None:
                fix = Edit((line, column), value.end, better)
        yield misfit._replace(line=line, column=column, fix=fix)


def node(span: Span, loc: Loc) -> Span:
    """The node at ``loc``, or the innermost one around it that is in the file."""
    for step in loc:
        if (child := span.child(step)) is None:
            break
        span = child
    return span


def _key_place(span: Span, loc: Loc) -> tuple[int, int]:
    """The 0-based place of the key at the end of ``loc``, or of the item if it ends in a list."""
    around = node(span, loc[:-1])
    if around.keys is not None and loc[-1] in around.keys:
        return around.keys[str(loc[-1])]
    value = node(span, loc)
    return value.line, value.column


def _top_place(span: Span, line: int) -> Loc:
    """The section that the 0-based line belongs to, and in a list also the index of the item."""
    loc: Loc = ()
    for _ in range(2):
        above = [(step, child) for step, child in span.inner() if child.line <= line]
        if not above or (loc and isinstance(span.children, dict)):
            break
        step, span = max(above, key=lambda pair: pair[1].line)
        loc = (*loc, step)
    return loc


def _without(
    data: dict[str, Any], faults: list[Loc]
) -> tuple[dict[str, Any], dict[str, list[int]], frozenset[str]]:
    """The data without the faulty items of lists and without faulty optional or unknown keys.

    Also the original indices of the items kept, by section, and the ids of those left out. Items
    are left out whole: half an item would be blamed for lacking what its author did write.
    """
    rest = dict(data)
    faulty: dict[str, set[int]] = {}
    for loc in faults:
        section = str(loc[0]) if loc else ""
        if len(loc) > 1 and isinstance(loc[1], int) and isinstance(data.get(section), list):
            faulty.setdefault(section, set()).add(loc[1])
        elif (
            section not in Scenario.model_fields or not Scenario.model_fields[section].is_required()
        ):
            rest.pop(section, None)
    kept, dropped = {}, set()
    for section, indices in faulty.items():
        items = data[section]
        kept[section] = [i for i in range(len(items)) if i not in indices]
        rest[section] = [items[i] for i in kept[section]]
        for i in indices:
            dropped |= _ids(items[i])
    return rest, kept, frozenset(dropped)


def _ids(part: Any) -> set[str]:
    if not isinstance(part, dict):
        return set()
    name, options = str(part.get("id", "")), part.get("options")
    listed = options if isinstance(options, list) else ()
    return {name, *(f"{name}/{o.get('id')}" for o in listed if isinstance(o, dict))}


def _stand_in(data: dict[str, Any], faults: list[Loc]) -> frozenset[Loc]:
    """Put stand-ins for faulty keys of the head into ``data``, and return their places.

    Lists get none: the references to their items would be blamed instead.
    """
    stand_ins = {**_STAND_INS, "clock": {"start": _UNREAD, **_days(data.get("clock"))}}
    changed = {str(loc[0]) for loc in faults if loc} & stand_ins.keys()
    for section in changed:
        data[section] = stand_ins[section]
    return frozenset((section,) for section in changed)


def _days(clock: Any) -> dict[str, int]:
    """The valid days of a clock; in place of others, days that leave no day out of play."""
    values = clock if isinstance(clock, dict) else {}
    days = {k: v for k in _ANY_DAY if type(v := values.get(k)) is int and abs(v) <= 36500}
    days = _ANY_DAY | days
    return days if days["first_day"] <= days["last_day"] else _ANY_DAY
