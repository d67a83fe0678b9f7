"""Warnings about wording and cues: what they find, and what comes near and is fine."""

from __future__ import annotations

import pytest
from warned import found

from trainer.case.reading.diagnostics import Diagnostic
from trainer.case.rules.example import decisions_of

PROMPT = "Which step comes first in looking for the cause of her cough?"
PLAIN = ("A blood test", "*A film today", "A scope now")


def asked(code: str, prompt: str, *options: str) -> list[Diagnostic]:
    return found(code, decisions_of((prompt, *options)))


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("W407", ("A blood test", "*A film today, upright and in two planes", "A scope now")),
        ("W407", ("Rest", "*Oxygen by mask", "Codeine")),
        ("W410", ("Only a blood test", "*A film today", "A scope now")),
        ("W410", ("A blood test", "*A film today", "A scope, which is ALWAYS right")),
        ("W410", ("A blood test in every case", "*A film today", "A scope now")),
        ("W410", ("Never a blood test", "*A film today", "A scope now")),
        ("W411", ("A blood test", "*A film, as is usually done", "A scope now")),
        ("W412", ("A blood test", "*A film today", "None of the above")),
        ("W412", ("A blood test", "*A film today", "All of these")),
        ("W412", ("A blood test", "*A film today", "Both A and B")),
        ("W412", ("A blood test", "*A film today", "None of the other options is right")),
        ("W414", ("Give oxygen", "*A film today", "Start codeine")),
        ("W414", ("A blood test", "*Take a film", "The old films")),
        ("W417", ("Give oxygen", "*Do not give oxygen", "A scope now")),
        ("W417", ("A film with contrast", "*A film without contrast", "A scope now")),
        ("W417", ("Yes", "*No", "Later")),
        ("W417", ("A benign tumour", "*A malignant tumour", "An infection")),
        ("W417", ("10 mg", "*5 mg", "20 mg")),
        ("W417", ("0-10 %", "*10-20 %", "20-30 %")),
        ("W417", ("less than 5 days", "*4 to 7 days", "more than 7 days")),
        ("W418", ("A blood clot", "*Behçet's disease", "An infection")),
        ("W418", ("A blood clot", "*Still's disease", "An infection")),
        ("W418", ("A blood clot", "*A Pancoast tumour", "An infection")),
        ("W418", ("A blood clot", "*Nemo's syndrome", "An infection")),
    ],
)
def test_cues_in_options(code: str, options: tuple[str, ...]) -> None:
    assert asked(code, PROMPT, *options)


@pytest.mark.parametrize(
    ("code", "options"),
    [
        # Four characters more are no cue among short words.
        ("W407", ("Rest", "*Codeine", "Oxygen")),
        ("W407", ("A blood test, fasting, in the morning", "*A film today", "A scope now")),
        ("W410", ("A talk with a never-smoker", "*A film today", "A scope now")),
        ("W410", ("Not only a blood test but a smear", "*A film today", "A scope now")),
        ("W410", ("A commonly held view", "*Shadows in all lobes", "A scope now")),
        ("W411", ("The test most often abnormal", "*A film today", "A scope now")),
        ("W412", ("A blood test", "*Both films from last year", "A scope now")),
        ("W412", ("Hepatitis A and B serology", "*All films shown at once", "Some rest")),
        ("W414", ("Give oxygen", "*Start codeine", "Rest at home")),
        ("W414", ("Starting codeine", "*A film today", "Bronchoscopy")),
        ("W414", ("Give oxygen", "*Take a film", "A scope now", "The old films")),
        ("W417", ("Give oxygen", "*Do not give codeine", "A scope now")),
        ("W417", ("5 mg", "*10 mg", "20 mg")),
        ("W417", ("20 mg", "*10 mg", "5 mg")),
        ("W417", ("0-9 %", "*10-19 %", "20-30 %")),
        ("W417", ("less than 5 days", "*6 to 7 days", "more than 7 days")),
        ("W417", ("900,000 units", "*1,000,000 units", "2,000,000 units")),
        ("W417", ("0,550,5 mg", "*1 mg", "0,123.5 mg")),
        # Numbers of different things have no order.
        ("W417", ("3 films", "*2 scopes", "1 biopsy")),
        ("W417", ("Give oxygen", "*Do not give oxygen")),
        ("W418", ("Crohn's disease", "*Behçet's disease", "An infection")),
        ("W418", ("Crohn's disease", "*A blood clot", "An infection")),
        ("W418", ("A blood clot", "*A fibrosis that is still open", "An infection")),
        ("W418", ("A blood clot", "*Today's film", "The patient's pain")),
    ],
)
def test_near_misses_in_options(code: str, options: tuple[str, ...]) -> None:
    assert not asked(code, PROMPT, *options)


