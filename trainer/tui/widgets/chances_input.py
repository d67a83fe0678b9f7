"""The field for a differential: letters search for diagnoses, digits and arrows set chances.

The focus stays in the search, so that the name of the next diagnosis is never taken for commands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from trainer.case.search import search
from trainer.presentation.spans import left
from trainer.questions.diagnoses import Diagnosis, diagnoses, name_of
from trainer.questions.differential import MOST, REST, DifferentialQuestion
from trainer.tui.widgets.answer_field import AnswerDraft, AnswerField, Chances
from trainer.tui.widgets.line_input import LineInput
from trainer.tui.widgets.text import DIM, WARN

STEP = 5
FIRST = 10
"""The chance of a newly added diagnosis, in per cent."""
DIGITS = "0123456789"
NAME, BAR, SIDES = 28, 20, 9
"""Columns of a name at least, of a bar of 100 %, and of what is beside the two."""
MOST_MATCHES = 6
"""Diagnoses shown during a search, at most."""


class ChanceLines(Static, can_focus=True):
    """The list of diagnoses with their chances, with a cursor on one of them."""

    def __init__(self, chances: Chances) -> None:
        super().__init__(id="answer-chances")
        self.chances = list(chances)
        self.at = 0

    def on_mount(self) -> None:
        """Draw the list."""
        self.draw()

    def on_resize(self) -> None:
        """Give the names the room there is."""
        self.draw()

    def draw(self) -> None:
        """Draw a line for each diagnosis, and one for the rest."""
        longest = max((len(name_of(diagnosis)) for diagnosis, _ in self.chances), default=0)
        room = max(NAME, min(longest, self.size.width - BAR - SIDES))
        self.at = max(0, min(self.at, len(self.chances) - 1))
        rest = 100 - sum(chance for _, chance in self.chances)
        lines = []
        for place, (diagnosis, chance) in enumerate(self.chances):
            at_cursor = place == self.at
            mark, style = (">", "bold") if at_cursor else (" ", "")
            lines.append(_line(mark, left(name_of(diagnosis), room), chance, style))
        if rest >= 0:
            lines.append(_line(" ", left(REST, room), rest, DIM))
        else:
            lines.append(Content.styled(f"  Together {100 - rest} %: take {-rest} % away", WARN))
        self.update(Content("\n").join(lines))

    def put(self, diagnosis: str) -> bool:
        """Move the cursor to a diagnosis, adding it if needed; False if the list is full."""
        named = [d for d, _ in self.chances]
        if diagnosis not in named:
            if len(named) >= MOST:
                return False
            self.chances.append((diagnosis, FIRST))
        self.at = [d for d, _ in self.chances].index(diagnosis)
        self.draw()
        return True

    def move(self, by: int) -> None:
        """Move the cursor by ``by`` lines."""
        if self.chances:
            self.at = (self.at + by) % len(self.chances)
            self.draw()

    def change(self, by: int) -> None:
        """Change the chance at the cursor by ``by`` per cent; it stays between 1 and 100."""
        if self.chances:
            chance = self.chances[self.at][1]
            # A step up ends on a multiple of 5: from the minimum of 1 to 5, not 6.
            self._set((chance + by) // STEP * STEP if by > 0 else chance + by)

    def remove_one(self) -> None:
        """Remove the diagnosis at the cursor."""
        if self.chances:
            del self.chances[self.at]
            self.draw()

    def on_key(self, event: events.Key) -> None:
        """Let a digit set the chance."""
        if self.weigh(event.character):
            event.stop()

    def weigh(self, character: str | None) -> bool:
        """Set the chance to ten times a digit, or 100 for 0; False if there is nothing to set."""
        if character is None or character not in DIGITS or not self.chances:
            return False
        self._set(10 * int(character) or 100)
        return True

    def _set(self, chance: int) -> None:
        self.chances[self.at] = (self.chances[self.at][0], max(1, min(chance, 100)))
        self.draw()


class DiagnosisInput(LineInput):
    """The search for a diagnosis; while it is empty, digits and arrows act on the list."""

    def __init__(self, lines: ChanceLines) -> None:
        super().__init__(
            id="answer-search",
            max_length=80,
            placeholder="A few letters of a diagnosis; enter adds it",
        )
        self.lines = lines

    def on_key(self, event: events.Key) -> None:
        """Let a digit in an empty field set a chance."""
        if not self.value and self.lines.weigh(event.character):
            event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave left, right and del to the list while the field is empty."""
        about_list = action in ("cursor_left", "cursor_right", "delete_right") and not self.value
        return not about_list and super().check_action(action, parameters)


