"""The scenario format: frozen pydantic models that reject unknown keys."""

from trainer.case.model.actions import CourseEntry, Days, Order, TimedAction, Watch, Window
from trainer.case.model.facts import (
    Analyte,
    CultureFinding,
    Finding,
    ImageFinding,
    ReferenceRange,
    SignFinding,
    SourceNote,
    TextFinding,
    ValueFinding,
)
from trainer.case.model.scenario import FORMAT, Clock, FollowUp, LearningPoint, Scenario, Term
from trainer.case.model.sources import Review, Source
from trainer.questions import AnyQuestion, EstimateQuestion, Facilitator, Option
from trainer.values.base import Citation, Quantity

__all__ = [
    "FORMAT",
    "Analyte",
    "AnyQuestion",
    "Citation",
    "Clock",
    "CourseEntry",
    "CultureFinding",
    "Days",
    "EstimateQuestion",
    "Facilitator",
    "Finding",
    "FollowUp",
    "ImageFinding",
    "LearningPoint",
    "Option",
    "Order",
    "Quantity",
    "ReferenceRange",
    "Review",
    "Scenario",
    "SignFinding",
    "Source",
    "SourceNote",
    "Term",
    "TextFinding",
    "TimedAction",
    "ValueFinding",
    "Watch",
    "Window",
]  # fmt: skip
