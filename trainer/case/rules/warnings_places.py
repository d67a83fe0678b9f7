"""Cues for a robot that knows nothing: the length and the place of the right option."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from statistics import fmean

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.items import Item
from trainer.questions import Question
from trainer.questions.option import agreement_credit

_TOO_OFTEN = 0.4
_ENOUGH = 5  # decisions: with fewer, lengths and a robot's score mean nothing
_WORD = 6  # characters: a difference of less than a word is not noticed


def w408_key_longest(subject: Subject) -> Hits:
    """the longest option is right too often

    A learner who notices can pass without reading (Pham 2018, PMC10711986; NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). It is reported above 40 % of at least five decisions, and only above what chance would give; the longest option must be longer by a word.

      5 × Which step comes first in looking for the cause of her cough?
        Bronchoscopy
    -   *A plain chest film
    +   *A chest film
        A blood test
    """
    items = subject.keyed
    longest = [item.question.id for item in items if _longest(item) in item.key]
    # If several of a few options are right, the longest is often among them by chance.
    chance = sum(len(item.key) / len(item.lengths) for item in items)
    if len(items) >= _ENOUGH and len(longest) > max(_TOO_OFTEN * len(items), chance):
        message = f"the longest option is right in {len(longest)} of {len(items)} decisions: {', '.join(longest)}."
        advice = f"Make another the longest in some; by chance it would be in about {chance:.0f}."
        yield Hit(("decisions",), message, advice)


def _longest(item: Item) -> int | None:
    """The place of the one option that is longer than all others by a word."""
    second, most = sorted(item.lengths)[-2:]
    return item.lengths.index(most) if most - second >= _WORD else None


_ENOUGH_PLACES = 4
_RARE = 0.01  # the probability below which a fair shuffle of the options is not plausible
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "last": -1}


def w409_same_place(subject: Subject) -> Hits:
    """the key is always in the same place

    A place that is right more often than chance allows is a cue, found by anyone who looks back over a few answers (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). It is reported if it is right in all of at least four decisions, or so often that fewer than one case in a hundred would have it by chance.

    - 4 × Which step comes first in looking for the cause of her cough?
    + 2 × Which step comes first in looking for the cause of her cough?
        *A film of the chest
        Bronchoscopy
        A blood test
    + 2 × Which step comes first in looking for the cause of her cough?
    +   Bronchoscopy
    +   A blood test
    +   *A film of the chest
    """
    items = subject.keyed
    if len(items) < _ENOUGH_PLACES:
        return
    for name, place in _PLACES.items():
        with_place = [item for item in items if len(item.lengths) > place]
        hits = sum(range(len(item.lengths))[place] in item.key for item in with_place)
        chances = [len(item.key) / len(item.lengths) for item in with_place]
        always = len(with_place) == len(items) == hits
        rare = hits > sum(chances) and _at_least(hits, chances) * len(_PLACES) < _RARE
        if always or rare:
            message = f"the {name} option is right in {hits} of {len(with_place)} decisions; by chance it would be in about {sum(chances):.0f}."
            yield Hit(
                ("decisions",), message, "Put the options of some decisions in another order."
            )
            return


def _at_least(hits: int, chances: Iterable[float]) -> float:
    """The probability of at least ``hits`` successes in tries with these chances of success."""
    spread = [1.0]
    for p in chances:
        spread = [
            missed * (1 - p) + hit * p
            for missed, hit in zip([*spread, 0.0], [0.0, *spread], strict=True)
        ]
    return sum(spread[hits:])


_SPREADS = 2  # standard deviations: about 2 of 100 random players score as much

_ROBOTS: dict[str, Callable[[Sequence[int]], int]] = {
    "first": lambda lengths: 0,  # noqa: ARG005 - all robots are called alike
    "last": lambda lengths: len(lengths) - 1,
    "longest": lambda lengths: lengths.index(max(lengths)),
    "shortest": lambda lengths: lengths.index(min(lengths)),
}


def w424_robot(subject: Subject) -> Hits:
    """a robot scores far above chance

    If a robot that reads nothing beats random picks, the form gives answers away, whatever the single cues are. The score is the agreement with the report, by the author's weights, that one option in each question earns; mean and spread of random picks are calculated, not drawn. A robot is reported above two standard deviations from that mean, with at least five decisions. There are four: first, last, longest, shortest.

    - 5 × Which step comes first in looking for the cause of her cough?
    + 2 × Which step comes first in looking for the cause of her cough?
        *A film of the chest
        A biopsy of the lung
        A blood test
    + 3 × Which step comes first in looking for the cause of her cough?
    +   A biopsy of the lung
    +   *A film of the chest
    +   A blood test
    """
    items = [item for item in subject.items if item.question.has_reported_answer]
    if len(items) < _ENOUGH:
        return
    whole = sum(item.question.weight for item in items)
    earned = [_earned(item.question, whole) for item in items]
    blind = sum(map(fmean, earned))
    spread = sqrt(sum(map(_variance, earned)))
    for name, pick in _ROBOTS.items():
        score = sum(e[pick(item.lengths)] for e, item in zip(earned, items, strict=True))
        if score > blind + _SPREADS * spread:
            message = (
                f"a robot that always picks the {name} option scores {100 * score:.0f} in agreement,"
                f" a blind pick {100 * blind:.0f} on average, give or take {100 * spread:.0f}."
            )
            advice = "Reorder or reword options; 'trainer simulate' plays such robots and names their answers."
            yield Hit(("decisions",), message, advice)


def _earned(question: Question, whole: float) -> list[float]:
    """What each option alone adds to agreement with the report, which is 1 at most."""
    share, options = question.weight / whole, question.choices
    return [share * agreement_credit([o], options, question.most) for o in options]


def _variance(values: list[float]) -> float:
    mean = fmean(values)
    return fmean((value - mean) ** 2 for value in values)
