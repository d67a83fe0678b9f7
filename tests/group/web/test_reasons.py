"""Why a voter chose so, in words of one's own: for the wall alone, and only when it is let."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.group.conftest import written
from tests.group.web.conftest import Room
from tests.group.web.test_steer import Led, led, press  # noqa: F401 - a fixture
from trainer.engine.moves import Refused
from trainer.group import moves, report, tally
from trainer.group.fitting import fitted
from trainer.group.saved import read
from trainer.group.session import GroupSession
from trainer.group.summary import summary
from trainer.group.web.incoming import LONGEST_REASON, words
from trainer.questions import Answer

WHY = "No weakness, and the lung fails: [red]zebra[/]"


def asked(make_session: Callable[..., GroupSession]) -> GroupSession:
    return make_session(ask_reason=True)


def voted(session: GroupSession) -> GroupSession:
    """A closed round: two chose C, one of them saying why, and one A."""
    for who in "abc":
        session.join(who)
    session.do(moves.open_vote)
    session.vote("a", "phenotype", 1, Answer(("ipf",), reason="Fibrosis."))
    session.vote("b", "phenotype", 1, Answer(("cadm",), reason=WHY))
    session.vote("c", "phenotype", 1, Answer(("cadm",)))
    session.do(lambda _, s: moves.close_vote(s))
    return session


async def test_a_phone_says_why_and_no_other_phone_hears_it(room: Room) -> None:
    object.__setattr__(room.session.header, "ask_reason", True)
    first, second = await room.phone(), await room.phone()
    room.open()
    assert 'name="reason"' in await first.get("/")
    assert (await first.vote("phenotype", 1, "cadm", reason=WHY))[0] == 200
    assert (await first.state())["ballot"]["reason"] == WHY
    assert "[red]zebra[/]" in await first.get("/")
    room.close()
    room.session.do(lambda _, s: moves.show_reasons(s, "phenotype", True))
    await second.state()
    await second.get("/")
    room.session.do(moves.lock_majority)
    room.reveal()
    await second.state()
    await second.get("/")
    assert b"zebra" not in second.seen


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("two\r\nlines\x1b[31m", "two lines [31m"),
        ("\u202eback \u200bward\u0007", "back ward"),
        ("=1+1", "=1+1"),
        ("x" * 500, "x" * LONGEST_REASON),
        ("\U0001f468\u200d\U0001f469", "\U0001f468 \U0001f469"),
        ("   ", ""),
    ],
)
async def test_what_is_sent_is_made_one_short_plain_line(room: Room, sent: str, kept: str) -> None:
    object.__setattr__(room.session.header, "ask_reason", True)
    phone = await room.phone()
    room.open()
    assert (await phone.vote("phenotype", 1, "cadm", reason=sent))[0] == 200
    assert (await phone.state())["ballot"]["reason"] == kept


async def test_where_it_is_not_asked_it_is_not_kept(room: Room) -> None:
    phone = await room.phone()
    room.open()
    assert 'name="reason"' not in await phone.get("/")
    assert (await phone.vote("phenotype", 1, "cadm", reason=WHY))[0] == 200
    assert "zebra" not in room.session.journal.path.read_text("utf-8")


async def test_a_reason_that_is_no_text_is_refused(room: Room) -> None:
    phone = await room.phone()
    room.open()
    body = {"decision": "phenotype", "round": 1, "pick": "cadm", "reason": {"a": 1}}
    status, told = await phone.post("/vote", json=body)
    assert status == 400
    assert isinstance(told, dict)
    assert "reason" in told["error"]


def test_only_a_closed_round_shows_them_and_the_next_hides_them(
    make_session: Callable[..., GroupSession],
) -> None:
    session = asked(make_session)
    with pytest.raises(Refused, match="no round"):
        session.do(lambda _, s: moves.show_reasons(s, "phenotype", True))
    voted(session)
    session.do(lambda _, s: moves.show_reasons(s, "phenotype", True))
    assert session.state.reasons == "phenotype"
    session.do(moves.vote_again)
    assert not session.state.reasons
    with pytest.raises(Refused, match="once it is closed"):
        session.do(lambda _, s: moves.show_reasons(s, "phenotype", True))
    session.vote("a", "phenotype", 2, Answer(("ipf",)))
    session.do(lambda _, s: moves.close_vote(s))
    with pytest.raises(Refused, match="Nobody gave a reason"):
        session.do(lambda _, s: moves.show_reasons(s, "phenotype", True))


@pytest.mark.parametrize("then", ["withdraw", "unclose", "drop"])
def test_they_go_with_their_round_and_their_voters(
    make_session: Callable[..., GroupSession], then: str
) -> None:
    session = voted(asked(make_session))
    session.do(lambda _, s: moves.show_reasons(s, "phenotype", True))
    if then == "drop":
        session.do(lambda _, s: moves.drop_last(s, 5, session.clock()))
        assert not any(r.votes for r in session.state.rounds["phenotype"])
        return
    session.do(moves.withdraw if then == "withdraw" else moves.unclose)
    assert not session.state.reasons


def test_what_moves_the_question_on_takes_them_off_the_wall(
    make_session: Callable[..., GroupSession],
) -> None:
    session = voted(asked(make_session))
    for move in (moves.lock_majority, moves.reveal):
        session.do(lambda _, s: moves.show_reasons(s, "phenotype", True))
        session.do(move)
        assert not session.state.reasons
        assert session.journal.retry().result()
        assert not fitted(session.case, read(session.journal.path)[1]).state.reasons


def test_a_session_taken_up_again_has_them(make_session: Callable[..., GroupSession]) -> None:
    session = voted(asked(make_session))
    session.do(lambda _, s: moves.show_reasons(s, "phenotype", True))
    assert session.journal.retry().result()
    session.journal.close()
    again = make_session()
    assert again.state.reasons == "phenotype"
    told = tally.reasons(again.case.questions["phenotype"], again.state.counting("phenotype")[-1])
    letters = dict(zip(again.case.options["phenotype"], "ABCDE", strict=False))
    assert told == sorted([(letters["ipf"], "Fibrosis."), (letters["cadm"], WHY)])


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_reports_have_them_only_where_that_is_asked(
    make_session: Callable[..., GroupSession], form: str
) -> None:
    session = voted(asked(make_session))
    events = written(session)
    plain = report.FORMS[form](summary(session.case, events))
    assert "Fibrosis" not in plain
    assert "zebra" not in plain
    told = report.FORMS[form](summary(session.case, events, reasons=True))
    assert "Fibrosis." in told
    assert "zebra" in told
    if form == "json":
        # In the order of the alphabet, and not beside what was chosen: a few could be known by it.
        assert json.loads(told)["decisions"][0]["reasons"] == sorted(["Fibrosis.", WHY])


async def test_the_facilitator_reads_them_first(led: Led) -> None:  # noqa: F811
    object.__setattr__(led.session.header, "ask_reason", True)
    lead, phone = await led.lead(), await led.phone()
    await press(lead, "open")
    await press(lead, "close")
    assert 'value="reasons"' not in await lead.get("/"), "nobody gave one"
    await press(lead, "unclose")
    await phone.vote("phenotype", 1, "cadm", reason=WHY)
    await press(lead, "close")
    page = await lead.get("/")
    assert "zebra" in page
    assert re.findall(r'value="((?:hide-)?reasons)"', page) == ["reasons"]
    assert (await press(lead, "reasons"))[0] == 303
    assert led.session.state.reasons == "phenotype"
    assert (await press(lead, "hide-reasons"))[0] == 303
    assert not led.session.state.reasons


def test_marks_piled_upon_a_letter_are_few_and_those_of_a_language_stay() -> None:
    pile = "Z" + "\u0301\u0334\u0489" * 40
    assert words({"reason": f"{pile} yes"}, "reason", LONGEST_REASON) == f"{pile[:4]} yes"
    for reason in ("đủ ớn lạnh", "e\u0302\u0301", "क्षेत्रीय", "שָׁלוֹם"):
        assert words({"reason": reason}, "reason", LONGEST_REASON) == reason
