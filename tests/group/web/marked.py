"""The shipped case with a mark in every text that must not be read before its time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.shipped import shipped
from trainer.case.compiled import Case
from trainer.case.model import EstimateQuestion, Facilitator

FILE = Path(__file__).parents[3] / "tests" / "data" / "format-1" / "anti-mda5-ild.yaml"
SECRET = "Zq7secret"
HOSTILE = "<script>alert('x')</script>\"&"


def shipped_case() -> Case:
    """The case as it comes."""
    return shipped(FILE)


def marked_case(prompt: str = "", title: str = "") -> Case:
    """The case with each secret marked; ``prompt`` and ``title`` replace those that are shown."""
    scenario = shipped_case().scenario
    decisions = tuple(_marked(d, prompt) for d in scenario.decisions)
    return Case.of(
        scenario.model_copy(update={"decisions": decisions, "title": title or scenario.title})
    )


def _marked(asked: Any, prompt: str) -> Any:
    update: dict[str, Any] = {
        "answer": asked.answer.model_copy(update={"text": f"{SECRET} answer {asked.id}"}),
        "hints": (f"{SECRET} hint",),
        "facilitator": Facilitator(notes=f"{SECRET} notes", pitfalls=(f"{SECRET} pitfall",)),
        "prompt": prompt or asked.prompt,
    }
    if isinstance(asked, EstimateQuestion):
        update |= {"why": f"{SECRET} why {asked.id}", "hindsight": f"{SECRET} hindsight"}
    elif asked.choices:
        update["options"] = tuple(
            o.model_copy(update={"why": f"{SECRET} why {o.id}", "hindsight": f"{SECRET} hindsight"})
            for o in asked.options
        )
    return asked.model_copy(update=update)
