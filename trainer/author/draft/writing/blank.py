"""Make a new scenario without an article: small, playable, to be replaced part by part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from trainer.author.draft.article.text import tidy
from trainer.author.draft.writing.yaml_out import scenario_text
from trainer.values.base import SLUG_PATTERN


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt of ``trainer new``: the flag it stands for, and the default for an empty answer.

    An answer must match ``pattern``; ``advice`` describes a valid one.
    """

    name: str
    words: str
    default: str
    pattern: str = r"(?s).*"
    advice: str = ""

    def fault(self, answer: str) -> str | None:
        """What is wrong with ``answer``, or None."""
        return None if re.fullmatch(self.pattern, answer) else self.advice


_DAY = r"-?\d{1,4}", "A whole number, please."
# The defaults fit the example in the file.
QUESTIONS = (
    Prompt("title", "Title, without the diagnosis", "A cough that stays"),
    Prompt("id", "Short id for the file and saved runs", "my-case", SLUG_PATTERN,
             "Lower-case letters, digits and single hyphens, please."),
    Prompt("specialty", "Specialty", "General medicine"),
    Prompt("age", "The patient's age in years", "50", r"\d{1,2}|1[0-2]\d|130",
             "A whole number from 0 to 130, please."),
    Prompt("sex", "Sex (male, female, other, not reported)", "female",
             "male|female|other|not reported", "One of the four, please."),
    Prompt("first_day", "Day on which the learner meets the patient", "1", *_DAY),
    Prompt("last_day", "Last day", "5", *_DAY),
    Prompt("author", "Your name", "Your name"),
    Prompt("citation", "The report, in one line",
             "Authors. Title of the report. Journal 2024;1:1."),
    Prompt("doi", "Its DOI, if it has one", "", r"|10\.\d{4,9}/\S+",
             "A DOI looks like 10.1234/abc; enter for none."),
    Prompt("licence", "Its licence", "CC BY 4.0"),
)  # fmt: skip
"""What ``trainer new`` takes as flags, and asks for on a terminal without them."""


def ask(
    questions: Iterable[Prompt], read: Callable[[str], str], tell: Callable[[str], None]
) -> dict[str, str]:
    """The answers by name. Raises EOFError or KeyboardInterrupt if the person ends the input."""
    answers: dict[str, str] = {}
    for question in questions:
        default = f" [{question.default}]" if question.default else ""
        while True:
            answer = read(f"{question.words}{default}: ").strip() or question.default
            fault = question.fault(answer)
            if fault is None:
                break
            tell(fault)
        answers[question.name] = answer
    return answers


def blank(answers: Mapping[str, object], today: str) -> tuple[str, str]:
    """The id and the file of a new case, which passes the check as it is; answers have defaults."""
    values = {q.name: tidy(str(answers.get(q.name, q.default))) for q in QUESTIONS}
    first, last = int(values.pop("first_day")), int(values.pop("last_day"))
    reference = {"citation": values["citation"], "doi": values["doi"] or None,
                 "licence": values["licence"]}  # fmt: skip
    text = scenario_text(
        "blank.jinja", **values, source="report", reference=reference,
        locators={"P1": "First paragraph of the case", "P2": "Second paragraph of the case"},
        first_day=first, last_day=max(first, last), today=today,
    )  # fmt: skip
    return values["id"], text
