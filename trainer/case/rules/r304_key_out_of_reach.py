"""key out of reach

Somebody who does exactly what the report did must be able to reach full agreement; in files of format 1 what was both reported and harmful scores nothing (format 2 leaves it out of the key); one answer of a single-best question is keyed (NBME item-writing guide, Table 1 of doi 10.1186/s12909-016-0559-7).

  decisions:
    - id: after-film
      kind: one
      day: 3
      title: After the film
      prompt: With a small shadow and a falling protein, what would you do next for this patient?
      options:
        - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
-       - {id: oral, text: Give an oral antibiotic, reported: "yes", judgement: recommended, why: It was likely., cite: made-up P2}
+       - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
      answer: {text: The team sent her home., cite: made-up P2}
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject, placed


def check(subject: Subject) -> Hits:
    for loc, question in subject.questions:
        options = (*loc, "options")
        # Format 2 keeps what was both reported and harmful out of the key, and takes a question with
        # an empty key off the axis: W447 asks whether that is meant.
        older = subject.scenario.format == 1
        keyed = [o for o in question.choices if o.keyed and (older or not o.harmful)]
        full = [o.id for o in keyed if o.reported == "yes"]
        if question.single_best and len(full) > 1:
            message = f"{len(full)} options are 'reported: yes', but one can be picked: {', '.join(full)}."
            advice = "Keep one 'yes'; make the others 'part', or the decision 'kind: several'."
            yield Hit(options, message, advice)
        # Format 2 takes a part for the whole where there is no more of it.
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
