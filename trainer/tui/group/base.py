"""What the apps of the room and of the notes share: themes, a page, moves in a session."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ScreenResultType
from textual.theme import Theme
from textual.visual import VisualType
from textual.widgets import Static

from trainer.collecting import SERVING, settle
from trainer.engine.moves import Refused
from trainer.group.session import GroupSession, Move
from trainer.tui.command_app import CommandApp
from trainer.tui.commands import Command, CommandScreen, bindings
from trainer.tui.widgets.key_line import KeyLine

_QUIET = {
    "footer-key-foreground": "#F0E442",
    "block-cursor-text-style": "bold",
    "button-focus-text-style": "bold underline",
}

DARK = Theme(
    name="high-contrast",
    primary="#56B4E9",
    secondary="#56B4E9",
    accent="#F0E442",
    warning="#F0E442",
    error="#FF8A65",
    success="#56B4E9",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    boost="#262626",
    dark=True,
    variables={**_QUIET, "foreground-muted": "#C8C8C8"},
)
"""For a darkened room."""

LIGHT = Theme(
    name="high-contrast-light",
    primary="#004C80",
    secondary="#004C80",
    accent="#7A3E00",
    warning="#7A3E00",
    error="#A00000",
    success="#004C80",
    foreground="#000000",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#EDEDED",
    boost="#E0E0E0",
    dark=False,
    variables={**_QUIET, "footer-key-foreground": "#004C80", "foreground-muted": "#3A3A3A"},
)
"""For a room with the lights on, where dark areas are washed out."""

TICK = 0.25
"""Seconds between updates of the clock and the count: at most four repaints a second."""


class BaseApp(CommandApp):
    """An app in high contrast."""

    CSS_PATH: ClassVar = ["../trainer.tcss", "room.tcss"]
    TOO_SMALL = ("A room", "Or make its letters smaller.")
    COMMAND_LIST: ClassVar[tuple[Command, ...]] = (
        Command("help", "question_mark", "Help", "What can be done on this screen.", footer=True),
        Command("command_palette", "ctrl+p", "Commands", "Find a command by its name."),
        Command("light", "ctrl+l", "Light", "Dark on light, or light on dark."),
        Command("quit", "ctrl+q", "Quit", "Leave. An unfinished session can be resumed."),
    )
    BINDINGS: ClassVar = bindings(COMMAND_LIST)

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def on_mount(self) -> None:
        """Exclude the objects of the start from garbage collection, which would delay keys."""
        self.call_after_refresh(settle, SERVING)

    def action_light(self) -> None:
        """Switch to the other theme."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name
        for screen in self.screen_stack:
            if hasattr(screen, "draw"):  # bars take their colours when they are drawn
                screen.call_later(screen.draw)  # later, when a screen just opened has its widgets


class PageScreen(CommandScreen[None]):
    """A page to scroll."""

    def compose(self) -> ComposeResult:
        """A page to scroll."""
        with VerticalScroll(classes="page"):
            yield Static(classes="page-text")
        yield KeyLine()

    def on_mount(self) -> None:
        """Focus the page, so that arrows scroll it."""
        self.query_one(".page").focus()

    def show(self, page: VisualType) -> None:
        """Show ``page``."""
        self.query_one(".page-text", Static).update(page)


class SessionScreen(CommandScreen[ScreenResultType]):
    """A screen that makes moves in a session."""

    session: GroupSession
    turn: str | None = None
    """The turn of the session that this screen shows; None if its moves fit any turn."""

    @property
    def stays(self) -> bool:
        """Whether the screen stays open when the page behind it changes."""
        return False

    def do(self, move: Move, turn: str | None = None) -> bool:
        """Make a move that was chosen at ``turn``, by default the one this screen shows.

        If it is refused, show the reason and return False.
        """
        try:
            self.session.do(move, self.turn if turn is None else turn)
        except Refused as why:
            self.say(str(why))
            return False
        return True
