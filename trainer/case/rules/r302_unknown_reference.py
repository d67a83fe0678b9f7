"""A reference to nothing: a citation of an unlisted source, an order nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.principles import shared_principles
from trainer.case.reading.messages import did_you_mean
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.search import search


def _order(subject: Subject, name: str) -> str:
    """By what it is called first: by letters alone bisoprolol would become misoprostol."""
    s = subject.scenario
    called = search(name.replace("-", " "), subject.catalogue.with_orders(s.orders).orders.values())
    if called and (near := called[0].id):
        return f"Did you mean '{near}' ({called[0].name})? 'trainer catalogue' finds others."
    return "Search for it with 'trainer catalogue', or add it to this file's 'orders'."


def _check(subject: Subject) -> Iterator[Hit]:
    s = subject.scenario
    decisions = [d.id for d in s.decisions]
    told = [p.id for group in (s.findings, s.course, s.decisions) for p in group]
    picks = [f"{d.id}/{o.id}" for d in s.decisions for o in getattr(d, "options", ())]
    known = {
        "report": ("source", [x.id for x in s.sources]),
        "analyte": ("analyte", [a.id for a in s.analytes]),
        "orders": ("order", [*subject.catalogue.ids, *(o.id for o in s.orders)]),
        "after": ("decision", decisions),
        "picks": ("option", picks),
        "principles": ("principle", [*shared_principles(), *(p.id for p in s.principles)]),
        "about": ("finding, course entry or decision", told),
        "source": ("source", [x.id for x in s.sources]),
    }
    sets = {key: (what, frozenset(ids)) for key, (what, ids) in known.items()}
    for loc, key, name, _ in subject.references:
        what, ids = sets[key]
        if name not in ids and name not in subject.dropped:
            advice = did_you_mean(name, known[key][1]) if key != "orders" else _order(subject, name)
            yield Hit(loc, f"there is no {what} '{name}'.", advice, about=(name,))
    for i, decision in enumerate(s.decisions):
        panel = getattr(decision, "panel", None)
        options = [o.id for o in getattr(decision, "options", ())]
        for key in ("votes", "reasons") if panel else ():
            for name in getattr(panel, key):
                if name not in options:
                    loc = ("decisions", i, "panel", key, name)
                    advice = did_you_mean(name, options)
                    yield Hit(loc, f"there is no option '{name}'.", advice, about=(name,))


RULE = Rule(
    "R302",
    "error",
    "unknown reference",
    _check,
    reason="A reference to nothing is shown to nobody and scored for nobody, and mostly a slip of the pen.",
    bad="""report: somebody-else
""",
    good="""report: made-up
""",
)
