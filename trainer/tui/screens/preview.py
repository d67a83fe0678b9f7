"""What a preview shows beside the case: its faults, the facilitator's page, the projector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from trainer.case.compiled import Case
from trainer.case.reading.diagnostics import Diagnostic, render
from trainer.tui.commands import Command, bindings
from trainer.tui.widgets.facilitator_page import facilitator_page
from trainer.tui.widgets.question_page import question_page
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


class _PageScreen(Screen[None]):
    DEFAULT_CSS = """
    .preview-page { height: 1fr; padding: 1 2; }
    .preview-text { height: auto; max-width: 120; }
    """

    def compose(self) -> ComposeResult:
        """A page to scroll."""
        with VerticalScroll(classes="preview-page"):
            yield Static(self.page(), classes="preview-text")
        yield Footer()

    def page(self) -> Any:
        """What stands on it."""
        raise AssertionError("each screen has its own page")

    def redraw(self) -> None:
        """Draw it again."""
        self.query_one(".preview-text", Static).update(self.page())


class FaultsScreen(_PageScreen):
    """What the check says of the file: in place of the case where there are errors."""

    COMMAND_LIST = (
        Command("close", "escape", "Case", "Back to the case, if it can be played.", footer=True),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self, path: str, found: Sequence[Diagnostic]) -> None:
        super().__init__()
        self.path = path
        self.found = tuple(found)

    @property
    def refused(self) -> bool:
        """Whether the file cannot be played."""
        return any(d.severity == "error" for d in self.found)

    def page(self) -> Any:
        """Each finding as the check prints it."""
        page = Page()
        if self.refused:
            errors = sum(d.severity == "error" for d in self.found)
            page.line(f"{self.path} cannot be played: {errors} to mend.", HEAD)
            page.line("Mend and save; the case comes back where it was.", DIM)
        elif self.found:
            page.line(f"{self.path} can be played, with {len(self.found)} warnings.", HEAD)
        else:
            page.line(f"{self.path}: nothing found.", HEAD)
        for diagnostic in self.found:
            first, *rest = render(diagnostic).splitlines()
            page.gap().line(first, WARN if diagnostic.severity == "error" else "bold")
            for line in rest:
                page.line(line)
        return page.content()

    def action_close(self) -> None:
        """Back to the case."""
        if not self.refused:
            self.app.action_learner()  # type: ignore[attr-defined]


class FacilitatorScreen(_PageScreen):
    """The facilitator's page of a day."""

    def __init__(self, case: Case, day: int) -> None:
        super().__init__()
        self.case = case
        self.day = day

    def page(self) -> Any:
        """Notes and keys."""
        return facilitator_page(self.case, self.day)


class ProjectorScreen(_PageScreen):
    """The day's questions as a room sees them, one at a time."""

    COMMAND_LIST = (
        Command("turn(1)", "right,space", "Next question", "The next question of today.", True),
        Command("turn(-1)", "left", "Question before", "The question before.", False),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)
    DEFAULT_CSS = """
    ProjectorScreen .preview-page { padding: 2 6; }
    """

    def __init__(self, case: Case, day: int) -> None:
        super().__init__()
        self.case = case
        self.day = day
        self.at = 0

    def page(self) -> Any:
        """The question."""
        asked = self.case.decisions_on.get(self.day, ())
        if not asked:
            return Page().line(f"Day {self.day}", HEAD).line("Nothing is asked today.").content()
        wide, high = self.app.size
        return question_page(asked[self.at % len(asked)], wide - 13, high - 6)

    def action_turn(self, by: int) -> None:
        """Another question of the day."""
        self.at += by
        self.redraw()
