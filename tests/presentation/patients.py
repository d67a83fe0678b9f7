"""Patients made up: a case with any values, treatments and names, seen on any day."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.case.model import Analyte, CourseEntry, ValueFinding
from trainer.engine.state import State
from trainer.presentation.sight import Sight

FILE = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"
TREATMENTS = ("tacrolimus", "cyclophosphamide", "micafungin", "plasma-exchange")
NAMES = ("CRP", "[red]ж[/]", "体温の記録", "a very long name that has no end at all", "x", "é" * 30)
UNITS = ("mg/L", "", "×10⁴/µL", "[b]", "単位")


@cache
def shipped() -> Case:
    scenario = load(FILE).scenario
    assert scenario is not None
    return Case.of(scenario)


def seen(
    values: list[dict[str, Any]],
    course: list[dict[str, Any]] = [],  # noqa: B006 - read alone
    day: int = 30,
    **analyte: Any,
) -> Sight:
    """A patient with these values of analytes ``a0``, ``a1``, ... and this course, on a day."""
    names = sorted({v["analyte"] for v in values})
    made = [_analyte(name, analyte) for name in names]
    findings = [
        ValueFinding.model_validate({"id": f"f{n}", "kind": "value", "cite": "imai-2024 C1"} | v)
        for n, v in enumerate(values)
    ]
    entries = [
        CourseEntry.model_validate({"id": f"c{n}", "text": "Given.", "cite": "imai-2024 C1"} | c)
        for n, c in enumerate(course)
    ]
    scenario = shipped().scenario.model_copy(
        update={
            "analytes": tuple(made), "findings": tuple(findings), "course": tuple(entries),
            "decisions": (), "source_notes": (),
        }
    )  # fmt: skip
    return Sight(Case(scenario, shipped().catalogue), State(day))


def _analyte(name: str, more: dict[str, Any]) -> Analyte:
    number = int(name[1:])
    shown = {"name": NAMES[number % len(NAMES)], "printed": UNITS[number % len(UNITS)]}
    return Analyte.model_validate({"id": name, "unit": "mg/L"} | shown | more)


figures = st.decimals(-10_000, 100_000, places=2, allow_nan=False).map(str)
told = st.one_of(
    st.builds(lambda f: {"value": f}, st.one_of(figures, figures.map(lambda f: f"<{f}"))),
    st.sampled_from([{"result": "negative [H]", "abnormal": True}, {"silent": "slightly lower"}]),
)
values = st.lists(
    st.builds(
        lambda n, day, what: {"analyte": f"a{n}", "day": day} | what,
        st.integers(0, 7), st.integers(-30, 60), told,
    ),
    max_size=25,
)  # fmt: skip
entries = st.lists(
    st.builds(
        lambda order, action, day, when, until: {
            "orders": [order], "action": action, "day": day, "when": when,
            **({"until": until} if action == "start" else {}),
        },
        st.sampled_from(TREATMENTS), st.sampled_from(["start", "stop", "procedure"]),
        st.integers(-20, 60), st.sampled_from([None, "about then"]),
        st.sampled_from([None, "unknown", 61]),
    ),
    max_size=12,
)  # fmt: skip
patients = st.builds(
    lambda v, c, day, ref, worse: seen(v, c, day, reference=ref, worse=worse),
    values, entries, st.integers(8, 60),
    st.sampled_from([
        None, {"low": "0", "high": "100", "cite": "imai-2024 T1"},
        {"high": "5.5", "cite": "imai-2024 T1"},
    ]),
    st.sampled_from([None, "higher", "lower"]),
)  # fmt: skip
