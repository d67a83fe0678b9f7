"""Compare two versions of a case by meaning, not by lines.

Parts are matched by id, fields by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, cast

from pydantic import BaseModel

from trainer.case.model import Citation, Quantity, Scenario
from trainer.case.reading.diagnostics import printable
from trainer.files.lists import pairs_in

What = Literal[
    "added", "removed", "moved", "re-keyed", "re-judged", "value", "cited", "reworded", "changed",
    "reordered",
]  # fmt: skip

# The kind of change by field; for other fields it is just "changed".
_MEANING = {field: cast(What, what) for what, fields in
            pairs_in(__file__, "fields.txt").items() for field in fields.split()}  # fmt: skip
_SCORED = frozenset({"re-keyed", "re-judged"})
# Fields of questions and scored parts that affect play or scores, unlike mere wording.
_PLAYED = frozenset(
    ("orders", "picks", "kind", "maximum", "unprompted", "early", "late", "from_day", "within",
     "zero_at", "low", "high", "after", "every", "weight", "window", "first", "last", "panel",
     "alternatives", "in_course", "days")
)  # fmt: skip
_KEYED_BY = ("id", "term", "date")
# The first of these fields that a part has stands for the whole part.
_SUMMARIES = ("text", "title", "label", "prompt", "name", "citation", "expansion", "why", "value",
               "result", "silent")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: where it is (a path of ids), its kind, the field, and both values in words.

    ``scored`` says that the same play may now get another score.
    """

    where: str
    what: What
    field: str
    before: str | None
    after: str | None
    scored: bool


def compare(
    before: Scenario, after: Scenario, without: Collection[str] = frozenset()
) -> list[Difference]:
    """Every difference in meaning; whitespace and layout are ignored.

    The top-level keys ``without`` are left out, because one of the two could not be read there.
    """
    changes = _parts(before, after, ())
    return [c for c in changes if (c.where.partition("/")[0] or c.field) not in without]


def _parts(a: BaseModel, b: BaseModel, where: tuple[str, ...]) -> Iterator[Difference]:
    if type(a) is not type(b):
        yield _change(where, "changed", "kind", _words(a), _words(b))
        return
    for name in type(a).model_fields:
        yield from _values(getattr(a, name), getattr(b, name), where, name)


def _values(a: Any, b: Any, where: tuple[str, ...], name: str) -> Iterator[Difference]:
    if a == b and str(a) == str(b):
        return
    if isinstance(a, BaseModel) and isinstance(b, BaseModel):
        yield from _parts(a, b, (*where, name))
    elif _named(a) or _named(b):
        yield from _lists(a or (), b or (), where, name)
    elif isinstance(a, Mapping) and isinstance(b, Mapping):
        for key in dict.fromkeys([*a, *b]):
            yield from _values(a.get(key), b.get(key), (*where, name), str(key))
    elif not (isinstance(a, str) and isinstance(b, str) and a.split() == b.split()):
        yield _change(where, _MEANING.get(name, "changed"), name, _words(a), _words(b))


def _lists(
    a: tuple[Any, ...], b: tuple[Any, ...], where: tuple[str, ...], name: str
) -> Iterator[Difference]:
    old, new = _by_name(a), _by_name(b)
    # The path to an option is its question's id and its own, without the word "options".
    inner = (*where, name) if not where or name != "options" else where
    for key, part in old.items():
        if key not in new:
            yield _change((*inner, key), "removed", "", _words(part), None)
    for key, part in new.items():
        if key not in old:
            yield _change((*inner, key), "added", "", None, _words(part))
        else:
            yield from _parts(old[key], part, (*inner, key))
    kept_a, kept_b = [k for k in old if k in new], [k for k in new if k in old]
    if kept_a != kept_b:
        yield _change(inner, "reordered", name, ", ".join(kept_a), ", ".join(kept_b))


def _named(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], BaseModel)


def _by_name(parts: tuple[BaseModel, ...]) -> dict[str, BaseModel]:
    named: dict[str, BaseModel] = {}
    for index, part in enumerate(parts):
        key = next((str(getattr(part, k)) for k in _KEYED_BY if hasattr(part, k)), f"#{index + 1}")
        named[key if key not in named else f"{key} #{index + 1}"] = part
    return named


def _change(
    where: tuple[str, ...], what: What, name: str, before: str | None, after: str | None
) -> Difference:
    section = where[0] if where else name
    scored = what in _SCORED or (
        section in ("decisions", "timed", "watches", "reasonable", "harmful_orders")
        and (what in ("added", "removed", "moved", "value") or name in _PLAYED)
    )  # fmt: skip
    return Difference("/".join(where), what, name, before, after, scored)


def _words(value: Any) -> str | None:
    match value:
        case None:
            return None
        case Citation() | Quantity() | str() | int() | float():
            return " ".join(str(value).split())
        case tuple():
            return ", ".join(_words(v) or "" for v in value) or "none"
        case BaseModel():
            for key in _SUMMARIES:
                if (words := getattr(value, key, None)) is not None and words != "":
                    return _words(words)
    return str(value)


WIDTH = 60
"""The longest text that a line shows, in characters."""


def line(change: Difference) -> str:
    """One change as a line, with an exclamation mark if it may alter a score."""
    mark = "! " if change.scored else "  "
    return printable(f"{mark}{change.where or change.field}: {_sentence(change)}")


def _sentence(c: Difference) -> str:
    field = c.field.replace("_", " ")
    match c.what:
        case "added":
            return f"added: {_short(c.after)}"
        case "removed":
            return f"removed: {_short(c.before)}"
        case "reordered":
            return f"{field} in another order: {_short(c.after)}"
        case "reworded":
            return f"{field} reworded: {_around(c.before or '', c.after or '')}"
        case "cited":
            return f"{field}: {_short(c.before)} -> {_short(c.after)}"
    return f"{c.what}, {field} {_short(c.before)} -> {_short(c.after)}"


def _short(words: str | None) -> str:
    if words is None:
        return "nothing"
    return words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"


def _around(before: str, after: str) -> str:
    """Both texts from just before the first word that differs."""
    a, b = before.split(), after.split()
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    first = next(start for kind, start, *_ in codes if kind != "equal")  # an index into both
    lead, start = "… " if first > 2 else "", max(0, first - 2)
    return f"{lead}{_short(' '.join(a[start:]))} -> {lead}{_short(' '.join(b[start:]))}"
