"""Plain data held against the model, and what can be saved of it when some does not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from trainer.case.model import FORMAT, Scenario
from trainer.case.reading.diagnostics import Diagnostic
from trainer.case.reading.edits import Edit
from trainer.case.reading.messages import say
from trainer.case.reading.placeholders import stand_in
from trainer.case.reading.places import Placer, key_place, node, top_place
from trainer.case.reading.problems import MOST
from trainer.case.reading.repairs import repair
from trainer.case.reading.shape import Loc, walk
from trainer.case.reading.yaml12 import Span


@dataclass(frozen=True, slots=True)
class Read:
    """A scenario as far as it can be read.

    ``whole`` is false if parts were left out: ``dropped`` has their ids, ``kept`` the original
    index of each item left in a section, and ``stood_in`` the places of stand-ins.
    """

    scenario: Scenario | None
    data: Any
    diagnostics: list[Diagnostic]
    whole: bool = True
    dropped: frozenset[str] = frozenset()
    kept: Mapping[str, list[int]] = field(default_factory=dict)
    stood_in: frozenset[Loc] = frozenset()

    def original(self, loc: Loc) -> Loc:
        """A place in ``data`` as a place in the file."""
        if len(loc) > 1 and loc[0] in self.kept and isinstance(loc[1], int):
            return (loc[0], self.kept[str(loc[0])][loc[1]], *loc[2:])
        return loc


def read_model(data: Any, span: Span, placer: Placer, doubtful: Collection[int] = ()) -> Read:
    """``data`` as a scenario; of one that does not fit, what is left without the parts at fault.

    What stands on ``doubtful`` lines (0-based) is at fault, too: a part of it was read over.
    """
    if refusal := _other_format(data, span, placer):
        return Read(None, data, [refusal], whole=False)
    details: list[ErrorDetails] = []
    try:
        scenario = Scenario.model_validate(data)
        if not doubtful:
            return Read(scenario, data, [])
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = list(_problems(details, span, placer))
    faults = [walk(Scenario, detail["loc"])[0] for detail in details]
    faults += [top_place(span, line) for line in doubtful]
    rest, kept, dropped = _without(data, faults)
    stood_in = stand_in(rest, faults)
    try:
        scenario = Scenario.model_validate(rest)
    except ValidationError:
        return Read(None, data, problems, whole=False)
    return Read(scenario, rest, problems, False, dropped, kept, stood_in)


def _other_format(data: Any, span: Span, placer: Placer) -> Diagnostic | None:
    given = data.get("format") if isinstance(data, dict) else None
    if not isinstance(given, int) or isinstance(given, bool) or 1 <= given <= FORMAT:
        return None
    here = node(span, ("format",))
    if given > FORMAT:
        return placer.at(
            here.line, here.column, "M210", "error",
            f"this file has format {given}; this program reads up to {FORMAT}.",
            "Install a newer trainer: pip install --upgrade case-trainer.",
        )  # fmt: skip
    return placer.at(
        here.line, here.column, "M211", "error",
        f"there never was a format {given}: the first is 1.",
        f"Write 'format: {FORMAT}', and see what the check says then.",
    )  # fmt: skip


def _at_fault(part: Span, detail: ErrorDetails) -> Span:
    """Of keys that do not fit together the one the model takes for the slip; else the part."""
    children, key = part.children, detail.get("ctx", {}).get("at_fault")
    if isinstance(children, dict) and key in children:
        at_fault: Span = children[key]
        return at_fault
    return part


def _problems(details: list[ErrorDetails], span: Span, placer: Placer) -> Iterator[Diagnostic]:
    around = {d["loc"][:i] for d in details for i in range(len(d["loc"]))}
    for detail in details[:MOST]:
        # A list whose only item does not fit has too few for pydantic, not for its author.
        if detail["type"] == "too_short" and detail["loc"] in around:
            continue
        path, model = walk(Scenario, detail["loc"])
        said = say(detail, model)
        if detail["type"] == "union_tag_invalid":
            path = (*path, "kind")
        here = _at_fault(node(span, path), detail)
        line, column = here.line, here.column
        if detail["type"] == "extra_forbidden":
            line, column = key_place(span, path)
        better = repair(detail, written) if (written := placer.written(here)) else None
        fix = Edit((line, column), here.end, better) if better and here.end else None
        yield placer.at(
            line, column, said.code, "error", said.message, said.advice, fix, said.about, said.cause
        )


def _without(data: Any, faults: list[Loc]) -> tuple[Any, dict[str, list[int]], frozenset[str]]:
    """The data without the top-level keys nobody knows and the items of sections that are at fault.

    Whole items go: half an item would be blamed for what its author did write.
    """
    if not isinstance(data, dict):
        return data, {}, frozenset()
    rest = dict(data)
    bad: dict[str, set[int]] = {}
    for loc in faults:
        section = str(loc[0]) if loc else ""
        if len(loc) > 1 and isinstance(loc[1], int) and isinstance(data.get(section), list):
            bad.setdefault(section, set()).add(loc[1])
        elif (
            section not in Scenario.model_fields or not Scenario.model_fields[section].is_required()
        ):
            rest.pop(section, None)
    kept, dropped = {}, set()
    for section, indices in bad.items():
        items = data[section]
        kept[section] = [i for i in range(len(items)) if i not in indices]
        rest[section] = [items[i] for i in kept[section]]
        for i in indices:
            dropped |= _ids(items[i])
    return rest, kept, frozenset(dropped)


def _ids(part: Any) -> set[str]:
    if not isinstance(part, dict):
        return set()
    name = str(part.get("id", ""))
    options = part.get("options")
    inner = (
        {f"{name}/{o.get('id')}" for o in options if isinstance(o, dict)}
        if isinstance(options, list)
        else set()
    )
    return {name} | inner
