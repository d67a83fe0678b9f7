"""Printing blocks in plain text, and the words that ask for more at any menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import shorten

from trainer.engine import moves
from trainer.plain.prompts import tell
from trainer.presentation.blocks import Block
from trainer.presentation.blocks.verdict import unfolded, verdict_in_run
from trainer.presentation.layouts.text import lines
from trainer.presentation.patient.spoken import course_lines, results_lines
from trainer.session import Session

WORDS = "more, cites, results, course, doubt and your words, help, quit"
MEANINGS = (
    "more: the rest of the last verdict",
    "cites: the sources of what was said last",
    "results: every result so far, by group",
    "course: what changed, the treatments, your answers",
    "doubt and your words: keep a doubt about the question, for its author",
    "quit: leave; all is saved",
)
NAME = 60
"""Most characters of a fact quoted before its citation."""


class Teller:
    """Prints blocks without citations, remembers them, and answers the words."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.question = ""
        """The id of the question put last."""
        self.latest: list[Block] = []
        """The blocks printed since the last choice."""
        self.folded: list[Block] = []

    def say(self, blocks: Iterable[Block]) -> None:
        """Print the blocks that are not folded."""
        unfolded = [block for block in blocks if not block.folded]
        self.latest += unfolded
        self._tell(lines(unfolded, cited=False, in_words=True))

    def verdict(self, name: str) -> None:
        """Print the verdict of a question; its folded blocks wait for the word "more"."""
        self.question = name
        blocks = verdict_in_run(self.session.case, self.session.state, name)
        self.folded = [*unfolded(blocks)]
        self.say(map(_with_what_to_type, blocks))

    def take(self, line: str) -> bool:
        """Answer ``line`` if it is one of the words; whether it was."""
        word, _, rest = line.partition(" ")
        match word.lower(), rest.strip():
            case "more", "":
                self._more()
            case "cites", "":
                self._cites()
            case "results", "":
                self._tell(results_lines(self.session.case, self.session.state))
            case "course", "":
                self._tell(course_lines(self.session.case, self.session.state))
            case "help", "":
                self._tell(MEANINGS)
            case "doubt", text:
                self._doubt(text)
            case _:
                return False
        return True

    def _tell(self, texts: Iterable[str]) -> None:
        for line in texts:
            tell(line)

    def _more(self) -> None:
        if self.folded:
            self.latest.clear()
            self.say(self.folded)
        else:
            tell("There is no more to tell.")

    def _cites(self) -> None:
        self._tell([*_sources(self.latest)] or ["Nothing that was said last has a citation."])

    def _doubt(self, text: str) -> None:
        session = self.session
        if not text:
            tell("Type doubt and what you doubt, on one line.")
            return
        try:
            session.do(moves.doubt(session.case, session.state, self.question, text))
        except moves.Refused as refused:
            tell(str(refused))
            return
        tell("Kept; trainer doubts prints it.")


def _with_what_to_type(block: Block) -> Block:
    """A block of a verdict with what to type: "more" for the rest, the number of an element."""
    if block.kind == "rest":
        return replace(block, note="type more")
    if block.kind == "item" and block.mark is not None and not block.note:
        return replace(block, label=f"{block.mark + 1}. {block.label}")
    return block


def _sources(blocks: Iterable[Block]) -> Iterator[str]:
    """One line for each citation, after the beginning of the text that it supports."""
    above = ""
    for block in blocks:
        above = block.text if block.kind == "item" else above
        if block.cite:
            name = above if block.kind == "why" else block.label or block.text
            yield f"{shorten(name, NAME, placeholder='...')}: {block.cite}"
