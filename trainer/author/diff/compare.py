"""Two scenarios held against each other: parts matched by id, fields by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from trainer.case.model import Citation, Quantity, Scenario

What = Literal[
    "added", "removed", "moved", "re-keyed", "re-judged", "value", "cited", "reworded", "changed",
    "reordered",
]  # fmt: skip

# What a change of a field means, where it means more than that a field changed.
_MEANING: Mapping[str, What] = {
    "day": "moved", "first": "moved", "last": "moved", "first_day": "moved", "last_day": "moved",
    "from_day": "moved", "until": "moved",
    "reported": "re-keyed", "judgement": "re-judged",
    "value": "value", "result": "value", "unit": "value", "low": "value", "high": "value",
    "within": "value", "zero_at": "value", "every": "value", "weight": "value", "silent": "value",
    "cite": "cited", "hindsight_cite": "cited",
}  # fmt: skip
_PROSE = frozenset((
    "title", "summary", "text", "prompt", "why", "hindsight", "says", "note", "notes", "pitfalls",
    "hints", "label", "name", "meaning", "expansion", "when", "scope", "citation", "licence",
    "licence_note", "provenance", "weights_note", "start", "who", "specimen", "dose", "route",
))  # fmt: skip
_SCORED = frozenset({"re-keyed", "re-judged"})
# Fields of what is asked and scored that are no words to read.
_PLAYED = frozenset(
    ("orders", "picks", "kind", "maximum", "unprompted", "early", "late", "from_day", "within",
     "zero_at", "low", "high", "after", "every", "weight", "window", "first", "last", "panel",
     "alternatives", "in_course", "days")
)  # fmt: skip
_KEYED_BY = ("id", "term", "date")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where (ids on the way to it), what kind, the field, and both values in words.

    ``scored`` says that the same play may now score otherwise.
    """

    where: str
    what: What
    field: str
    before: str | None
    after: str | None
    scored: bool

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "where": self.where, "what": self.what, "field": self.field,
            "before": self.before, "after": self.after, "scored": self.scored,
        }  # fmt: skip


def compare(before: Scenario, after: Scenario) -> list[Change]:
    """Everything that differs in meaning; blanks and the layout of the file do not."""
    return list(_parts(before, after, ()))


def _parts(a: BaseModel, b: BaseModel, where: tuple[str, ...]) -> Iterator[Change]:
    if type(a) is not type(b):
        yield _change(where, "changed", "kind", _words(a), _words(b))
        return
    for name in type(a).model_fields:
        yield from _values(getattr(a, name), getattr(b, name), where, name)


def _values(a: Any, b: Any, where: tuple[str, ...], name: str) -> Iterator[Change]:
    if a == b and str(a) == str(b):
        return
    if isinstance(a, BaseModel) and isinstance(b, BaseModel):
        yield from _parts(a, b, (*where, name))
    elif _named(a) or _named(b):
        yield from _lists(a or (), b or (), where, name)
    elif isinstance(a, Mapping) and isinstance(b, Mapping):
        for key in dict.fromkeys([*a, *b]):
            yield from _values(a.get(key), b.get(key), (*where, name), str(key))
    elif _same_text(a, b):
        return
    else:
        kind = _MEANING.get(name)
        if kind is None:
            kind = "reworded" if name in _PROSE else "changed"
        yield _change(where, kind, name, _words(a), _words(b))


def _lists(
    a: tuple[Any, ...], b: tuple[Any, ...], where: tuple[str, ...], name: str
) -> Iterator[Change]:
    old, new = _by_name(a), _by_name(b)
    # Sections are not named in the path: ids are unique across those that are told by day.
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


def _same_text(a: Any, b: Any) -> bool:
    return isinstance(a, str) and isinstance(b, str) and a.split() == b.split()


def _change(
    where: tuple[str, ...], what: What, name: str, before: str | None, after: str | None
) -> Change:
    section = where[0] if where else name
    scored = what in _SCORED or (
        section in ("decisions", "timed", "watches", "reasonable", "harmful_orders")
        and (what in ("added", "removed", "moved", "value") or name in _PLAYED)
    )  # fmt: skip
    return Change("/".join(where), what, name, before, after, scored)


def _words(value: Any) -> str | None:
    match value:
        case None:
            return None
        case Citation() | Quantity() | str() | int() | float():
            return " ".join(str(value).split())
        case tuple():
            return ", ".join(_words(v) or "" for v in value) or "none"
        case BaseModel():
            for key in ("text", "title", "label", "prompt", "name", "citation", "expansion", "why"):
                if words := getattr(value, key, None):
                    return _words(words)
            for key in ("value", "result", "silent"):
                if (words := getattr(value, key, None)) is not None:
                    return _words(words)
    return str(value)
