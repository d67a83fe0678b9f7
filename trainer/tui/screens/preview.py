"""What a preview shows beside the case: its faults, the facilitator's page, the projector."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.visual import VisualType
from textual.widgets import Static

from trainer.case.compiled import Case
from trainer.case.reading.diagnostics import Diagnostic, render
from trainer.counting import some
from trainer.tui.commands import Command, CommandScreen, rules
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.pages import facilitator_page
from trainer.tui.widgets.question_page import question_page
from trainer.tui.widgets.text import DIM, HEAD, WARN, Page


class PreviewPage(CommandScreen[None]):
    """A page to scroll."""

    DEFAULT_CSS = rules("preview")

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(classes="preview-page"):
            yield Static(self.page(), classes="preview-text")
        yield KeyLine()

    def page(self) -> VisualType:
        """The content of the page."""
        raise NotImplementedError


class FaultsScreen(PreviewPage):
    """The diagnostics of the check; shown instead of the case if there are errors."""

    COMMAND_LIST = (
        Command("close", "escape", "Case", "Back to the case, if it can be played.", footer=True),
    )

    def __init__(self, path: str, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__()
        self.path = path
        self.diagnostics = tuple(diagnostics)

    @property
    def refused(self) -> bool:
        """Whether the file cannot be played."""
        return any(d.severity == "error" for d in self.diagnostics)

    def page(self) -> VisualType:
        """Each diagnostic as the check prints it."""
        page = Page()
        if self.refused:
            errors = sum(d.severity == "error" for d in self.diagnostics)
            page.line(f"{self.path} cannot be played: {errors} to mend.", HEAD)
            page.line("Mend and save; the case comes back where it was.", DIM)
        elif self.diagnostics:
            page.line(
                f"{self.path} can be played, with {some(len(self.diagnostics), 'warning')}.", HEAD
            )
        else:
            page.line(f"{self.path}: nothing found.", HEAD)
        for diagnostic in self.diagnostics:
            first, *rest = render(diagnostic).splitlines()
            page.gap().line(first, WARN if diagnostic.severity == "error" else "bold")
            for line in rest:
                page.line(line)
        return page.content()

    def action_close(self) -> None:
        """Back to the case."""
        if not self.refused:
            self.app.action_learner()  # type: ignore[attr-defined]


class FacilitatorScreen(PreviewPage):
    """The facilitator's page of a day."""

    def __init__(self, case: Case, day: int) -> None:
        super().__init__()
        self.case = case
        self.day = day

    def page(self) -> VisualType:
        """The notes and keys of the day."""
        return facilitator_page(self.case, self.day)


class ProjectorScreen(FacilitatorScreen):
    """The day's questions as a room sees them, one at a time."""

    COMMAND_LIST = (
        Command("show(1)", "right,space", "Next question", "The next question of today.", True),
        Command("show(-1)", "left", "Question before", "The question before."),
    )
    DEFAULT_CSS = "ProjectorScreen .preview-page { padding: 2 6; }"
    at = 0
    """The place of the question shown, counted on past the last one."""

    def page(self) -> VisualType:
        """The question."""
        questions = self.case.questions_on.get(self.day, ())
        if not questions:
            return Page().line(f"Day {self.day}", HEAD).line("Nothing is asked today.").content()
        wide, high = self.app.size
        return question_page(questions[self.at % len(questions)], wide - 13, high - 6)

    def action_show(self, by: int) -> None:
        """Show another question of the day."""
        self.at += by
        self.query_one(".preview-text", Static).update(self.page())
