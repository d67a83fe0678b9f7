"""What is drawn and said of a patient: in any width, of any values, and of nothing unknown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.presentation.patients import patients, seen, shipped
from trainer.engine.state import Lock, State
from trainer.presentation.patient.course import SIGNS, course
from trainer.presentation.patient.course_table import course_table
from trainer.presentation.patient.drawing import NO_DAY, NOTHING, course_drawing, fitting, height
from trainer.presentation.patient.find import find
from trainer.presentation.patient.panel import in_one_line, panel, sparkline
from trainer.presentation.patient.results import detail, grouped, is_judged, moved_by, table
from trainer.presentation.patient.spoken import course_lines, results_lines
from trainer.presentation.patient.today import folds, others_of_today, values_of_today
from trainer.presentation.sight import Sight, mark
from trainer.presentation.spans import cells, cut, plain

BOXES = re.compile("[\u2500-\u257f\u2580-\u259f\u2800-\u28ff]")


@given(patients, st.integers(24, 200), st.integers(3, 12))
def test_no_line_of_a_drawing_is_wider_than_its_room(sight: Sight, width: int, rows: int) -> None:
    for lines in (
        course_drawing(course(sight, beside=True), width, rows=rows),
        course_drawing(course(sight), width, rows=rows, chosen=sight.days[-1]),
        course_table(course(sight), width),
        panel(sight, width),
    ):
        assert all(cells(plain(line)) <= width for line in lines), lines
    assert cells(plain(in_one_line(sight, width))) <= width


@given(patients, st.integers(60, 200))
def test_a_table_has_every_value_once_and_figures_under_each_other(
    sight: Sight, width: int
) -> None:
    rows = [row for row in table(sight, width) if row.analyte]
    assert sorted(row.analyte for row in rows) == sorted(sight.series)
    assert [row.analyte for row in rows] == [
        series.analyte.id for _, group in grouped(sight) for series in group
    ]
    for _, group in grouped(sight):
        flags = [bool(series.flag) for series in group if is_judged(series.last)]
        assert flags == sorted(flags, reverse=True)  # the abnormal first


def test_the_table_of_the_course_has_a_row_a_day() -> None:
    values = [
        {"analyte": "a0", "day": 2, "value": "12.5"},
        {"analyte": "a0", "day": 4, "value": "9"},
        {"analyte": "a1", "day": 4, "value": "100"},
        {"analyte": "a1", "day": 9, "value": "120"},
    ]
    lines = [plain(line).split() for line in course_table(course(seen(values, day=9)), 80)]
    assert lines[0][0] == "day"
    assert [line[0] for line in lines[1:]] == ["2", "4", "9"]
    assert lines[1][1:] == ["12.5"]
    assert sorted(lines[2][1:]) == ["100", "9"]


def test_decimal_points_stand_under_each_other() -> None:
    figures = ("5000", "77.5", "0.67", "<5.0", "121.30")
    sight = seen([{"analyte": f"a{n}", "day": 9, "value": f} for n, f in enumerate(figures)])
    places = set()
    for row in table(sight, 76)[2:]:
        text = plain(row.line[1:2])
        whole = re.match(r"\s*<?\d+", text)
        assert whole is not None
        places.add(whole.end())
    assert len(places) == 1


def test_a_value_that_was_abnormal_stays_first_when_words_follow_its_figure() -> None:
    values = [
        {"analyte": "a0", "day": 1, "value": "5"},
        {"analyte": "a1", "day": 1, "value": "6411"},
        {"analyte": "a1", "day": 9, "silent": "unchanged"},
        {"analyte": "a2", "day": 1, "value": "70"},
        {"analyte": "a2", "day": 9, "value": "6"},
    ]
    normal = {"low": "0", "high": "10", "cite": "imai-2024 T1"}
    rows = [row.analyte for row in table(seen(values, reference=normal), 76) if row.analyte]
    assert rows == ["a1", "a0", "a2"]
    values[2] = {"analyte": "a1", "day": 9, "result": "normal", "abnormal": False}
    rows = [row.analyte for row in table(seen(values, reference=normal), 76) if row.analyte]
    assert rows == ["a0", "a1", "a2"]  # words that the case judges count themselves


def test_the_signs_and_what_is_not_reported_are_told_in_one_column() -> None:
    begun = {"orders": ["tacrolimus"], "action": "start", "day": 8, "until": "unknown"}
    signs_of_days = {8: tuple(SIGNS)}  # their key is wider than the room right of the names
    lines = course_drawing(replace(course(seen([], [begun])), marks=signs_of_days), 60)
    signs, unknown = (plain(line) for line in lines[-2:])
    assert unknown.index(NO_DAY) == len(signs) - len(signs.lstrip())


@given(patients)
def test_one_value_is_no_course_and_nothing_of_a_later_day_is_drawn(sight: Sight) -> None:
    data = course(sight)
    for curve in data.curves:
        assert len({p.day for p in curve.points}) > 1
    shown = {c.analyte.id for c in data.curves}
    for name, series in sight.series.items():
        assert series.moves == (name in shown)
    assert all(p.day <= sight.state.day for c in data.curves for p in c.points)
    ends = [t.end for ts in data.treatments.values() for t in ts]
    assert all(end <= sight.state.day for end in ends)
    assert data.days[-1] in (sight.state.day, data.days[0] + 1)


@given(patients)
def test_each_figure_of_a_curve_is_a_dot_in_its_column(sight: Sight) -> None:
    data = course(sight)
    for curve in data.curves:
        drawn = course_drawing(data, 120, [curve.analyte.id], rows=9)[1:10]
        dots = sum(plain(line).count("●") for line in drawn)
        days = len({p.day for p in curve.points})
        assert 1 <= dots <= len(curve.points)
        assert dots >= min(days, 2) or len(data.days) > 80


def test_bars_stand_under_their_days_and_say_what_is_not_known() -> None:
    sight = seen(
        [],
        [
            {"orders": ["tacrolimus"], "action": "start", "day": 8},
            {"orders": ["tacrolimus"], "action": "stop", "day": 18},
            {"orders": ["cyclophosphamide"], "action": "start", "day": 8, "when": "then"},
            {"orders": ["plasma-exchange"], "action": "start", "day": 18, "until": "unknown"},
            {"orders": ["micafungin"], "action": "start", "day": 10, "until": 14},
        ],
        day=28,
    )
    lines = [plain(line) for line in course_drawing(course(sight), 80)]
    assert lines[0] == NOTHING
    days = next(line for line in lines if line.lstrip().startswith("day"))
    bars = {line.split()[0]: line for line in lines[3:]}
    assert bars["Tacrolimus"].index("━") == days.index("8")
    assert bars["Tacrolimus"].rstrip().rindex("━") == days.index("18")
    assert bars["Cyclophosphamide"].index("?") == days.index("8")
    assert bars["Cyclophosphamide"].rstrip().endswith("━")  # it goes on
    assert "╌?" in bars["Plasma"]
    assert bars["Plasma"].index("━") == days.index("18")
    told = course_lines(sight.case, sight.state)
    assert "Cyclophosphamide: from about day 8, going on." in told
    assert "Plasma exchange: from day 18, end not reported." in told
    assert "Micafungin: from day 10 to day 14." in told


def test_a_range_is_a_band_where_it_is_near_and_words_where_it_is_far() -> None:
    def rows(low: str, high: str) -> list[str]:
        reference = {"low": low, "high": high, "cite": "imai-2024 T1"}
        values = [{"analyte": "a0", "day": 8 + n, "value": v} for n, v in enumerate(("70", "130"))]
        data = course(seen(values, day=9, reference=reference))
        return [plain(line) for line in course_drawing(data, 80, rows=7)]

    heading, *curve = rows("60", "100")
    assert heading.endswith("range 60 to 100")
    shaded = ["░" in line for line in curve[:7]]
    assert shaded == [False] * 3 + [True] * 4  # from 100 downwards
    far = rows("1", "9")
    assert far[0].endswith("range 1 to 9")
    assert not any("░" in line for line in far)


@pytest.mark.parametrize(
    ("worse", "reference", "figures", "word"),
    [
        ("higher", None, ("3", "5"), "worse by 2"),
        ("lower", None, ("96", "97.5"), "better by 1.5"),
        (None, None, ("3", "5"), "higher by 2"),
        (None, None, ("5", "3.00"), "lower by 2"),
        (None, None, ("5", "5.0"), "same"),
        (None, {"high": "4"}, ("3", "5"), "worse by 2"),
        (None, {"high": "4"}, ("9", "5"), "better by 4"),
        (None, {"low": "1", "high": "9"}, ("3", "5"), "higher by 2"),
        ("higher", None, ("<3", "5"), ""),
    ],
)
def test_what_a_change_is_called(worse, reference, figures, word) -> None:
    if reference:
        reference = reference | {"cite": "imai-2024 T1"}
    values = [{"analyte": "a0", "day": 8 + n, "value": f} for n, f in enumerate(figures)]
    sight = seen(values, day=9, worse=worse, reference=reference)
    assert moved_by(sight.series["a0"]) == word
    (value,) = values_of_today(sight)
    assert value.before == f"{figures[0]} on day 8"
    assert (value.change or "") == word.split(" by ")[0]


@given(patients)
def test_plain_text_is_fit_for_a_screen_reader(sight: Sight) -> None:
    for lines in (course_lines(sight.case, sight.state), results_lines(sight.case, sight.state)):
        assert lines
        assert all(line.strip() and "\n" not in line for line in lines)
        assert not any(BOXES.search(line) for line in lines)
    text = "\n".join(results_lines(sight.case, sight.state))
    for series in sight.series.values():
        last = series.last
        assert str(last.value or last.result or last.silent) in text


@given(patients, st.integers(1, 30))
def test_a_sparkline_has_a_place_for_each_day(sight: Sight, width: int) -> None:
    for series in sight.series.values():
        if series.points:
            line = sparkline(sight, series, width)
            assert len(line) == width
            assert 1 <= len(line.replace(" ", "")) <= len(series.points)


@given(patients, st.integers(4, 80))
def test_curves_that_fit_stand_in_the_rows_there_are(sight: Sight, rows: int) -> None:
    data = course(sight)
    number = fitting(data, rows)
    names = [c.analyte.id for c in data.curves[:number]]
    tall = height(data, rows, len(names))
    drawn = course_drawing(data, 80, names, tall) if names else []
    assert len(drawn) <= max(rows, len(data.treatments) + 12)


@given(patients)
def test_the_past_is_a_line_a_day_and_found_by_its_words(sight: Sight) -> None:
    lines = folds(sight)
    days = [fold.key for fold in lines[:-1]]
    assert days == sorted(days, reverse=True)
    assert all(fold.key < sight.state.day for fold in lines[:-1])
    assert all(fold.summary for fold in lines)
    assert len(find(sight, "")) >= len(sight.findings)
    assert find(sight, "no such word anywhere") == []
    for hit in find(sight, "negative"):
        assert "negative" in hit.text.casefold()


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_cut_text_fits_and_a_short_one_stays(text: str, most: int) -> None:
    short = cut(text, most)
    assert cells(short) <= most
    if cells(" ".join(text.split())) <= most:
        assert short == " ".join(text.split())


def test_an_answer_is_one_sign_and_tells_nothing_before_its_verdict() -> None:
    case = shipped()
    question = case.questions["phenotype"]
    by_judgement = {o.judgement: o.id for o in question.choices}
    best = next(iter(question.sound_answers()))
    locked = Lock(8, best)
    assert mark(question, locked) == "made"
    assert mark(question, replace(locked, revealed=True)) == "sound"
    assert mark(question, locked, over=True) == "sound"
    assert mark(question, Lock(8, None, True)) == "passed"
    if "harmful" in by_judgement:
        harmful = replace(best, picks=(by_judgement["harmful"],))
        assert mark(question, Lock(8, harmful, True)) == "harmful"
    exam = Sight(case, State(9, {"phenotype": locked}, mode="exam"))
    drawn = "\n".join(map(plain, (*panel(exam, 60), *course_drawing(course(exam), 100))))
    assert SIGNS["made"][0] in drawn
    assert not any(SIGNS[sign][0] in drawn.replace("●H", "") for sign in ("possible", "harmful"))
    assert "sound" not in drawn


def test_two_values_of_one_day_say_when_each_was_taken() -> None:
    low = {"low": "150", "cite": "imai-2024 T1"}
    first = {"analyte": "a0", "day": 0, "when": "before the operation", "value": "111"}
    second = {"analyte": "a0", "day": 0, "value": "91"}
    before, after = values_of_today(seen([first, second], day=0, reference=low))
    assert before.label.endswith(" (before the operation)")
    assert not after.label.endswith(")")
    (alone,) = values_of_today(seen([first], day=0, reference=low))
    assert "operation" not in alone.label


def test_who_the_patient_is_is_told_once_on_the_first_day() -> None:
    patient = shipped().scenario.patient
    for day, times in ((shipped().scenario.clock.first_day, 0), (23, 1)):
        sight = seen([], day=day)
        line = plain(in_one_line(sight, 80)) + folds(sight)[-1].summary
        assert line.count(f"{patient.age} {patient.age_unit}, {patient.sex}.") == times
        assert line.count(str(patient.age)) == 2 * times


def test_one_day_is_no_course_and_is_told_in_words() -> None:
    begun = {"day": 8, "action": "start", "orders": ["micafungin"], "until": "unknown"}
    value = {"analyte": "a0", "day": 8, "value": "9"}
    lines = [plain(line) for line in course_drawing(course(seen([value], [begun], day=8)), 60)]
    assert lines == [NOTHING, "Micafungin: from day 8, end not reported"]
    assert [plain(line) for line in course_drawing(course(seen([value])), 60)] == [NOTHING]
    (line,) = course_drawing(course(seen([], day=9)), 24)
    assert cells(plain(line)) <= 24


def test_a_value_with_a_note_stays_in_the_table_of_what_is_new() -> None:
    first = {"analyte": "a0", "day": 1, "value": "111"}
    second = {"analyte": "a0", "day": 9, "value": "2763", "note": "So printed."}
    sight = seen([first, second], day=9)
    (value,) = values_of_today(sight)
    assert (value.text, value.before, value.note) == ("2763 mg/L", "111 on day 1", "So printed.")
    assert not list(others_of_today(sight))


def test_where_a_name_is_long_all_values_go_by_their_short_names() -> None:
    figures = [{"analyte": "a0", "day": day, "value": "9"} for day in (1, 9)]
    for name, label in (("Creatine kinase", "Creatine kinase"), ("A long name " * 3, "CK")):
        (value,) = values_of_today(seen(figures, day=9, name=name, short="CK"))
        assert value.label == label.strip()


def test_a_treatment_of_unknown_end_begins_on_its_day() -> None:
    course = [
        {"day": day, "action": "start", "orders": [order], "until": "unknown"}
        for day, order in ((0, "tacrolimus"), (20, "micafungin"))
    ]
    lines = ["".join(text for text, _ in line) for line in panel(seen([], course), 50)]
    early, late = (next(x for x in lines if x.startswith(n)) for n in ("Tacro", "Mica"))
    assert late.index("━") > early.index("━") + 10
    assert late.endswith("╌?")


def test_a_unit_that_is_the_name_over_again_is_not_said_and_ph_begins_no_line_as_a_word() -> None:
    acidity = {"name": "Acidity", "short": "pH", "unit": "[pH]", "printed": "pH"}
    sight = seen([{"analyte": "a0", "day": 3, "value": "7.33"}], **acidity)
    told = [fold.summary for fold in folds(sight) if fold.key == 3]
    assert told == ["pH 7.33"]


def test_a_note_below_a_figure_is_a_sentence_of_its_own_in_a_search() -> None:
    sight = seen([{"analyte": "a0", "day": 3, "value": "10.5", "note": "Worked out here."}])
    assert any(hit.text.endswith("10.5 mg/L. Worked out here.") for hit in find(sight, "worked"))


def test_of_a_day_with_several_results_the_hour_is_told() -> None:
    hours = [
        {"analyte": "a0", "day": 3, "value": v, "when": w}
        for v, w in (("79", "17:10"), ("70", "17:44"))
    ]
    sight = seen([*hours, {"analyte": "a0", "day": 9, "value": "76", "when": "17:20"}], day=9)
    assert plain(detail(sight, "a0", cites=False)).endswith(
        "79 mg/L on day 3 (17:10); 70 mg/L on day 3 (17:44); 76 mg/L on day 9"
    )
    (value,) = values_of_today(sight)
    assert value.before == "70 on day 3 (17:44), 79 on day 3 (17:10)"
