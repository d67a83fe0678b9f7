"""The library: which cases there are, how far the learner is, and the way into one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.case.head import CaseHead
from trainer.case.library import heads, scenario_folders
from trainer.tui.commands import Command, bindings

if TYPE_CHECKING:
    from trainer.store.records import RunSummary
    from trainer.tui.app import TrainerApp

ADVICE = "For education, not medical advice. A report is one patient's course."


class FilterInput(Input):
    """A filter that leaves the question mark to help."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text for this field."""
        return character != "?" and super().check_consume_key(key, character)

    def on_key(self, event: Key) -> None:
        """Let the question mark go on to the app's binding."""
        if event.character == "?":
            event.prevent_default()


class LibraryScreen(Screen[None]):
    """Type to filter, arrows to move, enter to open."""

    app: TrainerApp
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

    def compose(self) -> ComposeResult:
        """A filter, the cases, and what the one under the bar is about."""
        yield Static(Content("Case trainer"), classes="title")
        yield FilterInput(
            placeholder="Type to filter: words of the title, specialty or summary", id="filter"
        )
        yield OptionList(id="cases", markup=False)
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="summary", markup=False)
        yield Static(Content(ADVICE), classes="dim", id="advice")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show what the index knows at once; the runs, which need the database, after that."""
        self.load_cases()
        self.call_after_refresh(self.load_standing)
        self.query_one("#filter").focus()

    def on_screen_resume(self) -> None:
        """Back from a case: standing has changed."""
        if self.cases:
            self.load_standing()

    def load_cases(self) -> None:
        """Read the heads of all cases."""
        folders = self.app.folders or scenario_folders(os.environ)
        self.cases = heads(folders, self.app.saves / "cases-index.json")
        self._show("")

    def load_standing(self) -> None:
        """Read how far the learner is in each case."""
        from trainer.store.errors import CannotRead

        try:
            runs = self.app.store.summaries(learner=self.app.learner)
        except CannotRead as error:  # cases can be played all the same
            self.app.notice(str(error), "error")
            return
        self.standing = {}
        for run in runs.runs:
            self.standing.setdefault(run.scenario, run)
        self.last = next((r for r in runs.runs if r.status == "playing"), None)
        self._show(self.query_one("#filter", Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as typed."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Enter in the filter opens the case under the bar."""
        self.action_open()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell more of the case under the bar."""
        if event.option_index < len(self.shown):
            self._about(self.shown[event.option_index])

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
        self.app.open_case(Path(head.path), self.app.mode)

    def action_go_on(self) -> None:
        """Open the case of the latest unfinished run."""
        if self.last is None:
            self.app.notice("There is no unfinished run. Choose a case and press enter.")
            return
        found = [h.path for h in self.cases if h.id == self.last.scenario]
        self.app.open_case(Path(found[0] if found else self.last.scenario_path), self.app.mode)

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
        listing.add_options([Option(self._line(h)) for h in self.shown])
        if self.shown:
            listing.highlighted = min(kept, len(self.shown) - 1)
            self._about(self.shown[listing.highlighted])
        else:
            why = f"No case has '{query}'. esc clears the filter." if words else "No cases found."
            self.query_one("#summary", Static).update(Content(why))

    def _line(self, head: CaseHead) -> Content:
        if not head.ok:
            return Content.assemble((head.title, "bold"), f"\n  ! cannot be played: {head.problem}")
        length = head.last_day - head.first_day + 1
        facts = f"\n  {head.specialty} · {length} days · {head.decisions} decisions · "
        return Content.assemble((head.title, "bold"), (facts, "dim"), self._standing(head))

    def _standing(self, head: CaseHead) -> str:
        run = self.standing.get(head.id)
        if run is None:
            return "new"
        if run.status == "playing":
            return f"in progress, day {run.day}"
        score = run.scores.get("concordance")
        return "finished" if score is None else f"finished, concordance {score:.0f}"

    def _about(self, head: CaseHead) -> None:
        minutes = f"\nAbout {head.minutes} minutes." if head.minutes else ""
        text = f"{head.summary}{minutes}" if head.ok else f"{head.path}: {head.problem}"
        self.query_one("#summary", Static).update(Content(text))


def _text(head: CaseHead) -> str:
    return f"{head.title} {head.specialty} {head.summary} {head.id}".casefold()
