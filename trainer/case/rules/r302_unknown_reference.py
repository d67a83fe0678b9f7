"""unknown reference

A reference to nothing is shown to nobody and scored for nobody, and mostly a slip of the pen.

- report: somebody-else
+ report: made-up
"""

from __future__ import annotations

from collections.abc import Mapping

from trainer.case.principles import shared_principles
from trainer.case.reading.nearest import did_you_mean
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.search import search
from trainer.questions.diagnoses import diagnoses

_DIAGNOSES = ("diagnoses", "towards", "away")
"""The keys that name diagnoses: most cases have none, and need no catalogue of them."""


def check(subject: Subject) -> Hits:
    s = subject.scenario
    sources = {x.id: x for x in s.sources}
    parts = {p.id: p for group in (s.findings, s.course, s.decisions) for p in group}
    picks = {f"{d.id}/{o.id}": o for d in s.decisions for o in d.choices}
    # Those of this file, and those that all cases share: a thousand, which are not copied.
    none: Mapping[str, object] = {}
    named = {key for _, key, _, _ in subject.references}
    every = none if named.isdisjoint(_DIAGNOSES) else diagnoses()
    known: dict[str, tuple[str, Mapping[str, object], Mapping[str, object]]] = {
        "report": ("source", sources, none),
        "analyte": ("analyte", {a.id: a for a in s.analytes}, none),
        "orders": ("order", {o.id: o for o in s.orders}, subject.catalogue.orders),
        "after": ("decision", {d.id: d for d in s.decisions}, none),
        "picks": ("option", picks, none),
        "principles": ("principle", {p.id: p for p in s.principles}, shared_principles()),
        "about": ("finding, course entry or decision", parts, none),
        "source": ("source", sources, none),
        "finding": ("finding", {f.id: f for f in s.findings}, none),
        **dict.fromkeys(_DIAGNOSES, ("diagnosis", none, every)),
    }
    for loc, key, name, _ in subject.references:
        what, own, shared = known[key]
        if name not in own and name not in shared and name not in subject.dropped:
            special = {"order": _order, "diagnosis": _diagnosis}.get(what)
            advice = special(subject, name) if special else did_you_mean(name, [*shared, *own])
            yield Hit(loc, f"there is no {what} '{name}'.", advice, about=(name,))
    for loc, question in placed(s.decisions, "decisions"):
        panel = getattr(question, "panel", None)
        options = [o.id for o in question.choices]
        for key in ("votes", "reasons") if panel else ():
            for name in getattr(panel, key):
                if name not in options:
                    message, advice = f"there is no option '{name}'.", did_you_mean(name, options)
                    yield Hit((*loc, "panel", key, name), message, advice, about=(name,))


def _order(subject: Subject, name: str) -> str:
    """By what it is called first: by letters alone bisoprolol would become misoprostol."""
    orders = subject.catalogue.with_orders(subject.scenario.orders).orders.values()
    if (called := search(name.replace("-", " "), orders)) and (near := called[0].id):
        return f"Did you mean '{near}' ({called[0].name})? 'trainer catalogue' finds others."
    return "Search for it with 'trainer catalogue', or add it to this file's 'orders'."


def _diagnosis(subject: Subject, name: str) -> str:  # noqa: ARG001 - all cases have the same
    near = search(name.replace("-", " "), diagnoses().values(), 3)
    named = ", ".join(f"'{d.id}' ({d.name})" for d in near)
    nothing = "The catalogue of diagnoses has none like it."
    return f"Did you mean one of: {named}?" if near else nothing
