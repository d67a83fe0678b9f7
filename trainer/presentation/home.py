"""What home says: what to do tonight, how the learner stands in each case, and what to trust."""

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
"""Minutes of an evening."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A learner's runs of one case. A repeat is no first play: its answers were seen before."""

    first: RunSummary
    """The one begun first."""
    latest: RunSummary
    """The one played last."""

    @classmethod
    def of(cls, runs: Sequence[RunSummary]) -> Standing:
        """The standing by one run or more, newest first."""
        return cls(min(runs, key=lambda run: (run.created, run.run)), runs[0])

    @property
    def last(self) -> str:
        """How the last of the repeats went; nothing where there was none."""
        return "" if self.latest.run == self.first.run else run_standing(self.latest)

    @property
    def words(self) -> str:
        """What a filter finds it by."""
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
    """What stands at its right: the first of these that leaves room for all of the text."""
    path: str = ""
    """The case it is about, if it is about one."""
    run: RunSummary | None = None

    @property
    def label(self) -> str:
        """What it is called."""
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
    """What could be done: go on, review, begin something; each only where there is something.

    ``runs`` are the learner's, newest first; ``by_file`` has those of the cases at hand by path.
    ``tour`` says whether nobody has been shown round yet; to who has played it is not offered.
    ``fresh`` is the case to begin rather than the shortest.
    """
    first = [TOUR] if tour and not runs else []
    suggestions = [*first, *_continue(cases, runs, by_file), review, *_new(cases, by_file, fresh)]
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
            continue  # its case is gone: the list of runs tells
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
    """The case to begin, else the shortest of which no version has been played."""
    played = {run.scenario for own in by_file.values() for run in own}
    unplayed = [head for head in cases if head.ok and head.id not in played]
    if not unplayed:
        return []
    shortest = min(unplayed, key=lambda head: (head.minutes or math.inf, head.title.casefold()))
    head = fresh if fresh in unplayed and fresh is not None else shortest
    return [Suggestion("new", head.title, minutes_notes(head.minutes), head.path)]


def minutes_notes(minutes: int | None) -> tuple[str, ...]:
    """How long a case takes, at length and in short."""
    if minutes is None:
        return ()
    sittings = math.ceil(minutes / SITTING)
    short = f"{minutes} min"
    return (f"{short}, in {sittings} sittings", short) if sittings > 1 else (short,)


def facts(head: CaseHead) -> str:
    """What a case is and where it comes from, on a line."""
    length = f"{head.minutes} min" if head.minutes else ""
    installed = f"installed, version {head.version}" if head.installed else ""
    source = ", ".join(filter(None, (head.source, head.licence)))
    questions = some(head.decisions, "question")
    return " · ".join(filter(None, (head.specialty, questions, length, source, installed)))


def standing_facts(head: CaseHead, standing: Standing | None) -> str:
    """How a case was played, with the day, the mode and the version where it is another one."""
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
    """Whether a clinician stands behind the case; and what it is not."""
    reviewed = f"Reviewed by {head.reviewer}." if head.reviewer else "Not reviewed by a clinician."
    return f"{reviewed} {DISCLAIMER}"


NO_CASES = "No cases found; 'trainer where' says where they are looked for."


def heading(fitting: int, all_cases: int, query: str) -> str:
    """What stands above the cases; of a filter how many it leaves."""
    if not all_cases:
        return NO_CASES
    return f"{fitting} of {some(all_cases, 'case')}" if query.strip() else "Cases"


FILTER = "words, a specialty, <30 (minutes), unplayed, in play, finished"
"""What can be typed to find a case."""
_AT_MOST = re.compile(r"[<≤](\d+)")


def matches(head: CaseHead, standing: Standing | None, query: str) -> bool:
    """Whether a case is one of those that ``query`` asks for: all its words must fit.

    ``<30`` is a case of at most 30 minutes; every other word is looked for in the title, the
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
