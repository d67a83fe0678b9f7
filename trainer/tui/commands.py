"""A command, declared once: its key, its palette entry, its footer and its help come from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

_KEY_NAMES = {
    "question_mark": "?",
    "escape": "esc",
    "enter": "enter",
    "slash": "/",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "page up",
    "pagedown": "page down",
    "plus": "+",
    "minus": "-",
    "full_stop": ".",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


class Letter:
    """What a letter means, the same on every screen of a learner."""

    DECIDE = "d"
    END_ORDER = "e"
    GO_TO = "g"
    HINT = "h"
    LIBRARY = "q"
    NEXT = "n"
    BEFORE = "b"
    ORDER = "o"
    PASS = "p"
    SAVE_AGAIN = "r"
    SUBMIT = "s"
    TERMS = "x"
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
        keys = (key.strip() for key in self.key.split(","))
        return " or ".join(_KEY_NAMES.get(key, key) for key in keys if key)


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