@pytest.mark.parametrize(
    ("code", "prompt"),
    [
        ("W411", "What is rarely seen on a film of such a cough as hers?"),
        ("W411", "Her cough frequently wakes her. What would you do about it?"),
        ("W413", "All of these help to find the cause of her cough except:"),
        ("W413", "She coughs. Which step would you not take in looking for a cause?"),
        ("W413", "She coughs. Which step is the least useful in her case?"),
        ("W413", "She coughs. Which step should NOT be taken by anybody here?"),
        ("W413", "For such a cough, which step isn't needed at this time?"),
        ("W414", "Which two steps come first in looking for the cause of her cough?"),
        ("W414", "Which steps come first in looking for the cause (up to three)?"),
        ("W414", "The cause of her cough is best looked for by an"),
        ("W419", "She coughs at night and has lost no weight in the last three weeks."),
        ("W420", "And now?"),
    ],
)
def test_faults_of_questions(code: str, prompt: str) -> None:
    assert asked(code, prompt, *PLAIN)


@pytest.mark.parametrize(
    ("code", "prompt"),
    [
        ("W411", "How often would you repeat the film in such a patient?"),
        ("W413", "She has not smoked. Which step comes first in her case?"),
        ("W413", "What do you do for a patient who does not get well?"),
        ("W413", "Why does she not get well after a week of treatment?"),
        ("W413", "Which of these tests is more likely to be a false positive?"),
        ("W413", "Which is the least invasive way to look for the cause here?"),
        ("W413", "Which drug, which is not licensed here, would you ask for?"),
        ("W413", "Which step makes sure that a tumour is not missed here?"),
        ("W413", "Which steps find at least nine of ten tumours in such patients?"),
        ("W413", "What, if not a tumour, is likely in a patient like her?"),
        ("W414", "Which two-week plan comes first in looking for the cause?"),
        ("W414", "Which one step comes first in looking for the cause here?"),
        ("W419", "Choose the step that comes first in looking for the cause."),
        ("W419", "She coughs at night. Pick the step that comes first."),
        ("W419", "The cause of her cough is best looked for by"),
        ("W420", "What would you do?"),
    ],
)
def test_near_misses_of_questions(code: str, prompt: str) -> None:
    assert not asked(code, prompt, *PLAIN)


def test_articles_that_fit() -> None:
    assert not asked("W414", "Her cough is best looked into by a", "film", "*scope", "unit of work")
    assert not asked("W414", "Her cough is best looked into by an", "MRI", "*endoscopy", "hour off")
    assert asked(
        "W414", "Her cough is best looked into by an", "MRI", "*endoscopy", "x-unit", "film"
    )


def test_words_of_the_question() -> None:
    prompt = "With a shadow in her left lower zone, what would you do next?"
    assert asked("W415", prompt, "A blood test", "*A needle into the shadow", "A scope now")
    assert asked("W415", prompt, "A blood test", "*A needle into one of the shadows", "A scope")
    # In a wrong option as well, or in wrong ones alone, it leads nowhere.
    assert not asked("W415", prompt, "A needle", "*A film of the shadow", "A scope of the shadow")
    assert not asked("W415", prompt, "A needle into the shadow", "*A film", "A scope now")
    # Words any plan is made of.
    assert not asked("W415", prompt, "A blood test", "*What comes next with her", "A scope now")


