"""Made-up cases for the simulation's tests, small enough to see what must come out."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from trainer.case.compiled import Case
from trainer.case.model import Scenario
from trainer.engine.state import Placed

ORDERS = ("ferritin", "ct-chest", "beta-d-glucan", "tofacitinib")
FIRST, LAST = 1, 12
PROSE = {"cite": "s p1", "why": "It is so."}


def option(name: str, reported: str = "no", judgement: str = "acceptable", **more: Any) -> Any:
    return {"id": name, "text": name, "reported": reported, "judgement": judgement, **PROSE, **more}


def decision(name: str, *options: Any, kind: str = "one", day: int = 1, **more: Any) -> Any:
    head = {"id": name, "title": name, "prompt": "What?", "kind": kind, "day": day}
    return {**head, "options": list(options), "answer": {"text": "So."}, **more}


def estimate(name: str, day: int = 1, **more: Any) -> Any:
    head = {"id": name, "title": name, "prompt": "What?", "kind": "estimate", "day": day}
    limits = {"unit": "%", "low": 0, "high": 100, "value": 50, "within": 5, "zero_at": 20}
    return {**head, "answer": {"text": "So."}, **limits, **PROSE, **more}


def timed(name: str, first: int, last: int, **more: Any) -> Any:
    return {"id": name, "label": name, "window": {"first": first, "last": last}, **PROSE, **more}


def watch(name: str, first: int, last: int, every: int, **more: Any) -> Any:
    span = {"first": first, "last": last, "every": every}
    return {"id": name, "label": name, **span, **PROSE, **more}


GOOD = decision(
    "good", option("a", "yes", "recommended"), option("b", judgement="unnecessary"), option("c")
)


def case_of(*decisions: Any, **parts: Any) -> Case:
    """A case without the check: it may hold what ``trainer check`` refuses."""
    source = {"id": "s", "kind": "case-report", "citation": "Nobody.", "licence": "CC0"}
    scenario = Scenario.model_validate({
        "format": 2, "id": "made-up", "version": "1.0.0", "title": "A cough", "summary": "Made up.",
        "specialty": "None", "authors": ["Nobody"], "licence": "CC0", "provenance": "Made up.",
        "report": "s", "sources": [source],
        "clock": {"start": "admission", "first_day": FIRST, "last_day": LAST},
        "patient": {"age": 50, "sex": "female", "summary": "A cough.", "cite": "s p1"},
        "decisions": list(decisions) or [GOOD], **parts,
    })  # fmt: skip
    return Case.of(scenario)


DAYS = st.integers(FIRST, LAST)
SOME_ORDERS = st.lists(st.sampled_from(ORDERS), max_size=3, unique=True)
PICKED_ORDERS = st.lists(
    st.sampled_from(ORDERS)
    | st.fixed_dictionaries({"id": st.sampled_from(ORDERS), "every": st.integers(1, 9)}),
    max_size=3,
)
PLACED = st.lists(
    st.builds(
        Placed, st.sampled_from((*ORDERS, "skin-biopsy")), DAYS, st.none() | st.integers(1, 9)
    ),
    max_size=5, unique=True,
)  # fmt: skip


REASONABLE = st.lists(
    st.fixed_dictionaries(
        {
            "orders": st.lists(st.sampled_from(ORDERS), min_size=1, max_size=2),
            **{k: st.just(v) for k, v in PROSE.items()},
        },
        optional={
            "days": st.tuples(DAYS, DAYS).map(lambda d: {"first": min(d), "last": max(d)}),
            "every": st.integers(1, 5),
        },
    ),
    max_size=2,
)
HARMFUL = st.lists(
    st.fixed_dictionaries(
        {
            "orders": st.lists(st.sampled_from(ORDERS), min_size=1, max_size=1),
            **{k: st.just(v) for k, v in PROSE.items()},
        }
    ),
    max_size=1,
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any case, sensible or not: panels, overlapping orders, windows out of play."""
    decisions, picks = [], []
    for i in range(draw(st.integers(1, 3))):
        name, day = f"d{i}", draw(DAYS)
        if draw(st.integers(0, 4)) == 0:
            weight, known = draw(st.sampled_from((0.5, 1, 3))), draw(st.booleans())
            decisions.append(estimate(name, day, weight=weight, in_course=known))
            continue
        options = [
            option(
                f"o{j}",
                draw(st.sampled_from(("yes", "part", "no", "silent"))),
                draw(st.sampled_from(
                    ("critical", "recommended", "acceptable", "unnecessary", "harmful"))),
                orders=draw(PICKED_ORDERS),
            )
            for j in range(draw(st.integers(2, 4)))
        ]  # fmt: skip
        picks += [f"{name}/{o['id']}" for o in options]
        more: dict[str, Any] = {"kind": "one", "weight": draw(st.sampled_from((0.7, 1, 2.3)))}
        if draw(st.booleans()):
            more = {**more, "kind": "several", "maximum": draw(st.integers(1, 4))}
        if draw(st.integers(0, 3)) == 0:
            votes = {o["id"]: draw(st.integers(1, 9)) for o in options[:-1]}
            more["panel"] = {"date": "2026-01-01", "who": "Nobody", "votes": votes}
        decisions.append(decision(name, *options, day=day, **more))
    return case_of(
        *decisions,
        timed=[draw(_timed(f"t{i}", picks)) for i in range(draw(st.integers(0, 3)))],
        watches=[draw(_watch(f"w{i}")) for i in range(draw(st.integers(0, 2)))],
        reasonable=draw(REASONABLE),
        harmful_orders=draw(HARMFUL),
        course=[
            {
                "id": f"c{i}",
                "day": draw(DAYS),
                "action": "order",
                "orders": draw(SOME_ORDERS) or ["ferritin"],
                "text": "So.",
                "cite": "s p1",
            }
            for i in range(draw(st.integers(0, 2)))
        ],
    )


@st.composite
def _timed(draw: st.DrawFn, name: str, picks: list[str]) -> Any:
    first = draw(st.integers(-1, LAST + 1))
    orders, others = draw(SOME_ORDERS), draw(SOME_ORDERS)
    chosen = draw(st.lists(st.sampled_from(picks), max_size=2, unique=True)) if picks else []
    return timed(
        name, first, first + draw(st.integers(0, 4)), orders=orders or [ORDERS[0]], picks=chosen,
        alternatives=[{"orders": others, **PROSE}] if others else [],
        early=draw(st.integers(0, 4)), late=draw(st.integers(0, 4)),
        from_day=draw(st.none() | DAYS), weight=draw(st.sampled_from((0.3, 1, 2))),
    )  # fmt: skip


@st.composite
def _watch(draw: st.DrawFn, name: str) -> Any:
    first = draw(st.integers(-1, LAST + 1))
    orders = draw(SOME_ORDERS) or [ORDERS[1]]
    return watch(
        name, first, first + draw(st.integers(0, 8)), draw(st.integers(1, 6)), orders=orders,
        weight=draw(st.sampled_from((0.3, 1))),
    )  # fmt: skip
