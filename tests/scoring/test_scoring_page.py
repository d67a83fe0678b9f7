"""docs/scoring.md is true: every example on it is computed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.author.simulate_cases import (
    FIRST,
    LAST,
    case_of,
    decision,
    estimate,
    option,
    timed,
    watch,
)
from trainer.case.model import TimedAction
from trainer.engine.state import Placed, State
from trainer.questions import Answer, Question
from trainer.scoring.calibration import figures
from trainer.scoring.parts import Axis, ScorePart
from trainer.scoring.scores import axes
from trainer.scoring.stewardship import stewardship
from trainer.scoring.timeliness import credit_for
from trainer.scoring.vigilance import vigilance

PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text("utf-8")
BLOCKS: list[dict[str, Any]] = [
    yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
]
NEARLY = 5e-5


def asked(*options: Any, **more: Any) -> Question:
    return next(iter(case_of(decision("d", *options, **more)).questions.values()))


def mean(block: dict[str, Any]) -> None:
    parts = tuple(ScorePart(str(i), "", c, w, "") for i, (c, w) in enumerate(block["parts"]))
    assert Axis("x", parts).score == pytest.approx(block["score"])


def question(block: dict[str, Any]) -> None:
    rows = [option(name, did, judged) for name, (judged, did) in block["options"].items()]
    put = asked(*rows, kind="several", maximum=block["maximum"])
    for axis, earn in (("soundness", put.soundness), ("as_reported", put.agreement)):
        for picks, credit in block.get(axis, {}).items():
            got = earn(Answer(tuple(picks.split())))
            assert got is not None
            assert got.credit == pytest.approx(credit, abs=NEARLY), picks


def panel(block: dict[str, Any]) -> None:
    votes = {"date": "2026-01-01", "who": "Nobody", "votes": block["votes"]}
    put = asked(*(option(name) for name in block["votes"]), panel=votes)
    for pick, credit in block["soundness"].items():
        got = put.soundness(Answer((pick,)))
        assert got is not None
        assert got.credit == pytest.approx(credit, abs=NEARLY)


def number(block: dict[str, Any]) -> None:
    given = {key: block[key] for key in ("value", "within", "zero_at")}
    [put] = case_of(estimate("d", **given)).questions.values()
    for value, credit in block["soundness"].items():
        got = put.soundness(Answer(value=value))
        assert got is not None
        assert got.credit == pytest.approx(credit, abs=NEARLY)


def action(block: dict[str, Any]) -> None:
    rest = {key: block[key] for key in ("early", "late", "reported")}
    done = TimedAction.model_validate(timed("t", **block["window"], orders=["ferritin"], **rest))
    for day, credit in block["timeliness"].items():
        assert credit_for(done, day) == pytest.approx(credit, abs=NEARLY)


def watched(block: dict[str, Any]) -> None:
    case = case_of(watches=[watch("w", orders=["ferritin"], **block["watch"])])
    for days, credit in block["ordered"]:
        state = State(LAST, orders=tuple(Placed("ferritin", d) for d in days), finished=True)
        [part] = vigilance(case, state).parts
        assert part.credit == pytest.approx(credit, abs=NEARLY)


def asked_for(block: dict[str, Any]) -> None:
    told = [
        {"id": f"c{d}", "day": d, "action": "order", "orders": ["ferritin"], "text": "So.",
         "cite": "s p1"}
        for d in block["reported"]
    ]  # fmt: skip
    watches = [watch("w", FIRST, LAST, block["every"], orders=["ferritin"])]
    case = case_of(course=told, watches=watches)
    orders = tuple(Placed("ferritin", d) for d in block["placed"])
    [part] = stewardship(case, State(LAST, orders=orders, finished=True)).parts
    assert part.facts["days_called_for"] == block["called_for"]
    assert part.credit == pytest.approx(block["stewardship"], abs=NEARLY)


def confidence(block: dict[str, Any]) -> None:
    got = figures([(sure / 100, sound) for sure, sound in block["stated"]])
    for name in ("brier", "reliability", "resolution", "uncertainty"):
        assert got[name] == pytest.approx(block[name], abs=NEARLY), name


KINDS: dict[str, Callable[[dict[str, Any]], None]] = {
    "parts": mean, "options": question, "votes": panel, "zero_at": number, "window": action,
    "watch": watched, "placed": asked_for, "stated": confidence,
}  # fmt: skip


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: next(iter(block)))
def test_an_example_of_the_page_is_right(block: dict[str, Any]) -> None:
    [compute] = [compute for key, compute in KINDS.items() if key in block]
    compute(block)


def test_the_page_has_an_example_of_every_formula() -> None:
    assert {key for block in BLOCKS for key in block} >= KINDS.keys()
    credited = {key for block in BLOCKS for key in block}
    assert {"soundness", "as_reported", "timeliness", "stewardship", "ordered", "brier"} <= credited


def test_the_page_names_the_axes_in_their_order() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert named == list(axes(case_of(), State(LAST, finished=True)))
