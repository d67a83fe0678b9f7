"""Leave out the warnings that a file's ``allow`` accepts, and report entries that accept none."""

from __future__ import annotations

from typing import Any

from trainer.case.model.scenario import Allowance
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Subject, placed

Hits = list[tuple[str, Hit]]
"""Hits with the codes of their rules."""


def allowed(subject: Subject, hits: Hits, *, with_article: bool = False) -> Hits:
    """``hits`` without the warnings that ``allow`` names, and with one for each idle entry.

    Warnings from W501 on are found only ``with_article``: without it their entries are not idle.
    """
    entries = list(placed(subject.scenario.allow, "allow"))
    used: set[Loc] = set()
    kept = []
    for code, hit in hits:
        ids = _ids(subject.data, hit.loc)
        covering = {loc for loc, e in entries if e.rule == code and _covers(e, ids)}
        used |= covering
        if not covering:
            kept.append((code, hit))
    for loc, entry in entries:
        if loc not in used and (with_article or entry.rule[:2] != "W5"):
            where = f" at '{entry.where}'" if entry.where else ""
            message = f"there is no {entry.rule}{where} to allow."
            advice = "Remove the entry, or correct its 'rule' or 'where'."
            kept.append(("W499", Hit(loc, message, advice)))
    return kept


def _covers(entry: Allowance, ids: tuple[str, ...]) -> bool:
    if entry.where is None:
        return True
    path = "/".join(ids)
    return entry.where in (*ids[-1:], path) or path.startswith(f"{entry.where}/")


def _ids(data: Any, loc: Loc) -> tuple[str, ...]:
    """The ids on the way to ``loc``; the section if there are none."""
    ids = []
    for step in loc:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            ids.append(data["id"])
    return tuple(ids) or tuple(str(s) for s in loc[:1])
