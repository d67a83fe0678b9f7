"""A command, declared once: its key, its palette entry, its footer and its help come from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.keys import format_key
from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from trainer.tui.learner_app import LearnerApp


class Letter:
    """What a letter means, the same on every screen of a learner."""

    CITATIONS = "c"
    DECIDE = "d"
    END_ORDER = "e"
    GO_TO = "g"
    HINT = "h"
    LEARNER = "l"
    LEAVE = "q"
    NEXT = "n"
    BEFORE = "b"
    ORDER = "o"
    PASS = "p"
    RUNS = "m"
    RESET = "z"
    SAVE_AGAIN = "r"
    SUBMIT = "s"
    TERMS = "x"
    THEME = "t"
    UNDO = "u"
    WRITE = "w"
    YES = "y"


@dataclass(frozen=True)
class Command:
    """Something a learner can do on a screen; the screen has the method ``action_<name>``.

    ``key`` is one key of Textual's, or several with commas between them. ``footer`` asks for a
    place among the footer's keys, of which 80 columns hold six.
    """

    name: str
    key: str
    title: str
    help: str
    footer: bool = False

    @property
    def key_name(self) -> str:
        """The keys as a person calls them."""
        keys = filter(None, self.key.split(","))
        return " or ".join(key if key == "enter" else format_key(key) for key in keys)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """What a screen gives Textual as its ``BINDINGS``; a command without a key has none."""
    return [
        Binding(
            command.key,
            command.name,
            command.title,
            show=command.footer,
            key_display=command.key_name.split(" or ")[0],
            tooltip=command.help,
        )
        for command in commands
        if command.key
    ]


def commands_of(thing: object) -> tuple[Command, ...]:
    """The commands an app or a screen declares."""
    return getattr(thing, "COMMAND_LIST", ())


def palette_entries(screen: Screen[object]) -> Iterator[SystemCommand]:
    """The palette's entries: the screen's commands that can be done now, then the app's."""
    for owner in (screen, screen.app):
        for command in commands_of(owner):
            if owner.check_action(command.name, ()):
                yield SystemCommand(
                    command.title,
                    command.help,
                    # Bound now: the loop's variables change before the entry is chosen.
                    lambda owner=owner, name=command.name: owner.run_worker(
                        owner.run_action(name), exit_on_error=True
                    ),
                )


def rules(screen: str) -> str:
    """The stylesheet of a screen and what is on it, beside the screen.

    As its default rules it is read when the screen first comes; as one of the app's all others
    would be parsed again with it, which takes a fifth of a second.
    """
    return (Path(__file__).parent / "screens" / f"{screen}.tcss").read_text("utf-8")


class CommandScreen(Screen[ScreenResultType]):
    """A screen whose keys are those of its commands, before any of ``BINDINGS``."""

    app: LearnerApp
    COMMAND_LIST: ClassVar[tuple[Command, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        """Bind the keys of the commands."""
        if "COMMAND_LIST" in vars(cls):
            cls.BINDINGS = [*bindings(cls.COMMAND_LIST), *vars(cls).get("BINDINGS", ())]
        super().__init_subclass__(**options)

    def say(self, text: str) -> None:
        """Tell something in the corner."""
        self.notify(text, markup=False)

    def action_close(self) -> None:
        """Back to the screen below, with nothing."""
        self.dismiss(None)
