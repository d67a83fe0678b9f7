"""The library: which cases there are, how far the learner is, and the way into one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.case.library.head import CaseHead
from trainer.case.library.played import file_of_run, gone, latest_of
from trainer.counting import some
from trainer.scoring.stored import stored_scores
from trainer.tui.commands import Command, bindings
from trainer.tui.widgets.case_list import CaseList, FilterInput

if TYPE_CHECKING:
    from trainer.store.records import RunSummary
    from trainer.store.runs import Summaries
    from trainer.tui.learner import LearnerApp

ADVICE = "For education, not medical advice. A report is one patient's course."


TITLE = "Case trainer"


class LibraryScreen(Screen[None]):
    """Type to filter, arrows to move, enter to open."""

    app: LearnerApp
    COMMAND_LIST = (
        Command("open", "enter", "Open", "Open the case under the bar.", footer=True),
        Command("go_on", "ctrl+n", "Continue", "Go on where you left off last.", footer=True),
        Command("down", "down", "Down", "The next case."),
        Command("up", "up", "Up", "The case before."),
        Command("clear", "escape", "Clear", "Clear the filter.", footer=True),
        Command("app.quit", "ctrl+q", "Quit", "Leave; everything is saved.", footer=True),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[CaseHead] = []
        self.shown: list[CaseHead] = []
        self.standing: dict[str, RunSummary] = {}
        self.last: RunSummary | None = None
        self._resumed = False
        self._told: CaseHead | None = None
        self._noticed: set[str] = set()

    def compose(self) -> ComposeResult:
        """A filter, the cases, and what the one under the bar is about."""
        self.load_cases()
        yield Static(Content(TITLE), classes="title", id="library-title")
        yield FilterInput(
            placeholder="Type to filter: words of the title, specialty or summary", id="filter"
        )
        yield CaseList(*self._options(), id="cases", markup=False)
        with VerticalScroll(id="about", can_focus=False):
            yield Static(self._about(self.shown[0] if self.shown else None), id="summary")
        yield Static(Content(ADVICE), classes="dim", id="advice")
        yield Footer(show_command_palette=False)

    @property
    def scene(self) -> object:
        """The cases that are listed."""
        return tuple(head.path for head in self.shown)

    def on_mount(self) -> None:
        """Show what the index knows at once; the runs, which need the database, after that."""
        self.query_one("#filter").focus()
        if self.shown:
            self.query_one("#cases", OptionList).highlighted = 0
        self.app.after_first_paint(self.load_standing)

    def on_screen_resume(self) -> None:
        """Back from a case: standing has changed."""
        if self._resumed:
            self.opening("")
            self.load_standing()
        self._resumed = True

    def load_cases(self) -> None:
        """Read the heads of all cases."""
        self.cases = self.shown = self.app.heads()

    def load_standing(self) -> None:
        """Read how far the learner is in each case, in a thread: there may be many runs."""
        self.run_worker(self._load_standing(), group="standing", exclusive=True)

    async def _load_standing(self) -> None:
        read = await asyncio.to_thread(_runs, self.app)
        if isinstance(read, str):  # cases can be played all the same
            self.app.notice(read, "error")
        else:
            self._take_standing(read)

    def _take_standing(self, runs: Summaries) -> None:
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
        said = f"Opening {title} ..." if title else TITLE
        self.query_one("#library-title", Static).update(Content(said), layout=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as typed."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Enter in the filter opens the case under the bar."""
        self.action_open()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell more of the case under the bar."""
        if event.option_index < len(self.shown):
            self._tell(self.shown[event.option_index])

    def on_option_list_option_selected(self) -> None:
        """A click or enter on a case opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Open the case under the bar."""
        index = self.query_one("#cases", OptionList).highlighted
        if index is None or index >= len(self.shown):
            return
        head = self.shown[index]
        if not head.ok:
            self.app.notice(f"This file cannot be played: {head.problem}.", "error")
            return
        self._open(head.title, head.path)

    def _open(self, title: str, path: str) -> None:
        self.opening(title)
        self.app.open_case(Path(path), self.app.mode)

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

    def action_down(self) -> None:
        """The next case."""
        self.query_one("#cases", OptionList).action_cursor_down()

    def action_up(self) -> None:
        """The case before."""
        self.query_one("#cases", OptionList).action_cursor_up()

    def action_clear(self) -> None:
        """Clear the filter."""
        self.query_one("#filter", Input).value = ""

    def _show(self, query: str) -> None:
        words = query.casefold().split()
        self.shown = [h for h in self.cases if all(w in _text(h) for w in words)]
        listing = self.query_one("#cases", OptionList)
        kept = listing.highlighted or 0
        listing.clear_options()
        listing.add_options(self._options())
        if self.shown:
            listing.highlighted = min(kept, len(self.shown) - 1)
            self._tell(self.shown[listing.highlighted])
        else:
            self._tell(None, f"No case has '{query}'. esc clears the filter." if words else "")

    def _options(self) -> list[Option]:
        return [Option(self._line(h)) for h in self.shown]

    def _line(self, head: CaseHead) -> Content:
        if not head.ok:
            return Content.assemble((head.title, "bold"), f"\n  ! cannot be played: {head.problem}")
        length = head.last_day - head.first_day + 1
        facts = [head.specialty, some(length, "day"), some(head.decisions, "decision")]
        facts += [f"{head.minutes} min"] if head.minutes else []
        facts += [f"installed, version {head.version}"] if head.installed else []
        standing, told = f"   {self._standing(head)}", f"\n  {' · '.join(facts)}"
        return Content.assemble((head.title, "bold"), standing, (told, "dim"))

    def _standing(self, head: CaseHead) -> str:
        run = self.standing.get(head.path)
        if run is None:
            return "new"
        if run.status == "playing":
            return f"in progress, day {run.day}"
        told = stored_scores(run.scores, run.scoring, "soundness", "as_reported", "concordance")
        if told and run.scenario_version != head.version:
            told += f" (version {run.scenario_version})"
        return ", ".join(filter(None, ["finished", told]))

    def _about(self, head: CaseHead | None, otherwise: str = "") -> Content:
        self._told = head
        if head is None:
            return Content(otherwise or "No cases found.")
        return Content(head.summary if head.ok else f"{head.path}: {head.problem}")

    def _tell(self, head: CaseHead | None, otherwise: str = "") -> None:
        if head is not None and head is self._told:
            return
        summary = self.query_one("#summary", Static)
        before = summary.size.height
        summary.update(self._about(head, otherwise), layout=False)
        width = summary.size.width
        if summary.get_content_height(self.size, self.size, width) != before:
            # Only then has the rest of the screen to move, which takes longer than the text.
            summary.refresh(layout=True)


def _runs(app: LearnerApp) -> Summaries | str:
    from trainer.errors import CannotRead

    try:
        return app.store.summaries(learner=app.learner)
    except CannotRead as error:
        return str(error)


def _text(head: CaseHead) -> str:
    return f"{head.title} {head.specialty} {head.summary} {head.id}".casefold()
