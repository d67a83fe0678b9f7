"""What is wrong with a file, on which line, and what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.long import many
from trainer.case.loader import Loaded, load, load_text
from trainer.case.reading.diagnostics import Diagnostic, render
from trainer.case.reading.text import MAX_BYTES
from trainer.errors import Unreadable

NAMED = Path("case.yaml")


def mutate(text: str, old: str, new: str) -> tuple[Loaded, int]:
    """What the loader says with the first ``old`` replaced, and the line the change is on."""
    assert old in text
    at = text.index(old) + len(new) - len(new.lstrip("\n "))
    changed = text.replace(old, new, 1)
    return load_text(changed, NAMED), changed.count("\n", 0, at) + 1


def only(loaded: Loaded) -> Diagnostic:
    assert len(loaded.diagnostics) == 1, [render(d) for d in loaded.diagnostics]
    assert loaded.scenario is None
    return loaded.diagnostics[0]


def test_both_files_are_without_fault(shipped: str, minimal: str) -> None:
    for text in (shipped, minimal):
        loaded = load_text(text, NAMED)
        assert loaded.scenario is not None
        assert loaded.diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "advice"),
    [
        ("specialty: Resp", "speciallty: Resp", "M201", "unknown key 'speciallty'",
         "Did you mean 'specialty'?"),
        ("  first_day: 8", "  frist_day: 8", "M201", "unknown key 'frist_day'",
         "Did you mean 'first_day'?"),
        ("  age: 52", "  age: fifty", "M203", "'age' should be a whole number", "Replace 'fifty'"),
        ("minutes: 40", "minutes: true", "M203", "'minutes' should be a whole number", "Replace"),
        ("title: A rash, full strength", "title: 12 #", "M203", "'title' should be text",
         "Put it in quotes"),
        ("tags: [", "tags: respiratory #", "M203", "'tags' should be a list", "- "),
        ("  sex: male", "  sex: mael", "M204", "'sex' cannot be 'mael'", "Did you mean 'male'?"),
        ("id: anti-mda5-ild", "id: Anti MDA5", "M205", "'id' is not written", "lower-case"),
        ("\nformat: 2", "\nformat: 3", "M210", "format 3", "Install a newer trainer"),
        ("report: imai-2024", "report: imai-2042", "R302", "no source 'imai-2042'",
         "Did you mean 'imai-2024'?"),
        ("analyte: lymphocytes", "analyte: lymphocites", "R302", "no analyte 'lymphocites'",
         "Did you mean 'lymphocytes'?"),
        ("orders: [autopsy]", "orders: [autopsi]", "R302", "no order 'autopsi'",
         "Did you mean 'autopsy' (Autopsy)?"),
        ("orders: skin-biopsy", "orders: skin-biopsi", "R302", "no order 'skin-biopsi'",
         "Did you mean 'skin-biopsy' (Skin biopsy)?"),
        ("after: immunosuppression", "after: imunosuppression", "R302", "no decision",
         "Did you mean 'immunosuppression'?"),
        ("about: [d1-ferritin,", "about: [d1-feritin,", "R302", "no finding, course entry or",
         "Did you mean 'd1-ferritin'?"),
        ('value: "10.5"', "value: about ten", "M206", "a value is a number", "'result'"),
    ],
)  # fmt: skip
def test_one_slip_in_the_shipped_file(
    shipped: str, old: str, new: str, code: str, message: str, advice: str
) -> None:
    loaded, line = mutate(shipped, old, new)
    found = [d for d in loaded.diagnostics if d.code == code and message in d.message]
    assert [d.line for d in found] == [line], [render(d) for d in loaded.diagnostics]
    assert advice in found[0].advice
    assert loaded.scenario is None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("report: made-up", "report: made-op", "source 'made-op'"),
        ("cite: made-up p2", "cite: made-op p2", "source 'made-op'"),
        ("    orders: [ferritin]", "    orders: [feritin]", "order 'feritin'"),
        ("analyte: ferritin", "analyte: feritin", "analyte 'feritin'"),
        ("orders: chest-drill", "orders: chest-dril", "order 'chest-dril'"),
        ("    after: name-it", "    after: name-itt", "decision 'name-itt'"),
        ("about: [film-order]", "about: [film-ordr]", "finding, course entry or decision"),
        ("        orders: [chest-drill]", "        orders: [chest-dril]", "order 'chest-dril'"),
        ("infection: 3", "infectoin: 3", "option 'infectoin'"),
        ("picks: [name-it/infection]", "picks: [name-it/infectoin]", "option 'name-it/infectoin'"),
    ],
)
def test_every_kind_of_reference(minimal: str, old: str, new: str, what: str) -> None:
    loaded, line = mutate(minimal, old, new)
    d = only(loaded)
    assert (d.line, d.code, d.severity) == (line, "R302", "error")
    assert f"there is no {what}" in d.message
    assert d.advice.startswith("Did you mean '")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - id: film\n", "  - id: ferritin-1\n"),
        ("  - id: film-order", "  - id: film"),
        ("  - id: next-step", "  - id: film"),
        ("      - id: tumour", "      - id: infection"),
        ("  - {id: cut", "  - {id: wait"),
    ],
)
def test_a_duplicate_id(minimal: str, old: str, new: str) -> None:
    loaded, line = mutate(minimal, old, new)
    found = [d for d in loaded.diagnostics if d.code == "R301"]
    assert [d.line for d in found] == [line]
    assert found[0].advice == "Give one of the two another id."


@pytest.mark.parametrize(
    ("old", "new", "offset"),
    [
        ("kind: image\n    day: 2", "kind: image\n    day: 9", 1),
        ("film-order\n    day: 2", "film-order\n    day: 6", 1),
        ("kind: silence\n    day: 2", "kind: silence\n    day: 6", 1),
        ("kind: one\n    day: 2", "kind: one\n    day: 6", 1),
        ("window: {first: 1, last: 2}", "window: {first: 8, last: 9}", 0),
        ("first: 1\n    last: 5", "first: 0\n    last: 5", 0),
    ],
)
def test_a_day_out_of_play(minimal: str, old: str, new: str, offset: int) -> None:
    loaded, line = mutate(minimal, old, new)
    d = only(loaded)
    assert (d.code, d.line) == ("R303", line + offset)
    assert d.advice == "Correct the day, or the clock."


def test_a_missing_key_is_named_at_its_mapping(minimal: str) -> None:
    loaded, line = mutate(minimal, "  - id: ferritin\n    name: Ferritin\n", "  - id: ferritin\n")
    d = only(loaded)
    assert (d.code, d.line) == ("M202", line)
    assert d.message == "'name' is missing."
    assert d.advice.startswith("Add 'name:'")


def test_an_unknown_kind_is_placed_on_its_line(minimal: str) -> None:
    loaded, line = mutate(minimal, "kind: image", "kind: imagge")
    d = only(loaded)
    assert (d.code, d.line) == ("M204", line)
    assert "'image'" in d.advice


def test_the_message_shows_the_line_and_a_caret(minimal: str) -> None:
    loaded, _ = mutate(minimal, "report: made-up", "report: made-op")
    head, source, caret, advice = render(only(loaded)).split("\n")
    assert head == "case.yaml:11:9 R302 error: there is no source 'made-op'."
    assert source[caret.index("^") :] == "made-op"
    assert "made-up" in advice


def test_several_faults_are_told_at_once(minimal: str) -> None:
    text = minimal.replace("age: 50", "age: old").replace("title: A cough", "titel: A cough")
    codes = [(d.line, d.code) for d in load_text(text, NAMED).diagnostics]
    assert [c for _, c in codes] == ["M202", "M201", "M203"]
    assert codes == sorted(codes)


def test_control_characters_cannot_reach_the_terminal(minimal: str) -> None:
    for old, new, code in (
        ("text: A shadow.", 'text: "A\\e[31m shadow."', "R306"),
        ("text: A shadow.", 'text: "A\u202e shadow."', "R306"),
        ("    text: A shadow.", '    "te\\e[31mxt": A shadow.', "M201"),
    ):
        loaded, line = mutate(minimal, old, new)
        found = [d for d in loaded.diagnostics if d.code == code]
        assert [d.line for d in found] == [line]
        assert "\x1b" not in render(found[0])
        assert "\u202e" not in render(found[0])


@pytest.mark.parametrize("number", ["1e400", ".inf", ".nan", "'inf'", "1e9999999999999999999"])
def test_no_infinite_weight(minimal: str, number: str) -> None:
    loaded, line = mutate(minimal, "    why: Early", f"    weight: {number}\n    why: Early")
    assert only(loaded).line == line


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(
    minimal: str, tmp_path: Path
) -> None:
    plain, odd = tmp_path / "a.yaml", tmp_path / "b.yaml"
    plain.write_bytes(minimal.encode())
    odd.write_bytes(b"\xef\xbb\xbf" + minimal.replace("\n", "\r\n").encode())
    assert load(plain).content_hash == load(odd).content_hash
    assert load(odd).scenario == load(plain).scenario is not None


def test_unreadable_files(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("format: 1\ntitle: Fièvre\n".encode("latin-1"))
    big = tmp_path / "big.yaml"
    with big.open("wb") as file:
        os.truncate(file.fileno(), MAX_BYTES + 1)
    for path, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "none.yaml", "There is no file"),
        (latin, ":2 is not UTF-8 text (byte 0xe8)"),
        (big, "Is it the right file?"),
        (Path("null\0byte.yaml"), ""),
        (tmp_path / ("x" * 300), "cannot be read"),
    ):
        with pytest.raises(Unreadable) as caught:
            load(path)
        assert said in str(caught.value)


def test_null_bytes_in_a_file_have_a_place(tmp_path: Path) -> None:
    path = tmp_path / "null.yaml"
    path.write_bytes(b"format: 1\nid: a\x00b\n")
    found = [d for d in load(path).diagnostics if d.code != "M202"]
    assert [(d.code, d.line, d.column) for d in found] == [("Y100", 2, 6)]


@example(b"?")
@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_loaded_or_unreadable(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(raw)
    try:
        loaded = load(path)
    except Unreadable:
        return
    assert loaded.scenario is None
    assert loaded.diagnostics
    for d in loaded.diagnostics:
        assert render(d)


@given(st.text())
def test_any_text_is_loaded(text: str) -> None:
    loaded = load_text(text, NAMED)
    assert loaded.scenario is None
    assert loaded.diagnostics


BITS = st.one_of(
    st.sampled_from(
        ["", "-1", "1e99", "1e9999999999999999999", "null", "true", "[]", "{}", "[[]]", "{a: {}}",
         "- ", ": ", "? ", "&a", "*a", "!!x", "|", ">-", "'", '"', "#", "---", "...", "\t", "\r",
         "\x85", "\u2028", "\x00", "1:40", "9" * 30, '"\\e[0m"', "<<", "kind: value", "day: []",
         "orders: {a: 1}", "cite: 7", "format: 3"]
    ),
    st.text(max_size=12),
)  # fmt: skip


@given(data=st.data())
@settings(max_examples=many(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mutation_is_loaded(minimal: str, data: st.DataObject) -> None:
    lines = minimal.split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        i = data.draw(st.integers(0, len(lines) - 1))
        key, colon, _old = lines[i].partition(": ")
        bit = data.draw(BITS)
        lines[i] = data.draw(
            st.sampled_from(
                [f"{key}{colon}{bit}", f"{bit}{lines[i]}", f"{lines[i]}{bit}", bit, "",
                 f"{lines[i]}\n{lines[i]}"]
            )
        )  # fmt: skip
    loaded = load_text("\n".join(lines), NAMED)
    assert (loaded.scenario is None) == any(d.severity == "error" for d in loaded.diagnostics)
    for d in loaded.diagnostics:
        assert d.line >= 1
        assert d.column >= 1
        assert render(d)


@pytest.mark.parametrize(
    ("old", "new", "least"),
    [
        ("authors: [Nobody]", "authors: []", 1),
        ("cite: made-up p1", "cite: []", 1),
        ("    orders: [ferritin]\n    first", "    orders: []\n    first", 1),
    ],
)
def test_an_empty_list(minimal: str, old: str, new: str, least: int) -> None:
    loaded, line = mutate(minimal, old, new)
    d = only(loaded)
    assert (d.code, d.line) == ("M207", line)
    assert d.message.endswith("has too few items.")
    assert d.advice == f"Give at least {least}."
