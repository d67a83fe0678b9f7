from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.author.draft.article.text import sentences
from trainer.author.draft.facts.days import mentions
from trainer.author.draft.facts.numbers import CARDINALS, ORDINALS, number
from trainer.author.draft.facts.places import Place
from trainer.author.draft.facts.timeline import timeline

# phrase, how it is counted, numbers, whether it is sure
PHRASES = [
    ("It began on day 13.", "day", [13], True),
    ("It began on Day 13 of admission.", "day", [13], True),
    ("It began on day\u00a028.", "day", [28], True),
    ("It began on hospital day 3.", "day", [3], True),
    ("It began on hospital day #3.", "day", [3], True),
    ("It began on HD 4.", "day", [4], True),
    ("It began on HD#4.", "day", [4], True),
    ("It began on hospitalization day 4.", "day", [4], True),
    ("It was better by D5.", "day", [5], True),
    ("It began on day one.", "day", [1], True),
    ("It began on day 0.", "day", [0], True),
    ("It began on the 8th day.", "day", [8], True),
    ("It began on the 8th day of admission.", "day", [8], True),
    ("It began on the 2nd d.", "day", [2], True),
    ("It began on the third day.", "day", [3], True),
    ("It began on the twenty-second hospital day.", "day", [22], True),
    ("It began in the afternoon of the 6th day.", "day", [6], True),
    ("It fell on the 14th and 28th day.", "day", [14, 28], True),
    ("It fell on days 3 and 5.", "day", [3, 5], True),
    ("It fell on days 3, 5 and 7.", "day", [3, 5, 7], True),
    ("It fell on days 3–5.", "day", [3, 5], True),
    ("It fell from day 3 to day 5.", "day", [3, 5], True),
    ("It was seen on day 23, 5 days before the new drug.", "day", [23], True),
    ("It was seen on day 14 before admission.", "before", [14], True),
    ("It began on day 5 of treatment.", "day", [5], False),
    ("It began on ICU day 2.", "day", [2], False),
    ("It began on illness day 6.", "day", [6], False),
    ("She ate on POD 4.", "later", [4], False),
    ("She ate on POD4.", "later", [4], False),
    ("She ate on postoperative day 4.", "later", [4], False),
    ("She ate on post-operative days 4 and 6.", "later", [4, 6], False),
    ("She ate on the fourth postoperative day.", "later", [4], False),
    ("She ate on day 4 after surgery.", "later", [4], False),
    ("On postoperative day (POD) 5 she ate.", "later", [5], False),
    ("She ate on day 2 post-cardiac transplantation.", "later", [2], False),
    ("She ate on posttransplant day 3.", "later", [3], False),
    ("She left on the 43rd posttransplant day.", "later", [43], False),
    ("Four days postinjury she left.", "later", [4], False),
    ("It was gone 35 hours post-admission.", "later", [1], False),
    ("It was gone on day 3 after thoracentesis.", "later", [3], False),
    ("It was gone on admission day 14.", "day", [14], True),
    ("Eleven days prior, she felt hot.", "before", [11], False),
    ("24 hours later it was gone.", "later", [1], False),
    ("Forty-eight hours later it was gone.", "later", [2], False),
    ("Two weeks later it was gone.", "later", [14], False),
    ("A week later it was gone.", "later", [7], False),
    ("It was gone 3 days after admission.", "later", [3], False),
    ("It was gone 5 d after the procedure.", "later", [5], False),
    ("It was gone after 3 days of rest.", "later", [3], False),
    ("Several days later it was gone.", "later", [None], False),
    ("The following day it was gone.", "later", [1], False),
    ("It was gone the next morning.", "later", [1], False),
    ("It was gone on the day after the drain.", "later", [1], False),
    ("It was gone on the same day.", "later", [0], False),
    ("It was gone later that evening.", "later", [0], False),
    ("Two days prior to admission she felt hot.", "before", [2], False),
    ("Three weeks before presentation she felt hot.", "before", [21], False),
    ("She had felt hot 4 days before the biopsy.", "before_event", [4], False),
    ("On admission she was hot.", "start", [None], False),
    ("She was admitted on September 4, 2013.", "date", [None], False),
    ("She was admitted on 4 September 2013.", "date", [None], False),
    ("She was admitted on 2013-09-04.", "date", [None], False),
]


