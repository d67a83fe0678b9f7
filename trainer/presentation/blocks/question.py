"""A question as it is put; a layout takes of it what it has room for, and draws the form itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.presentation.blocks import Block
from trainer.questions import Question


def question_blocks(
    question: Question, labels: Sequence[str] = (), hints: int = 0
) -> Iterator[Block]:
    """Title, prompt, how much to give if that is not one option, options, the first ``hints``.

    ``labels`` are what the interface calls the options by.
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
