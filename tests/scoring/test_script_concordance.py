from csv import reader
from pathlib import Path
from statistics import mean, stdev

import pytest

from trainer.questions.option import panel_credit
from trainer.scoring.script_concordance import credits_of, leave_one_out, total, z_score

FILE = Path(__file__).parents[1] / "data" / "sct" / "SC_test.csv"
ROWS = [[int(float(v)) for v in row] for row in reader(FILE.open(encoding="utf-8"))]
STUDENTS = list(zip(*(row[:39] for row in ROWS), strict=True))
PANEL = [row[39:] for row in ROWS]
EXPERTS = list(zip(*PANEL, strict=True))


def test_credits_of_the_first_items():
    assert credits_of(PANEL[0]) == pytest.approx({0: 0.8, 1: 1, 2: 0.4})
    assert credits_of(PANEL[1]) == pytest.approx({-1: 1, 0: 4 / 7})


def test_the_scenario_format_gives_the_same_credit():
    votes = {"a": 0, "b": 0, "c": 4, "d": 5, "e": 2}
    assert [panel_credit(votes, o) for o in votes] == pytest.approx([0, 0, 0.8, 1, 0.4])


def test_totals_of_students():
    totals = [total(s, PANEL) for s in STUDENTS]
    assert totals[0] == pytest.approx(73.7523, abs=1e-4)
    assert mean(totals) == pytest.approx(74.3382, abs=1e-4)
    assert stdev(totals) == pytest.approx(5.7706, abs=1e-4)


def test_the_panel_against_itself_and_left_out():
    own = [total(e, PANEL) for e in EXPERTS]
    assert mean(own) == pytest.approx(80.7339, abs=1e-4)
    assert stdev(own) == pytest.approx(4.2249, abs=1e-4)
    assert mean(leave_one_out(PANEL)) == pytest.approx(72.16, abs=0.005)
    assert z_score(total(STUDENTS[0], PANEL), own) == pytest.approx(71.738, abs=1e-3)
