"""Two parts with one id: a citation, an answer or a saved run could mean either."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject

# Parts that other parts refer to by one and the same key share a name space.
_SPACES = (
    ("sources",), ("analytes",), ("findings", "course", "decisions"), ("source_notes",),
    ("orders",), ("timed",), ("watches",), ("learning_points",), ("principles",),
)  # fmt: skip


def _check(subject: Subject) -> Iterator[Hit]:
    for space in _SPACES:
        seen: dict[str, str] = {}
        for name in space:
            yield from _repeats(seen, getattr(subject.scenario, name), (name,))
    for i, decision in enumerate(subject.scenario.decisions):
        yield from _repeats({}, getattr(decision, "options", ()), ("decisions", i, "options"))


def _repeats(
    seen: dict[str, str], parts: tuple[object, ...], loc: tuple[str | int, ...]
) -> Iterator[Hit]:
    for i, part in enumerate(parts):
        name = str(getattr(part, "id"))  # noqa: B009 - every listed part has an id
        if name in seen:
            yield Hit(
                (*loc, i, "id"),
                f"the id '{name}' is already taken in {seen[name]}.",
                "Give one of the two another id.",
                about=(name,),
            )
        seen.setdefault(name, str(loc[-1]))


RULE = Rule(
    "R301",
    "error",
    "duplicate id",
    _check,
    reason="References, saved runs and answers name parts by id: with two of one id they mean either.",
    bad="""
watches:
  - {id: twice, label: CRP, orders: c-reactive-protein, first: 1, last: 5, every: 2, why: It falls., cite: made-up P1}
  - {id: twice, label: Film, orders: chest-radiograph, first: 1, last: 5, every: 5, why: It lags., cite: made-up P1}
""",
    good="""
watches:
  - {id: crp-watch, label: CRP, orders: c-reactive-protein, first: 1, last: 5, every: 2, why: It falls., cite: made-up P1}
  - {id: film-watch, label: Film, orders: chest-radiograph, first: 1, last: 5, every: 5, why: It lags., cite: made-up P1}
""",
)
