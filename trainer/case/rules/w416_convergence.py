"""A right option made of what the wrong ones have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.choices import Choice

_FEWEST = 4  # of three options any two that vary one thing would converge
_ENOUGH = 2
_TIMES = 1.25


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        if len(choice.key) != 1 or len(choice.texts) < _FEWEST:
            continue
        counts = Counter(word for words in choice.words for word in words)
        scores = [sum(counts[w] - 1 for w in words) for words in choice.words]
        (key,) = choice.key
        next_best = max(score for j, score in enumerate(scores) if j != key)
        shared = sorted(w for w in choice.words[key] if counts[w] > 1)
        if scores[key] > _TIMES * next_best and _from_several(choice, key, shared):
            yield Hit(
                choice.text_of(key),
                f"the right option shares most with the others: {', '.join(shared)}.",
                "Vary the wrong options around each other as much as around the right one.",
            )


def _from_several(choice: Choice, key: int, shared: list[str]) -> bool:
    """Whether the shared words lead to the key from different options, no one of which has all."""
    if len(shared) < _ENOUGH:
        return False
    return not any(words.issuperset(shared) for j, words in enumerate(choice.words) if j != key)


_PROMPT = "What would you do next for this cough?"

RULE = Rule(
    "W416",
    "warning",
    "the key shares most words with the others",
    _check,
    reason="Wrong options are often made by changing one thing of the right one, which is then the one with most in common (convergence; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Warned where, of four options or more, the right one shares at least two words, a quarter more than any other, and no other has them all.",
    bad=asks(one(_PROMPT, "Amoxicillin with codeine", "*Amoxicillin with steam", "Doxycycline with steam", "Erythromycin with steam", "Amoxicillin with rest")),
    good=asks(one(_PROMPT, "Amoxicillin with codeine", "*Amoxicillin with steam", "Doxycycline with steam", "Doxycycline with codeine")),
)  # fmt: skip
