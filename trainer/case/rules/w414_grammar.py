"""an option does not follow the question

What does not fit the sentence is crossed out unread, and what alone fits is picked: an article, a number, a verb among nouns (NBME criteria, Table 1 of doi 10.1186/s12909-016-0559-7). Only what is certain is told: 'a' or 'an' at the end of the question, 'which two' against the number allowed, and one option that begins with a verb among nouns or the other way round.

- Her cough is best looked into by a
-   film of the chest
-   *endoscopy
-   blood test
+ What is her cough best looked into by?
+   A film of the chest
+   *An endoscopy
+   A blood test
"""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.items import Item
from trainer.files.lists import set_in, words_in

_ENDS_IN_ARTICLE = re.compile(r" (an?)\s*(?:[:.…]+|_+)?\s*$")
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


def check(subject: Subject) -> Hits:
    for item in subject.items:
        yield from _article(item)
        yield from _number(item)
        yield from _kind(item)


def _article(item: Item) -> Hits:
    ends = _ENDS_IN_ARTICLE.search(item.decision.prompt)
    for j, text in enumerate(item.texts if ends else ()):
        vowel = bool(_SPOKEN_VOWEL.match(text if text[:2].isupper() else text.lower()))
        if ends and (_STARTS_WITH_ARTICLE.match(text) or vowel != (ends[1] == "an")):
            message = f"the question ends in '{ends[1]}', which does not fit '{text}'."
            advice = "Take the article into the options, or end the question with a question mark."
            yield Hit(item.place(j), message, advice)


def _number(item: Item) -> Hits:
    wanted, most = _WHICH_COUNT.search(item.decision.prompt), item.decision.most
    if wanted and _COUNT[wanted[1].lower()] != most:
        message = f"the question asks for {wanted[1]}, and {most} may be picked."
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
