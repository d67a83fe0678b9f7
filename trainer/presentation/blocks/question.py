"""A question before it is answered; layouts show what they have room for and draw the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.presentation.blocks import Block
from trainer.questions import Question


def question_blocks(
    question: Question, labels: Sequence[str] = (), hints: int = 0
) -> Iterator[Block]:
    """Title, prompt, how to answer (unless it is by one option), options, the first ``hints``.

    ``labels`` are the interface's names of the options, such as their letters.
    """
    yield Block("heading", question.title)
    yield Block("prompt", question.prompt)
    if question.most != 1:
        yield Block("how", question.how)
    for place, option in enumerate(question.choices):
        label = labels[place] if place < len(labels) else ""
        yield Block("option", option.wording, label, mark=place)
    for hint in question.hints[:hints]:
        yield Block("hint", hint, "Hint")
