"""Nothing that is still hidden can be seen, by any way of looking, on any day of a shipped case."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from tests.long import LONG
from tests.presentation.ways import MARK, everything_ordered, otherwise, walk, ways
from tests.shipped import shipped
from trainer.case.compiled import Case
from trainer.case.rules.text_index import TextIndex
from trainer.case.rules.texts import TextAt
from trainer.engine import views
from trainer.engine.state import Mode, State
from trainer.scoring.debrief import debrief

ALL = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
CASES = ALL if LONG else ALL[-1:]
"""A walk is long: one case in the suite, each in ``.ci/run``."""
EACH = 3
"""Every third state of a walk is looked at; two of a question, the second with a hint, follow each
other, so that all kinds of states are."""
PLAYS: list[tuple[Path, Mode]] = [
    *((path, "study") for path in CASES),
    *((path, "exam") for path in CASES),
    # As study, but that an answer is locked before it is revealed.
    *((path, "room") for path in CASES[-1:] if LONG),
]

KNOWN: dict[str, set[str]] = {}
"""Words of a later day that a case still shows, by case; to be taken out once it is mended."""


@pytest.mark.parametrize(("path", "mode"), PLAYS, ids=lambda v: getattr(v, "stem", v))
def test_a_play_shows_nothing_early(path: Path, mode: Mode) -> None:
    case, looked, found = shipped(path), 0, set()
    for state, put in islice(walk(case, mode), 0, None, EACH):
        shown = ways(case, state, put)
        told_the_same(shown, case, state, put)
        names_no_later_question(shown, case, state, put)
        if mode == "exam":
            has_no_marks(shown, case, state)
        found |= later_words(shown, case, state)
        looked += 1
    assert looked > 2 * len(case.questions) // EACH
    assert found == KNOWN.get(path.stem, set())


def told_the_same(shown: dict[str, str], case: Case, state: State, put: str) -> None:
    """With other words and keys in all that is hidden, each way of looking shows the same."""
    other = otherwise(case, state, put)
    assert MARK in str(other.scenario)  # or nothing was hidden
    for way, text in ways(other, state, put, "offers" in shown).items():
        assert text == shown[way], (way, state.day, put)


def names_no_later_question(shown: dict[str, str], case: Case, state: State, put: str) -> None:
    named = {d["id"] for d in json.loads(shown["debrief, JSON"])["decisions"]}
    asked = (json.loads(shown[way])["decision"] for way in ("phone", "script"))
    named |= {question["id"] for question in asked if question}
    assert named <= {*state.locks, put}


def has_no_marks(shown: dict[str, str], case: Case, state: State) -> None:
    told = debrief(case, state)
    assert all(axis.score is None and not axis.parts for axis in told.axes.values())
    assert not told.missed
    for decision in json.loads(shown["debrief, JSON"])["decisions"]:
        assert decision["answer"] is None
        assert decision["has_reported_answer"] is None
        for option in decision["options"]:
            assert option["reported"] is option["judgement"] is option["why"] is None
    assert " of 100" not in "".join(shown.values())


def later_words(shown: dict[str, str], case: Case, state: State) -> set[str]:
    text = TextIndex([TextAt((), "\n".join(shown.values()), "head", 0)])
    later = [s for s in case.scenario.spoilers if state.day < s.day]
    return {word for spoiler in later for word in spoiler.words if any(text.having(word))}


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_who_orders_everything_learns_nothing_that_waits(path: Path) -> None:
    case = shipped(path)
    at = [(state, put) for state, put in walk(case, "study") if put and not state.hints.get(put)]
    for state, put in at[::EACH]:
        ordered = everything_ordered(case, state)
        shown = ways(case, ordered, put, offered=False)
        told_the_same(shown, case, ordered, put)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_last_day_is_not_told(path: Path) -> None:
    """Were the case longer, nothing would be shown otherwise before its last event has come."""
    case = shipped(path)
    clock = case.scenario.clock
    longer = clock.model_copy(update={"last_day": clock.last_day + 40})
    other = Case(case.scenario.model_copy(update={"clock": longer}), case.catalogue)
    for state, put in islice(walk(case, "study"), 0, None, EACH):
        if views.next_event_day(case, state) not in (None, clock.last_day):
            assert ways(other, state, put) == ways(case, state, put), state.day
