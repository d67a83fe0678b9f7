"""What options say about the report, how they are judged, and the order of questions."""

from __future__ import annotations

import re
from itertools import pairwise

from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.rules.paths import values_at
from trainer.case.rules.words import content_of


def w423_nothing_to_weigh(subject: Subject) -> Hits:
    """nothing to weigh

    What the report did and what is sound are kept apart because they can differ. If one option is both and no other is even acceptable, the question asks for recall and cannot tell the axes apart; distractors that nobody would pick are one of the flaws that changed scores (Pham 2018, PMC10711986).

      decisions: after-film
    -       - {id: rest, text: Send her home to rest, reported: "yes", judgement: recommended, why: She was well., cite: made-up P2}
    -       - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: unnecessary, why: Nothing spoke for it., cite: made-up P2}
    +       - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
    +       - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
          answer: {text: The team sent her home., cite: made-up P2}
    """
    for item in subject.items:
        sound = [o.id for o in item.question.choices if o.worth]
        keyed = [o.id for o in item.question.choices if o.keyed]
        if len(sound) == 1 and sound == keyed:
            message = f"'{sound[0]}' is what the report did and the only sound option: there is nothing to weigh."
            advice = "Add an option that can be defended, or judge the others again; else let it be a finding."
            yield Hit(item.loc, message, advice)


def w432_done_by_course(subject: Subject) -> Hits:
    """an option marked 'reported: no' that is in the course

    What the report did is stated in two places, the course and the options, and both count in the score. An option that places an order which the course has on the question's day is what the report did, wholly or in part.

      decisions:
        - id: first-look
          kind: one
          day: 2
          title: First look
          prompt: Which step comes first in looking for the cause of her cough?
          options:
    -       - {id: film, text: A plain film of the chest, reported: "no", judgement: recommended, why: It is quick., orders: [chest-radiograph], cite: made-up P1}
    +       - {id: film, text: A plain film of the chest, reported: "yes", judgement: recommended, why: It is quick., orders: [chest-radiograph], cite: made-up P1}
    -       - {id: ct, text: Computed tomography of the chest, reported: "yes", judgement: acceptable, why: It shows more., cite: made-up P1}
    +       - {id: ct, text: Computed tomography of the chest, reported: "no", judgement: acceptable, why: It shows more., cite: made-up P1}
          answer: {text: The team asked for a film., cite: made-up P1}
    """
    for loc, question in subject.questions:
        placed_orders = {order.id for o in question.choices if o.keyed for order in o.orders}
        for place, option in placed(question.choices, *loc, "options"):
            # An entry that waits for another question belongs to that question.
            entries = [
                e.id if (e := subject.done.get((order.id, question.day)))
                and e.after in (None, question.id) else None
                for order in option.orders
            ]  # fmt: skip
            # An option is more than its orders: all of them must be in the course, and none of them
            # in an option that the report did.
            own = placed_orders.isdisjoint(order.id for order in option.orders)
            if option.reported == "no" and entries and all(entries) and own:
                message = f"the course has this on day {question.day} ('{entries[0]}'), and 'reported' says no."
                advice = "Write 'yes' or 'part', or place another order."
                yield Hit((*place, "reported"), message, advice, about=(option.id,))


_ENOUGH = 3
"""The fewest options: of only two, one can be better and neither wrong."""


def w436_all_sound(subject: Subject) -> Hits:
    """every option is sound

    If no option is unnecessary or harmful there is nothing to find out: every answer earns something, and distractors that cannot be wrong teach nothing (Pham 2018, PMC10711986).

      decisions: after-film
            - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
            - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
    -       - {id: repeat, text: Repeat the film in a day, reported: "no", judgement: acceptable, why: It is slow., cite: made-up P2}
    +       - {id: repeat, text: Repeat the film in a day, reported: "no", judgement: unnecessary, why: It is slow., cite: made-up P2}
          answer: {text: The team sent her home., cite: made-up P2}
    """
    for item in subject.items:
        options = item.question.choices
        if len(options) >= _ENOUGH and all(o.worth for o in options):
            message = f"every option of '{item.question.id}' is sound."
            advice = "Add one that is unnecessary or harmful on that day, or judge them again."
            yield Hit(item.loc, message, advice)


_DENIES = re.compile(r"\b(?:not|no|nor|never|without|instead|rather|none)\b")


