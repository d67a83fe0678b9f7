"""The rules' example case with two questions for a sentence, in format 2."""

from __future__ import annotations

from pathlib import Path

from trainer.case.compiled import Case
from trainer.case.loader import load_text
from trainer.case.rules.example import example

SENTENCES = """
  - id: first-sentence
    kind: representation
    day: 1
    title: In one sentence
    prompt: How would you put her into one sentence?
    hints: [Who is she?]
    elements:
      - {id: who, aspect: who, text: a woman of 50, cite: made-up P1}
      - {id: tempo, aspect: how-fast, text: for three weeks, cite: made-up P1}
      - {id: cough, aspect: key-feature, text: a cough, cite: made-up P1}
    answer: {text: A woman of 50 who has coughed for three weeks., cite: made-up P1}
  - id: second-sentence
    kind: representation
    day: 3
    title: In one sentence, once more
    prompt: How would you put her into one sentence now?
    elements:
      - {id: who, aspect: who, text: a woman of 50, cite: made-up P1}
      - {id: shadow, aspect: key-feature, text: a shadow, cite: made-up P2}
    answer: {text: A woman of 50 with a cough and a shadow., cite: made-up P2}
"""

TEXT = (
    example()
    .replace("format: 1", "format: 2", 1)
    .replace("\ndecisions:\n", f"\ndecisions:{SENTENCES}", 1)
)


def case_with_sentences() -> Case:
    scenario = load_text(TEXT, Path("a-cough.yaml")).scenario
    assert scenario is not None
    return Case.of(scenario)
