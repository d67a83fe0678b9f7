"""An option whose feedback says nothing of it: empty, shared with another, or its own words again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject
from trainer.files.lists import set_in

_WORDS = re.compile(r"\w+")
_ADVICE = "Say what on that day speaks for or against this option."


def _check(subject: Subject) -> Iterator[Hit]:
    for i, asked in enumerate(subject.scenario.decisions):
        seen: dict[str, str] = {}
        for j, option in enumerate(asked.choices):
            loc = ("decisions", i, "options", j, "why")
            why = _plain(option.why)
            if not why or why in set_in(__file__, "lists/no_reason.txt"):
                yield Hit(
                    loc,
                    f"the feedback on '{option.id}' gives no reason.",
                    _ADVICE,
                    about=(option.id,),
                )
            elif why == _plain(option.text):
                yield Hit(
                    loc,
                    f"the feedback on '{option.id}' repeats the option.",
                    _ADVICE,
                    about=(option.id,),
                )
            elif why in seen:
                said = f"the feedback on '{option.id}' is that on '{seen[why]}'."
                yield Hit(loc, said, _ADVICE, about=(option.id, seen[why]))
            seen.setdefault(why, option.id)


def _plain(text: str) -> str:
    # Feedback that says something is longer: of it case and stops at the ends are evened out alone.
    return text.lower().strip(" .!") if len(text) > 60 else " ".join(_WORDS.findall(text.lower()))


RULE = Rule(
    "R314",
    "error",
    "option without feedback of its own",
    _check,
    reason="Students asked of virtual patients that feedback be specific to what they chose (Huwendiek et al., Med Educ 2009;43:580-588); 'correct' teaches nothing.",
    bad="""
decisions:
  - id: after-film
    kind: one
    day: 3
    title: After the film
    prompt: With a small shadow and a falling protein, what would you do next for this patient?
    options:
      - {id: rest, text: Send her home to rest, reported: "yes", judgement: acceptable, why: Correct., cite: made-up P2}
      - {id: oral, text: Give an oral antibiotic, reported: "no", judgement: recommended, why: It was likely., cite: made-up P2}
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
