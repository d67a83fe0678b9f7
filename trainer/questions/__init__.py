"""The kinds of question, one module each, and what all kinds share.

A kind owns everything about itself: its fields in the file, which answers fit, credit on each axis,
the answers of robots, how a room's votes are counted, and what a verdict says. Only this package
and the three forms that draw a question may depend on its kind.
"""

from typing import Annotated

from pydantic import Field

from trainer.questions.answer import Answer, Votes
from trainer.questions.base import Facilitator, Question
from trainer.questions.choice import Choice
from trainer.questions.differential import DifferentialQuestion
from trainer.questions.estimate import EstimateQuestion
from trainer.questions.one import OneQuestion
from trainer.questions.option import Judgement, Option, Panel, Reported
from trainer.questions.representation import RepresentationQuestion
from trainer.questions.several import SeveralQuestion
from trainer.questions.verdict import Credit, Explained, ReportedAnswer, Verdict

AnyQuestion = Annotated[
    OneQuestion
    | SeveralQuestion
    | EstimateQuestion
    | RepresentationQuestion
    | DifferentialQuestion,
    Field(discriminator="kind"),
]
"""A question of any kind; the file calls it a decision."""

__all__ = [
    "Answer",
    "AnyQuestion",
    "Choice",
    "Credit",
    "DifferentialQuestion",
    "EstimateQuestion",
    "Explained",
    "Facilitator",
    "Judgement",
    "OneQuestion",
    "Option",
    "Panel",
    "Question",
    "Reported",
    "ReportedAnswer",
    "RepresentationQuestion",
    "SeveralQuestion",
    "Verdict",
    "Votes",
]  # fmt: skip
