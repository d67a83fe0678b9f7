"""One-line fields, which keep what is entered or say why they do not."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from trainer import typed


class LineInput(Input):
    """Drops control characters, which a terminal would obey, and joins the lines of a paste.

    It has no border, which would make it a box in a box.
    """

    DEFAULT_CSS = """
    LineInput {
        height: 1; border: none; padding: 0 1; background: $foreground 10%;
        &:focus { border: none; }
        & > .input--placeholder { color: $foreground-muted; }
    }
    """

    def on_mount(self) -> None:
        """Do not select the text on focus: the next letter would replace it."""
        self.select_on_focus = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text for this field; Textual gives "slash" no character."""
        return super().check_consume_key(key, "/" if key == "slash" else character)

    def validate_value(self, value: str) -> str:
        """The value without control characters."""
        return "".join(c for c in value if c.isprintable())

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()  # Textual would keep only the first line
        self.take(event.text)

    def action_paste(self) -> None:
        """Paste the text that was copied inside the trainer."""
        self.take(self.app.clipboard)

    def take(self, text: str) -> None:
        """Insert a text at the cursor, or as much of it as fits."""
        text = typed.one_line(text)
        start, end = sorted(self.selection)
        room = self.max_length - len(self.value) + end - start if self.max_length else len(text)
        self.replace(text[: max(0, room)], start, end)
        if len(text) > room:
            self.warn(self.refusal())

    def restricted(self) -> None:
        """Say why the input was refused."""
        self.warn(self.refusal())

    def refusal(self) -> str:
        """Why the input was refused."""
        return f"At most {self.max_length} characters fit here; the rest was left out."

    def warn(self, text: str) -> None:
        """Show a warning about the input."""
        self.notify(text, severity="warning", markup=False)


class WholeInput(LineInput):
    """A field for a whole number of at most six digits."""

    def __init__(self, id: str, placeholder: str = "") -> None:
        super().__init__(id=id, placeholder=placeholder, restrict=r"[0-9]{0,6}")

    def refusal(self) -> str:
        """Why the input was refused."""
        return "A whole number is asked for here."

    def take(self, text: str) -> None:
        """Paste a number, without the blanks around it."""
        super().take(text.strip())
