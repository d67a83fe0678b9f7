"""Help, made from a screen's commands; and the notice on a terminal that is too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from trainer.tui.commands import Command, CommandScreen, commands_of
from trainer.tui.keymap import OWN_KEYS, keymap_in
from trainer.tui.widgets.dialogs import Dialog
from trainer.tui.widgets.indented import BLANK, Indented, Line, plain
from trainer.tui.widgets.text import DIM

WIDTH, BESIDE, BELOW = 76, 10, 8
"""Columns of the box, of what is beside its text, and rows above and below it."""
OTHER_KEYS = "Other keys can be chosen in the file of settings: see docs/keys.md."


class HelpScreen(Dialog[None]):
    """The commands of the screen below, then those that work everywhere."""

    COMMAND_LIST = (Command("close", "escape,question_mark", "Close", "Close help."),)

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self.screen_below = screen

    def body(self) -> Iterable[Widget]:
        """The commands that can be done now, those that cannot and why, those of every screen."""
        screen, keymap = self.screen_below, keymap_in(self.app)
        own = commands_of(screen)
        reasons = {c: screen.why_not(c.name) for c in own if isinstance(screen, CommandScreen)}
        now = [(c, c.help) for c in own if screen.check_action(c.name, ()) and not reasons.get(c)]
        not_now = [(command, reason) for command, reason in reasons.items() if reason]
        names = {command.name.removeprefix("app.") for command in own}
        everywhere = [
            (c, c.help)
            for c in commands_of(self.app)
            if c.name not in names and self.app.check_action(c.name, ())
        ]
        groups = {"What you can do now": now, "Not now": not_now}
        if not screen.is_modal:  # a dialog blocks these keys
            groups["Everywhere"] = everywhere
        lines = [*_lines(groups, keymap)]
        if keymap is not OWN_KEYS:
            lines += [BLANK, plain((OTHER_KEYS, DIM))]
        self._page = Indented(lines)
        yield VerticalScroll(Static(self._page, classes="help-text"))

    def on_mount(self) -> None:
        """Say on the border how to close help, which has no footer."""
        self.query_one(".dialog").border_subtitle = "esc closes"

    def on_resize(self, event: Resize) -> None:
        """Fill the screen only if the text needs it."""
        rows = self._page.get_height({}, min(WIDTH, event.size.width) - BESIDE) + BELOW
        self.query_one(".dialog").set_class(rows <= event.size.height, "-short")


def _lines(
    groups: Mapping[str, list[tuple[Command, str]]], keymap: Mapping[str, str]
) -> Iterator[Line]:
    """Each group of commands below its heading: keys, titles and texts in three columns."""
    rows = {
        head: [(c.key_name(keymap) or "(by name)", c.title, text) for c, text in commands]
        for head, commands in groups.items()
        if commands
    }
    keys, titles = (
        max((len(row[place]) for group in rows.values() for row in group), default=0) + 2
        for place in (0, 1)
    )
    for number, (head, group) in enumerate(rows.items()):
        yield from [BLANK] * bool(number)
        yield plain((head, "bold"))
        yield BLANK
        for key, title, text in group:
            lead = Content.assemble((key.ljust(keys), "bold"), title.ljust(titles))
            yield lead, Content.styled(text, DIM)


class TooSmallScreen(ModalScreen[None]):
    """Covers the screens while the terminal is too small to read them."""

    # The keys of the app do not reach it.
    BINDINGS: ClassVar = [Binding("ctrl+q", "app.quit", show=False)]

    def __init__(self, smallest: tuple[int, int], program: str, advice: str) -> None:
        super().__init__()
        self.smallest, self.program, self.advice = smallest, program, advice

    def compose(self) -> ComposeResult:
        """The notice."""
        yield Static(self._text(self.app.size.width, self.app.size.height), id="too-small")

    def on_resize(self, event: Resize) -> None:
        """Show the new size."""
        self.query_one("#too-small", Static).update(self._text(event.size.width, event.size.height))

    def on_screen_resume(self) -> None:
        """Close, if there is room again when a screen above it has closed."""
        wide, high = self.smallest
        if self.app.size.width >= wide and self.app.size.height >= high:
            self.dismiss()

    def _text(self, width: int, height: int) -> Content:
        wide, high = self.smallest
        return Content(
            f"{self.program} needs {wide} columns, {high} rows;\n"
            f"this terminal has {width} by {height}."
            f"\n\nMake it larger: nothing is lost.\n{self.advice}\n\nctrl+q leaves"
        )
