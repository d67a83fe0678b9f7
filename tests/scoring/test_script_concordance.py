from collections import Counter
from csv import reader
from pathlib import Path
from statistics import mean, stdev

import pytest

from trainer.questions.option import panel_credit

FILE = Path(__file__).parents[1] / "data" / "sct" / "SC_test.csv"
ROWS = [[int(float(v)) for v in row] for row in reader(FILE.open(encoding="utf-8"))]
STUDENTS = list(zip(*(row[:39] for row in ROWS), strict=True))
PANEL = [row[39:] for row in ROWS]
EXPERTS = list(zip(*PANEL, strict=True))


def credit(votes, answer):
    """By the rule by which questions are scored; it knows options by their names."""
    return panel_credit(Counter(map(str, votes)), str(answer))


def total(answers, panel):
    return 100 * mean(credit(v, a) for a, v in zip(answers, panel, strict=True))


def test_credits_of_the_first_items():
    assert [credit(PANEL[0], a) for a in (0, 1, 2)] == pytest.approx([0.8, 1, 0.4])
    assert {*PANEL[0]} == {0, 1, 2}
    assert [credit(PANEL[1], a) for a in (-1, 0)] == pytest.approx([1, 4 / 7])
    assert {*PANEL[1]} == {-1, 0}


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
    others = [[[*v[:m], *v[m + 1 :]] for v in PANEL] for m in range(len(EXPERTS))]
    left_out = [total(e, rest) for e, rest in zip(EXPERTS, others, strict=True)]
    assert mean(left_out) == pytest.approx(72.16, abs=0.005)
    z_score = 80 + 5 * (total(STUDENTS[0], PANEL) - mean(own)) / stdev(own)
    assert z_score == pytest.approx(71.738, abs=1e-3)
