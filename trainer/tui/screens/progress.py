"""Progress: how the learner is doing over all cases, and every past run with its debrief."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
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


class ProgressScreen(SectionScreen):
    """Two pages: figures, and runs, the latest first."""

    COMMAND_LIST = (
        *open_commands({name: f"Show the {name.lower()}." for name in PAGES}),
        Command("next", Letter.NEXT, "Next", "Switch between figures and runs.", footer=True),
        Command("run", "enter", "Open", "Go on with the run, or read its debrief.", footer=True),
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
        """The open page, and the progress it shows."""
        return self.open_section, self.progress

    def compose(self) -> ComposeResult:
        """The two pages."""
        yield Static(id="progress-title")
        with Horizontal(id="progress-tabs"):
            yield from self.tabs()
        with ContentSwitcher(initial=PAGES["Figures"], id="progress-pages"):
            with VerticalScroll(id="progress-figures"), Container(id="progress-columns"):
                yield Static(id="progress-summary")
                yield Static(id="progress-detail")
            yield OptionList(id="progress-runs", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the figures."""
        self._draw()
        self.action_open("Figures")

    def show(self, progress: Progress) -> None:
        """Show newer progress on the same page; the bar stays on its run."""
        runs = self.query_one(OptionList)
        run = self.progress.runs[runs.highlighted].run if runs.highlighted is not None else ""
        self.progress = progress
        self._draw()
        if runs.options:
            self._list_runs(run)
        self.refresh_bindings()

    def _draw(self) -> None:
        progress = self.progress
        title = Content.styled(TITLE.format(progress.learner), HEAD)
        self.query_one("#progress-title", Static).update(title)
        self.query_one("#progress-summary", Static).update(_page(summary_blocks(progress)))
        self.query_one("#progress-detail", Static).update(_page(detail_blocks(progress)))

    def _list_runs(self, chosen: str = "") -> None:
        """List the runs, with the bar on the one with the id ``chosen``, or on the first."""
        listing, runs = self.query_one(OptionList), self.progress.runs
        listing.clear_options()
        listing.add_options(map(_line, runs) if runs else [Option(NOTHING, disabled=True)])
        places = (place for place, run in enumerate(runs) if run.run == chosen)
        listing.highlighted = next(places, 0 if runs else None)

    def on_option_list_option_selected(self) -> None:
        """Enter or a click opens a run."""
        self.action_run()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be done now: the footer and the palette list only these."""
        match action:
            case "run":
                return self.open_section == "Runs" and bool(self.progress.runs)
            case "review":
                return self.open_section == "Figures" and bool(self.progress.due)
        return super().check_action(action, parameters)

    def action_open(self, name: str) -> None:
        """Show a page."""
        super().action_open(name)
        if name == "Runs" and not self.query_one(OptionList).options:
            self._list_runs()  # only now: there may be a thousand
        self.query_one(ContentSwitcher).current = PAGES[name]
        self.query_one(f"#{PAGES[name]}").focus()
        self.refresh_bindings()

    def action_review(self) -> None:
        """Leave progress for a review."""
        self.dismiss(None)
        self.app.review()

    def action_run(self) -> None:
        """Open the debrief of the run under the bar, or go on with it."""
        index = self.query_one(OptionList).highlighted
        if index is not None:
            self.app.open_run(self.progress.runs[index])


def _page(blocks: Iterable[Block]) -> Indented:
    return Indented(Page().blocks(blocks).lines)


def _line(run: RunSummary) -> Option:
    scores = stored_scores(run.scores, run.scoring, "soundness", "as_reported")
    standing = f"in play, day {run.day}" if run.status == "playing" else scores or "finished"
    below = f"\n  {run.updated[:10]} · {run.mode} · {standing}"
    return Option(Content.assemble((run.title, "bold"), (below, "$text-muted")))
