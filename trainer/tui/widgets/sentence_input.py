"""The field for a sentence: it wraps, and enter goes on to the button."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.widgets import TextArea

from trainer.engine.moves import LONGEST_TEXT
from trainer.questions import RepresentationQuestion
from trainer.tui.widgets.answer_field import AnswerDraft, AnswerField
from trainer.typed import one_line


class SentenceInput(TextArea, AnswerField):
    """One sentence over several rows of the screen; the lines of a paste are joined."""

    DEFAULT_CSS = """
    SentenceInput { height: auto; min-height: 3; max-height: 8; border: none; padding: 0;
                    background: $surface; background-tint: $foreground 5%; }
    """

    how = "One sentence; it is not scored"

    def __init__(self, question: RepresentationQuestion, draft: AnswerDraft) -> None:  # noqa: ARG002
        super().__init__(
            draft.text, id="answer-text", soft_wrap=True, tab_behavior="focus", compact=True,
            placeholder="In your own words; enter when done",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self.move_cursor(self.document.end)

    def added_to(self, draft: AnswerDraft) -> AnswerDraft:
        """``draft`` with the sentence."""
        return replace(draft, text=self.text)

    @property
    def in_words(self) -> bool:
        """Whether the field has the focus."""
        return self.has_focus

    def leave_words(self) -> None:
        """Focus the button."""
        self.screen.query_one("#answer-submit").focus()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.leave_words()
        elif event.is_printable and len(self.text) >= LONGEST_TEXT:
            event.stop()
            event.prevent_default()
            self.notify(f"At most {LONGEST_TEXT} characters fit here.", markup=False)
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Paste the text that was copied inside the trainer."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        start, end = sorted((self.selection.start, self.selection.end))
        text, room = one_line(text), LONGEST_TEXT - len(self.text) + len(self.selected_text)
        self.replace(text[: max(0, room)], start, end)
        if len(text) > room:
            self.notify(f"The first {LONGEST_TEXT} characters are kept.", markup=False)
