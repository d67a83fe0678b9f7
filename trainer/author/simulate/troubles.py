"""Find troubles of a case that a play can show, each with the shortest answers file that shows it.

Errors that the check refuses (keys out of reach, days out of play, unknown orders) are not looked
for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from trainer.answers import Answers, events_of, write_answers
from trainer.author.simulate.play import ROUNDING, AxisName, Outcome, Sheet, answers_of
from trainer.author.simulate.questions import ItemStatistics, QuestionFigures
from trainer.author.simulate.reach import best_timing, play_of_steps
from trainer.author.simulate.tables import Tables
from trainer.case.compiled import Case
from trainer.case.model import Finding
from trainer.engine.state import after, begin
from trainer.engine.views import is_shown
from trainer.questions import Answer
from trainer.scoring.timeliness import credit_for, picked_on

NEVER_SEEN = "finding-never-seen"
Shows = Callable[[Outcome], bool]
"""Whether the outcome of playing answers through the real engine shows the trouble."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a case that a play can show.

    ``part`` is the id of the timed action or finding, or the name of the robot, that it is about.
    """

    code: str
    message: str
    answers: Answers
    shows: Shows
    question: str | None = None
    option: str | None = None
    part: str | None = None

    def to_dict(self) -> dict[str, str | None]:
        """The trouble as JSON values; the answers as the text of an answers file."""
        return {
            "code": self.code,
            "decision": self.question,
            "option": self.option,
            "part": self.part,
            "message": self.message,
            "answers": write_answers(self.answers),
        }


def shortest(case: Case, troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    """Each trouble with answers from which nothing more can be left out.

    Answers are left out in the order in which they stand. Raises ``RuntimeError`` if playing the
    answers does not show the trouble: then this program is wrong, not the case.
    """
    for trouble in troubles:

        def is_enough(answers: Answers, shows: Shows = trouble.shows) -> bool:
            return shows(Outcome(case, answers))

        answers = replace(trouble.answers, scenario=case.scenario.id, policy=None)
        while (shorter := next(filter(is_enough, _without_one(answers)), None)) is not None:
            answers = shorter
        if not is_enough(answers):
            raise RuntimeError(f"the engine does not show {trouble.code}: {trouble.message}")
        in_order = {k: answers.decisions[k] for k in case.questions if k in answers.decisions}
        yield replace(trouble, answers=replace(answers, decisions=in_order))


def _without_one(answers: Answers) -> Iterator[Answers]:
    """``answers`` less one question, one order or one pick."""
    for name, answer in answers.decisions.items():
        rest = {k: v for k, v in answers.decisions.items() if k != name}
        yield replace(answers, decisions=rest)
        if len(answer.picks) > 1:
            for pick in answer.picks:
                yield _without_pick(answers, name, pick)
    for i in range(len(answers.orders)):
        yield replace(answers, orders=answers.orders[:i] + answers.orders[i + 1 :])


def _without_pick(answers: Answers, question: str, pick: str) -> Answers:
    answer = answers.decisions[question]
    fewer = replace(answer, picks=tuple(p for p in answer.picks if p != pick))
    return replace(answers, decisions={**answers.decisions, question: fewer})


def question_troubles(sheet: Sheet, figures: QuestionFigures) -> Iterator[Trouble]:
    """Axes on which all answers to a question score the same, and options that change nothing."""
    name = figures.id
    for axis, item in figures.axes.items():
        if not item.discriminates:
            message = (
                f"every allowed answer earns {item.maximum:.0%} in {axis}: there it does not tell"
                " good answers from bad ones."
            )
            answers = Answers(decisions={name: _least_likely(sheet)})
            shows = partial(_earns, axis, name, item)
            yield Trouble("no-discrimination", message, answers, shows, name)
    for option in figures.options:
        if option.dead:
            other = next(o.id for o in figures.options if o.id != option.id)
            message = f"adding '{option.id}' to any allowed answer changes no axis."
            answers = Answers(decisions={name: Answer((other, option.id))})
            shows = partial(_adds_nothing, name, option.id)
            yield Trouble("dead-option", message, answers, shows, name, option.id)


def _least_likely(sheet: Sheet) -> Answer:
    """An answer that the report did not choose, if there is one: the clearest example."""
    reported = {o.id for o in sheet.question.choices if o.keyed}
    rows = sorted(sheet.groups[0], key=lambda row: not reported.isdisjoint(row.picks))
    return rows[0].answer or Answer()


def _earns(axis: AxisName, question: str, item: ItemStatistics, outcome: Outcome) -> bool:
    # The question must be answered: a passed one earns nothing anyway.
    answered = question in outcome.answers.decisions
    return answered and abs(outcome.credits[axis, question] - item.maximum) < ROUNDING


def _adds_nothing(question: str, option: str, outcome: Outcome) -> bool:
    picks = outcome.picks(question)
    if option not in picks or len(picks) < 2:
        return False
    without = Outcome(outcome.case, _without_pick(outcome.answers, question, option))
    return outcome.credits == without.credits


def timing_troubles(tables: Tables) -> Iterator[Trouble]:
    """Picks that count for a timed action but earn nothing, and actions that exclude each other."""
    for action in tables.actions:
        for pick in action.picks:
            question, _, option = pick.partition("/")
            day = tables.case.questions[question].day
            if credit_for(action, picked_on(action, question, option, day)) > 0:
                continue
            message = f"'{pick}' is picked on day {day}, where '{action.id}' earns nothing."
            answers = Answers(decisions={question: Answer((option,))})
            shows = partial(_earns_nothing, question, option, action.id)
            yield Trouble("dead-pick", message, answers, shows, question, option, action.id)
    for group in best_timing(tables):
        if group.points == group.bound < group.alone - ROUNDING:
            ids = [tables.actions[place].id for place in group.actions]
            names = ", ".join(f"'{name}'" for name in ids)
            message = f"{names} share orders or picks and cannot all earn fault each can alone."
            answers = answers_of(tables.case, play_of_steps(tables, group.steps))
            shows = partial(_earn_together, ids, group.points)
            yield Trouble("actions-exclude-each-other", message, answers, shows, part=ids[0])


def _earns_nothing(question: str, option: str, action: str, outcome: Outcome) -> bool:
    return option in outcome.picks(question) and not outcome.credits["timeliness", action]


def _earn_together(actions: list[str], points: float, outcome: Outcome) -> bool:
    parts = [p for p in outcome.axes["timeliness"].parts if p.id in actions]
    return abs(sum(p.credit * p.weight for p in parts) - points) < ROUNDING


def finding_troubles(case: Case) -> Iterator[Trouble]:
    """Findings that must be ordered, although no order yields them.

    On earlier days they still show when the day is over; on the last day, only in the debrief.
    """
    clock = case.scenario.clock
    for finding in case.findings:
        orderable = finding.shown == "ordered" and clock.first_day <= finding.day
        if not orderable or case.orders_of(finding):
            continue
        code, fault = NEVER_SEEN, f"no play sees '{finding.id}' before the debrief"
        if finding.day < clock.last_day:
            code, fault = "finding-not-by-order", f"no order shows '{finding.id}' on its day"
        message = f"{fault}: it must be ordered on day {finding.day}, but no order yields it."
        yield Trouble(code, message, Answers(), partial(_not_shown, finding), part=finding.id)


def _not_shown(finding: Finding, outcome: Outcome) -> bool:
    case, state = outcome.case, begin(outcome.case)
    for event in events_of(case, outcome.answers):
        state = after(state, event)
        if not state.finished and state.day <= finding.day and is_shown(case, state, finding):
            return False
    return True
