"""Afterwards: what a session tells, in every form, and its votes as a panel."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.group.conftest import SHIPPED, written
from trainer.case.loader import load_text
from trainer.errors import NoPanel
from trainer.files.spreadsheet import safe_cell
from trainer.group import moves
from trainer.group.panel import panels, stored
from trainer.group.report import as_json, html, markdown, table
from trainer.group.session import GroupSession
from trainer.group.small import together
from trainer.group.summary import summary
from trainer.questions import Answer

FORMS = {"markdown": markdown, "html": html, "csv": table, "json": as_json}


def held(session: GroupSession, voters: int = 12) -> GroupSession:
    """Two rounds on the first question: half of the room changes its mind."""
    for i in range(voters):
        session.join(f"secret-token-hash-{i}")
    for number in (1, 2):
        session.do(moves.open_vote)
        for i in range(voters):
            pick = "cadm" if i % 2 or number == 2 else "ipf"
            ballot = Answer((pick,), None, 60)
            session.vote(f"secret-token-hash-{i}", "phenotype", number, ballot)
        session.do(lambda _, s: moves.close_vote(s))
    session.do(moves.lock_majority)
    session.clock.now += 300
    session.do(moves.reveal)
    return session


def test_the_summary_has_both_distributions_and_the_time(session: GroupSession) -> None:
    told = summary(session.case, written(held(session)))
    [row] = told.decisions
    assert [r.counts["cadm"] for r in row.rounds] == [6, 12]
    assert row.changes == {("ipf", "cadm"): 6, ("cadm", "cadm"): 6}
    assert (row.shift, row.gain, row.minutes) == (0.5, 1.0, 5.0)
    assert row.rounds[0].confidence == 60
    assert told.devices == 12


@pytest.mark.parametrize("form", FORMS)
def test_nothing_in_it_is_of_a_single_device(session: GroupSession, form: str) -> None:
    text = FORMS[form](summary(session.case, written(held(session))))
    assert "secret-token-hash" not in text
    assert session.header.code not in text
    assert "cadm" in text or "amyopathic" in text


def test_few_voters_could_be_known_so_their_changes_are_not_told(session: GroupSession) -> None:
    [row] = summary(session.case, written(held(session, voters=4))).decisions
    assert row.changes == {}


@pytest.mark.parametrize("form", FORMS)
def test_before_the_reveal_no_form_tells_the_key(session: GroupSession, form: str) -> None:
    session.join("p")
    session.do(moves.open_vote)
    session.vote("p", "phenotype", 1, Answer(("ipf",)))
    session.do(lambda _, s: moves.close_vote(s))
    text = FORMS[form](summary(session.case, written(session)))
    asked = session.case.questions["phenotype"]
    assert asked.answer.text[:30] not in text
    for option in asked.options:
        assert option.why[:30] not in text
    assert "recommended" not in text
    assert "the report did" not in text


def test_csv_is_a_line_an_option_and_a_round_and_runs_no_formula(session: GroupSession) -> None:
    rows = list(csv.DictReader(io.StringIO(table(summary(session.case, written(held(session)))))))
    assert len(rows) == 2 * len(session.case.options["phenotype"])
    assert sum(int(r["votes"]) for r in rows) == 24
    assert not [c for r in rows for c in r.values() if c[:1] in "=+-@" and c]


def test_html_is_whole_and_asks_for_nothing_from_outside(session: GroupSession) -> None:
    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.outside: list[str] = []

        def handle_starttag(self, tag, attrs):
            if tag not in ("meta",):
                self.open.append(tag)
            self.outside += [v for k, v in attrs if k in ("src", "href")]

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

    page = Tags()
    page.feed(html(summary(session.case, written(held(session)))))
    assert page.open == []
    assert page.outside == []


def test_json_round_trips(session: GroupSession) -> None:
    told = json.loads(as_json(summary(session.case, written(held(session)))))
    assert told["decisions"][0]["changes"][0] == {"from": "ipf", "to": "cadm", "count": 6}


def test_first_votes_become_a_panel_in_the_case(session: GroupSession) -> None:
    text = SHIPPED.read_text("utf-8")
    made = panels(session.case, written(held(session)))
    assert [(p.question, p.size, p.votes["cadm"]) for p in made] == [("phenotype", 12, 6)]
    who = 'Twelve: "residents" # of one hospital'
    changed = stored(text, Path("case.yaml"), made, who)
    scenario = load_text(changed, Path("case.yaml")).scenario
    assert scenario is not None
    panel = scenario.decisions[0].panel
    assert (panel.who, panel.votes["ipf"], panel.date) == (who, 6, made[0].date)
    added = [line for line in changed.splitlines() if line not in text.splitlines()]
    assert len(changed.splitlines()) - len(text.splitlines()) == 4 + len(panel.votes)
    assert all(line.startswith("    ") for line in added)
    with pytest.raises(NoPanel, match="already"):
        stored(changed, Path("case.yaml"), made, who)


def test_a_case_that_is_another_takes_no_panel(session: GroupSession) -> None:
    made = panels(session.case, written(held(session)))
    text = SHIPPED.read_text("utf-8")
    with pytest.raises(NoPanel, match="no decision"):
        stored(text.replace("id: phenotype", "id: other"), Path("c.yaml"), made, "x")
    with pytest.raises(NoPanel, match="error"):
        stored(text.replace("id: cadm", "id: other"), Path("c.yaml"), made, "x")
    with pytest.raises(NoPanel):
        panels(session.case, [])


def voted(session: GroupSession, **votes: int) -> GroupSession:
    """One round on the first question."""
    ballots = [pick for pick, count in votes.items() for _ in range(count)]
    for n in range(len(ballots)):
        session.join(f"p{n}", session.header.teams[n % 2] if session.header.teams else "")
    session.do(moves.open_vote)
    for n, pick in enumerate(ballots):
        session.vote(f"p{n}", "phenotype", 1, Answer((pick,), None, 60 if n < 2 else None))
    session.do(lambda _, s: moves.close_vote(s))
    session.do(moves.lock_majority)
    session.do(moves.reveal)
    return session


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 30)))
def test_no_sum_under_five_can_be_told_from_what_is_told(counts: dict[str, int]) -> None:
    joint = together(counts)
    told = {o: n for o, n in counts.items() if joint is None or o not in joint.options}
    assert not [n for n in told.values() if 0 < n < 5]
    if joint is not None:
        assert sum(told.values()) + joint.votes == sum(counts.values())
        everyone = {o for o, n in counts.items() if n} == set(joint.options)
        assert everyone or (len(joint.options) > 1 and joint.votes >= 5)


@pytest.mark.parametrize("form", FORMS)
def test_few_votes_are_told_together(session: GroupSession, form: str) -> None:
    told = summary(session.case, written(voted(session, cadm=9, ipf=3, vasculitis=2)))
    text = FORMS[form](told)
    if form == "csv":
        rows = {r["option"]: r for r in csv.DictReader(io.StringIO(text))}
        assert rows["cadm"]["votes"] == "9"
        [joint] = [r for o, r in rows.items() if set(o.split("+")) == {"ipf", "vasculitis"}]
        assert (joint["votes"], joint["voters"], joint["share"]) == ("5", "14", "0.3571")
        assert sum(int(r["votes"]) for r in rows.values()) == 14
    elif form == "json":
        [votes] = json.loads(text)["decisions"][0]["rounds"]
        assert votes["counts"]["cadm"] == 9
        assert "ipf" not in votes["counts"]
        assert votes["together"][""]["votes"] == 5
        assert votes["confidence"] is None  # of two
    else:
        assert "5 votes for" in text
        assert "21 %" not in text  # of three
        assert "Confidence" not in text


def test_what_the_report_did_is_not_derived_from_who_agrees(session: GroupSession) -> None:
    told = summary(session.case, written(voted(session, cadm=3, ipf=9, vasculitis=2)))
    assert told.decisions[0].rounds[0].agreement == pytest.approx(3 / 14)
    assert "Agreement" not in markdown(told)
    assert json.loads(as_json(told))["decisions"][0]["rounds"][0]["agreement"] is None


def test_few_votes_of_a_team_are_told_together(make_session: Callable[..., GroupSession]) -> None:
    session = voted(make_session(teams=("Red", "Blue")), cadm=12, ipf=6)
    rows = list(csv.DictReader(io.StringIO(table(summary(session.case, written(session))))))
    assert [int(r["votes"]) for r in rows if r["team"] == "" and r["votes"] != "0"] == [12, 6]
    red = [r for r in rows if r["team"] == "Red" and r["votes"] != "0"]
    assert [(len(r["option"].split("+")), r["votes"]) for r in red] == [(2, "9")]


@pytest.mark.parametrize(
    "cell", ["=1+1", "＝1+1", "＋1", "－1", "＠x", " =1", "\u2212" + "1", "\t=1", "﹢1"]
)
def test_no_cell_of_a_table_is_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "plain", "a = b", 5, -5, None])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe_cell(cell) == cell
