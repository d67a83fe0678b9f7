"""Reading a differential from prompts: diagnoses by a few letters, with chances in per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer import typed
from trainer.case.search import search
from trainer.plain.prompts import ask_until, choose, tell
from trainer.questions import Answer, DifferentialQuestion
from trainer.questions.diagnoses import called, diagnoses, name_of

EXAMPLE = "Type a few letters and a per cent each, such as: pneum 40, asthma 20; 0 removes one."
_PART = re.compile(r"(?P<letters>.*?)(?:\s+(?P<chance>[0-9]{1,3})\s*%?)?")
SHOWN = 8
"""Most diagnoses offered for a few letters."""


class ListEntry:
    """The differential being typed; it begins with the learner's last one."""

    def __init__(self, question: DifferentialQuestion, last: tuple[tuple[str, int], ...]) -> None:
        self.question = question
        self.chances = dict(last)
        tell(EXAMPLE)
        if last:
            tell("Your last list; an empty line keeps it:")
            self._show()

    def read(self, line: str) -> Answer:
        """The list with the typed changes. Raises ``NotUnderstood`` unless it is to be locked."""
        for diagnosis, chance in self._typed(line):
            self.chances[diagnosis] = chance
            if not chance:
                del self.chances[diagnosis]
        self._show()
        answer = self.question.usual(Answer(chances=tuple(self.chances.items())))
        if misfit := self.question.misfit(answer):
            raise typed.NotUnderstood(misfit)
        if choose("Your choice", ["Lock this list", "Change it"]):
            raise typed.NotUnderstood("Type what changes.")
        return answer

    def _typed(self, line: str) -> Iterator[tuple[str, int]]:
        for part in filter(None, (p.strip() for p in re.split("[,;]", line))):
            match = _PART.fullmatch(part)
            assert match is not None
            if (diagnosis := _diagnosis(match["letters"])) is None:
                tell(f"Not taken: {match['letters']}.")
                continue
            chance = match["chance"]
            if chance is None or int(chance) > 100:
                prompt = f"The chance of: {name_of(diagnosis)}, 0 to 100 % (empty: not on the list)"
                yield diagnosis, ask_until(prompt, typed.per_cent) or 0
            else:
                yield diagnosis, int(chance)

    def _show(self) -> None:
        if self.chances:
            answer = self.question.usual(Answer(chances=tuple(self.chances.items())))
            for words in self.question.in_words(answer):
                tell(f"  {words}")


def _diagnosis(letters: str) -> str | None:
    """The id of the diagnosis of that name, or chosen among similar ones; None if there is none."""
    if (exact := called(letters)) is not None:
        return exact
    near = search(letters, diagnoses().values(), SHOWN)
    if not near:
        return None
    tell(f"Which is: {letters}?")
    names = [" = ".join((d.name, *d.synonyms[:1])) for d in near]
    chosen = choose("Which", [*names, "None of these"])
    return near[chosen].id if chosen < len(near) else None
