"""The library: which cases there are, how far the learner is, and the way into one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.reactive import reactive
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.case.library.head import CaseHead
from trainer.case.library.played import file_of_run, gone, latest_of
from trainer.counting import some
from trainer.errors import CannotRead
from trainer.scoring.stored import stored_scores
from trainer.tui.commands import Command, CommandScreen
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from trainer.store.records import RunSummary

ADVICE = "For education, not medical advice. A report is one patient's course."
TITLE = "Case trainer"


class FilterInput(LineInput):
    """A filter that leaves the question mark to help."""

    # The field's own binding, told in the footer: it hides the screen's.
    BINDINGS: ClassVar = [Binding("enter", "submit", "Open", key_display="enter")]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text for this field."""
        return character != "?" and super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Let the question mark go on to the app's binding."""
        if event.character == "?":
            event.prevent_default()


class CaseList(OptionList):
    """The cases; where the bar moves, only the rows it leaves and enters are painted."""

    BINDINGS: ClassVar = [Binding("enter", "select", "Open", key_display="enter")]
    highlighted: reactive[int | None] = reactive(None, repaint=False)

    def _watch_highlighted(self, before: int | None, after: int | None) -> None:
        # A list of 25 rows takes 5 ms to paint at each key, two cases take 1.
        for index in (before, after):
            if index is not None and (row := self._index_to_line.get(index)) is not None:
                self.refresh_lines(row, self._heights[index])


