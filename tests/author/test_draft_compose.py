from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.author.draft.article.article import Article
from trainer.author.draft.article.plain import from_plain
from trainer.author.draft.article.read import read_article
from trainer.author.draft.writing.compose import compose
from trainer.author.draft.writing.guard import runs
from trainer.author.draft.writing.yaml_out import flow, pair, scalar
from trainer.case.loader import load_text
from trainer.case.model import Analyte, Scenario
from trainer.case.reading.yaml12 import parse
from trainer.case.units.printed import printed_units

DATA = Path(__file__).parent / "data"
ARTICLES = os.environ.get("TRAINER_ARTICLES", "")
"""A folder with more articles to read, *.source.txt: what is under copyright is not here."""
TODAY = "2031-01-02"
FILES = ["invented-case.xml", "invented-set.xml", "invented-case.txt"]


def _scenario(text: str) -> Scenario:
    loaded = load_text(text, Path("draft.yaml"))
    assert [d for d in loaded.diagnostics if d.severity == "error"] == []
    assert loaded.scenario is not None
    return loaded.scenario


def _copied(article: Article, draft: str) -> set[tuple[str, ...]]:
    """Runs of eight words that the draft shares with the article, but for its citation."""
    own = re.sub(r"(?m)^    (?:citation|doi):.*\n(?:      .*\n)*", "", draft)
    parts = [*(p for s in article.sections for p in s.paragraphs)]
    parts += [x.text for x in article.legends]
    for table in article.tables:
        parts += [table.caption, table.notes, *(" ".join(r) for r in table.rows)]
    return set(runs(own)) & {r for p in parts for r in runs(p)}


def _every_file() -> list[Path]:
    more = sorted(Path(ARTICLES).glob("*.source.txt")) if ARTICLES else []
    return [DATA / f for f in FILES] + more


@pytest.mark.parametrize("file", _every_file(), ids=lambda p: p.name)
def test_no_eight_words_of_the_article_get_into_its_draft(file: Path) -> None:
    article = read_article(file)
    draft = compose(article, {}, TODAY)
    assert _copied(article, draft.text) == set()
    assert "TODO" in draft.text
    _scenario(draft.text)


def test_the_days_of_a_draft() -> None:
    s = _scenario(compose(read_article(DATA / "invented-case.xml"), {}, TODAY).text)
    days = {(f.day, f.cite[0].locator) for f in s.findings if f.kind == "text"}
    assert {(2, "C1"), (4, "C1"), (6, "C1"), (9, "C3"), (11, "C3"), (13, "C3"), (14, "C4")} <= days
    assert not any(f.day in (12, 30, 77, 99) for f in s.findings)
    assert (s.clock.first_day, s.clock.last_day) == (1, 14)
    assert (s.patient.age, s.patient.sex) == (47, "female")


def test_the_results_of_a_draft() -> None:
    s = _scenario(compose(read_article(DATA / "invented-case.xml"), {}, TODAY).text)
    analytes = {a.id: a for a in s.analytes}
    wbc = analytes["wbc"]
    assert (wbc.name, wbc.short, wbc.unit) == ("White blood cells", "WBC", "10*9/L")
    assert wbc.printed == "×10⁹/L"
    assert wbc.reference is not None
    assert str(wbc.reference.high) == "10.0"
    assert analytes["greenness"].unit == "{TODO}"
    values = {(f.analyte, f.day): str(f.value or f.result) for f in s.findings if f.kind == "value"}
    assert values["wbc", 11] == "7.10"
    assert values["crp", 1] == ">240"
    assert values["verdin-antibody", 1] == "positive"


def test_what_was_given_wins() -> None:
    answers = {
        "id": "a-b",
        "title": "T",
        "age": 3,
        "sex": "other",
        "first_day": 2,
        "last_day": 9,
        "licence": "X",
    }
    s = _scenario(compose(read_article(DATA / "invented-case.xml"), answers, TODAY).text)
    assert (s.id, s.title, s.patient.age, s.patient.sex) == ("a-b", "T", 3, "other")
    assert (s.clock.first_day, s.clock.last_day) == (2, 9)
    assert s.sources[0].licence == "X"


def test_every_unit_is_one_the_model_takes() -> None:
    for unit in printed_units().values():
        Analyte(id="a", name="A", unit=unit)


_SENTENCE = st.sampled_from([
    "On day 3 he fell.", "Two weeks later he rose.", "On POD 2 he ate: 3 mg/dL.", "no", "1:40",
    "# x", "- y: [z", "{a: b}", "CRP\t12 mg/L\t0123", "Na | 118 mmol/L | <5", "DISCUSSION",
    "Case presentation",
    "Table 1: \"on admission\"", "K\t3.8 mEq/L",
    "Fig. 2 A picture of day 9, or so it is said.",
    "It was stopped on 4 September 2013.", "Prednisolone was stopped on day 2.",
    "\u202eevil\x1b[2J",
])  # fmt: skip


@settings(max_examples=60)
@given(
    st.lists(st.one_of(_SENTENCE, st.text(max_size=60)), max_size=14),
    st.sampled_from(["\n", "\n\n"]),
)
def test_any_text_makes_a_draft_that_loads(lines: list[str], gap: str) -> None:
    article = from_plain(gap.join(lines))
    draft = compose(article, {}, TODAY, course=False)
    _scenario(draft.text)
    assert _copied(article, draft.text) == set()


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=300)
)
def test_any_text_is_written_so_that_it_reads_the_same(text: str) -> None:
    text = "".join(c for c in text if c.isprintable())
    assert parse(f"a: {scalar(text)}\n")[0] == {"a": text}
    assert parse(flow({"a": text, "b": [text]}))[0] == {"a": text, "b": [text]}
    assert parse(pair("a", text))[0] == {"a": text}


@pytest.mark.parametrize(
    "text", ["no", "Off", "y", "1:40", "10:30", "0123", "2026-01-02", "1e3", "~", ""]
)
def test_what_other_readers_would_take_for_something_else_is_quoted(text: str) -> None:
    assert scalar(text).startswith('"')
