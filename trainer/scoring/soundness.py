"""Whether the picks were sound on what was known that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.case.compiled import Case
from trainer.case.model import EstimateDecision, OneDecision, Option, SeveralDecision
from trainer.engine.state import Lock, State
from trainer.scoring.parts import Axis, ScorePart, cited

# The trainer's convention, not a source's: see docs/scoring.md.
WORTH = {
    "critical": 1.0,
    "recommended": 1.0,
    "acceptable": 0.5,
    "unnecessary": 0.0,
    "harmful": 0.0,
}


def soundness(case: Case, state: State) -> Axis:
    """Decisions with options answered so far; every decision counts the same."""
    parts = [
        _part(case, d, state.locks[d.id])
        for d in case.decisions.values()
        if d.id in state.locks and not isinstance(d, EstimateDecision)
    ]
    return Axis("soundness", tuple(parts))


def credit_of(decision: OneDecision | SeveralDecision, picks: Sequence[Option]) -> float:
    """0 to 1 for some picks: by the panel's votes if the file has them, else as judged.

    Nothing picked (passed) earns 0.
    """
    if not picks:
        return 0.0
    if decision.panel is not None:
        shares = [aggregate_credit(decision.panel.votes, o.id) for o in picks]
        return sum(shares) / len(shares)
    return judged(picks, decision.options, decision.most)


def judged(picks: Sequence[Option], options: Sequence[Option], most: int) -> float:
    """0 to 1 by the author's judgements.

    0 if any pick is harmful. For one pick: its worth over the best option's. For several: the mean
    worth of the picks, with each critical option that was left out, as far as it could have been
    picked, counting as a pick worth nothing.
    """
    if not picks or any(o.judgement == "harmful" for o in picks):
        return 0.0
    best = max(WORTH[o.judgement] for o in options)
    if best == 0:
        return 1.0
    critical = sum(o.judgement == "critical" for o in options)
    had = sum(o.judgement == "critical" for o in picks)
    omitted = max(0, min(critical, most) - had)
    return sum(WORTH[o.judgement] for o in picks) / (best * (len(picks) + omitted))


def aggregate_credit(votes: Mapping[str, int], pick: str) -> float:
    """The script concordance test's aggregate score: votes for the pick over the modal votes.

    Lubarsky et al., Med Teach 2013;35:184-193 (AMEE guide 75). ``votes`` must not be empty.
    """
    return votes.get(pick, 0) / max(votes.values())


def _part(case: Case, decision: OneDecision | SeveralDecision, lock: Lock) -> ScorePart:
    options = case.options[decision.id]
    picks = [options[p] for p in lock.picks]
    panel = decision.panel
    cite = cited(o.cite for o in (picks or options.values()))
    if lock.passed:
        detail = "passed without an answer"
    elif panel is not None:
        detail = f"by a panel of {sum(panel.votes.values())} votes"
    else:
        detail = "; ".join(f"{o.judgement}: {o.text}" for o in picks)
    credit = credit_of(decision, picks)
    return ScorePart(decision.id, decision.title, credit, 1.0, detail, cite)