class LibraryScreen(CommandScreen[None]):
    """Type to filter, arrows to move, enter to open."""

    COMMAND_LIST = (
        Command("open", "enter", "Open", "Open the case under the bar.", footer=True),
        Command("go_on", "ctrl+n", "Continue", "Go on where you left off last.", footer=True),
        Command("move('down')", "down", "Down", "The next case."),
        Command("move('up')", "up", "Up", "The case before."),
        Command("clear", "escape", "Clear", "Clear the filter.", footer=True),
        Command("app.quit", "ctrl+q", "Quit", "Leave; everything is saved.", footer=True),
    )

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[CaseHead] = []
        self.shown: list[CaseHead] = []
        self.standing: dict[str, RunSummary] = {}
        self.last: RunSummary | None = None
        self._resumed = False
        self._about = ""
        self._noticed: set[str] = set()

    def compose(self) -> ComposeResult:
        """A filter, the cases, and what the one under the bar is about."""
        self.cases = self.shown = self.app.heads()
        yield Static(Content(TITLE), classes="title", id="library-title")
        yield FilterInput(
            placeholder="Type to filter: words of the title, specialty or summary", id="filter"
        )
        yield CaseList(*map(self._option, self.shown), id="cases", markup=False)
        self._about = _about(self.shown[0]) if self.shown else "No cases found."
        summary = Static(Content(self._about), id="summary")
        yield VerticalScroll(summary, id="about", can_focus=False)
        yield Static(Content(ADVICE), classes="dim", id="advice")
        yield KeyLine()

    @property
    def scene(self) -> object:
        """The cases that are listed."""
        return tuple(head.path for head in self.shown)

    def on_mount(self) -> None:
        """Show what the index knows at once; the runs, which need the database, after that."""
        self.query_one("#filter").focus()
        if self.shown:
            self.query_one(CaseList).highlighted = 0
        self.app.after_first_paint(self.load_standing)

    def on_screen_resume(self) -> None:
        """Back from a case: standing has changed."""
        if self._resumed:
            self.opening("")
            self.load_standing()
        self._resumed = True

    @work(group="standing", exclusive=True)
    async def load_standing(self) -> None:
        """Read how far the learner is in each case, in a thread: there may be many runs."""
        try:
            # The store brings the database along: it is imported in the thread, too.
            runs = await asyncio.to_thread(
                lambda: self.app.store.summaries(learner=self.app.learner)
            )
        except CannotRead as error:  # cases can be played all the same
            self.app.notice(str(error), "error")
            return
        for notice in runs.notices:
            if notice not in self._noticed:  # once, not each time the learner comes back
                self._noticed.add(notice)
                self.app.notice(notice, "warning")
        before, self.standing = self.standing, latest_of(runs.runs, self.cases)
        self.last = next((r for r in runs.runs if r.status == "playing"), None)
        if self.standing != before:
            self._show(self.query_one("#filter", Input).value)

    def opening(self, title: str) -> None:
        """Say which case is being opened; an empty title takes it back."""
        text = Content(f"Opening {title} ..." if title else TITLE)
        self.query_one("#library-title", Static).update(text, layout=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as typed."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Enter in the filter opens the case under the bar."""
        self.action_open()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell more of the case under the bar."""
        if event.option_index < len(self.shown):
            self._tell(_about(self.shown[event.option_index]))

    def on_option_list_option_selected(self) -> None:
        """A click or enter on a case opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Open the case under the bar."""
        index = self.query_one(CaseList).highlighted
        if index is None or index >= len(self.shown):
            return
        head = self.shown[index]
        if not head.ok:
            self.app.notice(f"This file cannot be played: {head.problem}.", "error")
            return
        self._open(head.title, head.path)

    def _open(self, title: str, path: str) -> None:
        self.opening(title)
        self.app.open_case(Path(path))

    def action_go_on(self) -> None:
        """Open the case of the latest unfinished run."""
        if self.last is None:
            self.app.notice("There is no unfinished run. Choose a case and press enter.")
            return
        path = file_of_run(self.last, self.cases)
        if path is None:
            self.app.notice(gone(self.last, self.last.run), "error")
        else:
            self._open(self.last.title, str(path))

    async def action_move(self, way: str) -> None:
        """The case before or after."""
        await self.query_one(CaseList).run_action(f"cursor_{way}")

    def action_clear(self) -> None:
        """Clear the filter."""
        self.query_one("#filter", Input).value = ""

    def _show(self, query: str) -> None:
        words = query.casefold().split()
        self.shown = [h for h in self.cases if all(w in _text(h) for w in words)]
        listing = self.query_one(CaseList)
        kept = listing.highlighted or 0
        listing.clear_options()
        listing.add_options(map(self._option, self.shown))
        if self.shown:
            listing.highlighted = min(kept, len(self.shown) - 1)
            self._tell(_about(self.shown[listing.highlighted]))
        elif words:
            self._tell(f"No case has '{query}'. esc clears the filter.")
        else:
            self._tell("No cases found.")

    def _option(self, head: CaseHead) -> Option:
        if not head.ok:
            problem = f"\n  ! cannot be played: {head.problem}"
            return Option(Content.assemble((head.title, "bold"), problem))
        facts = [head.specialty, some(head.decisions, "decision")]
        facts += [f"{head.minutes} min"] if head.minutes else []
        facts += [f"installed, version {head.version}"] if head.installed else []
        below = f"\n  {' · '.join(facts)}"
        standing = f"   {self._standing(head)}"
        return Option(Content.assemble((head.title, "bold"), standing, (below, "dim")))

    def _standing(self, head: CaseHead) -> str:
        run = self.standing.get(head.path)
        if run is None:
            return "new"
        if run.status == "playing":
            return f"in progress, day {run.day}"
        scores = stored_scores(run.scores, run.scoring, "soundness", "as_reported", "concordance")
        if scores and run.scenario_version != head.version:
            scores += f" (version {run.scenario_version})"
        return ", ".join(filter(None, ["finished", scores]))

    def _tell(self, about: str) -> None:
        if about == self._about:
            return
        self._about = about
        summary = self.query_one("#summary", Static)
        before = summary.size.height
        summary.update(Content(about), layout=False)
        if summary.get_content_height(self.size, self.size, summary.size.width) != before:
            # Only then has the rest of the screen to move, which takes longer than the text.
            summary.refresh(layout=True)


def _about(head: CaseHead) -> str:
    return head.summary if head.ok else f"{head.path}: {head.problem}"


def _text(head: CaseHead) -> str:
    return f"{head.title} {head.specialty} {head.summary} {head.id}".casefold()
