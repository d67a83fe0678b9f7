"""The rules' example case with two questions for a differential, in format 2."""

from __future__ import annotations

from pathlib import Path

from trainer.case.compiled import Case
from trainer.case.loader import load_text
from trainer.case.rules.example import example

DIFFERENTIALS = """
  - id: first-list
    kind: differential
    day: 1
    title: What could it be
    prompt: What could it be, and how sure are you?
    hints: [Think of what cannot wait.]
    final:
      diagnoses: [community-acquired-pneumonia]
      why: The culture grew pneumococci.
      cite: made-up P2
    must_not_miss:
      - {diagnoses: [pulmonary-embolism], why: It cannot wait., cite: made-up P1}
    moves:
      - finding: story
        text: A cough at night
        towards: [asthma, community-acquired-pneumonia]
        away: lung-cancer
        cite: made-up P1
    answer: {text: The team took it for a bronchitis., cite: made-up P1}
  - id: second-list
    kind: differential
    day: 3
    title: What could it be, once more
    prompt: What could it be now, and how sure are you?
    final:
      diagnoses: [community-acquired-pneumonia]
      why: The culture grew pneumococci.
      cite: made-up P2
    must_not_miss:
      - {diagnoses: [lung-cancer, pulmonary-tuberculosis], why: A shadow., cite: made-up P2}
    moves:
      - finding: film
        text: A shadow on the film
        towards: community-acquired-pneumonia
        likelihood_ratio: 3.5
        ratio_cite: made-up P2
        cite: made-up P2
    answer: {text: The team did not say., cite: made-up P2}
"""

TEXT = (
    example()
    .replace("format: 1", "format: 2", 1)
    .replace("\ndecisions:\n", f"\ndecisions:{DIFFERENTIALS}", 1)
)
UNPROVEN = TEXT.replace(
    """    final:
      diagnoses: [community-acquired-pneumonia]
      why: The culture grew pneumococci.
      cite: made-up P2
""",
    "    unproven: {why: Nobody looked further., cite: made-up P2}\n",
)


def case_of(text: str = TEXT) -> Case:
    scenario = load_text(text, Path("a-cough.yaml")).scenario
    assert scenario is not None
    return Case.of(scenario)