class ChancesInput(Vertical, AnswerField):
    """The search, its matches, and the list of chances."""

    DEFAULT_CSS = """
    ChancesInput { height: auto; }
    ChancesInput OptionList { height: auto; max-height: 6; border: none; padding: 0; }
    ChancesInput ChanceLines { height: auto; margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "look(1)", show=False),
        Binding("up", "look(-1)", show=False),
        Binding("left,shift+left", f"change(-{STEP})", show=False),
        Binding("right,shift+right", f"change({STEP})", show=False),
        Binding("delete,ctrl+d,backspace", "remove_one", show=False),
        Binding("enter", "more", show=False),
    ]

    how = "enter one more   0-9 tens of %   ← → 5 %   del takes off"

    def __init__(self, question: DifferentialQuestion, draft: AnswerDraft) -> None:  # noqa: ARG002
        super().__init__()
        self.first_chances = draft.chances
        self.letters = ""
        self.matches: list[Diagnosis] = []

    def compose(self) -> ComposeResult:
        """The search, its matches and the list, from top to bottom."""
        lines = ChanceLines(self.first_chances)
        yield DiagnosisInput(lines)
        names = OptionList(id="answer-found", markup=False, compact=True)
        names.can_focus = names.display = False
        yield names
        yield lines

    @property
    def lines(self) -> ChanceLines:
        """The list."""
        return self.query_one(ChanceLines)

    @property
    def chances(self) -> Chances:
        """The chances as they would be locked now."""
        return tuple(self.lines.chances)

    def added_to(self, draft: AnswerDraft) -> AnswerDraft:
        """``draft`` with the chances."""
        return replace(draft, chances=self.chances)

    @property
    def in_words(self) -> bool:
        """Whether the search has the focus."""
        return any(letters.has_focus for letters in self.query(DiagnosisInput))

    def begin(self) -> None:
        """Focus the search."""
        self.query_one(DiagnosisInput).focus()

    def leave_words(self) -> None:
        """Clear the search and focus the list, where letters are commands."""
        self.query_one(DiagnosisInput).value = ""
        self.lines.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        event.stop()
        self._look(event.value)

    def _look(self, letters: str) -> None:
        self.letters = letters
        self.matches = search(letters, diagnoses().values(), MOST_MATCHES)
        names = self.query_one("#answer-found", OptionList)
        names.clear_options()
        names.add_options(
            Option(Content.assemble(d.name, (f"   {', '.join(d.synonyms[:1])}", DIM)))
            for d in self.matches
        )
        names.highlighted = 0 if self.matches else None
        if letters.strip() and not self.matches:
            names.add_option(Option(f"No diagnosis is called '{letters.strip()}'.", disabled=True))
        names.display = bool(letters.strip())

    def action_look(self, by: int) -> None:
        """Move through the matches, or through the list if there are none."""
        names = self.query_one("#answer-found", OptionList)
        if self.matches:
            names.highlighted = ((names.highlighted or 0) + by) % len(self.matches)
        else:
            self.lines.move(by)

    def action_change(self, by: int) -> None:
        """Change the chance at the cursor."""
        self.lines.change(by)

    def action_remove_one(self) -> None:
        """Remove the diagnosis at the cursor."""
        self.lines.remove_one()

    def action_more(self) -> None:
        """Go from the list back to the search."""
        self.begin()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add the match under the bar; digits and arrows then set its chance."""
        event.stop()
        if event.value != self.letters:  # enter may come before the message of a change
            self._look(event.value)
        names = self.query_one("#answer-found", OptionList)
        if self.matches:
            self._add(self.matches[names.highlighted or 0])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Add the match that was clicked."""
        event.stop()
        self._add(self.matches[event.option_index])

    def _add(self, diagnosis: Diagnosis) -> None:
        if self.lines.put(diagnosis.id):
            self.query_one(DiagnosisInput).value = ""
            self.begin()  # after a click, too
        else:
            full = f"At most {MOST}: take one off first (esc, then del)."
            self.notify(full, severity="warning", markup=False)


def _line(mark: str, name: str, chance: int, style: str) -> Content:
    filled = round(chance * BAR / 100)
    bar = "█" * filled + "░" * (BAR - filled)
    return Content.styled(f"{mark} {name} {bar} {chance:>3} %", style)
