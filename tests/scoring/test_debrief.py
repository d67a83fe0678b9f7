import json
from contextlib import suppress
from dataclasses import replace

import pytest

from trainer.engine import moves, views
from trainer.engine.state import after, begin
from trainer.presentation.layouts.json import debrief_json
from trainer.presentation.layouts.markdown import debrief_markdown, escaped
from trainer.presentation.layouts.text import debrief_text
from trainer.questions import Answer
from trainer.scoring.calibration import calibration
from trainer.scoring.debrief import debrief
from trainer.scoring.stored import SCORING


def play(case, until=10**6, reveal=True):
    """The reported course: every reported option and every order of the course on its day."""
    state = begin(case)
    last = case.scenario.clock.last_day
    while True:
        for entry in case.course:
            for order in entry.orders if entry.day == state.day and entry.action != "stop" else ():
                with suppress(moves.Refused):  # told twice on one day
                    state = after(state, moves.place(case, state, order))
        for asked in views.open_questions(case, state):
            if not asked.choices:
                answer = replace(asked.reported_answer(), confidence=80)
                event = moves.commit(case, state, asked.id, answer)
            else:
                key = [o.id for o in asked.options if o.reported in ("yes", "part")]
                key = key or [asked.options[0].id]
                answer = Answer(tuple(key[: asked.most]), None, 80)
                event = moves.commit(case, state, asked.id, answer)
            state = after(state, event)
            if reveal:
                state = after(state, moves.reveal(state, asked.id))
        if state.day >= until:
            return state
        if state.day == last:
            return after(state, moves.finish(case, state))
        state = after(state, moves.go(case, state, views.next_event_day(case, state)))


def test_the_reported_course_agrees_with_itself(case):
    told = debrief(case, play(case))
    assert told.axes["as_reported"].score == pytest.approx(100)
    assert told.axes["timeliness"].score < 100
    assert told.axes["vigilance"].score < 100
    # On two the report is silent; the marker came two weeks after the nodules.
    assert {m.id for m in told.missed if m.kind in ("not done", "late")} == {
        "pneumocystis-prophylaxis", "screening", "first-fungal-marker",
    }  # fmt: skip
    assert any(m.kind == "uncovered" for m in told.missed)
    assert all(d.revealed for d in told.decisions)


def test_what_was_reported_is_told_in_whole_sentences(case):
    lines = [e.text for d in debrief(case, play(case)).timeline for e in d.reported]
    assert not [
        t for t in lines if ".:" in t or ". (" in t.removesuffix(".") or not t.endswith(".")
    ]


def test_as_json(case):
    state = play(case)
    told = debrief_json(case, state, None)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert list(told["axes"]) == [
        "soundness", "as_reported", "timeliness", "vigilance", "stewardship", "calibration",
    ]  # fmt: skip
    assert all({"score", "parts"} <= axis.keys() for axis in told["axes"].values())
    assert told["axes"]["calibration"] == calibration(case, state).to_dict()
    assert {"n", "enough", "brier"} <= told["axes"]["calibration"].keys()
    assert {"burden", "harmful_orders"} <= told["axes"]["stewardship"].keys()
    assert told["scoring"] == SCORING == 2
    assert told["status"] == "finished"


@pytest.mark.parametrize("reveal", [True, False])
@pytest.mark.parametrize("until", [8, 28, 37, 51])
def test_an_unfinished_run_tells_nothing_of_later_days(case, until, reveal):
    state = play(case, until, reveal)
    told = debrief(case, state)
    assert not told.finished
    assert told.learning_points == told.sources == ()
    assert all(n.day <= state.day for n in told.source_notes)
    assert all(d.day <= state.day for d in told.timeline)
    assert all(d.revealed == reveal for d in told.decisions)
    assert all(o.hindsight is None for d in told.decisions for o in d.explained)
    assert all(m.hindsight is None for m in told.missed)
    text = debrief_text(case, state)
    assert "not finished" in text
    scenario = case.scenario
    later = [o.hindsight for d in scenario.decisions for o in getattr(d, "options", ())]
    later += [p.text for p in scenario.learning_points]
    later += [d.title for d in scenario.decisions if d.day > state.day]
    later += [c.text for c in case.course if c.day > state.day and len(c.text) > 40]
    later += [s.citation for s in scenario.sources]
    flat = " ".join(json.dumps(debrief_json(case, state, None), ensure_ascii=False).split())
    assert [t for t in later if t and t in flat] == []


def test_nothing_yet(case):
    assert "nothing to score" in debrief_text(case, begin(case))


def test_text_keeps_to_its_width(case):
    for width in (76, 90):
        assert max(map(len, debrief_text(case, play(case), width).splitlines())) <= width


@pytest.mark.parametrize(
    "text", ["[a](b)", "<b>", "# x", "- x", "1. x", "a|b", "`x`", "* x", "> x"]
)
def test_markdown_is_escaped(text):
    shown = escaped(text)
    assert shown != text
    assert shown.replace("\\", "") == text


def test_hostile_takeaway_stays_text(case):
    state = after(play(case), moves.takeaway("# no\n<script>[x](y) ![i](j)\n---"))
    shown = debrief_markdown(case, state)
    assert "<script>" not in shown
    assert "\n# no" not in shown
    assert "\\!\\[i\\]" in shown
