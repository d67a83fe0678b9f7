"""Warnings that the author has weighed: left out, and told if there was nothing to leave out."""

from __future__ import annotations

from typing import Any

from trainer.case.model import Allowance
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.w499_idle_allowance import RULE as IDLE

Found = tuple[Rule, Hit]


def allowed(subject: Subject, found: list[Found]) -> list[Found]:
    """``found`` without the warnings that the file's ``allow`` names, and with idle entries."""
    used: set[int] = set()
    left = []
    for rule, hit in found:
        names = None
        silenced = False
        for i, entry in enumerate(subject.scenario.allow):
            if entry.rule != rule.code:
                continue
            if names is None:
                names = _names(subject.data, hit.loc)
            if _covers(entry, names):
                used.add(i)
                silenced = True
        if not silenced:
            left.append((rule, hit))
    for i, entry in enumerate(subject.scenario.allow):
        if i not in used:
            left.append((IDLE, _idle(i, entry)))
    return left


def _covers(entry: Allowance, names: tuple[str, ...]) -> bool:
    if entry.where is None:
        return True
    path = "/".join(names)
    return entry.where in (*names[-1:], path) or path.startswith(f"{entry.where}/")


def _names(data: Any, loc: Loc) -> tuple[str, ...]:
    """The ids passed on the way to ``loc``; for what has none, its section."""
    names = []
    here = data
    for step in loc:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(here, dict) and isinstance(here.get("id"), str):
            names.append(here["id"])
    return tuple(names) or tuple(str(s) for s in loc[:1])


def _idle(index: int, entry: Allowance) -> Hit:
    where = f" at '{entry.where}'" if entry.where else ""
    return Hit(
        ("allow", index),
        f"there is no {entry.rule}{where} to allow.",
        "Remove the entry, or correct its 'rule' or 'where'.",
    )
