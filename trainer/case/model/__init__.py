"""The scenario format: frozen pydantic models that refuse what they do not know."""

from trainer.case.model.actions import (
    Alternative,
    Burden,
    CourseEntry,
    Days,
    HarmfulOrders,
    Order,
    Reasonable,
    TimedAction,
    Watch,
    Window,
)
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
    FollowUp,
    LearningPoint,
    Patient,
    Principle,
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
    "FORMAT", "Allowance", "Alternative", "Analyte", "Burden", "Citation", "Clock", "CourseEntry",
    "CultureFinding", "Days", "Decision", "EstimateDecision", "Facilitator", "Finding", "FollowUp",
    "HarmfulOrders", "ImageFinding", "LearningPoint", "OneDecision", "Option", "Order", "Panel",
    "Patient", "Principle", "Quantity", "Reasonable", "ReferenceRange", "Review", "Scenario",
    "SeveralDecision", "SignFinding", "Source", "SourceNote", "Spoiler", "Term", "TextFinding",
    "TimedAction", "ValueFinding", "Version", "Watch", "Window",
]  # fmt: skip
