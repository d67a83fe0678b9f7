"""unknown reference

A reference to nothing is shown to nobody and scored for nobody, and mostly a slip of the pen.

- report: somebody-else
+ report: made-up
"""

from __future__ import annotations

from trainer.case.principles import shared_principles
from trainer.case.reading.messages import did_you_mean
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.search import search
from trainer.questions.diagnoses import diagnoses


def check(subject: Subject) -> Hits:
    s = subject.scenario
    sources = [x.id for x in s.sources]
    parts = [p.id for group in (s.findings, s.course, s.decisions) for p in group]
    known = {
        "report": ("source", sources),
        "analyte": ("analyte", [a.id for a in s.analytes]),
        "orders": ("order", [*subject.catalogue.ids, *(o.id for o in s.orders)]),
        "after": ("decision", [d.id for d in s.decisions]),
        "picks": ("option", [f"{d.id}/{o.id}" for d in s.decisions for o in d.choices]),
        "principles": ("principle", [*shared_principles(), *(p.id for p in s.principles)]),
        "about": ("finding, course entry or decision", parts),
        "source": ("source", sources),
        "finding": ("finding", [f.id for f in s.findings]),
        **dict.fromkeys(("diagnoses", "towards", "away"), ("diagnosis", list(diagnoses()))),
    }
    sets = {key: (what, frozenset(ids)) for key, (what, ids) in known.items()}
    for loc, key, name, _ in subject.references:
        what, ids = sets[key]
        if name not in ids and name not in subject.dropped:
            special = {"order": _order, "diagnosis": _diagnosis}.get(what)
            advice = special(subject, name) if special else did_you_mean(name, known[key][1])
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
