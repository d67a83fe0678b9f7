"""Answers of a learner, a phone, a room, a robot or an answers file; the votes of a room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question of any kind; the kind decides which fields it uses.

    A question that was passed has None, never an empty ``Answer``.
    """

    picks: tuple[str, ...] = ()
    """Options by id."""
    value: float | None = None
    """A number, in the question's unit."""
    confidence: int | None = None
    """0 to 100 per cent; None if not given."""
    reason: str = ""
    text: str = ""
    """An answer in the learner's own words."""
    elements: tuple[str, ...] = ()
    """The author's elements that the learner marked in ``text``, by id."""
    chances: tuple[tuple[str, int], ...] = ()
    """Diagnoses by id, with their chances in per cent; as JSON an object."""

    @property
    def rest(self) -> int:
        """The chance of any diagnosis not listed, in per cent; negative if the sum is above 100."""
        return 100 - sum(chance for _, chance in self.chances)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values; text, elements and chances only if there are any."""
        return _plain(asdict(self))


@dataclass(frozen=True, slots=True)
class Votes:
    """A room's votes on one question in one round: by phone, and by hands for each option."""

    answers: tuple[Answer, ...] = ()
    hands: Mapping[str, int] = field(default_factory=dict)
    people: int = 0
    """How many took part: phones, and people who raised a hand."""


PARTS = tuple(f.name for f in fields(Answer))
_LATER = ("text", "elements", "chances")


def lifted(values: Mapping[str, Any]) -> dict[str, Any]:
    """An event as it is on disk, with the parts of its answer moved into ``answer``."""
    rest = {name: value for name, value in values.items() if name not in PARTS}
    answer = {name: values[name] for name in PARTS if name in values}
    if isinstance(chances := answer.get("chances"), Mapping):
        answer["chances"] = tuple(chances.items())
    return rest | {"answer": answer}


def lowered(values: dict[str, Any]) -> dict[str, Any]:
    """The inverse of ``lifted``: on disk an answer's parts stand beside the event's own values."""
    return values | _plain(values.pop("answer") or asdict(Answer()))


def _plain(answer: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON values; parts that later versions added only if they are not empty."""
    kept = {name: answer[name] for name in PARTS if name not in _LATER or answer[name]}
    if "chances" in kept:
        kept["chances"] = dict(kept["chances"])
    return {name: list(v) if isinstance(v, tuple) else v for name, v in kept.items()}
