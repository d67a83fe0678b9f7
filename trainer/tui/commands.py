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

Result = TypeVar("Result")


@dataclass(frozen=True)
class Command:
    """Something a learner can do on a screen; the screen has the method ``action_<name>``.

    ``key`` is the Textual name of a key, or several with commas between them. ``footer`` shows the
    key in the footer, which holds six in 80 columns.
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
        """The keys by their everyday names; ``keymap`` has those the learner chose instead."""
        return names_of(self.keys, keymap)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The ``BINDINGS`` of a screen; a command without a key has none.

    The id of a binding is the meaning of its key, by which a keymap replaces the key.
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
    seen = {"command_palette"}  # it is already open
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
    """The stylesheet of a screen and its widgets, from the file beside the screen.

    It is meant for ``DEFAULT_CSS``, which is parsed when the screen is first shown. As a stylesheet
    of the app it would have all the others parsed again, which takes a fifth of a second.
    """
    return (Path(__file__).parent / "screens" / f"{screen}.tcss").read_text("utf-8")


class CommandScreen(Screen[ScreenResultType]):
    """A screen whose commands bind their keys, ahead of its own ``BINDINGS``."""

    app: LearnerApp
    COMMAND_LIST: ClassVar[tuple[Command, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        """Bind the keys of the commands."""
        if "COMMAND_LIST" in vars(cls):
            cls.BINDINGS = [*bindings(cls.COMMAND_LIST), *vars(cls).get("BINDINGS", ())]
        super().__init_subclass__(**options)

    def on_compose(self) -> None:
        """Set the class for the width before styling, which then need not be done twice."""
        width, breakpoints = self.app.size.width, self.HORIZONTAL_BREAKPOINTS or []
        fitting = [name for least, name in sorted(breakpoints) if width >= least]
        self.update_classes(dict.fromkeys(fitting[-1:], True), update=False)

    def places(self) -> Iterable[Destination]:
        """Where the palette can jump to from here; no name may give away what is hidden."""
        return ()

    def why_not(self, command: str) -> str:  # noqa: ARG002 - for subclasses
        """Why the engine does not allow a command now; empty if it does."""
        return ""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The active keys, for the footer.

        Enter is shown with the screen's meaning, even if a list or field takes the key. Keys that
        could only say why they cannot be used now are hidden.
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
        """Show a notice in the corner."""
        self.notify(text, markup=False)

    def ask(self, dialog: Screen[Result], then: Callable[[Result], object]) -> None:
        """Open a dialog and call ``then`` with its result, unless it is cancelled."""

        def take(result: Result | None) -> None:
            if result is not None:
                then(result)

        self.app.push_screen(dialog, take)

    def action_close(self) -> None:
        """Close this screen without a result."""
        self.dismiss(None)
