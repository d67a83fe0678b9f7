"""Where an estimate is typed."""

from __future__ import annotations

from textual import events

from trainer import typed
from trainer.tui.widgets.line_input import LineInput

FIGURES = frozenset("0123456789.,-")


class NumberInput(LineInput):
    """Takes figures alone, so that letters stay commands; arrows say how sure one is."""

    takes_early = False

    def __init__(self, begun: str, unit: str) -> None:
        super().__init__(
            begun,
            id="answer-value",
            restrict=r"-?[0-9]*[.,]?[0-9]*",
            placeholder=f"A number, in {unit}",
            compact=True,
            max_length=20,
        )
        self.unit = unit

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual gives it
        """Whether a key is text for this field."""
        return character is not None and character in FIGURES

    def on_key(self, event: events.Key) -> None:
        """Let letters go on to the screen's commands."""
        if event.is_printable and event.character not in FIGURES:
            event.prevent_default()

    def take(self, text: str) -> None:
        """A number with its unit, as it may be copied, is a number."""
        try:
            number = typed.estimate(typed.one_line(text), self.unit)
        except typed.NotUnderstood as why:
            self.tell(str(why))
            return
        self.value = f"{number:.15g}"
        self.cursor_position = len(self.value)

    def refusal(self) -> str:
        """Why something was not taken."""
        return f"One number is asked for, in {self.unit}."
