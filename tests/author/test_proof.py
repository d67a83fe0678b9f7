"""A case on paper, and the review that is bound to what was read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.forked import trainer
from trainer.case.loader import load_text
from trainer.case.model import Scenario
from trainer.case.reviewed import question_hash
from trainer.case.rules.example import example
from trainer.presentation.blocks.trust import NOBODY, trust

TEXT = example().replace("format: 1\n", "format: 2\n")
OPEN = re.sub(r"verdict: accepted", "verdict: open", TEXT)


def scenario(text: str) -> Scenario:
    loaded = load_text(text, Path("a-cough.yaml"))
    assert loaded.scenario is not None, loaded.diagnostics
    return loaded.scenario


def reviewed(text: str, verdict: str = "accepted") -> str:
    """``text`` with a review of its questions as they stand."""
    hashes = {q.id: question_hash(q)[:12] for q in scenario(text).decisions}
    listed = ", ".join(f'{name}: "{each}"' for name, each in hashes.items())
    head = text[: text.index("review:")]
    entry = f"by: Nobody, date: 2026-01-01, scope: All, verdict: {verdict}, questions: {{{listed}}}"
    return f"{head}review:\n  - {{{entry}}}\n"


def stale(text: str) -> list[str]:
    found = load_text(text, Path("a-cough.yaml"), warnings=True).diagnostics
    return [d.message for d in found if d.code == "W427"]


def test_a_page_has_each_question_with_its_citations_in_full(tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_text(OPEN, "utf-8")
    page = tmp_path / "proof.html"
    done = trainer("proof", path, "--output", page)
    assert done.returncode == 0, done.stderr
    html = page.read_text("utf-8")
    for question in scenario(OPEN).decisions:
        assert question.prompt in html
        assert question_hash(question)[:12] in html
        for option in question.choices:
            assert option.wording in html
            assert option.why in html
    assert "Nobody N. A cough. Journal of Nowhere 2024;1:1." in html
    assert "P1: First paragraph" in html
    assert not re.search(r"(?:src|href)=.(?!#)", html), "it needs nothing beside it"


def test_text_of_a_case_is_no_markup(tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_text(OPEN.replace("It is quick", "It is <b onclick=alert(1)>quick</b>"), "utf-8")
    html = trainer("proof", path).stdout
    assert "&lt;b onclick=alert(1)&gt;quick" in html


def test_the_entry_that_is_printed_holds(tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_text(OPEN, "utf-8")
    html = trainer("proof", path).stdout
    entry = html[html.index("review:\n") : html.index("</pre>")].replace("…", "Nobody")
    entry = entry.replace("&#34;", '"').replace('date: "Nobody"', 'date: "2026-01-01"')
    assert stale(OPEN[: OPEN.index("review:")] + entry) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is quick and", "It is slow and"),
        ("judgement: recommended", "judgement: critical"),
        ("The team asked for a film.", "The team asked for a scan."),
    ],
)
def test_a_review_goes_stale_by_question(before: str, after: str) -> None:
    text = reviewed(OPEN)
    assert stale(text) == []
    changed = text.replace(before, after, 1)
    assert len(stale(changed)) == 1
    assert "'first-look'" in stale(changed)[0]
    assert trust(scenario(changed)).startswith("1 of 2 questions reviewed as they stand, by Nobody")


def test_what_a_question_does_not_say_leaves_its_review() -> None:
    text = reviewed(OPEN)
    again = text.replace("weight loss", "loss").replace(
        "A shadow in the left", "A shade in the left"
    )
    again = again.replace("    kind: one\n", "    kind: one  # as reviewed\n")
    assert again != text
    assert stale(again) == []


def test_learners_are_told_before_they_play() -> None:
    assert trust(scenario(OPEN)) == NOBODY
    assert trust(scenario(reviewed(OPEN))) == (
        "2 of 2 questions reviewed as they stand, by Nobody, 2026-01-01."
    )
    assert "wants changes" in trust(scenario(reviewed(OPEN, "changes-wanted")))
    assert "is not known" in trust(scenario(TEXT))


def test_the_line_stands_above_the_first_day(tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    path.write_text(OPEN, "utf-8")
    done = trainer("play", path, "--plain", "--saves", tmp_path, stdin="")
    assert NOBODY in " ".join(done.stdout.split())


def test_what_was_known_by_then_stands_on_the_page_of_its_question(tmp_path: Path) -> None:
    path = tmp_path / "a-cough.yaml"
    text = OPEN.replace(
        "crp-3, kind: value, day: 3", "crp-3, kind: value, day: 3, after: after-film"
    )
    path.write_text(
        text.replace(
            "id: film\n    kind: image", "id: film\n    kind: image\n    after: first-look"
        ),
        "utf-8",
    )
    html = trainer("proof", path).stdout
    first, second = html.split('<section class="sheet"')[1:3]
    assert "121.30" in first
    assert "A shadow in the left" not in first
    assert "A shadow in the left" in second
    assert "121.30" not in second, "it stands on the page before"
    assert "6 mg/L" not in html, "it comes after the last answer"
