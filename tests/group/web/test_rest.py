"""The facilitator's screen goes before the phones, and never for long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.group.web.limits import REST_SECONDS, Rest


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 0.1)), max_size=200))
def test_phones_rest_half_of_the_time_at_most(steps: list[tuple[bool, float]]) -> None:
    now = rested = 0.0
    rests: list[tuple[float, float]] = []

    def sleep(seconds: float) -> None:
        nonlocal now, rested
        rests.append((now, now + seconds))
        now += seconds
        rested += seconds

    rest = Rest(lambda: now, sleep)
    now = 10.0
    for pressed, passes in steps:
        if pressed:
            rest.begin()
        rest.keep()
        now += passes
    assert all(end - begin <= REST_SECONDS + 1e-9 for begin, end in rests)
    assert rested <= (now - 10.0) / 2 + REST_SECONDS + 1e-9


def test_nobody_rests_unless_a_key_was_pressed() -> None:
    slept: list[float] = []
    rest = Rest(lambda: 5.0, slept.append)
    rest.keep()
    assert not slept
    rest.begin()
    rest.keep()
    assert slept == pytest.approx([REST_SECONDS])
