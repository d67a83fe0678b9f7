"""Where an answer is given: options or a number, how sure, and why."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from trainer import typed
from trainer.case.model import AnyQuestion, EstimateQuestion
from trainer.engine.moves import LONGEST_TEXT
from trainer.questions import Answer, Choice, DifferentialQuestion, RepresentationQuestion
from trainer.tui.keymap import in_words, keymap_in
from trainer.tui.widgets.chances_input import Chances, ChancesInput
from trainer.tui.widgets.choice_row import ChoiceRow
from trainer.tui.widgets.line_input import FIGURES, LineInput, NumberInput
from trainer.tui.widgets.option_lines import DIGITS, OptionLine, OptionLines
from trainer.tui.widgets.sentence_input import SentenceInput
from trainer.tui.widgets.text import DIM

SURE = ("unset", *(str(n) for n in range(0, 101, 10)))
MIDDLE = SURE.index("50")


@dataclass(frozen=True)
class Draft:
    """An answer not yet committed; kept while the learner looks something up."""

    picks: tuple[str, ...] = ()
    typed: str = ""
    sure: int = 0
    """The place in ``SURE``."""
    reason: str = ""
    chances: Chances = ()

    @property
    def confidence(self) -> int | None:
        """Per cent, or None if not given."""
        return None if self.sure == 0 else int(SURE[self.sure])

    @property
    def value(self) -> float | None:
        """The number typed, if it is one."""
        with suppress(typed.NotUnderstood):
            return typed.estimate(self.typed, "")
        return None


class SureRow(ChoiceRow, can_focus=False):
    """How sure one is; from nothing said the first step leads to the middle."""

    def action_step(self, by: int) -> None:
        """Ten per cent more or less."""
        self.choose(self.index + by if self.index else MIDDLE)


class AnswerForm(Vertical):
    """Asks one decision, and judges nothing; its button is the screen's ``commit``."""

    # Before the screen's own: out of a field first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_words", "Done", key_display="esc")
    ]

    def __init__(self, question: AnyQuestion, draft: Draft) -> None:
        super().__init__(id="answer-form")
        self.decision = question
        self.begun = draft
        self.picks = list(draft.picks)

    def compose(self) -> ComposeResult:
        """The question and what can be picked scroll; the rest is always in sight."""
        question, begun = self.decision, self.begun
        with VerticalScroll(id="answer-question", can_focus=False):
            yield Static(id="answer-prompt")
            if isinstance(question, EstimateQuestion):
                yield NumberInput(begun.typed, question.unit)
            elif isinstance(question, RepresentationQuestion):
                yield SentenceInput(begun.typed)
            elif isinstance(question, DifferentialQuestion):
                yield ChancesInput(begun.chances)
            else:
                yield OptionLines([o.wording for o in question.options])
        with Vertical(id="answer-foot"):
            yield Static(id="answer-how")
            sure = SureRow("Sure %", SURE, id="answer-sure", start=begun.sure)
            sure.display = question.forecast
            yield sure
            reason = LineInput(
                begun.reason,
                id="answer-reason",
                placeholder="Why, in a line (optional)",
                max_length=LONGEST_TEXT,
                compact=True,
            )
            reason.display = question.forecast
            yield reason
            submit = in_words("Submit ({submit})", keymap_in(self.app))
            yield Button(
                submit, "primary", id="answer-submit", compact=True, action="screen.commit"
            )

    def on_mount(self) -> None:
        """Draw the picks."""
        self._show()

    def ask(self, prompt: Content) -> None:
        """Show the question, with the hints taken so far."""
        self.query_one("#answer-prompt", Static).update(prompt)

    def begin(self) -> None:
        """Put the keys where the answer is given."""
        for chances in self.query(ChancesInput):
            chances.begin()
            return
        self.query_one("#answer-value, #answer-text, OptionLines").focus()

    @property
    def in_words(self) -> bool:
        """Whether keys are letters of a text just now."""
        return any(field.has_focus for field in self.query(".-words, #answer-reason, #answer-text"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is the screen's where no text is written."""
        if action == "leave_words":
            return self.in_words
        return super().check_action(action, parameters)

    def action_leave_words(self) -> None:
        """Make keys commands again."""
        for chances in self.query(ChancesInput):
            chances.leave_words()
            return
        if self.query("#answer-text"):
            self.query_one("#answer-submit").focus()
        else:
            self.begin()

    @property
    def draft(self) -> Draft:
        """What has been picked and typed."""
        typed = [field.value for field in self.query("#answer-value").results(Input)]
        typed += [field.text for field in self.query(SentenceInput)]
        return Draft(
            tuple(self.picks),
            typed[0] if typed else "",
            self.query_one(ChoiceRow).index,
            self.query_one("#answer-reason", Input).value,
            next((field.chances for field in self.query(ChancesInput)), ()),
        )

    @property
    def answer(self) -> Answer:
        """What would be locked now; whether it fits is for the engine to say."""
        draft = self.draft
        if isinstance(self.decision, RepresentationQuestion):
            return Answer(text=draft.typed)
        if isinstance(self.decision, DifferentialQuestion):
            return Answer(chances=draft.chances)
        return Answer(draft.picks, draft.value, draft.confidence, draft.reason)

    def take_key(self, key: str, character: str | None) -> bool:
        """A digit picks or is typed, an arrow says how sure; False for any other key."""
        if isinstance(self.decision, RepresentationQuestion | DifferentialQuestion):
            return False
        if key in ("left", "right"):
            self.query_one(SureRow).action_step(1 if key == "right" else -1)
        elif isinstance(self.decision, EstimateQuestion):
            if character is None or character not in FIGURES:
                return False
            field = self.query_one(NumberInput)
            field.focus()
            field.insert_text_at_cursor(character)
        elif character is not None and character in DIGITS:
            self._toggle(DIGITS.index(character))
        else:
            return False
        return True

    def on_option_line_chosen(self, message: OptionLine.Chosen) -> None:
        """Pick, or take the pick back."""
        self._toggle(message.index)

    def on_option_lines_moved(self) -> None:
        """Draw where the keys are."""
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on: from the number to the reason, from there to the button."""
        number = event.input.id == "answer-value"
        self.query_one("#answer-reason" if number else "#answer-submit").focus()

    def on_sentence_input_entered(self) -> None:
        """Enter goes on to the button."""
        self.action_leave_words()

    def on_click(self, event: events.Click) -> None:
        """Keep the digits working after a click beside a field."""
        if event.widget is not None and not event.widget.focusable and self.is_attached:
            self.begin()

    def _toggle(self, index: int) -> None:
        question = self.decision
        if not isinstance(question, Choice) or index >= len(question.options):
            return
        option = question.options[index].id
        if question.most == 1:
            # As with radio buttons: the same number again, or enter after it, takes nothing back.
            self.picks = [option]
        elif option in self.picks:
            self.picks.remove(option)
        elif len(self.picks) < question.most:
            self.picks.append(option)
        else:
            self.notify(f"At most {question.most}: take one away first.", markup=False)
        self._show(index)

    def _show(self, at: int | None = None) -> None:
        question = self.decision
        if isinstance(question, EstimateQuestion):
            how = f"From {question.low:g} to {question.high:g} {question.unit}"
        elif isinstance(question, RepresentationQuestion):
            how = "One sentence; it is not scored"
        elif isinstance(question, DifferentialQuestion):
            how = "enter one more   0-9 tens of %   ← → 5 %   del takes off"
        else:
            picked = [o.id in self.picks for o in question.options]
            self.query_one(OptionLines).show(picked, at)
            one = question.most == 1
            count = "Pick one" if one else f"{len(self.picks)} of up to {question.most}"
            how = f"{count}: number or enter"
        if question.forecast:
            how += "   ← → how sure   tab why"
        self.query_one("#answer-how", Static).update(Content.styled(how, DIM))
