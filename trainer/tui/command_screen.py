"""What all screens share: the keys of their commands, and short notices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.screen import Screen, ScreenResultType

from trainer.tui.commands import Command, bindings

if TYPE_CHECKING:
    from trainer.tui.learner_app import LearnerApp


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
