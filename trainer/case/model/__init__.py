"""The scenario format: frozen pydantic models that refuse what they do not know."""

from trainer.case.model.actions import CourseEntry, Order, TimedAction, Watch, Window
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
    Version,
)
from trainer.case.model.scenario import (
    FORMAT,
    Allowance,
    Clock,
    LearningPoint,
    Patient,
    Scenario,
    Spoiler,
    Term,
)
from trainer.case.model.sources import Review, Source
from trainer.questions import (
    Decision,
    EstimateDecision,
    Facilitator,
    OneDecision,
    Option,
    Panel,
    SeveralDecision,
)
from trainer.values.base import Citation, Quantity

__all__ = [
    "FORMAT", "Allowance", "Analyte", "Citation", "Clock", "CourseEntry", "CultureFinding",
    "Decision",
    "EstimateDecision", "Facilitator", "Finding", "ImageFinding", "LearningPoint", "OneDecision",
    "Option", "Order", "Panel", "Patient", "Quantity", "ReferenceRange", "Review", "Scenario",
    "SeveralDecision", "SignFinding", "Source", "SourceNote", "Spoiler", "Term", "TextFinding",
    "TimedAction", "ValueFinding", "Version", "Watch", "Window",
]  # fmt: skip