@pytest.mark.parametrize(("text", "counted", "numbers", "sure"), PHRASES)
def test_a_phrasing_is_read(text: str, counted: str, numbers: list[int | None], sure: bool) -> None:
    days = mentions(text)
    assert [m.number for m in days] == numbers
    assert {m.counted for m in days} == {counted}
    assert {m.sure for m in days} == {sure}


@pytest.mark.parametrize(
    "text",
    [
        "Five died within 90 days.",
        "It was given for 2 d.",
        "Nothing grew after 5 days of incubation.",
        "A 3-day history of cough.",
        "A 29-day-old boy.",
        "The 28-day mortality was high.",
        "Day-28 mortality was high.",
        "It was given every 12 h.",
        "It was given every third day.",
        "It was given 5 mg per day.",
        "It was given twice a day.",
        "Vitamin D3 was 25 ng/mL.",
        "The L4 and D2 segments.",
        "During the 70-mo follow-up she was well.",
        "The hydrocephalus came within 1 d to 9 wk.",
        "She had diabetes for 4 years.",
        "She may 3 times have coughed.",
        "Day surgery was offered.",
        "Every day a nurse came.",
        "A day a year is lost.",
    ],
)
def test_a_length_or_a_dose_is_no_day(text: str) -> None:
    assert mentions(text) == ()


def test_dates_are_read() -> None:
    assert [m.when for m in mentions("from 4 Sept 2013 to September 26, 2013")] == [
        date(2013, 9, 4),
        date(2013, 9, 26),
    ]
    assert mentions("on 31 February 2013") == ()


@given(st.integers(0, 3000))
def test_any_day_is_found_in_digits(day: int) -> None:
    for text in (f"Then, on day {day}, he fell.", f"On hospital day {day} he fell."):
        assert [(m.number, m.sure) for m in mentions(text)] == [(day, True)]


@given(st.sampled_from(sorted(ORDINALS)))
def test_any_ordinal_in_words_is_found(word: str) -> None:
    assert [m.number for m in mentions(f"On the {word} day he fell.")] == [ORDINALS[word]]


@given(st.sampled_from(sorted(CARDINALS)))
def test_numbers_in_words_round_trip(word: str) -> None:
    assert number(word) == CARDINALS[word]


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for mention in mentions(text):
        assert len(mention.printed.split()) <= 6
    "".join(sentences(text))


def _days(*paragraphs: str, role: str = "case") -> list[tuple[int | None, bool]]:
    read = [Place(f"C{i}", "Case", role, p, 0) for i, p in enumerate(paragraphs, 1)]  # type: ignore[arg-type]
    return [(d.day, d.sure) for d in timeline(read)]


def test_what_counts_from_something_is_guessed() -> None:
    assert _days("On day 3 he fell. Two days later he rose.") == [(3, True), (5, False)]
    assert _days("The drain was put in on day 22.", "On day 4 he fell. A CT on the day after"
                 " the drain was clear.") == [(4, True), (22, True), (23, False)]  # fmt: skip
    assert _days("Surgery was done on day 9. On POD 2 he ate.") == [(9, True), (11, False)]
    assert _days("On POD 2 he ate.") == [(None, False)]
    assert _days("He was admitted on 4 September 2013. He left on 26 September.") == [
        (1, False),
        (23, False),
    ]


def test_the_discussion_dates_only_by_a_days_number() -> None:
    text = "Two weeks later others died. Our patient was worst on day 5."
    assert _days(text, role="discussion") == [(5, False)]
    assert _days(text, role="background") == []


def test_sentences_keep_abbreviations_whole() -> None:
    text = "See Fig. 1 of Nobody et al. for L. casei at 3.5 mg/L. It grew (Table 2). Then it died."
    assert len(sentences(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "On day 2 her temperature was 39.4 °C. On day 3 ferritin was 2,300 ng/mL.",
        "It had risen to 39 C. Sodium fell.",
        "Serology was negative for hepatitis C. She was given vitamin D.",
    ],
)
def test_a_unit_or_a_letter_that_is_no_initial_ends_a_sentence(text: str) -> None:
    assert len(sentences(text)) == 2


def test_an_initial_ends_none() -> None:
    assert len(sentences("As J. Smith wrote, it rose.")) == 1
