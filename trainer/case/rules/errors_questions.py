"""Questions that cannot be answered well, and feedback that says nothing."""

from __future__ import annotations

import re

from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.files.lists import set_in
from trainer.questions import Choice


def r304_key_out_of_reach(subject: Subject) -> Hits:
    """key out of reach

    A learner who does exactly what the report did must be able to reach full agreement. In format 1 an option that is both reported and harmful scores nothing (format 2 leaves it out of the key). A single-best question has one keyed answer (NBME item-writing guide, Table 1 of doi 10.1186/s12909-016-0559-7).

      decisions: after-film
            - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
    -       - {id: oral, text: Give an oral antibiotic, reported: "yes", judgement: recommended, why: It was likely., cite: made-up P2}
    +       - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
          answer: {text: The team sent her home., cite: made-up P2}
    """
    for loc, question in subject.questions:
        options = (*loc, "options")
        # Format 2 leaves options that are both reported and harmful out of the key, and does not
        # score agreement if the key is empty: W447 asks whether that is meant.
        older = subject.scenario.format == 1
        keyed = [o for o in question.choices if o.keyed and (older or not o.harmful)]
        full = [o.id for o in keyed if o.reported == "yes"]
        if question.single_best and len(full) > 1:
            message = f"{len(full)} options are 'reported: yes', but one can be picked: {', '.join(full)}."
            advice = "Keep one 'yes'; make the others 'part', or the decision 'kind: several'."
            yield Hit(options, message, advice)
        # Format 2 takes a 'part' for the answer if there is no 'yes'.
        if older and question.single_best and keyed and not full:
            message = "the reported answer has 'part' options but no 'yes'."
            yield Hit(options, message, "Mark the option nearest to the report 'reported: yes'.")
        if not question.single_best and len(keyed) > question.most:
            message = f"the report did {len(keyed)} of these, but {question.most} may be picked."
            yield Hit(options, message, "Raise 'maximum', or mark fewer options 'yes' or 'part'.")
        if older and not keyed and any(o.reported == "no" for o in question.choices):
            message = "no option is what the report did."
            advice = (
                "Mark it 'reported: yes'; where the report is silent, mark all options 'silent'."
            )
            yield Hit(options, message, advice)
        for place, option in placed(question.choices, *options):
            if older and option.keyed and option.harmful:
                message = f"'{option.id}' is what the report did, and harmful: it scores nothing."
                advice = (
                    "Judge it by what was known that day; what came later goes into 'hindsight'."
                )
                yield Hit((*place, "judgement"), message, advice, about=(option.id,))


_WORDS = re.compile(r"\w+")


def r314_feedback(subject: Subject) -> Hits:
    """option without feedback of its own

    Students want the feedback of virtual patients to be specific to what they chose (Huwendiek et al., Med Educ 2009;43:580-588); 'correct' teaches nothing.

      decisions: after-film
    -       - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: Correct., cite: made-up P2}
    +       - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
            - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
          answer: {text: The team sent her home., cite: made-up P2}
    """
    for loc, question in subject.questions:
        first: dict[str, str] = {}
        for place, option in placed(question.choices, *loc, "options"):
            why, fault, about = _plain(option.why), "", [option.id]
            if not why or why in set_in(__file__, "lists/no_reason.txt"):
                fault = "gives no reason"
            # Most reasons are longer than their option, and need no closer look.
            elif len(why) <= len(option.text.lower()) and why == _plain(option.text):
                fault = "repeats the option"
            elif why in first:
                fault = f"is that on '{first[why]}'"
                about.append(first[why])
            if fault:
                message = f"the feedback on '{option.id}' {fault}."
                advice = "Say what on that day speaks for or against this option."
                yield Hit((*place, "why"), message, advice, about=tuple(about))
            first.setdefault(why, option.id)


def _plain(text: str) -> str:
    # Long feedback surely says something: only its case and the marks at its ends are ignored.
    return text.lower().strip(" .!") if len(text) > 60 else " ".join(_WORDS.findall(text.lower()))


def r319_full_marks(subject: Subject) -> Hits:
    """full marks out of reach

    A best answer that scores nothing teaches that there was nothing right to do, and a maximum that cannot be reached makes every score look worse than it is.

      decisions: after-film
    -       - {id: rest, text: Send her home to rest, reported: silent, judgement: harmful, why: She was ill., cite: made-up P2}
    +       - {id: rest, text: Send her home to rest, reported: silent, judgement: acceptable, why: She was well., cite: made-up P2}
            - {id: oral, text: Give an oral antibiotic, reported: silent, judgement: harmful, why: It was unlikely., cite: made-up P2}
          answer: {text: The report does not say., cite: made-up P2}
    """
    # A test proves, with the scoring functions on every answer to decisions of many kinds, that this
    # rule and R304 find every such question, and that no answer earns more than full marks. A rule
    # that tried all answers would cost more than reading the file, and `case` is below `scoring`.
    for loc, question in subject.questions:
        # With a panel the modal vote earns full marks; R302 makes sure that it is for an option.
        if not isinstance(question, Choice) or question.is_judged:
            continue
        older = subject.scenario.format == 1  # then only all harmful options are an error
        if older and (question.panel or any(not o.harmful for o in question.options)):
            continue
        worst = "harmful" if all(o.harmful for o in question.options) else "unnecessary or harmful"
        message = (
            f"every option of '{question.id}' is judged {worst}: whatever is picked scores nothing."
        )
        advice = "Offer one that was sound on that day, or judge the least bad one 'acceptable'."
        yield Hit((*loc, "options"), message, advice, about=(question.id,))


def r327_same_text(subject: Subject) -> Hits:
    """options with the same text

    A learner cannot tell them apart, and one of them is usually a copy that was never changed.

      First look?
        A plain chest film
    -   *A plain chest film
    +   *A chest film from the side
    """
    for item in subject.items:
        first: dict[tuple[str, ...], int] = {}
        for place, words in enumerate(item.tokens):
            before = first.setdefault(tuple(words), place)
            if before != place:
                one, two = (item.question.choices[i].id for i in (before, place))
                message = f"'{two}' reads the same as '{one}'."
                yield Hit(item.place(place), message, "Change one of the two, or take it out.")
