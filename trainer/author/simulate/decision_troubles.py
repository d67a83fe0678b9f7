"""Troubles of decisions: full marks out of reach, nothing told apart, options without use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from trainer.answers import Answers, by_policy
from trainer.author.simulate.items import Item
from trainer.author.simulate.options import OptionTold, gains, swaps
from trainer.author.simulate.play import AXES, AxisName, credit, played
from trainer.author.simulate.sheet import Sheet
from trainer.author.simulate.tables import Tables
from trainer.author.simulate.trouble import Shows, Trouble, answering
from trainer.questions import Answer

Credits = Mapping[tuple[str, str], float]
"""Every credit of a play, by axis and part."""
Verdict = Callable[[Credits, Credits], bool]

FULL = 1.0
NEARLY = 1e-9


def decision_troubles(
    tables: Tables,
    items: dict[str, list[Item]],
    options: dict[str, list[OptionTold]],
) -> Iterator[Trouble]:
    """The troubles of every decision, in the order asked."""
    for sheet in tables.sheets:
        name = sheet.decision.id
        for item in items[name]:
            yield from _limits(tables, sheet, item)
        yield from _options(tables, sheet, options[name])
    yield from _report(tables, items)


def earns(tables: Tables, axis: AxisName, part: str, amount: float) -> Shows:
    """Whether a play earns that credit (0 to 1) for a part."""

    def shows(answers: Answers) -> bool:
        got = credit(played(tables.case, answers), axis, part)
        # An answer must be there to show anything: a passed decision earns nothing in any case.
        answered = part not in tables.case.decisions or part in answers.decisions
        return answered and got is not None and abs(got - amount) < NEARLY

    return shows


def _limits(tables: Tables, sheet: Sheet, item: Item) -> Iterator[Trouble]:
    name = sheet.decision.id
    row = sheet.best(lambda r: r.credit(item.axis) or 0.0)
    best = row.credit(item.axis) or 0.0
    answers = answering(name, row.answer or Answer())
    shows = earns(tables, item.axis, name, best)
    if best < FULL - NEARLY:
        said = f"no answer earns more than {best:.0%} in {item.axis}: full marks are out of reach."
        yield Trouble("full-marks-out-of-reach", said, answers, shows, name)
    if best > FULL + NEARLY:
        said = f"an answer earns {best:.0%} in {item.axis}, more than full marks."
        yield Trouble("above-full-marks", said, answers, shows, name)
    if not item.discriminates:
        said = (
            f"every allowed answer earns {item.best:.0%} in {item.axis}: it tells nobody apart"
            " there."
        )
        shown = answering(name, _least_likely(sheet))
        uniform = earns(tables, item.axis, name, item.best)
        yield Trouble("no-discrimination", said, shown, uniform, name)


def _least_likely(sheet: Sheet) -> Answer:
    """An answer the report did not choose, if there is one: that it scores alike shows the most."""
    did = {o.id for o in sheet.decision.choices if o.keyed}
    rows = sorted(sheet.groups[0], key=lambda row: not did.isdisjoint(row.picks))
    return rows[0].answer or Answer()


def _options(tables: Tables, sheet: Sheet, told: Sequence[OptionTold]) -> Iterator[Trouble]:
    name = sheet.decision.id
    for option in told:
        if option.dead:
            other = next(o.id for o in sheet.decision.choices if o.id != option.id)
            said = f"adding '{option.id}' to any allowed answer changes no axis."
            shown = answering(name, Answer((other, option.id)))
            shows = _changing(tables, name, option.id, None, _same, least=2)
            yield Trouble("dead-option", said, shown, shows, name, option.id)
        if option.reported != "yes" or option.judgement == "harmful":
            continue
        if option.never_helps:
            said = f"'{option.id}' is what the report did, but adding it to no answer earns more."
            shows = _changing(tables, name, option.id, None, _no_worse)
            shown = answering(name, Answer((option.id,)))
            yield Trouble("keyed-never-helps", said, shown, shows, name, option.id)
        elif option.dominated_by and sheet.decision.most == 1:
            better = option.dominated_by[0]
            said = (
                f"'{option.id}' is what the report did, but '{better}' in its place is never worse"
                " as reported and in soundness, and in some answer better."
            )
            shows = _changing(tables, name, option.id, better, _better)
            shown = answering(name, _gaining(sheet, option.id, better))
            yield Trouble("keyed-dominated", said, shown, shows, name, option.id)


def _gaining(sheet: Sheet, worse: str, better: str) -> Answer:
    """The shortest allowed answer in which ``better`` in the place of ``worse`` gains."""
    for before, after in swaps(sheet, better, worse):
        if before.answer is not None and any(g > NEARLY for g in gains(sheet, before, after)):
            return before.answer
    raise ValueError(f"'{better}' gains nothing in the place of '{worse}'")


def _changing(
    tables: Tables, name: str, option: str, instead: str | None, verdict: Verdict, least: int = 1
) -> Shows:
    """Plays an answer that picks ``option``, and again without it or with ``instead``."""

    def shows(answers: Answers) -> bool:
        answer = answers.decisions.get(name)
        if answer is None or option not in answer.picks or len(answer.picks) < least:
            return False
        picks = [p for p in answer.picks if p != option] + ([instead] if instead else [])
        decisions = {k: a for k, a in answers.decisions.items() if k != name}
        if picks:
            decisions[name] = replace(answer, picks=tuple(picks))
        other = replace(answers, decisions=decisions)
        return verdict(_credits(tables, answers), _credits(tables, other))

    return shows


def _same(before: Credits, after: Credits) -> bool:
    return before == after


def _no_worse(before: Credits, after: Credits) -> bool:
    return all(after[k] >= before[k] - NEARLY for k in before if k[0] in AXES[:2])


def _better(before: Credits, after: Credits) -> bool:
    return _no_worse(before, after) and any(after[k] > before[k] + NEARLY for k in before)


def _credits(tables: Tables, answers: Answers) -> Credits:
    axes = played(tables.case, answers)
    return {(name, p.id): p.credit for name, axis in axes.items() for p in axis.parts}


def _report(tables: Tables, items: dict[str, list[Item]]) -> Iterator[Trouble]:
    """The reported answers should agree with the report."""
    reported = by_policy(tables.case, "reported")
    for name, told in items.items():
        agreed = next((i for i in told if i.axis == "as_reported"), None)
        answer = reported.decisions.get(name)
        if agreed is None or answer is None:
            continue
        alone = Answers(decisions={name: replace(answer, confidence=None)})
        got = credit(played(tables.case, alone), "as_reported", name) or 0.0
        if got < min(agreed.best, FULL) - NEARLY:
            said = f"answered as the report did it earns {got:.0%} as reported; more can be had."
            shows = earns(tables, "as_reported", name, got)
            yield Trouble("report-below-full", said, alone, shows, name)
