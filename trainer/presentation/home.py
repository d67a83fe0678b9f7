"""The texts of home: what to do tonight, how the learner stands in each case, what to trust."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from trainer.case.library.head import CaseHead
from trainer.counting import some
from trainer.presentation.cautions import DISCLAIMER
from trainer.scoring.stored import SCORING
from trainer.store.records import RunSummary

SITTING = 20
"""Minutes of one sitting."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner's runs of one case; the first play counts, as its answers were not seen before."""

    first: RunSummary
    """The run begun first."""
    latest: RunSummary
    """The run played last."""

    @classmethod
    def of(cls, runs: Sequence[RunSummary]) -> Standing:
        """The standing from one or more runs, newest first."""
        return cls(min(runs, key=lambda run: (run.created, run.run)), runs[0])

    @property
    def last(self) -> str:
        """The result of the latest repeat; empty if the case was played only once."""
        return "" if self.latest.run == self.first.run else run_standing(self.latest)

    @property
    def words(self) -> str:
        """The words by which the filter finds the case."""
        return "in play" if "playing" in (self.first.status, self.latest.status) else "finished"


def run_standing(run: RunSummary) -> str:
    """``in play, day 28`` or ``sound 63``."""
    if run.status == "playing":
        return f"in play, day {run.day}"
    score = run.scores.get("soundness")
    return "finished" if score is None else f"sound {score:.0f}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to do tonight, on one line."""

    kind: Literal["tour", "continue", "review", "new"]
    text: str
    notes: tuple[str, ...] = ()
    """Alternatives, longest first, for the right edge: the first that leaves room for the text."""
    path: str = ""
    """The file of the case, if the suggestion is about one."""
    run: RunSummary | None = None

    @property
    def label(self) -> str:
        """The word before the text."""
        return self.kind.capitalize()


TOUR = Suggestion("tour", "Look, order, answer, go on: the first day of a case", ("2 min",))


def tonight(
    cases: Sequence[CaseHead],
    runs: Sequence[RunSummary],
    by_file: Mapping[str, Sequence[RunSummary]],
    review: Suggestion | None = None,
    tour: bool = False,
    fresh: CaseHead | None = None,
) -> list[Suggestion]:
    """The suggestions that apply: the tour, continue a run, review, begin a new case.

    ``runs`` are the learner's, newest first; ``by_file`` has the runs of each case in ``cases``, by
    its path. The tour is offered if ``tour`` is set and the learner has no runs. ``fresh`` is the
    case to begin instead of the shortest one.
    """
    offered_tour = [TOUR] if tour and not runs else []
    suggestions = [
        *offered_tour,
        *_continue(cases, runs, by_file),
        review,
        *_new(cases, by_file, fresh),
    ]
    return [suggestion for suggestion in suggestions if suggestion is not None]


def _continue(
    cases: Sequence[CaseHead],
    runs: Sequence[RunSummary],
    by_file: Mapping[str, Sequence[RunSummary]],
) -> list[Suggestion]:
    paths = {run.run: path for path, own in by_file.items() for run in own}
    heads = {head.path: head for head in cases}
    for run in runs:
        if run.status != "playing":
            continue
        head = heads.get(paths.get(run.run, ""))
        if head is None and not Path(run.scenario_path).is_file():
            continue  # its case is gone; the list of runs says so
        day = f"day {run.day}"
        notes = (f"{day} · {left}", day) if (left := _minutes_left(run, head)) else (day,)
        return [Suggestion("continue", run.title, notes, head.path if head else "", run)]
    return []


def _minutes_left(run: RunSummary, head: CaseHead | None) -> str:
    if head is None or not head.minutes or not head.decisions:
        return ""
    share = max(0, head.decisions - run.decisions) / head.decisions
    return f"about {max(5, 5 * round(head.minutes * share / 5))} min"


def _new(
    cases: Sequence[CaseHead],
    by_file: Mapping[str, Sequence[RunSummary]],
    fresh: CaseHead | None,
) -> list[Suggestion]:
    """``fresh``, or else the shortest case; only cases of which no version has been played."""
    played = {run.scenario for own in by_file.values() for run in own}
    unplayed = [head for head in cases if head.ok and head.id not in played]
    if not unplayed:
        return []
    shortest = min(unplayed, key=lambda head: (head.minutes or math.inf, head.title.casefold()))
    head = fresh if fresh in unplayed and fresh is not None else shortest
    return [Suggestion("new", head.title, minutes_notes(head.minutes), head.path)]


def minutes_notes(minutes: int | None) -> tuple[str, ...]:
    """How long a case takes, in alternatives from long to short."""
    if minutes is None:
        return ()
    sittings = math.ceil(minutes / SITTING)
    short = f"{minutes} min"
    return (f"{short}, in {sittings} sittings", short) if sittings > 1 else (short,)


def facts(head: CaseHead) -> str:
    """One line on a case: specialty, number of questions, length and source."""
    length = f"{head.minutes} min" if head.minutes else ""
    installed = f"installed, version {head.version}" if head.installed else ""
    source = ", ".join(filter(None, (head.source, head.licence)))
    questions = some(head.decisions, "question")
    return " · ".join(filter(None, (head.specialty, questions, length, source, installed)))


def standing_facts(head: CaseHead, standing: Standing | None) -> str:
    """The first and the latest play: date, mode, result, and versions that are not today's."""
    if standing is None:
        return "Not played yet."
    lines = [f"First play {_run_facts(head, standing.first)}."]
    if standing.last:
        lines.append(f"Last {_run_facts(head, standing.latest)}.")
    return " ".join(lines)


def _run_facts(head: CaseHead, run: RunSummary) -> str:
    older = run.scoring not in (None, SCORING) and bool(run.scores)
    rules = f"by version {run.scoring} of the rules" if older else ""
    case = f"version {run.scenario_version}" if run.scenario_version != head.version else ""
    when = run.created[:10]
    return ", ".join(filter(None, (f"{when}: {run.mode}", run_standing(run), case, rules)))


def trust(head: CaseHead) -> str:
    """Whether a clinician has reviewed the case, and the disclaimer."""
    reviewed = f"Reviewed by {head.reviewer}." if head.reviewer else "Not reviewed by a clinician."
    return f"{reviewed} {DISCLAIMER}"


FILTER = "words, a specialty, <30 (minutes), unplayed, in play, finished"
"""What the learner can type to find a case."""
_AT_MOST = re.compile(r"[<≤](\d+)")


def matches(head: CaseHead, standing: Standing | None, query: str) -> bool:
    """Whether a case matches all words of ``query``.

    ``<30`` matches cases of at most 30 minutes; any other word is searched in the title, the
    specialty, the summary, the id and the standing.
    """
    played = standing.words if standing else "unplayed"
    text = f"{head.title} {head.specialty} {head.summary} {head.id} {played}".casefold()
    for word in query.casefold().split():
        if most := _AT_MOST.fullmatch(word):
            if head.minutes is None or head.minutes > int(most[1]):
                return False
        elif word not in text:
            return False
    return True
