"""A command, declared once: its key, its palette entry, its footer and its help come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen, ScreenResultType

from trainer.tui.keymap import Letter as Letter
from trainer.tui.keymap import keymap_in, meaning, names_of
from trainer.tui.places import Destination

if TYPE_CHECKING:
    from trainer.tui.learner_app import LearnerApp

Given = TypeVar("Given")


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
    def keys(self) -> list[str]:
        """Its keys, the first one shown in the footer."""
        return [key for key in self.key.split(",") if key]

    def key_name(self, keymap: Mapping[str, str]) -> str:
        """The keys as a person calls them; ``keymap`` has those the learner chose instead."""
        return names_of(self.keys, keymap)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """What a screen gives Textual as its ``BINDINGS``; a command without a key has none.

    The id of a binding is what its key means: by it a keymap puts another key in its place.
    """
    return [
        Binding(
            key,
            command.name,
            command.title,
            show=command.footer and key == command.keys[0],
            key_display=names_of([key], {}),
            tooltip=command.help,
            id=meaning(key),
        )
        for command in commands
        for key in command.keys
    ]


def commands_of(thing: object) -> tuple[Command, ...]:
    """The commands an app or a screen declares."""
    return getattr(thing, "COMMAND_LIST", ())


def palette_entries(screen: Screen[object]) -> Iterator[SystemCommand]:
    """The palette's entries: the screen's commands that can be done now, then the app's."""
    seen = {"command_palette"}  # it is open
    keymap = keymap_in(screen.app)
    for owner in (screen, screen.app):
        for command in commands_of(owner):
            name = command.name.removeprefix("app.")
            if name not in seen and owner.check_action(command.name, ()):
                seen.add(name)
                key = command.key_name(keymap)
                yield SystemCommand(
                    command.title,
                    f"{key}: {command.help}" if key else command.help,
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

    def on_compose(self) -> None:
        """Have the class of its width before anything is styled, which is not done twice then."""
        width, breakpoints = self.app.size.width, self.HORIZONTAL_BREAKPOINTS or []
        fitting = [name for least, name in sorted(breakpoints) if width >= least]
        self.update_classes(dict.fromkeys(fitting[-1:], True), update=False)

    def places(self) -> Iterable[Destination]:
        """What the palette can jump to from here, nothing of which may be hidden."""
        return ()

    def why_not(self, command: str) -> str:  # noqa: ARG002 - some screens know
        """Why a command cannot be done now, where the engine says so."""
        return ""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that act, for the footer: enter as the screen means it, not the list or field
        that takes it; without those that can only say why they cannot be used now.
        """
        active = super().active_bindings
        for own in self._bindings.key_to_bindings.get("enter", ()):
            if own.show and self.check_action(own.action, ()):
                active["enter"] = ActiveBinding(self, own, True)
        for key, (node, binding, *_) in active.items():
            if binding.show and node is self and self.why_not(binding.action):
                hidden = replace(binding, show=False)
                active[key] = active[key]._replace(binding=hidden)
        return active

    def say(self, text: str) -> None:
        """Tell something in the corner."""
        self.notify(text, markup=False)

    def ask(self, dialog: Screen[Given], then: Callable[[Given], object]) -> None:
        """Do something with what a dialog gives; nothing where it is left without an answer."""

        def take(given: Given | None) -> None:
            if given is not None:
                then(given)

        self.app.push_screen(dialog, take)

    def action_close(self) -> None:
        """Back to the screen below, with nothing."""
        self.dismiss(None)
