"""A reported answer that cannot be given, so that full marks cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject


def _check(subject: Subject) -> Iterator[Hit]:
    for i, decision in enumerate(subject.scenario.decisions):
        if not decision.choices:
            continue
        loc = ("decisions", i, "options")
        keyed = [o for o in decision.choices if o.keyed]
        full = [o for o in keyed if o.reported == "yes"]
        if decision.single_best and len(full) > 1:
            names = ", ".join(o.id for o in full)
            yield Hit(
                loc, f"{len(full)} options are 'reported: yes', but one can be picked: {names}.",
                "Keep one 'yes'; make the others 'part', or the decision 'kind: several'.",
            )  # fmt: skip
        # Format 2 takes a part for the whole where there is no more of it, and keeps what was both
        # reported and harmful out of the key.
        older = subject.scenario.format == 1
        if older and decision.single_best and keyed and not full:
            yield Hit(
                loc, "the reported answer has 'part' options but no 'yes'.",
                "Mark the option nearest to the report 'reported: yes'.",
            )  # fmt: skip
        if not decision.single_best and len(keyed) > decision.most:
            yield Hit(
                loc, f"the report did {len(keyed)} of these, but {decision.most} may be picked.",
                "Raise 'maximum', or mark fewer options 'yes' or 'part'.",
            )  # fmt: skip
        if not keyed and any(o.reported == "no" for o in decision.choices):
            yield Hit(
                loc, "no option is what the report did.",
                "Mark it 'reported: yes'; where the report is silent, mark all options 'silent'.",
            )  # fmt: skip
        for j, option in enumerate(decision.choices):
            if older and option in keyed and option.judgement == "harmful":
                yield Hit(
                    (*loc, j, "judgement"),
                    f"'{option.id}' is what the report did, and harmful: it scores nothing.",
                    "Judge it by what was known that day; what came later goes into 'hindsight'.",
                    about=(option.id,),
                )


RULE = Rule(
    "R304",
    "error",
    "key out of reach",
    _check,
    reason="Somebody who does exactly what the report did must be able to reach full agreement; in files of format 1 what was both reported and harmful scores nothing (format 2 leaves it out of the key); one answer of a single-best question is keyed (NBME item-writing guide, Table 1 of doi 10.1186/s12909-016-0559-7).",
    bad="""
decisions:
  - id: after-film
    kind: one
    day: 3
    title: After the film
    prompt: With a small shadow and a falling protein, what would you do next for this patient?
    options:
      - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
      - {id: oral, text: Give an oral antibiotic, reported: "yes", judgement: recommended, why: It was likely., cite: made-up P2}
    answer: {text: The team sent her home., cite: made-up P2}
""",
    good="""
decisions:
  - id: after-film
    kind: one
    day: 3
    title: After the film
    prompt: With a small shadow and a falling protein, what would you do next for this patient?
    options:
      - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: She was well., cite: made-up P2}
      - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
    answer: {text: The team sent her home., cite: made-up P2}
""",
)
