"""The course as SVG in a report: inside its frame, and with nothing in it but text."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given

from tests.presentation.patients import patients
from trainer.presentation.html import _environment
from trainer.presentation.html.course import picture
from trainer.presentation.patient.course import course
from trainer.presentation.patient.spoken import course_lines
from trainer.presentation.sight import Sight


@given(patients)
def test_all_of_it_stands_in_the_frame(sight: Sight) -> None:
    data = course(sight, beside=True)
    drawn = picture(data)
    x, left = drawn["x"], drawn["left"]
    dots = [(x(p.day), c["y"](p.number)) for c in drawn["curves"] for p in c["curve"].points]
    assert len(dots) == sum(len(c.points) for c in data.curves)
    bars = (*drawn["bars"], *drawn["own"])
    ends = [drawn["stretch"](treatment) for _, _, each in bars for treatment in each]
    assert all(left <= start <= end <= drawn["width"] for start, end in ends)
    for at, height in dots:
        assert left <= at <= drawn["width"]
        assert 0 <= height <= drawn["days_at"]
    for curve in drawn["curves"]:
        if curve["band"]:
            top, height = curve["band"]
            assert height >= 0
            assert curve["top"] <= top <= top + height <= drawn["days_at"]


@given(patients)
def test_it_is_well_formed_and_every_text_is_only_text(sight: Sight) -> None:
    made = page_of(sight)
    root = ElementTree.fromstring(f"<div>{made}</div>")
    names = {element.tag for element in root.iter()}
    assert names <= {
        "div", "svg", "text", "tspan", "title", "line", "rect", "polyline", "circle", "details",
        "summary", "ul", "li",
    }  # fmt: skip
    text = " ".join(" ".join(root.itertext()).split())
    for curve in course(sight).curves:
        assert " ".join(curve.analyte.name.split()) in text
        for point in curve.points:
            assert point.text in text


def page_of(sight: Sight) -> str:
    drawn = picture(course(sight, beside=True))
    module = _environment().get_template("course.html").module
    return str(module.course(drawn, course_lines(sight.case, sight.state)))
