"""Ids and references that name nothing, name two things, or cannot be the name of a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from trainer.case.principles import shared_principles
from trainer.case.reading.nearest import did_you_mean
from trainer.case.reading.shape import Loc
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.rules.paths import values_at
from trainer.case.search import search
from trainer.files.outside import is_device
from trainer.questions.diagnoses import diagnoses

# Parts that other parts refer to by one and the same key share a name space.
_SPACES = (
    "sources analytes findings,course,decisions source_notes orders timed watches learning_points"
    " principles"
)


def r301_duplicate_id(subject: Subject) -> Hits:
    """duplicate id

    References, saved runs and answers name parts by id: if two parts share an id, it is unclear which is meant.

      watches:
    -   - {id: twice, label: CRP, orders: c-reactive-protein, first: 1, last: 5, every: 2, why: It falls., cite: made-up P1}
    -   - {id: twice, label: Film, orders: chest-radiograph, first: 1, last: 5, every: 5, why: It lags., cite: made-up P1}
    +   - {id: crp-watch, label: CRP, orders: c-reactive-protein, first: 1, last: 5, every: 2, why: It falls., cite: made-up P1}
    +   - {id: film-watch, label: Film, orders: chest-radiograph, first: 1, last: 5, every: 5, why: It lags., cite: made-up P1}
    """
    s = subject.scenario
    spaces = [values_at(s, sections) for sections in _SPACES.split()]
    for loc, question in subject.questions:
        spaces.append(list(placed(question.choices, *loc, "options")))
    for space in spaces:
        places: dict[str, Loc] = {}
        for loc, part in space:
            if (first := places.setdefault(part.id, loc)) is not loc:
                message = f"the id '{part.id}' is already taken in {first[-2]}."
                advice = "Give one of the two another id."
                yield Hit((*loc, "id"), message, advice, about=(part.id,))


_DIAGNOSES = ("diagnoses", "towards", "away")
"""The keys that name diagnoses: most cases have none, and then the catalogue is not loaded."""


def r302_unknown_reference(subject: Subject) -> Hits:
    """unknown reference

    A reference to nothing is never shown or scored, and is usually a slip of the pen.

    - report: somebody-else
    + report: made-up
    """
    s = subject.scenario
    sources = {x.id: x for x in s.sources}
    parts = {p.id: p for group in (s.findings, s.course, s.decisions) for p in group}
    picks = {f"{d.id}/{o.id}": o for d in s.decisions for o in d.choices}
    # Own ids and those that all cases share: these are a thousand, so they are not copied.
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
        kind, own, shared = known[key]
        if name not in own and name not in shared and name not in subject.dropped:
            special = {"order": _order, "diagnosis": _diagnosis}.get(kind)
            advice = special(subject, name) if special else did_you_mean(name, [*shared, *own])
            yield Hit(loc, f"there is no {kind} '{name}'.", advice, about=(name,))
    for loc, by_option in values_at(s, "decisions.panel.votes,reasons"):
        options = [o.id for o in s.decisions[int(loc[1])].choices]
        for name in by_option:
            if name not in options:
                message, advice = f"there is no option '{name}'.", did_you_mean(name, options)
                yield Hit((*loc, name), message, advice, about=(name,))


def _order(subject: Subject, name: str) -> str:
    """Advice by a search for the name: by letters alone bisoprolol would become misoprostol."""
    orders = subject.catalogue.with_orders(subject.scenario.orders).orders.values()
    if matches := search(name.replace("-", " "), orders, 1):
        return (
            f"Did you mean '{matches[0].id}' ({matches[0].name})? 'trainer catalogue' finds others."
        )
    return "Search for it with 'trainer catalogue', or add it to this file's 'orders'."


def _diagnosis(subject: Subject, name: str) -> str:  # noqa: ARG001 - all cases have the same
    near = search(name.replace("-", " "), diagnoses().values(), 3)
    named = ", ".join(f"'{d.id}' ({d.name})" for d in near)
    nothing = "The catalogue of diagnoses has none like it."
    return f"Did you mean one of: {named}?" if near else nothing


# Several places in one citation: "T1, C2", "C4 and C5", "C4-C6".
_SEVERAL = re.compile(r"\s*(?:[,;+&]|\band\b|\bto\b|\s[-–]\s|–)\s*")


def r316_unknown_locator(subject: Subject) -> Hits:
    """citation of an unlisted place

    A citation is only as good as the place it leads to. A source lists in 'locators' what each short place stands for; a place that is not listed is a slip of the pen or cannot be looked up.

      learning_points:
    -   - {id: slow, text: A film lags behind the patient., cite: made-up P3}
    +   - {id: slow, text: A film lags behind the patient., cite: "made-up P1, P2"}
    """
    s = subject.scenario
    for loc, source in placed(s.sources, "sources"):
        if source.id == s.report and not source.locators and source.id not in subject.dropped:
            message = f"the report '{s.report}' lists no 'locators', the places cited from it."
            advice = "Add 'locators:' with each place and what it stands for, such as 'C4: Course after transfer'."
            yield Hit(loc, message, advice, about=(s.report,))
    listed = {source.id: source.locators for source in s.sources}
    unknown = {
        (name, locator) for name, locator in subject.cited
        if (places := listed.get(name)) and not _is_listed(locator, places)
    }  # fmt: skip
    for loc, key, name, locator in subject.references if unknown else ():
        if key == "source" and (name, locator) in unknown:
            places = listed[name]
            message = f"'{name}' lists no place '{locator}'."
            advice = did_you_mean(locator, list(places))
            yield Hit(loc, message, advice, about=(name, locator))


def _is_listed(locator: str, places: Collection[str]) -> bool:
    if all(end in places for end in locator.split("-")):
        return True
    pieces = [p for p in _SEVERAL.split(locator) if p]
    return bool(pieces) and all(_is_within(piece, places) for piece in pieces)


def _is_within(piece: str, places: Collection[str]) -> bool:
    """Whether the piece is a listed place or a part of one: 'T1 row 3', 'C4: second half'."""
    return any(piece == p or piece.startswith((f"{p} ", f"{p}:", f"{p}.", f"{p}(")) for p in places)


def r321_device_name(subject: Subject) -> Hits:
    """id of a device

    The files of a case are named by its id. Windows takes con, prn, aux, nul, com1 to com9 and lpt1 to lpt9 for devices, with any ending: there such a case could not be packed or installed.

    - id: aux
    + id: a-cough
    """
    name = subject.scenario.id
    if is_device(name):
        message = (
            f"'{name}' is the name of a device: on Windows no file can be called '{name}.yaml'."
        )
        yield Hit(("id",), message, "Give the case another id.")
