"""Options that do not fit their question or each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, combinations, pairwise
from math import inf, nextafter

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.items import Item
from trainer.files.lists import set_in, words_in

_ENDS_IN_ARTICLE = re.compile(r" (an?)\s*(?:[:.…]+|_+)?\s*$")
_STARTS_WITH_ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)
# The sound counts, not the letter: 'an hour', 'a unit', 'an MRI'.
_SPOKEN_VOWEL = re.compile(
    r"(?:hour|honest|heir|[FHLMNRSX](?=[A-Z0-9-]))|(?=[aeio])[a-z]|u(?!ni|se|su|ro|te)[a-z]|[AEIO]"
)
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_WHICH_COUNT = re.compile(
    r"(?:\b(?:which|what|choose|pick|select|name|mark)\s+(?:the\s+)?|\(up to )(two|three|four|five|[2-5])\b(?!-)"
    r"(?! (?:days?|weeks?|months?|years?|hours?)\b)",
    re.IGNORECASE,
)
# First words that always begin a noun phrase.
_ARTICLES = frozenset(("a", "an", "the"))


def w414_grammar(subject: Subject) -> Hits:
    """an option does not follow the question

    Learners cross out an option that does not fit the sentence, and pick the only one that does, without reading on (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Only clear cases are reported: 'a' or 'an' at the end of the question, 'which two' where another number is allowed, and a single option that begins with a verb among nouns, or the other way round.

    - Her cough is best looked into by a
    -   film of the chest
    -   *endoscopy
    -   blood test
    + What is her cough best looked into by?
    +   A film of the chest
    +   *An endoscopy
    +   A blood test
    """
    for item in subject.items:
        yield from _article(item)
        yield from _number_of_picks(item)
        yield from _kind(item)


def _article(item: Item) -> Hits:
    ends = _ENDS_IN_ARTICLE.search(item.question.prompt)
    for j, text in enumerate(item.texts if ends else ()):
        vowel = bool(_SPOKEN_VOWEL.match(text if text[:2].isupper() else text.lower()))
        if ends and (_STARTS_WITH_ARTICLE.match(text) or vowel != (ends[1] == "an")):
            message = f"the question ends in '{ends[1]}', which does not fit '{text}'."
            advice = "Take the article into the options, or end the question with a question mark."
            yield Hit(item.place(j), message, advice)


def _number_of_picks(item: Item) -> Hits:
    count, most = _WHICH_COUNT.search(item.question.prompt), item.question.most
    if count and _COUNT[count[1].lower()] != most:
        message = f"the question asks for {count[1]}, and {most} may be picked."
        yield Hit((*item.loc, "prompt"), message, "Let the number and 'maximum' agree.")


def _kind(item: Item) -> Hits:
    orders = set_in(__file__, "lists/verbs.txt")
    endings = words_in(__file__, "lists/noun_endings.txt")
    firsts = [words[0] if words else "" for words in item.tokens]
    verbs = [j for j, word in enumerate(firsts) if word in orders]
    nouns = [j for j, word in enumerate(firsts) if word in _ARTICLES or word.endswith(endings)]
    if len(firsts) < 3 or not 0 < len(verbs) < len(firsts) <= len(verbs) + len(nouns):
        return
    for odd, kind, others in ((nouns, "names a thing", "order"), (verbs, "orders", "name things")):
        if len(odd) == 1:
            message = f"this option {kind} where all others {others}."
            yield Hit(item.place(odd[0]), message, "Begin all options with the same kind of word.")


_NOT = frozenset(("no", "not", "don't", "dont", "without", "non", "never"))
_FILL = frozenset(("do", "does", "the", "a", "an", "any", "with", "is", "are"))
_OPPOSITES = (
    {"yes", "no"}, {"present", "absent"}, {"positive", "negative"}, {"true", "false"},
    {"benign", "malignant"}, {"operable", "inoperable"}, {"possible", "impossible"},
)  # fmt: skip
_CONTRARY = _NOT.union(*_OPPOSITES)

# '1,000' is a thousand and '0,5' a half.
_GROUPED = r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
_NUMBER = rf"(?:{_GROUPED}|-?\d+(?:[.,]\d+)?)"
_RANGE = re.compile(
    rf"(?:about|around|approximately|roughly|ca\.?)?\s*"
    r"(?P<sign><=|>=|<|>|≤|≥|less than|more than|fewer than|under|over|above|below|at least|at most|up to)?\s*"
    rf"(?P<low>{_NUMBER})\s*(?P<unit1>%)?(?:\s*(?:-|–|to)\s*(?P<high>{_NUMBER}))?\s*"
    r"(?P<more>or more|or less|and more|and above|or above|or below)?\s*(?P<unit>[^\W\d_]*[\w/%µμ]*|%)(?P<more2> or more| or less)?\W*",
    re.IGNORECASE,
)
_DOWN = ("<", "≤", "less", "fewer", "under", "below", "at most", "up to", "or less", "or below")
_WITHOUT = ("<", ">", "less than", "more than", "fewer than", "under", "over", "above", "below")


def w417_exhaustive(subject: Subject) -> Hits:
    """exhaustive, overlapping or unordered options

    If two options exclude each other and leave nothing between them, one of the two is right and all others are wasted; overlapping numbers make two options right, and unordered numbers cost reading time that measures nothing (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7).

      How long would you give an antibiotic for her cough?
    -   5 to 7 days
    +   4 to 6 days
        *7 to 10 days
        11 to 14 days
    """
    for item in subject.items:
        if len(item.texts) > 2:
            yield from _exhaustive(item)
        ranges = _ranges(item)
        if len({unit for _, _, unit in ranges}) == 1:
            yield from _numbers(item, [(low, high) for low, high, _ in ranges])


def _exhaustive(item: Item) -> Hits:
    words = [_words(tokens) for tokens in item.tokens]
    if _CONTRARY.isdisjoint(chain(*words)):
        return  # as most are; to compare each two takes far longer
    for one, two in combinations(range(len(words)), 2):
        differ = words[one] ^ words[two]
        negated = len(differ) == 1 and differ <= _NOT and words[one] & words[two]
        if negated or differ in _OPPOSITES:
            message = (
                f"either this or '{item.texts[one]}' must be so: no other option can be right."
            )
            advice = "Ask it with these two alone, or make one of them another plan."
            yield Hit(item.place(two), message, advice)


def _words(tokens: list[str]) -> frozenset[str]:
    """The words without those that only fill; 'non-toxic' is two words."""
    text = " ".join(["", *tokens]).replace(" non-", " non ").replace("’", "'")
    return frozenset(text.split(" ")[1:]) - _FILL


def _numbers(item: Item, ranges: Sequence[tuple[float, float]]) -> Hits:
    loc, in_order = (*item.loc, "options"), sorted(ranges)
    if ranges not in (in_order, in_order[::-1]):
        yield Hit(loc, "these numbers stand in no order.", "Order them by size.")
    for (_, high), (low, _) in pairwise(in_order):
        # Ranges that touch share a value; two single values never do.
        if low < high or (low == high and any(least != most for least, most in ranges)):
            advice = "Let each range end before the next begins."
            yield Hit(loc, f"these ranges overlap at {low:g}.", advice)
            return


def _ranges(item: Item) -> list[tuple[float, float, str]]:
    """The range of each option, with its unit; empty unless all are mere numbers or ranges."""
    ranges = []
    for text in item.texts:
        if (limits := _range(text)) is None:
            return []
        ranges.append(limits)
    return ranges


def _range(text: str) -> tuple[float, float, str] | None:
    """The ends and the unit of an option that is a mere number or range; None for any other."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    sign = (match["sign"] or match["more"] or match["more2"] or "").strip().lower()
    if sign:
        to = -inf if sign.startswith(_DOWN) else inf
        # 'More than 7' begins after 7.
        edge = nextafter(low, to) if sign in _WITHOUT else low
        low, high = edge, to
    unit = (match["unit"] or match["unit1"] or "").lower()
    # 'a day' and '7 days' have the same unit.
    return min(low, high), max(low, high), unit.removesuffix("s")


def _number(printed: str) -> float:
    return float(printed.replace(",", "" if re.fullmatch(_GROUPED, printed) else "."))
