"""What may be done now: nobody can look at what waited for an answer and then change it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.changed.edits import SMALL, data_of, edited, loaded
from tests.long import SHIPPED
from tests.shipped import shipped
from trainer.answers import by_policy, events_of
from trainer.case.compiled import Case
from trainer.engine import moves, views
from trainer.engine.events import (
    Committed,
    Event,
    HintShown,
    OrderPlaced,
    OrderStopped,
    OrderUndone,
    QuestionShown,
    Revealed,
    Undone,
)
from trainer.engine.fitting import fitted
from trainer.engine.offers import Offer, offers
from trainer.engine.state import Mode, State, after, begin, replay
from trainer.presentation.blocks import Block, day
from trainer.presentation.blocks.order import order_text
from trainer.questions import Answer
from trainer.questions.blind import RANDOM
from trainer.scoring.debrief import debrief

SCENARIOS = SHIPPED
FIRST = next(path for path in SCENARIOS if path.stem == "anti-mda5-ild")
Step = tuple[Event, State]


def some_case(seed: int, dice: random.Random) -> Case:
    """One of those that come with the trainer, or a changed small one."""
    if seed % 2:
        return shipped(SCENARIOS[seed // 2 % len(SCENARIOS)])
    while (scenario := loaded(edited(data_of(SMALL), dice, 3), SMALL).scenario) is None:
        pass
    return Case.of(scenario)


def answer(case: Case, name: str, dice: random.Random) -> Answer:
    asked = case.questions[name]
    if not asked.choices:
        return asked.robot(RANDOM, dice)
    ids = [o.id for o in asked.choices]
    return Answer(tuple(dice.sample(ids, dice.randint(1, min(asked.most, len(ids))))))


def moved(case: Case, state: State, dice: random.Random) -> tuple[Event, ...]:
    """One move of a learner as an interface makes it, chosen among what is offered."""
    wanted = [o for f in case.findings if f.day >= state.day for o in case.orders_of(f)]
    known = [o for o in wanted if o in case.catalogue.orders] or ["full-blood-count"]
    offered = [o for o in offers(case, state) if o.allowed]
    choice = dice.choice([o for o in offered if o.action != "go_on"] or offered)
    if choice.action not in ("decide", "undo", "undo_order") and dice.random() < 0.3:
        choice = next((o for o in offered if o.action in ("decide", "go_on", "finish")), choice)
    about = choice.about
    match choice.action:
        case "decide":
            shown = moves.show(state, str(about))
            if dice.random() < 0.2:  # looked at and left open
                return shown
            if dice.random() < 0.2:
                return (*shown, *moves.lock(state, moves.pass_by(case, state, str(about))))
            given = moves.commit(case, state, str(about), answer(case, str(about), dice))
            return (*shown, *moves.lock(state, given))
        case "undo":
            return (moves.undo(case, state, str(about)),)
        case "undo_order":
            return (moves.undo_order(case, state, int(about)),)
        case "stop_order":
            return (moves.stop(state, int(about)),)
        case "order":
            every = dice.choice((None, None, 1, 3))
            return (moves.place(case, state, dice.choice(known), every),)
        case "go_on":
            return (moves.go(case, state, int(about)),)
        case "finish":
            return (moves.finish(case, state),)
    return ()


def play(case: Case, mode: Mode, dice: random.Random, steps: int = 90) -> Iterator[Step]:
    state = begin(case, mode)
    for _ in range(steps):
        if state.finished:
            return
        with suppress(moves.Refused):  # the same order twice
            for event in moved(case, state, dice):
                state = after(state, event)
                yield event, state


def seen(case: Case, state: State) -> set[Block | str]:
    """What a screen may say of the case, in its words."""
    return {
        *(part for f in views.findings(case, state) for part in day.findings(case, [f])),
        *(day.course(c) for c in views.course(case, state)),
        *(part for n in views.source_notes(case, state) for part in day.notes([n])),
        *(order_text(v) for v in views.orders(case, state)),
    }


@pytest.mark.parametrize("seed", range(60))
def test_nothing_seen_before_an_undo_waited_for_the_answer(seed: int) -> None:
    dice = random.Random(seed)
    case = some_case(seed, dice)
    steps = list(play(case, "exam", dice))
    for at, (event, _) in enumerate(steps):
        if not isinstance(event, Undone):
            continue
        locks = (i for i in range(at) if getattr(steps[i][0], "decision", "") == event.decision)
        lock = [i for i in locks if steps[i][0].kind in ("commit", "pass")][-1]
        since = [e for e, _ in steps[lock + 1 : at]]
        assert not any(isinstance(e, QuestionShown | Committed) for e in since)
        # The same without the answer: what would have been seen anyhow.
        state = steps[lock - 1][1] if lock else begin(case, "exam")
        anyhow, saw = seen(case, state), seen(case, steps[lock][1])
        for later, then in steps[lock + 1 : at]:
            assert isinstance(later, OrderPlaced | OrderStopped | OrderUndone | HintShown)
            state = after(state, later)
            anyhow |= seen(case, state)
            saw |= seen(case, then)
        assert saw <= anyhow


def test_the_plays_undo_answers() -> None:
    """Else the test before this one would hold of nothing."""
    undone = 0
    for seed in range(60):
        dice = random.Random(seed)
        case = some_case(seed, dice)
        undone += sum(isinstance(e, Undone) for e, _ in play(case, "exam", dice))
    assert undone > 30


def without(case: Case, finding: str) -> Case:
    scenario = case.scenario
    left = {
        "findings": tuple(f for f in scenario.findings if f.id != finding),
        "source_notes": tuple(n for n in scenario.source_notes if finding not in n.about),
    }
    return Case.of(scenario.model_copy(update=left))


@pytest.mark.parametrize("mode", ["study", "exam", "room"])
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_result_that_waits_is_as_one_that_does_not_exist(path: Path, mode: Mode) -> None:
    case = shipped(path)
    waiting = [f for f in case.findings if f.after is not None and case.orders_of(f)]
    compared = 0
    for finding in waiting:
        bare = without(case, finding.id)
        ordered = [o for o in case.orders_of(finding) if o in case.catalogue.orders]
        day, events = finding.day, []
        state = begin(case, mode)
        while state.day < day:
            for asked in views.open_questions(case, state):
                events.append(moves.pass_by(case, state, asked.id))
                state = after(state, events[-1])
            events.append(moves.go(case, state, day))
            state = after(state, events[-1])
        for order in ordered:
            events.append(moves.place(case, state, order))
            state = after(state, events[-1])
        for asked in views.open_questions(case, state):
            assert seen(case, state) == seen(bare, replay(bare, events, mode))
            compared += 1
            if asked.id == finding.after:
                break
            events.append(moves.pass_by(case, state, asked.id))
            state = after(state, events[-1])
    assert compared >= sum(1 for f in waiting)


@pytest.mark.parametrize("seed", range(20))
def test_offers_and_moves_agree(seed: int) -> None:
    dice = random.Random(seed)
    case = some_case(seed, dice)
    for _, state in play(case, dice.choice(("study", "exam")), dice, 40):
        for offer in offers(case, state):
            assert offer.allowed == (refusal(case, state, offer) is None)
            assert refusal(case, state, offer) in (None, offer.why_not)


def refusal(case: Case, state: State, offer: Offer) -> str | None:
    about = offer.about
    last = case.scenario.clock.last_day
    try:
        match offer.action:
            case "decide" | "answer" | "pass":
                moves.pass_by(case, state, str(about))
            case "hint":
                moves.hint(case, state, str(about))
            case "mark":
                moves.mark(case, state, str(about), ())
            case "undo":
                moves.undo(case, state, str(about))
            case "go_on" | "go_to":
                moves.go(case, state, min(state.day + 1, last))
            case "finish":
                moves.finish(case, state)
            case "stop_order":
                moves.stop(state, int(about))
            case "undo_order":
                moves.undo_order(case, state, int(about))
    except moves.Refused as why:
        return str(why)
    return offer.why_not or None if offer.action in ("order", "note", "explain", "orders") else None


def test_an_exam_reveals_nothing_whatever_is_called() -> None:
    case = shipped(FIRST)
    first = next(iter(case.questions))
    given = Committed(first, 8, Answer((case.questions[first].choices[0].id,)))
    state = replay(case, [given, Revealed(first)], "exam")
    with pytest.raises(moves.Refused, match="debrief"):
        moves.reveal(state, first)
    for told in (state, fitted(case, [given, Revealed(first)], "exam").state):
        assert not told.locks[first].revealed
        assert not debrief(case, told).decisions[0].revealed
        assert [c.day for c in views.course(case, told) if c.day == 8] == []
    policy = events_of(case, by_policy(case, "reported"), "exam")
    assert not any(isinstance(e, Revealed) for e in policy)


def test_an_unfinished_exam_is_not_judged() -> None:
    case = shipped(FIRST)
    judged = {"study": 0, "exam": 0}
    for mode in ("study", "exam"):
        for _, state in play(case, mode, random.Random(4), 400):
            if not state.finished:
                told = debrief(case, state)
                judged[mode] += len(told.missed) + sum(len(a.parts) for a in told.axes.values())
    assert judged["study"] > 0
    assert judged["exam"] == 0


def test_a_procedure_or_consult_that_was_answered_is_not_taken_back() -> None:
    for path in SCENARIOS:
        case = shipped(path)
        state = begin(case)
        for order in (o.id for o in case.catalogue.orders.values() if o.kind != "test"):
            state = after(state, moves.place(case, state, order))
        placed = views.orders(case, state)
        answered = [view for view in placed if view.findings]
        # Each that has an answer, and a few of the hundreds that have none.
        for view in (*answered, *[view for view in placed if not view.findings][::25]):
            undoable = not view.findings
            if undoable:
                assert view.index is not None
                moves.undo_order(case, state, view.index)
            elif view.index is not None:
                with pytest.raises(moves.Refused, match="answered"):
                    moves.undo_order(case, state, view.index)
