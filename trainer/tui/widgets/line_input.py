"""Fields of one line: what is put into them is kept, or they say why not."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from trainer import typed


class LineInput(Input):
    """Takes nothing that a terminal would obey; the lines of a paste are joined.

    It is drawn as a line: with a border it would be a box in a box.
    """

    DEFAULT_CSS = """
    LineInput {
        height: 1; border: none; padding: 0 1; background: $foreground 10%;
        &:focus { border: none; }
        & > .input--placeholder { color: $foreground-muted; }
    }
    """

    def on_mount(self) -> None:
        """Coming back to a text, the next letter must not take its place."""
        self.select_on_focus = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text for this field; Textual knows no character of "slash"."""
        return super().check_consume_key(key, "/" if key == "slash" else character)

    def validate_value(self, value: str) -> str:
        """The value without control characters."""
        return "".join(c for c in value if c.isprintable())

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()  # Textual's own would keep the first line alone
        self.take(event.text)

    def action_paste(self) -> None:
        """What was copied in the trainer itself."""
        self.take(self.app.clipboard)

    def take(self, text: str) -> None:
        """Put a text where the cursor is: all of it, or what fits."""
        text = typed.one_line(text)
        start, end = sorted(self.selection)
        room = self.max_length - len(self.value) + end - start if self.max_length else len(text)
        self.replace(text[: max(0, room)], start, end)
        if len(text) > room:
            self.tell(self.refusal())

    def restricted(self) -> None:
        """Say why something was not taken."""
        self.tell(self.refusal())

    def refusal(self) -> str:
        """Why something was not taken."""
        return f"At most {self.max_length} characters fit here; the rest was left out."

    def tell(self, text: str) -> None:
        """Say something of what was typed."""
        self.notify(text, severity="warning", markup=False)


class WholeInput(LineInput):
    """A whole number, of at most six figures."""

    def __init__(self, id: str, placeholder: str = "") -> None:
        super().__init__(id=id, placeholder=placeholder, restrict=r"[0-9]{0,6}")

    def refusal(self) -> str:
        """Why something was not taken."""
        return "A whole number is asked for here."

    def take(self, text: str) -> None:
        """A number with blanks around it is one too."""
        super().take(text.strip())
