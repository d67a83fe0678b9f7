"""verdict of a question still open

In study a verdict follows its answer at once, with later questions of the day still open. Where it has the words that set the key of one of them apart from its other options, that question is answered before it is put. What the team did after the first answer ('after') is read just as early.

  decisions:
    - id: first-look
      kind: one
      day: 1
      title: A question
      prompt: Which step comes first?
      options:
        - {id: a, text: A plain chest film, reported: "yes", judgement: recommended, why: It is quick., cite: made-up P1}
        - {id: b, text: A blood test, reported: "no", judgement: acceptable, why: It is vague., cite: made-up P1}
-     answer: {text: A film showed a shadow in the lower lobe., cite: made-up P1}
+     answer: {text: A film., cite: made-up P1}
    - id: where
      kind: one
      day: 1
      title: Another question
      prompt: Where do you look for the cause?
      options:
        - {id: a, text: In the lower lobe, reported: "yes", judgement: recommended, why: It is there., cite: made-up P1}
        - {id: b, text: In the pleura, reported: "no", judgement: acceptable, why: It is not., cite: made-up P1}
      answer: {text: In the lobe., cite: made-up P1}
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.case.rules.items import Item
from trainer.case.rules.paths import values_at
from trainer.case.rules.texts import TextAt
from trainer.case.rules.words import content_of

_VERDICT = frozenset({"why", "answer"})


def check(subject: Subject) -> Hits:
    early = _early(subject)
    for item in subject.keyed:
        question = item.decision
        # Only what is read on the day of the question, and before it in the file.
        read = [at for place, at in early.get(question.day, ()) if place < int(item.loc[1])]
        own = list(_own_words(item)) if read else []
        for at in read:
            for text, told in own:
                if told <= content_of(at.text):
                    named = ", ".join(f"'{word}'" for word in sorted(told))
                    message = (
                        f"{named} can be read while '{question.id}' is open: of its options"
                        f" only '{text}' has this, which is right."
                    )
                    advice = "Say it in other words, or leave it to the verdict of that question."
                    yield Hit(at.loc, message, advice, about=(question.id,))
                    break


def _early(subject: Subject) -> dict[int, list[tuple[int, TextAt]]]:
    """What is read once a question is answered: by its day, with its place."""
    s = subject.scenario
    places = {d.id: i for i, d in enumerate(s.decisions)}
    waits = {
        loc: places[part.after]
        for loc, part in values_at(s, "course,source_notes")
        if part.after in places
    }
    early: dict[int, list[tuple[int, TextAt]]] = {}
    for at in subject.texts:
        place = int(at.loc[1]) if at.role in _VERDICT else waits.get(at.loc[:2])
        if place is not None and at.loc[-1] != "title":
            early.setdefault(s.decisions[place].day, []).append((place, at))
    return early


def _own_words(item: Item) -> Iterator[tuple[str, frozenset[str]]]:
    """The right options, with the words that no other option has."""
    for place in sorted(item.key):
        own = item.own_words[place]
        # One word of several, such as 'skin' of 'a biopsy of the skin', says little by itself.
        if own and (len(own) > 1 or own == item.words[place]):
            yield item.texts[place], own
