"""Answers files: a complete play of a case, written by a robot or by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError

from trainer.case.compiled import Case
from trainer.case.reading.diagnostics import NotYaml
from trainer.case.reading.messages import say
from trainer.case.reading.shape import walk
from trainer.case.reading.text import read_raw, text_of
from trainer.case.reading.yaml12 import EMPTY, parse
from trainer.engine import moves
from trainer.engine.events import Committed, Event, Passed
from trainer.engine.state import Mode, State, after, begin
from trainer.errors import Unreadable
from trainer.questions import Answer
from trainer.values.base import Part, Slug


class AnswerOrder(Part):
    """An order placed on a day; with an ``interval`` in days, a standing order."""

    id: Slug
    day: Annotated[int, Field(strict=True)]
    interval: Annotated[int, Field(strict=True, ge=1, le=365)] | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """A complete play. Questions that are not named are passed."""

    scenario: str | None = None
    policy: str | None = None
    decisions: Mapping[str, Answer] = field(default_factory=dict)
    orders: tuple[AnswerOrder, ...] = ()


class _Written(Part):
    picks: tuple[Slug, ...] = ()
    value: float | None = None
    confidence: Annotated[int, Field(strict=True, ge=0, le=100)] | None = None
    reason: str = ""
    text: str = ""
    elements: tuple[Slug, ...] = ()
    differential: dict[Slug, Annotated[int, Field(strict=True)]] = Field(default_factory=dict)
    """Diagnoses with their chances in per cent."""

    @property
    def answer(self) -> Answer | None:
        """The answer written here; None if there is none."""
        nothing = self.value is None and not (self.picks or self.text or self.differential)
        parts = dict(self)
        parts["chances"] = tuple(parts.pop("differential").items())
        return None if nothing else Answer(**parts)


class _File(Part):
    scenario: Slug | None = None
    policy: str | None = None
    decisions: dict[Slug, _Written] = Field(default_factory=dict)
    orders: tuple[AnswerOrder, ...] = ()


def read_answers(path: Path) -> Answers:
    """The answers in a YAML file. Raises ``Unreadable``."""
    try:
        data, _ = parse(text_of(read_raw(path, "an answers file"), str(path)))
        file = _File.model_validate(data)
    except NotYaml as error:
        p = error.problems[0]
        if p.message == EMPTY:
            raise Unreadable(f"{path}: {EMPTY} Start one with: trainer answers CASE.") from None
        raise Unreadable(f"{path}:{p.line + 1}:{p.column + 1} {p.message} {p.advice}") from None
    except ValidationError as error:
        detail = error.errors()[0]
        place = ".".join(map(str, detail["loc"][:-1])) or "the file"
        problem = say(detail, walk(_File, detail["loc"])[1])
        message = f"{path}: {place}: {problem.message} {problem.advice}".rstrip()
        raise Unreadable(message) from None
    written = {name: w.answer for name, w in file.decisions.items()}
    questions = {name: answer for name, answer in written.items() if answer is not None}
    return Answers(file.scenario, file.policy, questions, file.orders)


def write_answers(answers: Answers) -> str:
    """``answers`` as YAML."""
    questions = {}
    for name, answer in answers.decisions.items():
        parts = answer.to_dict()
        parts["differential"] = parts.pop("chances", None)
        questions[name] = {key: part for key, part in parts.items() if part not in (None, "", [])}
    head = {"scenario": answers.scenario, "policy": answers.policy}
    plain: dict[str, Any] = {key: value for key, value in head.items() if value is not None}
    orders = [o.model_dump(mode="json", exclude_defaults=True) for o in answers.orders]
    plain |= {"decisions": questions, "orders": orders}
    text: str = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True)
    return text


def events_of(case: Case, answers: Answers, mode: Mode = "study") -> list[Event]:
    """The events of playing ``answers`` from the first day to the last.

    Raises ``Unreadable`` naming the answer that does not fit the case.
    """
    _check_names(case, answers)
    clock = case.scenario.clock
    events: list[Event] = []
    state = begin(case, mode)

    def applied(event: Event) -> State:
        events.append(event)
        return after(state, event)

    days = sorted({clock.last_day, *case.questions_on, *(o.day for o in answers.orders)})
    for day in days:
        if day > state.day:
            state = applied(moves.go(case, state, day))
        for order in answers.orders:
            if order.day == day:
                with _naming(f"order '{order.id}' on day {day}"):
                    state = applied(moves.place(case, state, order.id, order.interval))
        for question in case.questions_on.get(day, ()):
            name, answer = question.id, answers.decisions.get(question.id)
            with _naming(f"decision '{name}'"):
                lock: Committed | Passed = (
                    moves.pass_by(case, state, name) if answer is None
                    else moves.commit(case, state, name, answer)
                )  # fmt: skip
                for event in (*moves.show(state, name), *moves.lock(state, lock)):
                    state = applied(event)
                # An exam does not show the author's sentence, so there is nothing to mark by.
                if answer is not None and answer.elements and mode == "study":
                    state = applied(moves.mark(case, state, name, answer.elements))
    applied(moves.finish(case, state))
    return events


@contextmanager
def _naming(part: str) -> Iterator[None]:
    try:
        yield
    except moves.Refused as refused:
        raise Unreadable(f"{part}: {refused}") from None


def _check_names(case: Case, answers: Answers) -> None:
    s = case.scenario
    if answers.scenario is not None and answers.scenario != s.id:
        raise Unreadable(f"these answers are for '{answers.scenario}'; the case is '{s.id}'.")
    for name in answers.decisions:
        if name not in case.questions:
            raise Unreadable(f"decision '{name}': there is no such decision in '{s.id}'.")
    for order in answers.orders:
        if order.id not in case.catalogue.orders:
            raise Unreadable(f"order '{order.id}': there is no such order.")
        if not s.clock.first_day <= order.day <= s.clock.last_day:
            raise Unreadable(
                f"order '{order.id}' on day {order.day}: play goes from day {s.clock.first_day}"
                f" to {s.clock.last_day}."
            )
