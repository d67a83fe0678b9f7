"""Files with several slips: all are told in one go, and none that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.case.loader import load_text
from trainer.case.reading.diagnostics import Cause, Problem
from trainer.case.reading.salvage import Spoilt
from trainer.case.rules.example import example

NAMED = Path("a-cough.yaml")

# Slips in different layers, each with what it must give alone and among the others.
SLIPS = {
    "specialty: General medicine": ("specialty: 12", [("M203", 6)]),
    "sex: female": ("sex: Female", [("M204", 28)]),
    'reported: "no"': ("reported: no", [("Y107", 62)]),
    "analyte: crp, value: 6": ("analyte: crpp, value: 6", [("R302", 38)]),
    "id: ferritin-1": ("id: story", [("R301", 36)]),
    "id: after-film\n    kind: one\n    day: 3": (
        "id: after-film\n    kind: one\n    day: 30", [("R303", 84)]
    ),
    "{id: slow, text": ("{id: slow, txet: none, text", [("M201", 110)]),
}  # fmt: skip
SYNTAX = {
    "title: A cough that stays": ('title: "A cough that stays', [("Y100", 5)]),
    "title: Chest film": ("title: Chest film: left", [("Y100", 42)]),
    "{id: no-dose, kind": ("{id: no-dose, [kind", [("Y100", 50)]),
    "text: A plain film": ('text: "A plain film', [("Y100", 67)]),
}


def told(*olds: str) -> list[tuple[str, int]]:
    text = example()
    for old in olds:
        assert old in text
        text = text.replace(old, {**SLIPS, **SYNTAX}[old][0], 1)
    loaded = load_text(text, NAMED, warnings=True)
    assert loaded.scenario is None
    return [(d.code, d.line) for d in loaded.diagnostics]


@pytest.mark.parametrize("old", [*SLIPS, *SYNTAX])
def test_one_alone(old: str) -> None:
    assert told(old) == {**SLIPS, **SYNTAX}[old][1]


def test_all_layers_at_once() -> None:
    expected = sorted(p for _, places in SLIPS.values() for p in places)
    assert sorted(told(*SLIPS)) == expected


def test_every_syntax_error_is_told() -> None:
    expected = sorted(p for _, places in SYNTAX.values() for p in places)
    assert sorted(told(*SYNTAX)) == expected


def test_syntax_errors_do_not_hide_the_rest() -> None:
    # Without the decision whose text is spoilt nothing can be told of its answers.
    syntax = [old for old in SYNTAX if "plain film" not in old]
    everything = [*(SYNTAX[old] for old in syntax), *SLIPS.values()]
    expected = sorted(p for _, places in everything for p in places)
    assert sorted(told(*syntax, *SLIPS)) == expected


@pytest.mark.parametrize("section", ["patient", "clock", "title", "sources", "decisions"])
def test_what_a_broken_section_took_along_is_not_blamed(section: str) -> None:
    text = example()
    at = text.index(f"\n{section}:") + 1
    broken = text[:at] + text[at:].replace(f"{section}:", section, 1)
    found = load_text(broken, NAMED, warnings=True).diagnostics
    assert {(d.code, d.line) for d in found} == {("Y100", text.count("\n", 0, at) + 1)}


@pytest.mark.parametrize("cut", range(40, 3800, 97))
def test_a_file_cut_off_anywhere_is_told(cut: int) -> None:
    loaded = load_text(example()[:cut], NAMED)
    assert loaded.scenario is None
    assert all(d.message for d in loaded.diagnostics)


@pytest.mark.parametrize("blank", ["\u00a0", "\u3000", "\u00a0\u00a0", "\x0b", "\t"])
@pytest.mark.parametrize("after", ["sources:\n", "decisions:\n", "    options:\n"])
def test_a_line_of_odd_spaces_alone_is_told(blank: str, after: str) -> None:
    text = example().replace(after, f"{after}{blank}\n", 1).replace("title: A", "title: B: A", 1)
    found = load_text(text, NAMED).diagnostics
    assert ("Y100", 5) in {(d.code, d.line) for d in found}


def test_a_slip_is_not_hidden_by_a_common_word_on_a_line_that_cannot_be_read(minimal: str) -> None:
    text = minimal.replace("unit: ng/mL", "unit: beats/min")
    text = text.replace("text: A shadow.", 'text: "Her heart has 90 beats')
    assert [d.code for d in load_text(text, NAMED).diagnostics] == ["R308", "Y100"]


@pytest.mark.parametrize(
    ("code", "about", "cause", "line"),
    [("M202", ("title",), "", 90), ("R302", ("film/a",), "", 90), ("M203", (), "empty", 11),
     ("M203", (), "no list", 9), ("M207", (), "too few", 90)],
)  # fmt: skip
def test_what_follows_from_a_slip_is_known_by_its_parts_not_its_words(
    code: str, about: tuple[str, ...], cause: Cause, line: int
) -> None:
    spoilt = Spoilt(frozenset({9}), frozenset({"title", "film"}))
    follows = Problem(code, "So.", "", line - 1, about=about, cause=cause)
    assert spoilt.unaffected([follows]) == []
    of_its_own = Problem(code, "'title' is 'film/a', should be a list.", "", 89)
    assert spoilt.unaffected([of_its_own]) == [of_its_own]
