"""Every event comes back from its JSON as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from typing import get_args, get_type_hints
from uuid import RFC_4122, UUID

from hypothesis import example, given
from hypothesis import strategies as st

from trainer.clock import stamp
from trainer.engine.events import Finished
from trainer.group.events import AnswerLocked, GroupEvent, Stamped, from_dict
from trainer.questions.answer import lowered
from trainer.store.room.journal import line_of

# What is written down has milliseconds and no infinite numbers.
times = st.integers(0, 10**13).map(lambda n: round(n / 1000, 3))
by_hint: dict[object, st.SearchStrategy[object]] = {
    float | None: st.none() | st.floats(allow_nan=False, allow_infinity=False),
    Mapping[str, int]: st.dictionaries(st.text(), st.integers()),
}


def with_all_fields(kind: type) -> st.SearchStrategy[object]:
    """Objects of one kind with every field given, also those that have a default."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: values(hints[f.name]) for f in fields(kind)})


def values(hint: type) -> st.SearchStrategy[object]:
    if is_dataclass(hint):
        return with_all_fields(hint)
    return by_hint[hint] if hint in by_hint else st.from_type(hint)


def can_be(event: GroupEvent) -> bool:
    """What is passed, and nothing else, has no answer; no diagnosis is named twice."""
    if not isinstance(event, AnswerLocked):
        return True
    chances = event.answer.chances if event.answer else ()
    return (event.answer is None) == (event.how == "passed") and len(dict(chances)) == len(chances)


events = st.one_of(*map(with_all_fields, get_args(GroupEvent))).filter(can_be)
stamped = st.builds(Stamped, st.integers(1), times, events)


@example(Stamped(1, 8742611273.817, Finished()))  # a float that lies below its milliseconds
@given(stamped)
def test_an_event_comes_back_from_its_json(event: Stamped) -> None:
    assert from_dict(json.loads(line_of(event.to_dict()))) == event


@example(Stamped(1, 0.999, Finished()))
@example(Stamped(1, 59.9996, Finished()))  # a millisecond that makes a second full
@given(stamped)
def test_an_event_s_time_is_written_as_every_other_time(event: Stamped) -> None:
    milliseconds = round(event.at * 1000)
    time = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    assert event.to_dict()["at"] == stamp(time)


def test_an_event_s_id_is_a_random_uuid_as_the_library_writes_it() -> None:
    ids = {Stamped(1, 1.0, Finished()).id for _ in range(1000)}
    assert len(ids) == 1000
    for name in ids:
        made = UUID(name)
        assert (str(made), made.version, made.variant) == (name, 4, RFC_4122)


@given(stamped)
def test_the_short_way_to_json_writes_what_dataclasses_would(event: Stamped) -> None:
    written = event.to_dict()["event"]
    plain = asdict(event.event)
    if isinstance(event.event, AnswerLocked):
        plain = lowered(plain)
    assert json.dumps(written) == json.dumps(plain)
