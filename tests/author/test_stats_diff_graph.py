"""A case in figures, as a picture, and held against another version of itself."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests import forked
from trainer.author.differences import Difference, compare, line
from trainer.author.graph.mermaid import mermaid
from trainer.author.graph.model import Graph, Node, graph_of
from trainer.author.graph.svg import svg
from trainer.author.graph.terminal import terminal
from trainer.author.statistics import statistics
from trainer.case.compiled import Case
from trainer.case.loader import load_text
from trainer.case.model import Scenario
from trainer.case.reading.yaml12 import parse
from trainer.case.rules.example import example

ROOT = Path(__file__).parents[2]
SHIPPED = (ROOT / "scenarios" / "anti-mda5-ild.yaml").read_text("utf-8")


@cache
def scenario(text: str) -> Scenario:
    loaded = load_text(text, Path("case.yaml"))
    assert loaded.scenario is not None, loaded.diagnostics
    return loaded.scenario


def changes(old: str, new: str, text: str | None = None) -> list[Difference]:
    text = text or example()
    assert old in text
    return compare(scenario(text), scenario(text.replace(old, new, 1)))


def trainer(*words: str) -> subprocess.CompletedProcess[str]:
    return forked.trainer(*words, cwd=ROOT)


@pytest.mark.parametrize(
    ("old", "new", "where", "what", "field", "scored"),
    [
        ("value: 121.30", "value: 121.3", "findings/ferritin-1", "value", "value", False),
        ('reported: "no"\n        judgement: acc', 'reported: "part"\n        judgement: acc',
         "decisions/first-look/ct", "re-keyed", "reported", True),
        ("judgement: acceptable", "judgement: harmful", "decisions/first-look/ct", "re-judged",
         "judgement", True),
        ("    day: 2\n", "    day: 3\n", "findings/film", "moved", "day", False),
        ("Bronchoscopy before", "Bronchoscopy without", "decisions/first-look/scope", "reworded",
         "text", False),
        ("synonyms: [PEF diary]", "synonyms: [PEF]", "orders/peak-flow-diary", "changed",
         "synonyms", False),
    ],
)  # fmt: skip
def test_one_change_is_told_with_its_meaning(
    old: str, new: str, where: str, what: str, field: str, scored: bool
) -> None:
    [change] = changes(old, new)
    assert (change.where, change.what, change.field, change.scored) == (where, what, field, scored)


def test_blanks_line_breaks_and_comments_are_no_change() -> None:
    assert (
        changes("A shadow in the left lower zone.", "A  shadow in the\n      left lower zone.")
        == []
    )
    assert compare(scenario(example()), scenario("# another comment\n" + example())) == []


def test_parts_added_removed_and_put_in_another_order_are_told() -> None:
    point = "  - {id: slow, text: A film lags behind the patient., cite: made-up P2}\n"
    more = point + "  - {id: two, text: Rest is a plan., cite: made-up P2}\n"
    [added] = changes(point, more)
    assert (added.where, added.what, added.after) == (
        "learning_points/two",
        "added",
        "Rest is a plan.",
    )
    [removed] = compare(scenario(example().replace(point, more)), scenario(example()))
    assert (removed.where, removed.what) == ("learning_points/two", "removed")
    swapped = example().replace(point, more.split("\n")[1] + "\n" + point)
    [moved] = compare(scenario(example().replace(point, more)), scenario(swapped))
    assert moved.what == "reordered"


def test_a_line_shows_both_texts_from_where_they_differ_and_no_control_character() -> None:
    text = line(
        Difference("a/b", "reworded", "text", "one two three four", "one two tree four", True)
    )
    assert text == "! a/b: text reworded: one two three four -> one two tree four"
    assert "\x1b" not in line(Difference("a", "added", "", None, "x\x1b[2J", False))


def test_diff_as_a_command(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(re.sub(r"121\.30", "131.30", SHIPPED), "utf-8")
    same = trainer("diff", "anti-mda5-ild", "anti-mda5-ild")
    assert (same.returncode, same.stdout) == (0, "The two mean the same.\n")
    compared = trainer("diff", "anti-mda5-ild", str(other), "--format", "json")
    assert compared.returncode == 1
    [change] = json.loads(compared.stdout)
    assert (change["before"], change["after"]) == ("121.30", "131.30")
    missing = trainer("diff", "anti-mda5-ild", str(tmp_path / "none.yaml"))
    assert missing.returncode == 2
    assert "Traceback" not in missing.stderr


def test_figures_count_what_is_there() -> None:
    counted = statistics(scenario(example()))
    assert counted["days"] == 5
    assert counted["findings"] == {"text": 1, "value": 3, "image": 1}
    assert counted["decisions"] == {"one": 2}
    assert counted["options"] == 6
    assert counted["share_cited"] == 1
    bare = example().replace("      text: The team sent her home.\n      cite: made-up P2\n",
                             "      text: The team sent her home.\n")  # fmt: skip
    claims = statistics(Scenario.model_validate(parse(bare)[0]))["keyed_claims"]
    assert claims["cited"] == claims["claims"] - 1
    counts = json.loads(trainer("stats", "anti-mda5-ild", "--format", "json").stdout)
    cited = len(re.findall(r"\bescmid-2017 A\b", SHIPPED))
    assert counts["citations"]["escmid-2017"] == cited
    assert trainer("stats", "anti-mda5-ild").returncode == 0


def picture(text: str, *, spoilers: bool = True):
    return graph_of(Case.of(scenario(text)), spoilers=spoilers)


def test_a_picture_without_spoilers_names_nothing() -> None:
    s = scenario(SHIPPED)
    names = {a.name for a in s.analytes} | {d.title for d in s.decisions} | {s.title}
    names |= {w.label for w in s.watches} | {"Tofacitinib", "aspergillosis", "died", "dies"}
    hidden = picture(SHIPPED, spoilers=False)
    for drawn in (terminal(hidden, 100), mermaid(hidden), svg(hidden)):
        named = [n for n in names if re.search(rf"\b{re.escape(n)}\b", drawn, re.IGNORECASE)]
        assert not named


def test_every_decision_and_watch_is_in_every_form() -> None:
    s = scenario(SHIPPED)
    whole = picture(SHIPPED)
    for drawn in (terminal(whole, 160), svg(whole)):
        for part in (*s.decisions, *s.watches):
            assert (getattr(part, "title", "") or part.label) in drawn.replace("&#x27;", "'")
    assert max(map(len, terminal(whole, 80).splitlines())) <= 80


def test_the_forms_are_well_formed_whatever_the_words_are() -> None:
    nasty = example().replace(
        "A cough that stays", "A \\\"cough\\\" <b>&amp; ]]> --> end [x] {y} \\\\").replace(
        "title: A ", 'title: "A ').replace("{y} \\\\", '{y} \\\\"')  # fmt: skip
    graph = picture(nasty)
    assert "-->" in graph.title
    root = ElementTree.fromstring(svg(graph))
    assert root.tag.endswith("svg")
    ids = set(re.findall(r"^\s+(n\d+)[\[({]", mermaid(graph), re.MULTILINE))
    used = set(re.findall(r"\b(n\d+) -\.", mermaid(graph))) | set(
        re.findall(r"\.-> (n\d+)", mermaid(graph))
    )
    assert used <= ids


@pytest.mark.parametrize("form", ["text", "mermaid", "svg"])
def test_graph_as_a_command(form: str) -> None:
    done = trainer("graph", "anti-mda5-ild", "--format", form, "--no-spoilers")
    assert done.returncode == 0
    assert done.stdout
    assert done.stderr == ""


def test_files_with_errors_are_compared_as_far_as_they_can_be_read(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    broken = SHIPPED.replace("analyte: ldh,", "analyte: ldhx,")
    one.write_text(broken, "utf-8")
    two.write_text(broken.replace("121.30", "131.30").replace("\nclock:", "\nclock: ["), "utf-8")
    done = trainer("diff", str(one), str(two), "--format", "json")
    assert done.returncode == 1
    [change] = json.loads(done.stdout)
    assert (change["before"], change["after"]) == ("121.30", "131.30")
    assert "1 error" in done.stderr
    assert "without clock" in done.stderr


def test_a_picture_without_spoilers_has_nothing_that_waits_for_a_question() -> None:
    waits = example().replace(
        "    title: Chest film", "    after: first-look\n    title: Chest film"
    )
    plain, full = picture(waits, spoilers=False), picture(waits)
    assert [n.day for n in full.nodes if n.kind == "findings"] == [1, 2, 3]
    assert [n.day for n in plain.nodes if n.kind == "findings"] == [1, 3]
    # On day 3 the team acts once the question is answered; on day 2 nothing is asked.
    acts = [n.day for n in plain.nodes if n.kind == "course"]
    assert acts == [2]


def test_each_of_many_treatments_has_a_letter_of_its_own() -> None:
    days = [Node(f"day-{day}", "day", day, f"Day {day}") for day in (1, 2)]
    periods = [Node(f"t{n}", "timed", 1 + n % 2, f"Treatment {n}", 2) for n in range(60)]
    graph = Graph("Many", (*days, *periods), ())
    letters = [letter for letter, _ in graph.periods]
    assert len(set(letters)) == len(letters) == 60
    first, second = [line for line in terminal(graph, 200).splitlines() if "│" in line]
    assert first.split("│")[1].split() == letters[::2]
    assert second.split("│")[1].split() == letters
    assert first.index(" aa ") == second.index(" aa ")
