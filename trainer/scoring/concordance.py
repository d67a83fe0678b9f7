"""Agreement with the reported course."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.case.compiled import Case
from trainer.case.model import Decision, EstimateDecision, Option
from trainer.engine.state import Lock, State
from trainer.scoring.parts import Axis, ScorePart, cited

CREDIT = {"yes": 1.0, "part": 0.5, "no": 0.0, "silent": 0.0}


def concordance(case: Case, state: State) -> Axis:
    """Decisions answered so far that have a reported answer, by the author's weights."""
    parts = [
        _part(case, d, state.locks[d.id])
        for d in case.decisions.values()
        if d.id in state.locks and d.has_reported_answer
    ]
    return Axis("concordance", tuple(parts))


def credit_of(decision: Decision, picks: Sequence[Option], value: float | None) -> float:
    """0 to 1 for an answer: picks, or the number for an estimate; 0 for none (passed)."""
    if isinstance(decision, EstimateDecision):
        return 0.0 if value is None else estimate_credit(decision, value)
    return option_credit(picks, decision.options, decision.most)


def option_credit(picks: Sequence[Option], options: Sequence[Option], most: int) -> float:
    """The key-feature rule: 0 to 1.

    0 if more are picked than ``most`` or any picked is harmful, else the credit of the picks over
    the credit of the full key (Page & Bordage, Acad Med 1995;70:194-201, scoring of key features).
    """
    if len(picks) > most or any(o.judgement == "harmful" for o in picks):
        return 0.0
    key = sorted((CREDIT[o.reported] for o in options), reverse=True)[:most]
    full = sum(key)
    return sum(CREDIT[o.reported] for o in picks) / full if full else 0.0


def is_near(decision: EstimateDecision, value: float) -> bool:
    """Whether a number lies within the tolerance, its edges included."""
    # 7.16 - 7.06 is 0.1 and a little more in binary.
    return abs(value - decision.value) <= decision.within + 1e-9


def estimate_credit(decision: EstimateDecision, value: float) -> float:
    """1 within the tolerance, falling in a straight line to 0 at ``zero_at``."""
    off = abs(value - decision.value)
    if is_near(decision, value):
        return 1.0
    return max(0.0, (decision.zero_at - off) / (decision.zero_at - decision.within))


def _part(case: Case, decision: Decision, lock: Lock) -> ScorePart:
    if isinstance(decision, EstimateDecision):
        cite = decision.cite
        credit = credit_of(decision, (), lock.value)
        detail = "passed without an answer"
        if lock.value is not None:
            detail = f"estimated {lock.value:g}; the source says {decision.value:g}"
    else:
        picks = [case.options[decision.id][p] for p in lock.picks]
        keyed = [o for o in decision.options if CREDIT[o.reported]]
        cite = cited([decision.answer.cite, *(o.cite for o in keyed)])
        credit = credit_of(decision, picks, None)
        detail = _why(picks, keyed, decision.most, lock.passed)
    return ScorePart(decision.id, decision.title, credit, decision.weight, detail, cite)


def _why(picks: list[Option], keyed: list[Option], most: int, passed: bool) -> str:
    if passed:
        return "passed without an answer"
    if len(picks) > most:
        return f"{len(picks)} picked, {most} allowed"
    harmful = [o.text for o in picks if o.judgement == "harmful"]
    if harmful:
        return f"harmful on that day: {harmful[0]}"
    agreed = [o for o in picks if o in keyed]
    if most == 1:
        done = agreed[0].reported if agreed else "no"
        return {"yes": "as the report did", "part": "part of what the report did"}.get(
            done, "not what the report did"
        )
    return f"{len(agreed)} of {len(keyed)} that the report did"
