"""Two options of which one must be right; numbers that overlap or stand in no order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.choices import Choice
from trainer.case.rules.spans import Span, span_of

_NOT = frozenset("no not don't dont without non never".split())  # noqa: SIM905
_FILL = frozenset("do does the a an any with is are".split())  # noqa: SIM905
_OPPOSITES = (
    {"yes", "no"}, {"present", "absent"}, {"positive", "negative"}, {"true", "false"},
    {"benign", "malignant"}, {"operable", "inoperable"}, {"possible", "impossible"},
)  # fmt: skip
_TELLING = _NOT.union(*_OPPOSITES)


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        if len(choice.texts) > 2:
            yield from _exhausting(choice)
        spans = [span for text in choice.texts if (span := span_of(text))]
        if len(spans) == len(choice.texts):
            yield from _numbers(choice, spans)


def _exhausting(choice: Choice) -> Iterator[Hit]:
    words = [frozenset(_split(tokens)) for tokens in choice.tokens]
    if not _TELLING & frozenset[str]().union(*words):
        return
    words = [bag - _FILL for bag in words]
    for one_, two in combinations(range(len(words)), 2):
        differ = words[one_] ^ words[two]
        negated = len(differ) == 1 and differ <= _NOT and words[one_] & words[two]
        if negated or differ in _OPPOSITES:
            yield Hit(
                choice.text_of(two),
                f"either this or '{choice.texts[one_]}' must be so: no other option can be right.",
                "Ask it with these two alone, or make one of them another plan.",
            )


def _split(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        if token.startswith("non-"):
            yield "non"
        yield token.removeprefix("non-").replace("’", "'")


def _numbers(choice: Choice, spans: list[Span]) -> Iterator[Hit]:
    if len({s.unit for s in spans}) > 1:
        return
    lows = [(s.low, s.high) for s in spans]
    in_order = sorted(lows)
    if lows not in (in_order, in_order[::-1]):
        yield Hit(
            (*choice.loc, "options"), "these numbers stand in no order.",
            "Order them by size.",
        )  # fmt: skip
    for (_, high), (low, _) in pairwise(in_order):
        # Ranges that touch share a value; two single values never do.
        if low < high or (low == high and any(s.low != s.high for s in spans)):
            yield Hit(
                (*choice.loc, "options"), f"these ranges overlap at {low:g}.",
                "Let each range end before the next begins.",
            )  # fmt: skip
            return


_PROMPT = "How long would you give an antibiotic for her cough?"

RULE = Rule(
    "W417",
    "warning",
    "exhausting, overlapping or unordered options",
    _check,
    reason="Of two options that rule each other out and leave nothing between, one is right and all others are dead; overlapping numbers make two right, and numbers in no order cost reading time that measures nothing (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7).",
    bad=asks(one(_PROMPT, "5 to 7 days", "*7 to 10 days", "11 to 14 days")),
    good=asks(one(_PROMPT, "4 to 6 days", "*7 to 10 days", "11 to 14 days")),
)
