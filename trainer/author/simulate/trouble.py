"""A trouble of a case, with the shortest answers file that shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from trainer.answers import Answers, events_of, write_answers
from trainer.case.compiled import Case
from trainer.errors import TrainerError
from trainer.questions import Answer

Shows = Callable[[Answers], bool]
"""Whether playing these answers through the real engine shows the trouble."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a case that a play can show.

    ``part`` is the id of a timed action, watch or finding, or a policy, where it is not a decision.
    """

    code: str
    message: str
    answers: Answers
    shows: Shows
    decision: str | None = None
    option: str | None = None
    part: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """The trouble as JSON values; the answers as the text of an answers file."""
        return {
            "code": self.code,
            "decision": self.decision,
            "option": self.option,
            "part": self.part,
            "message": self.message,
            "answers": write_answers(self.answers),
        }


def shortest(case: Case, troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    """Each trouble with answers from which nothing can be left out, played once more.

    Raises ``RuntimeError`` for a trouble that the engine does not show: then this program is wrong,
    not the case.
    """
    for trouble in troubles:
        answers = replace(trouble.answers, scenario=case.scenario.id, policy=None)
        while (shorter := next(filter(trouble.shows, _without_one(answers)), None)) is not None:
            answers = shorter
        if not trouble.shows(answers):
            raise RuntimeError(f"the engine does not show {trouble.code}: {trouble.message}")
        yield replace(trouble, answers=answers)


def plays(case: Case, answers: Answers) -> bool:
    """Whether the engine plays these answers to the end."""
    try:
        events_of(case, answers)
    except TrainerError:
        return False
    return True


def answering(decision: str, answer: Answer) -> Answers:
    """A play that answers one decision and nothing else."""
    return Answers(decisions={decision: answer})


def _without_one(answers: Answers) -> Iterator[Answers]:
    """``answers`` less one decision, one order or one pick."""
    for name, answer in answers.decisions.items():
        rest = {k: v for k, v in answers.decisions.items() if k != name}
        yield replace(answers, decisions=rest)
        if len(answer.picks) > 1:
            for pick in answer.picks:
                fewer = tuple(p for p in answer.picks if p != pick)
                less = {**answers.decisions, name: replace(answer, picks=fewer)}
                yield replace(answers, decisions=less)
    for i in range(len(answers.orders)):
        orders = answers.orders[:i] + answers.orders[i + 1 :]
        yield replace(answers, orders=orders)
