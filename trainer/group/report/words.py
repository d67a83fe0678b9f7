"""Figures of a session in words, the same in every form of the report."""

from __future__ import annotations

from datetime import UTC, datetime

from trainer.group.summary import DecisionRow, GroupSummary, RoundRow

CAUTION = (
    "A report is one patient's course, not a standard of care. One vote is one device or one raised"
    " hand, not one person."
)


def date_of(told: GroupSummary) -> str:
    """The day it was held, UTC."""
    return datetime.fromtimestamp(told.started, UTC).strftime("%Y-%m-%d")


def head(told: GroupSummary) -> list[str]:
    """What the session was."""
    planned = f", {told.planned} planned" if told.planned else ""
    lines = [
        f"Held on {date_of(told)}; case {told.scenario} {told.version}.",
        f"{told.devices} devices joined; {told.minutes:.0f} minutes{planned}.",
    ]
    if told.teams:
        lines.append(f"Teams: {', '.join(told.teams)}.")
    if not told.finished:
        lines.append(f"The session is not over: it stands at day {told.day}.")
    if told.lost:
        lines += ["The case has changed since. What no longer fits is left out:", *told.lost]
    return lines


def percent(share: float | None) -> str:
    """``42 %``, or a dash."""
    return "-" if share is None else f"{100 * share:.0f} %"


def movement(row: DecisionRow) -> list[str]:
    """How far the room moved, and towards what."""
    lines = []
    if row.shift is not None:
        lines.append(
            f"Shift from the first to the last vote: {percent(row.shift)} of what was picked."
        )
    if row.gain is not None:
        lines.append(f"Normalised gain (Hake): {row.gain:.2f}.")
    return lines


def agreement(row: DecisionRow) -> str:
    """Agreement with the report, first and last."""
    found = [r.agreement for r in row.rounds]
    if not any(r.voters for r in row.rounds):
        return "Nobody voted." if row.told else ""
    if found[0] is None:
        return "The report gives no answer to agree with." if row.told else ""
    said = percent(found[0])
    if len(found) > 1:
        said += f" at first, {percent(found[-1])} at last"
    return f"Agreement with the report: {said}."


def sure(here: RoundRow) -> str:
    """The room's confidence, where it was asked."""
    return "" if here.confidence is None else f"mean confidence {here.confidence:.0f} %"


def locked(row: DecisionRow) -> str:
    """The group's answer and how it was found."""
    if not row.locked:
        return "passed" if row.how == "passed" else "none locked"
    how = {"majority": "by majority", "facilitator": "by the facilitator"}.get(row.how, "")
    return f"{'; '.join(row.locked)} ({how})" if how else "; ".join(row.locked)


def score(value: float | None) -> str:
    """``74 of 100``."""
    return "nothing to score" if value is None else f"{value:.0f} of 100"


def changed(row: DecisionRow) -> list[str]:
    """Who changed to what, in counts: ``A to C: 4``; those who stayed last."""
    letters = {o.id: o.letter for o in row.options}

    def name(picks: str) -> str:
        return "+".join(letters.get(p, p) for p in picks.split("+")) if picks else "nothing"

    moved = sorted(row.changes.items(), key=lambda item: (item[0][0] == item[0][1], -item[1]))
    return [
        f"stayed with {name(a)}: {n}" if a == b else f"{name(a)} to {name(b)}: {n}"
        for (a, b), n in moved
    ]
