"""Plain text: the verdict first, the rest by a word, and nothing that cannot be heard."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.questions.case_with_differentials import TEXT as WITH_DIFFERENTIALS

CASE = "anti-mda5-ild"
ANSWERED = "1\n1\n70\nskin yes\n"
SOURCE = r"\bimai-2024\b"


def after(told: str, mark: str) -> str:
    """What stands after ``mark``, up to the next prompt."""
    return told.split(mark, 1)[1].split(" > ", 1)[0]


def last_said(told: str) -> str:
    """What the last word but the end of input was answered by."""
    return told.split("Your choice > ")[-2]


def test_the_verdict_is_the_first_line_and_the_rest_is_counted(trainer: Run) -> None:
    told = after(
        trainer("play", CASE, "--plain", "--seed", "1", stdin=ANSWERED).stdout, "Committed.\n"
    )
    lines = told.splitlines()
    assert lines[0] == "Sound that day, and as the report did.   1 of 1   you were 70 % sure"
    assert lines[1].startswith("- You: Clinically amyopathic")
    order = ["Why: ", "You wrote: skin yes", "Reported: ", "4 other answers: ", "== Day 8 =="]
    assert [told.index(part) for part in order] == sorted(told.index(part) for part in order)
    assert "type more" in told


def test_more_tells_the_rest_and_cites_where_the_last_is_from(trainer: Run) -> None:
    told = trainer(
        "play", CASE, "--plain", "--seed", "1", stdin=f"{ANSWERED}cites\nmore\ncites\n"
    ).stdout
    verdict, cites, more, more_cites = told.split("Your choice > ")[1:5]
    assert not re.search(SOURCE, verdict)
    assert re.search(SOURCE, cites)
    assert cites.startswith("Clinically amyopathic dermatomyositis: lungs failing soon: ")
    assert "Reported: imai-2024 C4" in cites
    assert more.count("Why: ") == 4
    assert not re.search(SOURCE, more)
    assert len(more_cites.splitlines()) >= 4
    nothing = trainer("play", CASE, "--plain", "--learner", "b", stdin="more\n").stdout
    assert "There is no more to tell." in nothing


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("results", "Ferritin: 2465 ng/mL, high, day 1."),
        ("Results", "Ferritin: 2465 ng/mL, high, day 1."),
        ("course", "Tacrolimus: from about day 1, going on."),
        ("help", "more: the rest of the last verdict"),
        ("dance", "Type a number from 1 to"),
    ],
)
def test_each_word_is_answered_and_the_choice_is_put_again(
    trainer: Run, word: str, said: str
) -> None:
    told = trainer("play", CASE, "--plain", stdin=f"{word}\n").stdout
    assert said in last_said(told)
    assert told.count("Your choice > ") == 2


def test_a_word_is_answered_while_a_question_is_open_and_kept_where_words_are_asked_for(
    trainer: Run,
) -> None:
    told = trainer("play", CASE, "--plain", stdin="1\nresults\n1\n70\nmore\n").stdout
    assert told.count("One number; hint, or pass > ") == 2
    assert "You wrote: more" in told


def test_an_exam_tells_no_more_before_its_end(trainer: Run) -> None:
    told = trainer(
        "play", CASE, "--plain", "--exam", stdin=f"{ANSWERED}more\ncites\ncourse\n"
    ).stdout
    assert "There is no more to tell." in told
    later = told.split("Committed.", 1)[1]
    for word in ("Reported", "Why: ", "of 1", "Sound", "sound", "best"):
        assert word not in later


def drawn(told: str) -> set[str]:
    """Letters of a drawing: boxes, blocks, arrows and shapes."""
    return {c for c in told if unicodedata.category(c) in ("So", "Sm") and c not in "+<>=~±×≥≤µ°"}


def test_nothing_is_drawn_and_the_prompt_stands_last(trainer: Run, tmp_path: Path) -> None:
    case = tmp_path / "a-cough.yaml"
    case.write_text(WITH_DIFFERENTIALS, "utf-8")
    lists = "1\nasthma 40\n1\n"
    for name, lines in (
        (CASE, "1\n" * 300),
        (str(case), f"{lists}1\n1\n\n\n2\n{lists}" + "1\n" * 60),
    ):
        told = trainer(
            "play", name, "--plain", "--seed", "1", "--learner", name[-5:], stdin=lines
        ).stdout
        assert not drawn(told)
    assert "Asthma: day 1 40 %, day 3 " in told
