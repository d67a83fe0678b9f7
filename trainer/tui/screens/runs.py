"""The learner's runs: go on with one, read its debrief, or delete it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.counting import some
from trainer.errors import StoreError
from trainer.presentation.home import run_standing
from trainer.presentation.spans import left
from trainer.store.records import RunSummary
from trainer.tui.commands import Command, Letter
from trainer.tui.widgets.dialogs import Confirm, Dialog


class RunsScreen(Dialog[RunSummary]):
    """The runs, those of ``case`` first; dismissed with the run to open."""

    COMMAND_LIST = (
        Command("open", "enter", "Open", "Go on with the run, or read its debrief.", footer=True),
        Command("remove", "delete", "Delete", "Delete this run, after asking.", footer=True),
        Command("reset", Letter.RESET, "Reset case", "Delete all your runs of its case.", True),
        Command("close", f"escape,{Letter.LEAVE}", "Close", "Back home.", footer=True),
    )
    BUTTONS: ClassVar = {"close": "default"}

    def __init__(self, runs: Sequence[RunSummary], case: str) -> None:
        super().__init__("Your runs, the latest first" if runs else "You have no runs yet.")
        self.runs = sorted(runs, key=lambda run: run.scenario != case)  # the latest first in each

    @property
    def scene(self) -> object:
        """The listed runs."""
        return tuple(run.run for run in self.runs)

    def body(self) -> Iterable[Widget]:
        """A line for each run."""
        yield from super().body()
        yield OptionList(*self._options(), id="runs", markup=False)

    def _options(self) -> Iterable[Option]:
        facts = [f"{run.created[:10]}  {run.mode:<5}  {run_standing(run)}" for run in self.runs]
        room = min(90, self.app.size.width - 13) - 2 - max(map(len, facts), default=0)
        for run, fact in zip(self.runs, facts, strict=True):
            yield Option(Content(f"{left(run.title, room)}  {fact}"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be done now; those on a run need a run."""
        if action in ("open", "remove", "reset"):
            return bool(self.runs)
        return super().check_action(action, parameters)

    @property
    def chosen(self) -> RunSummary | None:
        """The run under the bar."""
        index = self.query_one(OptionList).highlighted
        return None if index is None else self.runs[index]

    def on_mount(self) -> None:
        """Put the bar on the first run."""
        listing = self.query_one(OptionList)
        listing.display = bool(self.runs)
        listing.focus()
        if self.runs:
            listing.highlighted = 0

    def on_option_list_option_selected(self) -> None:
        """Enter or a click opens a run."""
        self.action_open()

    def action_open(self) -> None:
        """Open the run under the bar."""
        if self.chosen is not None:
            self.dismiss(self.chosen)

    def action_remove(self) -> None:
        """Delete this run, after asking."""
        if (run := self.chosen) is not None:
            question = f"Delete the run of {run.created[:10]} ({run_standing(run)}) for good?"
            self.ask(Confirm(f"{run.title}\n\n{question}"), lambda _: self._delete([run]))

    def action_reset(self) -> None:
        """Ask, then delete all runs of the case under the bar, which is then new again."""
        if (run := self.chosen) is not None:
            runs = [other for other in self.runs if other.scenario == run.scenario]
            question = f"Delete {some(len(runs), 'run')} of this case for good? It is then new."
            self.ask(Confirm(f"{run.title}\n\n{question}"), lambda _: self._delete(runs))

    def _delete(self, runs: Iterable[RunSummary]) -> None:
        for run in runs:
            try:
                self.app.store.delete(run.run)
            except StoreError as error:
                self.app.notice(str(error), "error")
            else:
                self.runs.remove(run)
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(self._options())
        if self.runs:
            listing.highlighted = 0
