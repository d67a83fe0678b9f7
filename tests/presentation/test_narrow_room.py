"""What gives way where columns are few, and small things that are said plainly."""

from __future__ import annotations

import pytest

from tests.presentation.patients import seen
from trainer.engine.state import Placed
from trainer.presentation.blocks.order import often_text
from trainer.presentation.blocks.summary import lesson_blocks
from trainer.presentation.patient.find import find
from trainer.presentation.patient.panel import SPARK, WIDE, panel, sparkline
from trainer.presentation.patient.results import table
from trainer.presentation.sight import Sight
from trainer.presentation.spans import plain
from trainer.scoring.lessons import Lesson


def moved(name: str = "CRP", *others: dict[str, object]) -> Sight:
    values = [{"analyte": "a0", "day": day, "value": v} for day, v in ((14, "782"), (28, "85"))]
    return seen([*values, *others], day=28, name=name, unit="pg/mL", printed="pg/mL")


def drawn(sight: Sight, width: int) -> str:
    (line,) = [plain(line) for line in panel(sight, width) if "85 pg/mL" in plain(line)]
    return line


@pytest.mark.parametrize("width", range(36, 50))
def test_a_sparkline_gives_its_columns_to_a_name_that_would_be_cut(width: int) -> None:
    assert drawn(moved("Beta-D-glucan"), width).startswith("Beta-D-glucan  ")


@pytest.mark.parametrize("width", [42, 56])
def test_beside_a_short_name_a_sparkline_has_all_its_columns(width: int) -> None:
    sight = moved()
    (series,) = sight.series.values()
    assert f"  {sparkline(sight, series, SPARK if width < WIDE else 2 * SPARK)}" in drawn(
        sight, width
    )


@pytest.mark.parametrize("width", range(50, 99))
def test_by_how_much_a_value_moved_gives_way_before_the_day(width: int) -> None:
    others = [{"analyte": "a1", "day": day, "value": "1000"} for day in range(-9, 9)]
    row = next(r for r in table(moved("CRP", *others), width) if r.analyte == "a0")
    line = plain(row.line)
    said = line[line.index("782") :]
    pairs = [f"782{day}  lower{by}" for day in (" on day 14", "") for by in (" by 697", "")]
    room = width - line.index("782")
    assert said == next((pair for pair in pairs if len(pair) <= room), pairs[-1])


def test_a_word_that_begins_so_is_found_before_one_that_has_it_inside() -> None:
    values = [
        {"analyte": "a0", "day": 20, "value": "1", "note": "His doctor looks at it."},
        {"analyte": "a0", "day": 3, "value": "2", "note": "Before the CT."},
    ]
    assert [hit.day for hit in find(seen(values), "ct")] == [3, 20]


@pytest.mark.parametrize(
    ("stopped", "told"),
    [
        (None, "every 7 days from day 8"),
        (9, "day 8, ended"),
        (23, "every 7 days from day 8 to day 22"),
    ],
)
def test_an_order_ended_on_its_own_day_was_one_order(stopped: int | None, told: str) -> None:
    assert often_text(Placed("beta-d-glucan", 8, 7, stopped=stopped), 28) == told


@pytest.mark.parametrize("kind", ["sure", "harmful", "omitted", "late", "uncovered", "well"])
def test_a_line_to_learn_from_says_nothing_twice(kind: str) -> None:
    lesson = Lesson(
        kind, "x", "A drug", title="The first night", day=3, days=4, confidence=80, mark="not",  # type: ignore[arg-type]
    )  # fmt: skip
    (line,) = lesson_blocks(lesson)
    words = [w.strip(":,.()").lower() for w in f"{line.lead}{line.text}".split()]
    telling = [w for w in words if len(w) > 3]
    assert sorted(telling) == sorted(set(telling)), words
