"""An option that does not follow the question: article, number, or kind of word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.rules.asking import asks, one
from trainer.case.rules.base import Hit, Rule, Subject
from trainer.case.rules.choices import Choice
from trainer.case.rules.words import mentions
from trainer.files.lists import set_in, words_in

_ARTICLE = re.compile(r"\b(an?)\s*(?:[:.…]+|_+)?\s*$", re.IGNORECASE)
_STARTS_WITH_ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)
# Spoken otherwise than written: 'an hour', 'a unit', 'an MRI'.
_SPOKEN_VOWEL = re.compile(
    r"(?:hour|honest|heir|[FHLMNRSX](?=[A-Z0-9-]))|(?=[aeio])[a-z]|u(?!ni|se|su|ro|te)[a-z]|[AEIO]"
)
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_WHICH_COUNT = re.compile(
    r"(?:\b(?:which|what|choose|pick|select|name|mark)\s+(?:the\s+)?|\(up to )(two|three|four|five|[2-5])\b(?!-)"
    r"(?! (?:days?|weeks?|months?|years?|hours?)\b)",
    re.IGNORECASE,
)
# First words of what is a noun phrase for sure.
_ARTICLES = frozenset(("a", "an", "the"))


def _check(subject: Subject) -> Iterator[Hit]:
    for choice in subject.choices:
        yield from _article(choice)
        yield from _number(choice)
        yield from _kind(choice)


def _article(choice: Choice) -> Iterator[Hit]:
    prompt = choice.decision.prompt
    ends = _ARTICLE.search(prompt) if prompt.rstrip(" :.…_").endswith((" a", " an")) else None
    if not ends:
        return
    for j, text in enumerate(choice.texts):
        vowel = bool(_SPOKEN_VOWEL.match(text if text[:2].isupper() else text.lower()))
        if _STARTS_WITH_ARTICLE.match(text) or vowel != (ends[1].lower() == "an"):
            yield Hit(
                choice.text_of(j), f"the question ends in '{ends[1]}', which does not fit '{text}'.",
                "Take the article into the options, or end the question with a question mark.",
            )  # fmt: skip


def _number(choice: Choice) -> Iterator[Hit]:
    if not mentions(choice.decision.prompt.lower(), _COUNT):
        return
    wanted = _WHICH_COUNT.search(choice.decision.prompt)
    if wanted and _COUNT[wanted[1].lower()] != choice.decision.most:
        most = choice.decision.most
        yield Hit(
            (*choice.loc, "prompt"),
            f"the question asks for {wanted[1]}, and {most} may be picked.",
            "Let the number and 'maximum' agree.",
        )


def _kind(choice: Choice) -> Iterator[Hit]:
    orders = set_in(__file__, "lists/verbs.txt")
    endings = words_in(__file__, "lists/noun_endings.txt")
    verbs = [j for j, words in enumerate(choice.tokens) if words and words[0] in orders]
    if len(choice.texts) < 3 or not 0 < len(verbs) < len(choice.texts):
        return
    nouns = [
        j for j, words in enumerate(choice.tokens)
        if words and (words[0] in _ARTICLES or words[0].endswith(endings))
    ]  # fmt: skip
    if len(verbs) + len(nouns) < len(choice.texts):
        return
    for odd, kind, others in ((nouns, "names a thing", "order"), (verbs, "orders", "name things")):
        if len(odd) == 1:
            yield Hit(
                choice.text_of(odd[0]), f"this option {kind} where all others {others}.",
                "Begin all options with the same kind of word.",
            )  # fmt: skip


RULE = Rule(
    "W414",
    "warning",
    "an option does not follow the question",
    _check,
    reason="What does not fit the sentence is crossed out unread, and what alone fits is picked: an article, a number, a verb among nouns (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Only what is certain is told: 'a' or 'an' at the end of the question, 'which two' against the number allowed, and one option that begins with a verb among nouns or the other way round.",
    bad=asks(one("Her cough is best looked into by a", "film of the chest", "*endoscopy", "blood test")),
    good=asks(one("What is her cough best looked into by?", "A film of the chest", "*An endoscopy", "A blood test")),
)  # fmt: skip
