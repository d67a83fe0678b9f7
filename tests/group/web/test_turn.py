"""The facilitator's screen goes before the phones, and never for long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.group.web.turn import REST, Turn


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 0.1)), max_size=200))
def test_phones_rest_half_of_the_time_at_most(steps: list[tuple[bool, float]]) -> None:
    now = rested = 0.0
    rests: list[tuple[float, float]] = []

    def sleep(seconds: float) -> None:
        nonlocal now, rested
        rests.append((now, now + seconds))
        now += seconds
        rested += seconds

    turn = Turn(lambda: now, sleep)
    now = 10.0
    for asked, passes in steps:
        if asked:
            turn.ask()
        turn.give()
        now += passes
    assert all(end - begin <= REST + 1e-9 for begin, end in rests)
    assert rested <= (now - 10.0) / 2 + REST + 1e-9


def test_nobody_rests_unless_a_key_was_pressed() -> None:
    slept: list[float] = []
    turn = Turn(lambda: 5.0, slept.append)
    turn.give()
    assert not slept
    turn.ask()
    turn.give()
    assert slept == pytest.approx([REST])
