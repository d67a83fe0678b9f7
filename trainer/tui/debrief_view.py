"""How the blocks of a debrief are laid out on the screen; all texts go in as literal text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

from trainer.presentation.blocks import Block
from trainer.presentation.blocks.debrief import intro, section
from trainer.presentation.blocks.summary import AXIS_TITLES, LEGEND, MARKS, lesson_blocks
from trainer.scoring.debrief import Debrief, QuestionResult
from trainer.scoring.lessons import Lesson
from trainer.scoring.marks import Mark
from trainer.tui.widgets.indented import NOTHING, Indented, Line, tied, wrapped
from trainer.tui.widgets.text import DIM, Page

BAR = 20
"""Cells of a full bar."""
GOOD, FAIR = 0.7, 0.5
"""The shares from which a bar is green, or yellow; the number is shown beside it."""
MARK_STYLES = {
    "●": "$text-success", "◐": "$text-warning", "○": "$text-error", "✕": "bold $text-error",
}  # fmt: skip
LANES = {"You": "Your course", "Report": "As reported"}
"""The headings of the two courses, by the label of their blocks."""
DAY = 5
"""Columns of a day's number."""
BESIDE = 90
"""The width in columns from which the two courses are shown side by side."""


class OwnWords(TextArea):
    """The learner's own take-aways; the footer shows that escape leaves the field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.leave", "Done", key_display="esc")
    ]


class LessonList(OptionList):
    """The list of lessons."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # These keys scroll the page around the list, where nothing else takes the focus.
        Binding("pageup", "scroll_page('page_up')", show=False),
        Binding("pagedown", "scroll_page('page_down')", show=False),
        Binding("home", "scroll_page('home')", show=False),
        Binding("end", "scroll_page('end')", show=False),
    ]

    def action_scroll_page(self, to: str) -> None:
        """Scroll the page that the list is on."""
        page = self.parent
        assert isinstance(page, Widget)
        getattr(page, f"scroll_{to}")(animate=False)


def question_line(result: QuestionResult) -> Option:
    """A line of the list of questions, with its mark."""
    question, mark = result.question, MARKS[result.mark]
    passed = "" if result.answer else "passed: "
    lead = (f"{mark} ", MARK_STYLES.get(mark, ""))
    return Option(Content.assemble(lead, f"Day {question.day:>3}  {passed}{question.title}"))


def section_shown(debrief: Debrief, name: str, citations: bool = True) -> Indented:
    """One of ``SECTIONS``, with or without its citations."""
    if name == "Summary":
        return summary_shown([*intro(debrief), *section(debrief, name)])
    blocks = section(debrief, name)
    if not citations and name != "Source":
        blocks = uncited(blocks)
    return _course(blocks) if name == "Course" else blocks_shown(blocks)


def uncited(blocks: Iterable[Block]) -> list[Block]:
    """Blocks without their citations."""
    return [replace(block, cite="") for block in blocks]


def summary_shown(blocks: Iterable[Block]) -> Indented:
    """The first page: bars with their sentences, and strips of coloured marks."""
    page = Page()
    for block in blocks:
        if block.kind == "chart" or block.text == LEGEND:
            page.add(_coloured(block.text), NOTHING if block.kind == "chart" else _MARGIN)
        elif block.share is not None:
            page.add(Content(block.note), _bar(block, block.share))
        elif block.label in AXIS_TITLES:
            page.add(Content(block.text), Content.styled(f"{block.label:<17}", "bold"))
        elif block.kind == "aside":
            page.gap().block(block)
        elif block.kind == "text" and block.label:  # belongs to the line above it
            page.add(_paragraph(block), Content("  "))
        else:
            page.block(block)
    return Indented(page.lines)


def lesson_shown(lesson: Lesson) -> Indented:
    """A lesson and its reason, with the mark at the left."""
    line, *reason = lesson_blocks(lesson)
    mark = "●" if lesson.kind == "well" else MARKS[lesson.mark or _MARK_OF.get(lesson.kind, "not")]
    text = Content.assemble((line.lead, "bold"), line.text)
    why = [(Content("  "), Content.styled(block.text, DIM)) for block in reason]
    return Indented([(_coloured(f"{mark} "), text), *why])