def w440_answer_of_another(subject: Subject) -> Hits:
    """the answer describes another option than the key

    'answer' says in words what the report did, and the options say it in 'reported'. If the words are those of an option marked 'no' and not of one marked 'yes', one of the two is a slip.

      decisions: first-look
            - {id: film, text: A plain film of the chest, reported: "yes", judgement: recommended, why: It is quick., cite: made-up P1}
            - {id: scope, text: Bronchoscopy before any imaging, reported: "no", judgement: unnecessary, why: Nothing says where., cite: made-up P1}
    -     answer: {text: The team chose bronchoscopy before imaging., cite: made-up P1}
    +     answer: {text: The team asked for a plain film., cite: made-up P1}
    """
    for item in subject.keyed:
        if not item.question.has_reported_answer:
            continue
        text = item.question.answer.text
        answer_words = content_of(text)
        own = item.own_words
        if any(own[place] & answer_words for place in item.key):
            continue
        for place in item.wrong:
            words = own[place] & answer_words
            # More than half of an option's own words must match: one or two may be in any answer.
            enough = 2 * len(words) > len(own[place])
            if words and enough and not _DENIES.search(text):
                option = item.question.choices[place]
                message = f"the answer describes '{option.id}' ({', '.join(sorted(words))}), which is 'reported: {option.reported}'."
                advice = "Correct the answer's text, or what is 'reported'."
                yield Hit((*item.loc, "answer", "text"), message, advice, about=(option.id,))
                break


def w443_out_of_order(subject: Subject) -> Hits:
    """questions out of order

    Questions are asked day by day; one that stands after a question of a later day is easily missed when the file is read, and 'after' may name a question that has not been asked.

      decisions:
    -   - {id: how-long, kind: estimate, day: 3, title: How long, prompt: How many days will it last?, unit: d, low: 1, high: 20, value: 5, within: 1, zero_at: 4, why: It is so., cite: made-up P1, answer: {text: Five days., cite: made-up P1}}
        - id: first-look
          kind: one
          day: 1
          title: First look
          prompt: Which step comes first in looking for the cause of her cough?
          options:
            - {id: film, text: A plain film of the chest, reported: "yes", judgement: recommended, why: It is quick., cite: made-up P1}
            - {id: scope, text: Bronchoscopy before imaging, reported: "no", judgement: unnecessary, why: Nothing says where., cite: made-up P1}
          answer: {text: The team asked for a film., cite: made-up P1}
    +   - {id: how-long, kind: estimate, day: 3, title: How long, prompt: How many days will it last?, unit: d, low: 1, high: 20, value: 5, within: 1, zero_at: 4, why: It is so., cite: made-up P1, answer: {text: Five days., cite: made-up P1}}
    """
    for (_, before), (loc, question) in pairwise(subject.questions):
        if question.day < before.day:
            message = f"'{question.id}' of day {question.day} stands after '{before.id}' of day {before.day}."
            advice = "Put the questions in the order of their days."
            yield Hit((*loc, "day"), message, advice, about=(question.id, before.id))


def w447_none_reported(subject: Subject) -> Hits:
    """no option is what the report did

    A question is not scored for agreement if the report did none of its options. That is right if the report did something else; more often an option is marked wrongly, or the report is silent.

      format: 2
      decisions: after-film
    -       - {id: rest, text: Send her home to rest, reported: "no", judgement: acceptable, why: She was well., cite: made-up P2}
    +       - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
            - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
            - {id: repeat, text: Repeat the film in a day, reported: "no", judgement: unnecessary, why: It is slow., cite: made-up P2}
          answer: {text: The team sent her home., cite: made-up P2}
    """
    if subject.scenario.format == 1:
        return  # in format 1 it is an error (R304)
    for item in subject.items:
        options = item.question.choices
        if not any(o.keyed for o in options) and any(o.reported == "no" for o in options):
            message = f"no option of '{item.question.id}' is what the report did."
            advice = "Mark the one it did; if the report is silent, mark all options 'silent'."
            yield Hit((*item.loc, "options"), message, advice)


def w448_moved_by_an_order(subject: Subject) -> Hits:
    """chances moved by what only an order shows

    A finding that moves the chances on a day must be known to every learner who answers: until the day is over, one with `shown: ordered` is shown only to those who ordered it.

      format: 2
      findings:
        - {id: story, kind: text, day: 1, title: Story, text: He coughs at night., cite: made-up P1}
        - {id: gas, kind: text, day: 1, shown: ordered, title: Blood gas, text: Little oxygen., orders: [arterial-blood-gas], cite: made-up P1}
      decisions:
        - id: what-is-it
          kind: differential
          day: 1
          title: What could it be
          prompt: What could it be, and how sure are you?
          unproven: {why: Nobody looked further.}
          moves:
    -       - {finding: gas, text: Little oxygen, towards: community-acquired-pneumonia, cite: made-up P1}
    +       - {finding: story, text: A cough at night, towards: community-acquired-pneumonia, cite: made-up P1}
          answer: {text: The report does not say., cite: made-up P1}
    """
    s = subject.scenario
    ordered = {f.id: f.day for f in s.findings if f.shown == "ordered"}
    for loc, name in values_at(s, "decisions.moves.finding"):
        if ordered.get(name) == s.decisions[int(loc[1])].day:
            message = f"'{name}' is shown by then only to those who ordered it."
            advice = "Name a finding that all have seen, or move it to a later day's question."
            yield Hit(loc, message, advice, about=(name,))
