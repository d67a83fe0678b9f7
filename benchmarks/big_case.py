"""The text of a made-up scenario of a given size, by default as large as authors write them.

    python benchmarks/big_case.py > /tmp/big.yaml

The default has 200 findings, 30 decisions and 40 days in about 60 KB.
"""

from __future__ import annotations

import sys

HEAD = """\
format: 1
id: {id}
version: "1.0.0"
title: {title}
specialty: General medicine
summary: A made-up case for measuring.
authors: [Nobody]
licence: CC0
provenance: Made up; there is no patient.
report: made-up
sources:
  - id: made-up
    kind: case-report
    citation: Nobody. Nothing. Nowhere 2024.
    licence: CC0
    locators:
{locators}
clock:
  start: admission
  first_day: 1
  last_day: {days}
patient:
  age: 50
  sex: female
  summary: A woman with a cough.
  cite: made-up p1
analytes:
  - id: ferritin
    name: Ferritin
    unit: ng/mL
    reference: {{high: 200, cite: made-up p1}}
    orders: [ferritin]
findings:
"""

VALUE = """\
  - id: ferritin-{n}
    kind: value
    day: {day}
    analyte: ferritin
    value: {value}
    cite: made-up p{n}
"""

TEXT = """\
  - id: told-{n}
    kind: text
    day: {day}
    title: Round {n}
    text: >-
      The fever is lower than it was on the day before and the cough is dry;
      nothing else is told of round {n}.
    cite: made-up p{n}
"""

DECISION = """\
  - id: decide-{n}
    kind: one
    day: {day}
    title: Question {n}
    prompt: Ferritin has changed since the last round. What is to be done on day {day}?
    options:
"""

OPTION = """\
      - id: way-{o}
        text: Take the way that has the number {o}
        reported: "{reported}"
        judgement: {judgement}
        why: On that day way {o} had this to be said for it, and little else.
        cite: made-up p{n}
"""

ANSWER = """\
    answer: {{text: They took the first way., cite: made-up p{n}}}
"""

OPTIONS = 4
JUDGEMENTS = ("recommended", "acceptable", "unnecessary", "harmful")


def big_case(
    name: str = "big-case",
    findings: int = 200,
    questions: int = 30,
    days: int = 40,
    title: str = "A big case",
) -> str:
    """The text of a scenario with so many findings, questions and days."""
    places = "\n".join(f"      p{n}: Paragraph {n}" for n in range(max(findings, questions, 2)))
    parts = [HEAD.format(id=name, title=title, days=days, locators=places)]
    for n in range(findings):
        form = TEXT if n % 4 == 0 else VALUE
        parts.append(form.format(n=n, day=1 + n * days // findings, value=f"{100 + n}.50"))
    parts.append("decisions:\n")
    for n in range(questions):
        parts.append(DECISION.format(n=n, day=1 + n * days // questions))
        parts.extend(
            OPTION.format(n=n, o=o, reported="no" if o else "yes", judgement=JUDGEMENTS[o])
            for o in range(OPTIONS)
        )
        parts.append(ANSWER.format(n=n))
    return "".join(parts)


if __name__ == "__main__":
    sys.stdout.write(big_case())
