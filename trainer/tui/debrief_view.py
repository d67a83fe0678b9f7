"""How the blocks of a debrief are laid out on the screen; all texts go in as literal text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

from trainer.presentation.blocks import Block
from trainer.presentation.blocks.debrief import intro, section
from trainer.presentation.blocks.summary import AXIS_TITLES, LEGEND, MARKS, lesson_blocks
from trainer.scoring.debrief import Debrief, QuestionResult
from trainer.scoring.lessons import Lesson
from trainer.scoring.marks import Mark
from trainer.tui.widgets.indented import NOTHING, Indented
from trainer.tui.widgets.text import DIM, Page

BAR = 20
"""Cells of a full bar."""
GOOD, FAIR = 0.7, 0.5
"""From which share on a bar is green, or yellow: for the eye, the number stands beside it."""
MARK_STYLES = {
    "●": "$text-success", "◐": "$text-warning", "○": "$text-error", "✕": "bold $text-error",
}  # fmt: skip
LANES = {"You": "Your course", "Report": "As reported"}
"""The heads of the time line's columns, by the label of what stands in them."""


class OwnWords(TextArea):
    """The learner's own take-aways; the footer says that escape leaves the field alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.leave", "Done", key_display="esc")
    ]


class LessonList(OptionList):
    """The lines to learn from; what enter does stands in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Go there", key_display="enter"),
        # The page below the list is read by the same keys: nothing else there takes the focus.
        Binding("pageup", "scroll_page('page_up')", show=False),
        Binding("pagedown", "scroll_page('page_down')", show=False),
        Binding("home", "scroll_page('home')", show=False),
        Binding("end", "scroll_page('end')", show=False),
    ]

    def action_scroll_page(self, to: str) -> None:
        """Scroll the page that the list stands on."""
        page = self.parent
        assert isinstance(page, Widget)
        getattr(page, f"scroll_{to}")(animate=False)


def question_line(result: QuestionResult) -> Option:
    """A line of the list of questions, with its mark."""
    question, mark = result.question, MARKS[result.mark]
    passed = "" if result.answer else "  (passed)"
    lead = (f"{mark} ", MARK_STYLES.get(mark, ""))
    return Option(Content.assemble(lead, f"Day {question.day:>3}  {question.title}{passed}"))


def section_shown(debrief: Debrief, name: str, citations: bool = True) -> RenderableType | Visual:
    """One of ``SECTIONS``, with its citations or without."""
    if name == "Summary":
        return summary_shown([*intro(debrief), *section(debrief, name)])
    blocks = section(debrief, name)
    if not citations and name != "Source":
        blocks = uncited(blocks)
    return _course(blocks) if name == "Course" else blocks_shown(blocks, close=name == "Figures")


def uncited(blocks: Iterable[Block]) -> list[Block]:
    """Blocks without their citations."""
    return [replace(block, cite="") for block in blocks]


def summary_shown(blocks: Iterable[Block]) -> Indented:
    """The first page: bars with their sentences, strips of coloured marks."""
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
        else:
            page.block(block)
    return Indented(page.lines)


def lesson_shown(lesson: Lesson) -> Indented:
    """A line and its reason, with the mark at the left."""
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


def blocks_shown(blocks: Iterable[Block], close: bool = False) -> Group:
    """Headings, paragraphs and items with hanging indents, citations dim.

    ``close`` puts items below each other without a blank line.
    """
    shown: list[RenderableType] = []
    for block in blocks:
        if block.kind == "heading":
            shown.append(Text(f"\n{block.text}" if shown else block.text, style="bold"))
            continue
        if block.kind == "chart":
            shown += [Text(block.text, no_wrap=True), Text("")]
            continue
        if block.kind == "item" and shown and not close:
            shown.append(Text(""))
        shown.append(_row("-" if block.kind == "item" else "", block, block.lead))
    return Group(*shown)


def _row(mark: str, block: Block, lead: str = "") -> Table:
    row = Table.grid(padding=(0, 1), expand=True)
    row.add_column(width=1)
    row.add_column(ratio=1)
    note = (block.note,) if block.mark is not None and block.note else ()
    beside = "".join(f"   {text}" for text in (*block.beside, *note))
    beside += f"  {block.cite}" if block.cite else ""
    style = "bold" if block.kind == "verdict" else ""
    row.add_row(mark, Text.assemble((lead, "bold"), (block.text, style), (beside, "italic")))
    return row


def _course(blocks: list[Block]) -> RenderableType:
    """Your course beside the reported one, day by day."""
    days: list[tuple[str, dict[str, list[Block]]]] = []
    for block in blocks:
        if block.kind == "heading":
            days.append((block.text, {label: [] for label in LANES}))
        elif days:
            days[-1][1][block.label].append(block)
    if not days:
        return blocks_shown(blocks)
    table = Table(box=None, expand=True, padding=(0, 2, 1, 0), header_style="bold", show_edge=False)
    table.add_column("Day", width=4)
    for head in LANES.values():
        table.add_column(head, ratio=1)
    for day, lanes in days:
        columns = (
            Group(*(_row("-", b) for b in lane)) if lane else _NONE for lane in lanes.values()
        )
        table.add_row(Text(day.removeprefix("Day "), style="bold"), *columns)
    return table


_NONE = Text("-")