_MARK_OF: dict[str, Mark] = {"harmful": "harmful"}
_MARGIN = Content("        ")


def _coloured(text: str) -> Content:
    content = Content(text)
    for place, character in enumerate(text):
        if style := MARK_STYLES.get(character):
            content = content.stylize(style, place, place + 1)
    return content


def _bar(block: Block, share: float) -> Content:
    cells = round(share * BAR)
    grade = "success" if share >= GOOD else "warning" if share >= FAIR else "error"
    return Content.assemble(
        (f"{block.label:<17}", "bold"), ("━" * cells, f"$text-{grade}"), ("─" * (BAR - cells), DIM),
        (f"{100 * share:>5.0f}   ", "bold"),
    )  # fmt: skip


def blocks_shown(blocks: Iterable[Block]) -> Indented:
    """Blocks as headings, paragraphs and items with a dash; citations are dim."""
    page = Page()
    before: Block | None = None
    for block in blocks:
        if before is not None and _apart(before, block):
            page.gap()
        if block.kind == "heading":
            page.line(block.text, "bold")
        elif block.kind == "chart":
            page.line(block.text)
        else:
            page.add(_paragraph(block), Content("- " if block.kind == "item" else "  "))
        before = block
    return Indented(page.lines)


def _apart(before: Block, block: Block) -> bool:
    """Whether a blank line is needed between two blocks.

    Items with a label or a mark are short lines of one list and stay together.
    """
    if block.kind == "heading" or "chart" in (before.kind, block.kind):
        return True
    if block.kind == "item":
        listed = before.kind == "item" and (block.label or block.mark is not None)
        return before.kind != "heading" and not listed
    return before.kind == "item" and block.kind == "text" and not block.label


def _paragraph(block: Block, lead: bool = True) -> Content:
    notes = filter(None, (*block.beside, block.note))
    beside = "".join(f"   {tied(text)}" for text in notes)
    beside += f"  {block.cite}" if block.cite else ""
    style = "bold" if block.kind == "verdict" else ""
    return Content.assemble(
        (block.lead if lead else "", "bold"), (block.text, style), (beside, DIM)
    )


Lane = dict[str, list[Content]]
"""What happened on a day, by the label of the course."""


class Courses(Indented):
    """Your course and the reported one by day, side by side if the width allows it."""

    def __init__(self, days: Mapping[str, Lane]) -> None:
        self.days = days
        super().__init__(_below_each_other(days))

    def _at(self, width: int) -> Content:
        if width >= BESIDE and width != self._width:
            self._width = width
            self._drawn = Content("\n").join(_beside_each_other(self.days, width))
        return super()._at(width)


def _below_each_other(days: Mapping[str, Lane]) -> Iterator[Line]:
    for day, lanes in days.items():
        yield NOTHING, Content.styled(f"Day {day}", "bold")
        for label, lane in lanes.items():
            for place, text in enumerate(lane):
                yield Content.styled(f"  {'' if place else label:<8}", DIM), text


def _beside_each_other(days: Mapping[str, Lane], width: int) -> Iterator[Content]:
    room = (width - DAY) // len(LANES)
    yield Content.styled(
        f"{'Day':<{DAY}}" + "".join(f"{h:<{room}}" for h in LANES.values()), "bold"
    )
    for day, lanes in days.items():
        columns = [
            [line for text in lane for line in wrapped(Content("- "), text, room - 2)]
            for lane in lanes.values()
        ]
        for place, cells in enumerate(zip_longest(*columns, fillvalue=NOTHING)):
            name = Content.styled("" if place else day, "bold")
            padded = [cell.pad_right(room - cell.cell_length) for cell in cells]
            yield name.pad_right(DAY - name.cell_length) + Content("").join(padded)


def _course(blocks: list[Block]) -> Indented:
    days: dict[str, Lane] = {}
    for block in blocks:
        if block.kind == "heading":
            days[block.text.removeprefix("Day ")] = {label: [] for label in LANES}
        elif days:
            [*days.values()][-1][block.label].append(_paragraph(block, lead=False))
    return Courses(days) if days else blocks_shown(blocks)