def test_convergence() -> None:
    bad = (
        "Film and codeine",
        "*Film and oxygen",
        "Scope and oxygen",
        "Rest and oxygen",
        "Film alone",
    )
    assert asked("W416", PROMPT, *bad)
    # Balanced pairs, and a key that only shares one word.
    assert not asked(
        "W416",
        PROMPT,
        "Film and codeine",
        "*Film and oxygen",
        "Scope and oxygen",
        "Scope and codeine",
    )
    assert not asked(
        "W416", PROMPT, "Oxygen by tube", "*Oxygen by mask", "Oxygen and rest", "Codeine"
    )


@pytest.mark.parametrize(
    ("prompt", "fires"),
    [
        ("The scope that you chose shows a narrow place. What comes next?", True),
        ("After the test you ordered she feels worse. What comes next?", True),
        ("Given your answer, what would you do for her on this day?", True),
        ("As in the previous question, what would you do for her now?", True),
        ("The team chose a scope. What would you do for her on this day?", False),
        ("Which test would you have ordered for her on the day before?", False),
        ("What is your choice for her on this day of her illness?", False),
        ("What do you do next about the drugs that she was given before?", False),
    ],
)
def test_questions_that_hinge_on_a_pick(prompt: str, fires: bool) -> None:
    assert bool(found("W421", decisions_of((PROMPT, *PLAIN), (prompt, *PLAIN)))) is fires
    # The first decision has no earlier one.
    assert not asked("W421", prompt, *PLAIN)


def questions(*options: tuple[str, ...]) -> str:
    return decisions_of(*((PROMPT, *o) for o in options))


LONG = ("A blood test", "*A film of the chest", "A scope now")
SHORT = ("A blood test and a smear", "*A film", "A scope now")


@pytest.mark.parametrize(
    ("longest", "fires"),
    [(5, True), (3, True), (2, False), (0, False)],
)
def test_the_longest_option_over_a_case(longest: int, fires: bool) -> None:
    options = [LONG] * longest + [SHORT] * (5 - longest)
    assert bool(found("W408", questions(*options))) is fires


def test_four_decisions_say_nothing_of_length() -> None:
    assert not found("W408", questions(*[LONG] * 4))
    # Of two longest ones neither stands out.
    tie = ("A blood test now", "*A film tomorrow", "A scope")
    assert not found("W408", questions(*[tie] * 5))


def placed(place: int, of: int) -> tuple[str, ...]:
    options = [f"Plan {'ABCDEF'[n]}" for n in range(of)]
    options[place] = f"*{options[place]}"
    return tuple(options)


def test_places_of_the_key() -> None:
    assert found("W409", questions(*[placed(1, 3)] * 4))
    # The last place of lists of different lengths.
    assert found("W409", questions(placed(2, 3), placed(3, 4), placed(4, 5), placed(2, 3)))
    # Seven of eight in one of five places: not by chance.
    assert found("W409", questions(*[placed(0, 5)] * 7, placed(1, 5)))
    assert not found("W409", questions(*[placed(1, 3)] * 3))
    assert not found("W409", questions(*[placed(1, 3)] * 3, placed(0, 3)))
    assert not found("W409", questions(*(placed(n % 3, 3) for n in range(9))))


def test_robots() -> None:
    first = found("W424", questions(*[placed(0, 4)] * 5))
    assert "always picks the first option scores 100" in first[0].message
    assert "a blind pick 25 on average" in first[0].message
    last = found("W424", questions(*(placed(n - 1, n) for n in (3, 4, 5, 4, 3))))
    assert "the last option" in last[0].message
    longest = found("W424", questions(*[LONG] * 5))
    assert any("the longest option" in d.message for d in longest)
    assert not found("W424", questions(*(placed(n % 4, 4) for n in range(8))))
    assert not found("W424", questions(*[placed(0, 4)] * 4))
