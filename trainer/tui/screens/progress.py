"""Progress: how the learner is doing over all cases, and every past run with its debrief."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, OptionList, Static
from textual.widgets.option_list import Option

from trainer.learning.progress import Progress
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.progress import NOTHING, detail_blocks, summary_blocks
from trainer.presentation.layouts.progress import TITLE
from trainer.scoring.stored import stored_scores
from trainer.store.records import RunSummary
from trainer.tui.commands import Command, Letter, rules
from trainer.tui.sections import SectionScreen, open_commands
from trainer.tui.widgets.indented import Indented
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.text import HEAD, Page

PAGES = {"Figures": "progress-figures", "Runs": "progress-runs"}


class RunList(OptionList):
    """The runs; the footer says what enter does."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Open", key_display="enter")]


class ProgressScreen(SectionScreen):
    """Two pages: figures, and runs, the latest first."""

    COMMAND_LIST = (
        *open_commands({name: f"Show the {name.lower()}." for name in PAGES}),
        Command("next", Letter.NEXT, "Next", "Figures, or runs.", footer=True),
        Command("run", "", "Open", "Go on with the run under the bar, or read its debrief."),
        Command("review", "enter", "Review", "Answer what comes back.", footer=True),
        Command("close", "escape,q", "Library", "Back.", footer=True),
    )
    SECTIONS = tuple(PAGES)
    open_section = "Figures"
    DEFAULT_CSS = rules("progress")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 - as Textual has it

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    @property
    def scene(self) -> object:
        """The page that is shown, and of what."""
        return self.open_section, self.progress

    def compose(self) -> ComposeResult:
        """The two pages."""
        title = TITLE.format(self.progress.learner)
        yield Static(Content.assemble((title, HEAD)), id="progress-title")
        with Horizontal(id="progress-tabs"):
            yield from self.tabs()
        with ContentSwitcher(initial=PAGES["Figures"], id="progress-pages"):
            with VerticalScroll(id="progress-figures"), Container(id="progress-columns"):
                yield _page(summary_blocks(self.progress), "progress-summary")
                yield _page(detail_blocks(self.progress), "progress-detail")
            yield RunList(id="progress-runs", markup=False, disabled=not self.progress.runs)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the figures."""
        self.action_open("Figures")

    async def show(self, progress: Progress) -> None:
        """Show this instead, on the same page."""
        self.progress = progress
        await self.recompose()
        self.action_open(self.open_section)

    def on_option_list_option_selected(self) -> None:
        """Enter or a click on a run."""
        self.action_run()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now stands in the footer."""
        match action:
            case "run":
                return self.open_section == "Runs" and bool(self.progress.runs)
            case "review":
                return self.open_section == "Figures" and bool(self.progress.due)
        return super().check_action(action, parameters)

    def action_open(self, name: str) -> None:
        """Show a page."""
        super().action_open(name)
        runs = self.query_one(RunList)
        if name == "Runs" and not runs.options:  # of a thousand, when they are asked for
            runs.add_options(map(_line, self.progress.runs) if self.progress.runs else [NOTHING])
            runs.action_first()
        self.query_one(ContentSwitcher).current = PAGES[name]
        self.query_one(f"#{PAGES[name]}").focus()
        self.refresh_bindings()

    def action_review(self) -> None:
        """From here to what comes back."""
        self.dismiss(None)
        self.app.review()

    def action_run(self) -> None:
        """Open the debrief of the run under the bar, or go on with it."""
        index = self.query_one(OptionList).highlighted
        if index is not None:
            self.app.open_run(self.progress.runs[index])


def _page(blocks: Iterable[Block], name: str) -> Static:
    return Static(Indented(Page().blocks(blocks).lines), id=name)


def _line(run: RunSummary) -> Option:
    scores = stored_scores(run.scores, run.scoring, "soundness", "as_reported")
    standing = f"in play, day {run.day}" if run.status == "playing" else scores or "finished"
    below = f"\n  {run.updated[:10]} · {run.mode} · {standing}"
    return Option(Content.assemble((run.title, "bold"), (below, "$text-muted")))
